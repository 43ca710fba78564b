using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>The cards that no capability owns: failures, refusals, undo.</summary>
public static class TurnCards
{
    /// <summary>Nothing, or perhaps something, was saved: the sentence says which. The text comes back, with a button where it fits in one.</summary>
    /// <param name="triedAs">The platform's id of the event that brought the line.</param>
    public static Card Failure(Wording words, string sentence, string line, string triedAs)
    {
        var said = new Line(words.Say(sentence), Tone.Attention);
        if (line.Length == 0) return new([said]);
        var again = Drafts.Carry(line, triedAs) is { } value ? new Press[] { new Button(Drafts.RunLine, words.Plain("Turns.TryAgainButton"), value, Look.Primary) } : [];
        return new([said, new Line(words.Say("Turns.YourText", ("line", line)))], again);
    }

    /// <summary>It is saved, and cannot be shown.</summary>
    public static Card SavedUnseen(Wording words) => new([new Line(words.Say("Turns.SavedUnseen"), Tone.Warning)]);

    public static Card Old(Wording words) => new([new Line(words.Say("Turns.Old"), Tone.Warning)]);

    public static Card TooLong(Wording words, int length) => new([new Line(words.Say("Turns.TooLong", ("n", length), ("most", CommandLine.Longest)), Tone.Warning)]);

    public static Card NotAMember(Wording words) => new([new Line(words.Say("Turns.NotAMember"), Tone.Warning)]);

    public static Card NotAllowed(Wording words, Permission permission) => new([new Line(words.Say($"Turns.Not{permission}"), Tone.Warning)]);

    public static Card Denied(Wording words, DeniedException denied) =>
        new([new Line(words.Say(denied.Customer.Length == 0 ? "Turns.DeniedOrGone" : "Turns.Denied"), Tone.Warning)], denied.Customer.Length == 0 ? [] : [new Button("customer.open", words.Plain("Turns.OpenButton"), denied.Customer)]);

    /// <param name="redo">The turn that [Do it after all] takes back; empty where there is no such way.</param>
    public static Card Undone(Wording words, string sentence, string redo) =>
        new([new Line(words.Say(sentence), Tone.Quiet)], redo.Length == 0 ? [] : [new Button("turn.redo", words.Plain("Turns.RedoButton"), redo)]);

    public static Card CannotUndo(Wording words, IReadOnlyList<Text> since) =>
        new([new Line(words.Say("Turns.CannotUndo"), Tone.Warning), .. since.Select(text => new Line(text))]);

    public static Card RedoTooLate(Wording words) => new([new Line(words.Say("Turns.RedoTooLate"), Tone.Warning)]);

    public static Card NothingToUndo(Wording words) => new([new Line(words.Say("Turns.NothingToUndo"))]);

    public static Card NothingToEdit(Wording words) => new([new Line(words.Say("Turns.NothingToEdit"))]);

    public static Card SentBefore(Wording words, string? edit, TurnRow done) =>
        new([new Line(words.Say("Turns.SentBefore"), Tone.Warning)], edit is null || done.Records.Count == 0 ? [] : [new Button(edit, words.Plain("Turns.EditButton"), done.Records[0], Look.Primary)]);

    public static Card Repeated(TurnContext turn, SaidRow earlier)
    {
        var words = turn.Words;
        var at = TurnRows.At(earlier.At).InZone(turn.Reader.TimeZone).LocalDateTime;
        var value = Drafts.Carry(turn.Line.Typed) is { } carried ? LineChoices.None.With("again", "1") + carried : null;
        Press[] presses =
        [
            UndoButton(words, earlier.Turn),
            .. value is { Length: <= Button.LongestValue } ? new[] { new Button(Drafts.RunLine, words.Plain("Turns.LogAgainButton"), value) } : [],
        ];
        return new([new Line(words.Say("Turns.Repeated", ("time", Text.Ours(turn.Reader.Dates.Time(at.TimeOfDay)))), Tone.Warning)], presses);
    }

    public static Button UndoButton(Wording words, string turn) => new("turn.undo", words.Plain("Turns.UndoButton"), turn);

    /// <summary>A moment in the reader's zone and language: "today 16:05", "Tue 24 Nov 15:00"; for a room, which has no zone, in UTC and said so.</summary>
    public static Moment When(Reader reader, Instant at, Instant now)
    {
        var zone = reader.TimeZone;
        var shown = reader.Dates.NearAt(at.InZone(zone).LocalDateTime, now.InZone(zone).Date);
        return new(at, reader.Member is null ? $"{shown} UTC" : shown);
    }
}
