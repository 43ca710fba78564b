using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What stands behind <c>follow</c> and a customer, or behind <c>&gt;</c> inside a log line.</summary>
/// <param name="End">Where the line goes on behind it.</param>
public sealed record FollowDraft(int End) : FollowUpPlan
{
    /// <summary>The words of the date, as typed.</summary>
    public string Typed { get; init; } = "";

    /// <summary>The name behind <c>for @</c>; empty where nobody was named.</summary>
    public string Person { get; init; } = "";

    /// <summary>Whom it can mean.</summary>
    public IReadOnlyList<Member> People { get; init; } = [];

    public override Member? For => People is [var one] ? one : null;
}

/// <summary>Reads what a line says about a follow-up, and asks about what is in doubt.</summary>
public static class FollowLine
{
    /// <summary>Questions that a card asks about a line.</summary>
    public const string WhenQuestion = "when", ForQuestion = "for";

    /// <summary>The parts from an offset of the turn's line on, in any order, each once; ends at the first word that is none.</summary>
    /// <param name="theirs">The customer's zone; null where unknown.</param>
    public static FollowDraft Read(TurnContext turn, int from, string? theirs) => new FollowReader(turn, turn.Line, theirs, toEnd: false).Read(from);

    /// <summary>The same to the end of the line: words that mean nothing become the text, or are kept as unread.</summary>
    public static FollowDraft ReadToEnd(TurnContext turn, int from, string? theirs) => new FollowReader(turn, turn.Line, theirs, toEnd: true).Read(from);

    /// <summary>Tells the words with which something other than a customer's name begins.</summary>
    public static Func<Word, bool> Ends(TurnContext turn) => word =>
        word.Kind != WordKind.Plain || FollowWords.Is(FollowWords.For, word.Text) || FollowWords.Is(FollowWords.Every, word.Text)
        || FollowWords.PhraseAt(FollowWords.Opening, turn.Line.Line, word.Start) is not null
        || When.At(turn.Line.Line, word.Start, Context(turn, null)) is not null;

    /// <summary>The card that asks about a draft that cannot be saved as it is; null where it can. The line is kept.</summary>
    public static Outcome? Doubt(TurnContext turn, FollowDraft draft)
    {
        if (draft.Person.Length > 0 && draft.For is null) return AskWho(turn, draft);
        return draft.When switch
        {
            Exact or Assumed => null,
            { } reading => WhenText.Ask(turn, WhenQuestion, reading),
            null => WhenText.Ask(turn, WhenQuestion, turn.Words.Say("FollowUps.AskWhen"), Suggested(turn)),
        };
    }

    /// <summary>Why a draft cannot be saved, as a sentence for a form's field; null where it can.</summary>
    public static string? Error(TurnContext turn, FollowDraft draft, bool named = true)
    {
        var words = turn.Words;
        if (named && draft.Person.Length > 0 && draft.For is null) return words.Plain(draft.People.Count == 0 ? "FollowUps.NobodyCalled" : "FollowUps.WhichPerson", ("name", draft.Person));
        return draft.When switch
        {
            Exact or Assumed => null,
            Ambiguous ambiguous => words.Plain("FollowUps.FormWhich", ("asked", WhenText.Of(words, ambiguous.Doubt)),
                ("choices", Text.Ours(string.Join(" / ", ambiguous.Choices.Take(3).Select(choice => WhenText.Of(words, choice.Time, turn.Now)))))),
            Refused { Nearest: { } nearest } refused => words.Plain("FollowUps.FormNearest", ("why", WhenText.Of(words, refused.Obstacle)), ("nearest", Text.Ours(WhenText.Of(words, nearest, turn.Now)))),
            Refused refused => WhenText.Of(words, refused.Obstacle).ToString(),
            _ => words.Plain("FollowUps.WhenNotRead"),
        };
    }

    /// <summary>What two fields of a form say; neither filled is no follow-up.</summary>
    /// <returns>The draft, or why it cannot be saved; both null where nothing was asked for.</returns>
    public static (FollowDraft? Draft, string? Error) OfForm(TurnContext turn, string when, string text, string? theirs)
    {
        if (when.Trim().Length == 0) return (null, text.Trim().Length == 0 ? null : turn.Words.Plain("FollowUps.WhenMissing"));
        var draft = OfField(turn, when, theirs) with { Text = text.Trim() };
        var error = draft.Unread.Length > 0 ? turn.Words.Plain("FollowUps.WhenNotRead") : Error(turn, draft);
        return error is null ? (draft, null) : (null, error);
    }

    /// <summary>A form's field that holds a date, and perhaps for whom; words that are none are unread.</summary>
    public static FollowDraft OfField(TurnContext turn, string when, string? theirs)
    {
        var draft = new FollowReader(turn, CommandLine.Read(when.Length > CommandLine.Longest ? when[..CommandLine.Longest] : when), theirs, toEnd: true).Read(0);
        return draft with { Unread = draft.Loose ? draft.Text : draft.Unread, Text = "", Loose = false, Line = "" };
    }

