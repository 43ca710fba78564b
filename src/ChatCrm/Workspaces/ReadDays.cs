using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Workspaces;

/// <summary>What a file of days says: the days, and each line that does not read, with its number. One wrong line, and nothing of it is kept.</summary>
/// <param name="words">Of whoever hears what does not read.</param>
public sealed class ReadDays(Wording words)
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

    /// <param name="key">The text that says why.</param>
    internal void IsWrong(int line, string key, params (string Name, object Value)[] args) =>
        _wrong.Add(words.Plain("Workspaces.DayLine", ("line", Text.Ours(line.ToString(CultureInfo.InvariantCulture))), ("why", words.Say(key, args))));

    /// <summary>The days of a calendar (.ics) or of a list (.csv), whichever it is.</summary>
    /// <param name="country">ISO code of the country that they are of where they name none; empty for our own people.</param>
    public static ReadDays Of(string text, string country, Wording words) =>
        text.Contains("BEGIN:V", StringComparison.OrdinalIgnoreCase) ? CalendarDays.Read(text, country, words) : ListedDays.Read(text, country, words);

    /// <summary>A date of these centuries, with hyphens or without; null for anything else.</summary>
    public static LocalDate? Date(string text)
    {
        var iso = LocalDatePattern.Iso.Parse(text);
        var read = iso.Success ? iso : Compact.Parse(text);
        return read is { Success: true, Value: { Year: >= 2000 and < 2200 } date } ? date : null;
    }
}
