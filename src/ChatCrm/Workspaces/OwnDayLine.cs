using System.Collections.Frozen;
using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>What is to be done about an own day.</summary>
internal enum OwnDayAct { Closed, HalfDay, Working, Remove }

/// <summary>What a line says behind <c>admin day</c>: a date, what it is, a name, <c>country:QA</c>, in any order.</summary>
/// <param name="When">How the date was read; null where none was found.</param>
/// <param name="CountryTyped">What stood behind <c>country:</c>; empty for our own people.</param>
internal sealed record OwnDayLine(Reading? When, OwnDayAct Act, string Name, string CountryTyped)
{
    /// <summary>The question that a card asks about a doubtful date.</summary>
    public const string Question = "day";

    private static readonly FrozenDictionary<string, OwnDayAct> Acts = (
        from language in Wording.Known
        from act in Enum.GetValues<OwnDayAct>()
        from word in Wording.In(language).Plain($"Workspaces.DayWord{act}").Split([',', '、'], StringSplitOptions.TrimEntries)
        select (word, act)).ToFrozenDictionary(pair => pair.word, pair => pair.act, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> CountryKeys = Wording.Known
        .SelectMany(language => Wording.In(language).Plain("Workspaces.DayCountryKey").Split([',', '、'], StringSplitOptions.TrimEntries)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

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
        var (line, read, words) = (turn.Line, new OwnDayLine(null, OwnDayAct.Closed, "", ""), new List<string>());
        for (var word = line.From(from); word is not null; word = line.From(from))
        {
            from = word.End;
            if (word.Kind == WordKind.Quoted) words.Add(word.Text);
            else if (word.Kind == WordKind.Field && CountryKeys.Contains(word.Key)) read = read with { CountryTyped = word.Text };
            else if (read.When is null && Time.When.At(line.Line, word.Start, Context(turn)) is { } match) (read, from) = (read with { When = match.Reading }, word.Start + match.Length);
            else if (Acts.TryGetValue(word.Text, out var act)) read = read with { Act = act };
            else words.Add(line.Slice(word.Start, word.End));
        }
        return read with { Name = string.Join(' ', words) };
    }

    private static WhenContext Context(TurnContext turn) => new(turn.Now, Zones.Find(turn.Reader.Zone) ?? "Etc/UTC", null, turn.Words.Language, WhenDirection.Future);
}