    internal static WhenContext Context(TurnContext turn, string? theirs) => turn.Dates(WhenDirection.Future, theirs) with { Workday = day => MemberSchedule.Of(turn.Member, turn.Roster).WorksOn(day) };

    /// <summary>A draft of which the repetition alone says when, with its first time for whoever is to do it: from the last contact, where that was asked and it is still to come.</summary>
    /// <param name="customer">Its id.</param>
    /// <param name="logged">When a contact was that is logged together with it; null where none is.</param>
    public static async ValueTask<FollowDraft> Begun(TurnContext turn, string customer, FollowDraft draft, Instant? logged = null)
    {
        if (!draft.EveryAlone || Repeating.Of(draft.Every) is not { } every) return draft;
        var last = every.FromLastContact && InteractionStore.Last(await turn.Rows.Get(InteractionStore.LastKey(customer), turn.Cancel)) is { } before ? TurnRows.At(before.At) : (Instant?)null;
        var contact = last is null || logged > last ? logged : last;
        var first = every.FromLastContact && contact is { } at ? First(turn, draft, every, at) : null;
        return draft with { When = first?.Time.ToInstant() > turn.Now ? first : First(turn, draft, every, turn.Now), EveryAlone = false };
    }

    /// <summary>The first time of a draft whose repetition alone says when, counted from a moment.</summary>
    internal static Assumed First(TurnContext turn, FollowDraft draft, Every every, Instant from) =>
        Repeating.First(every, from, Zones.OrUtc(turn.Reader.Zone), draft.Every, AtWork.DaysOf((draft.For ?? turn.Member).Id, turn.Roster));

    private static Outcome AskWho(TurnContext turn, FollowDraft draft)
    {
        var keep = new Storage.Changes();
        var known = draft.People.Count > 0;
        var offered = known ? draft.People.Take(Card.MostPresses) : [turn.Member];
        var presses = offered.Select(member => new Button(Drafts.RunLine, known ? member.Name : turn.Words.Plain("FollowUps.ForMeButton"), Drafts.Carry(turn, ForQuestion, member.Id, keep)));
        var asked = turn.Words.Say(known ? "FollowUps.WhichPerson" : "FollowUps.NobodyCalled", ("name", draft.Person));
        return new Outcome.Answer(new Reply.Show(new Card([new Line(asked, Tone.Warning)], [.. presses])), keep);
    }

    /// <summary>Tomorrow and in a week, when the typist works.</summary>
    private static IReadOnlyList<PlannedTime> Suggested(TurnContext turn)
    {
        var zone = PlanRead.ZoneOf(turn.Member);
        var today = turn.Now.InZone(Zones.Rules[zone]).Date;
        return [.. new[] { 1, 7 }.Select(days => PlannedTime.At(AtWork.Next(turn.Member, turn.Roster, Zones.Rules[zone].AtStartOfDay(today.PlusDays(days)).ToInstant()), zone)).DistinctBy(time => time.Wall)];
    }
}

/// <summary>The words of a follow-up's parts in every language, from the texts.</summary>
internal static class FollowWords
{
    public static readonly IReadOnlyList<string> For = Of("for"), Remind = Of("remind"), Calendar = Of("cal"), Every = Of("every"), Online = Of("online"), Invite = Of("invite"), Week = Of("week"), Stop = Of("stop"), Opening = Of("opening");

    /// <summary>The length of the word at the front of a text: a whole Latin word, or a Chinese one, behind which no blank is written. Null where it is none of them.</summary>
    public static int? At(IReadOnlyList<string> words, string text)
    {
        var whole = text.TrimEnd(',', ';', '.').ToLowerInvariant();
        var found = words.Where(word => whole == word || (word[0] > '\u2E80' && whole.StartsWith(word, StringComparison.Ordinal))).MaxBy(word => word.Length);
        return found?.Length;
    }

    /// <summary>The length of the longest of some phrases that stands at an offset of a line; null where none does.</summary>
    public static int? PhraseAt(IReadOnlyList<string> phrases, string line, int at) => phrases
        .Where(phrase => string.Compare(line, at, phrase, 0, phrase.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (phrase[0] > '\u2E80' || at + phrase.Length >= line.Length || !char.IsLetterOrDigit(line[at + phrase.Length])))
        .Select(phrase => (int?)phrase.Length).Max();

    public static bool Is(IReadOnlyList<string> words, string text) => At(words, text) is not null;

    /// <summary>The word that we write for a part.</summary>
    public static string First(Wording words, string key) => words.Plain($"Verbs.{key}").Split(',')[0];

    private static IReadOnlyList<string> Of(string key) => [.. Wording.Known
        .SelectMany(language => Wording.In(language).Plain($"Verbs.{key}").Split(',', StringSplitOptions.TrimEntries)).Select(word => word.ToLowerInvariant()).Distinct()];
}
