using System.Collections.Frozen;
using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>What a line says behind <c>admin day</c>: a date, what it is, a name, <c>country:QA</c>, in any order.</summary>
/// <param name="When">How the date was read; null where none was found.</param>
/// <param name="Kind">Null where the day is to be removed.</param>
/// <param name="CountryTyped">What stood behind <c>country:</c>; empty for our own people.</param>
internal sealed record OwnDayLine(Reading? When, DayOffKind? Kind, string Name, string CountryTyped)
{
    /// <summary>The question that a card asks about a doubtful date.</summary>
    public const string Question = "day";

    private static readonly FrozenSet<string> CountryKeys = Spoken("Workspaces.DayCountryKey"), Removing = Spoken("Workspaces.DayRemoveWord");

    /// <summary>The ISO code; empty for our own people, null where no country is called so.</summary>
    public string? Country => CountryTyped.Length == 0 ? "" : Countries.Read(CountryTyped)?.Code;

    /// <summary>The date that is meant, as read or as chosen on a card; null where it must be asked.</summary>
    public LocalDate? Date(TurnContext turn) => turn.Choices[Question] is { } carried && WhenText.Chosen(carried) is { } chosen ? chosen.Wall.Date : When switch
    {
        Exact exact => exact.Time.Wall.Date,
        Assumed assumed => assumed.Time.Wall.Date,
        _ => null,
    };

    public static OwnDayLine Read(TurnContext turn, int from)
    {
        var (line, read, words) = (turn.Line, new OwnDayLine(null, DayOffKind.Closed, "", ""), new List<string>());
        for (var word = line.From(from); word is not null; word = line.From(from))
        {
            from = word.End;
            if (word.Kind == WordKind.Quoted) words.Add(word.Text);
            else if (word.Kind == WordKind.Field && CountryKeys.Contains(word.Key)) read = read with { CountryTyped = word.Text };
            else if (read.When is null && Time.When.At(line.Line, word.Start, turn.Dates(WhenDirection.Future)) is { } match) (read, from) = (read with { When = match.Reading }, word.Start + match.Length);
            else if (Removing.Contains(word.Text)) read = read with { Kind = null };
            else if (OwnDay.KindOf(word.Text) is { } kind) read = read with { Kind = kind };
            else words.Add(line.Slice(word.Start, word.End));
        }
        return read with { Name = string.Join(' ', words) };
    }

    private static FrozenSet<string> Spoken(string key) =>
        Wording.Known.SelectMany(language => Wording.In(language).Plain(key).Split([',', '、'], StringSplitOptions.TrimEntries)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
