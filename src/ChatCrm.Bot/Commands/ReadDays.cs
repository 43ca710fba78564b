using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Bot.Commands;

/// <summary>What a file of days says: the days, and each line that does not read, with its number. One wrong line, and nothing of it is kept.</summary>
internal sealed class ReadDays
{
    public const int LongestName = 100;

    private static readonly LocalDatePattern Compact = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly Dictionary<(LocalDate, string), OwnDay> _days = [];
    private readonly List<string> _wrong = [];

    /// <summary>By date; of two for one date and country the later one.</summary>
    public IReadOnlyList<OwnDay> Days => [.. _days.Values.OrderBy(day => day.On).ThenBy(day => day.Country, StringComparer.Ordinal)];

    public IReadOnlyList<string> Wrong => _wrong;

    public void Add(LocalDate date, string name, string country, DayOffKind kind) =>
        _days[(date, country)] = new OwnDay { Date = LocalDatePattern.Iso.Format(date), Kind = kind, Name = name, Country = country };

    public void IsWrong(int line, string why) => _wrong.Add(FormattableString.Invariant($"Line {line}: {why}"));

    /// <summary>A date of these centuries, with hyphens or without; null for anything else.</summary>
    public static LocalDate? Date(string text)
    {
        var iso = LocalDatePattern.Iso.Parse(text);
        var read = iso.Success ? iso : Compact.Parse(text);
        return read is { Success: true, Value: { Year: >= 2000 and < 2200 } date } ? date : null;
    }
}
