using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Turns;

namespace ChatCrm.FollowUps;

/// <summary>Closing a follow-up and logging it in one go: by number, by button, by form.</summary>
internal static class DoneCommands
{
    /// <summary><c>done 2 "left voicemail"</c>: the number belongs to the follow-up, it is no place in a list.</summary>
    public static async ValueTask<Outcome> Done(TurnContext turn)
    {
        var word = turn.Line.From(turn.Rest);
        if (NumberOf(word) is not { } number) return await Which(turn);
        var handle = await FollowUpStore.Of(turn).WithNumber(number);
        if (handle is null || await FollowUpStore.Of(turn).ForChange(handle) is not { } seen) return NoSuchNumber(turn, number);
        // "done 12 stop" ends a series; of one that does not repeat it is a note like any other.
        var stop = Repeating.Of(seen.FollowUp.Every) is not null && turn.Line.From(word!.End) is { Kind: WordKind.Plain } next && FollowWords.Is(FollowWords.Stop, next.Text) ? next : null;
        return await Close(turn, seen, Note(turn, (stop ?? word)!.End), goesOn: stop is null);
    }

    /// <summary>[Done]: asks for one line, which may stay empty.</summary>
    public static async ValueTask<Outcome> Ask(TurnContext turn) => await FollowUpStore.Of(turn).ForChange(turn.Value) switch
    {
        null => new Outcome.Answer(FollowUpCards.Gone(turn.Words)),
        { FollowUp.IsOpen: true } seen => new Outcome.Answer(new Reply.Ask(FollowForms.ToClose(turn, seen))),
        var seen => Closed(turn, seen),
    };

    public static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        try
        {
            return await FollowUpStore.Of(turn).ForChange(turn.Submitted.State) switch
            {
                null => Kept(turn, FollowUpCards.Gone(turn.Words)),
                { FollowUp.IsOpen: true } seen => await Noted(turn, seen),
                var seen => Kept(turn, FollowUpCards.Still(turn.Reader, turn.Roster, seen, turn.Now)),
            };
        }
        catch (DeniedException denied)
        {
            return Kept(turn, TurnCards.Denied(turn.Words, denied));
        }
    }

    /// <summary>What was typed about a follow-up that cannot be closed any more stays in the form.</summary>
    private static Outcome Kept(TurnContext turn, Card why) =>
        new Outcome.Answer(new Reply.KeepForm(string.Join('\n', why.Blocks.OfType<Line>().Select(line => line.Text.ToString())), turn.Submitted.Values));

    private static async ValueTask<Outcome> Noted(TurnContext turn, SeenFollowUp seen)
    {
        var errors = new Dictionary<string, string>();
        var note = FollowForms.ReadText(turn, turn.Submitted.Values.GetValueOrDefault(FollowForms.Note, ""), errors, FollowForms.Note);
        return errors.Count > 0
            ? new Outcome.Answer(new Reply.NotValid(FollowForms.ToClose(turn, seen).Refused(turn.Submitted.Values, errors)))
            : await Close(turn, seen, note, goesOn: turn.Submitted.Values.GetValueOrDefault(FollowForms.Stop) != "true");
    }

    /// <summary>What was to be done stands in the time-line where nobody says what happened. Of a series, the next one is set with it.</summary>
    internal static async ValueTask<Outcome> Close(TurnContext turn, SeenFollowUp seen, string note, bool goesOn = true)
    {
        var followUp = seen.FollowUp;
        if (!followUp.IsOpen) return Closed(turn, seen);
        var (logged, changes) = ("", new Storage.Changes());
        if ((note.Length > 0 ? note : followUp.Text) is { Length: > 0 } text)
        {
            var interaction = new Interaction
            {
                Id = turn.Mint(), Customer = followUp.Customer, Kind = InteractionKind.Note, At = turn.Now.ToUnixTimeMilliseconds(), Zone = turn.Reader.Zone,
                Text = text, By = turn.Member.Id, Typed = turn.Line.Typed,
            };
            (logged, changes) = (InteractionStore.Handle(interaction), await InteractionStore.Of(turn).New(interaction));
        }
        changes.Also(Covering.Change(turn, seen, followUp with { Closed = new(turn.Member.Id, turn.Now.ToUnixTimeMilliseconds(), logged) }));
        if (!goesOn || Repeating.Next(followUp, turn.Now, AtWork.DaysOf(followUp.Assignee, turn.Roster)) is not { } time) return new Outcome.Change(DrawnCards.Closed, [followUp.Handle, logged], changes, followUp.Customer);
        var (next, more) = await FollowUpStore.Again(turn, followUp, time);
        return new Outcome.Change(DrawnCards.Closed, [followUp.Handle, logged, next.Handle], changes.Also(more), followUp.Customer);
    }

    /// <summary>[Stop repeating]: the next one of the series, which nobody has begun with, is not there any more.</summary>
    public static ValueTask<Outcome> Stop(TurnContext turn) => MoveCommands.Open(turn, turn.Value, seen => seen.FollowUp.Follows.Length == 0
        ? new Outcome.Answer(TurnCards.Old(turn.Words))
        : new Outcome.Change(DrawnCards.Stopped, [$"{seen.FollowUp.Customer}/{seen.FollowUp.Follows}"], FollowUpStore.Remove(seen), seen.FollowUp.Customer));

    private static Outcome Closed(TurnContext turn, SeenFollowUp seen) => new Outcome.Answer(FollowUpCards.Still(turn.Reader, turn.Roster, seen, turn.Now));

    private static async ValueTask<Outcome> Which(TurnContext turn)
    {
        var due = DueCards.List(turn.Reader, turn.Roster, await DueReader.Read(turn.Drawing([]), turn.Member, week: false, skip: 0), turn.Now);
        return new Outcome.Answer(new Card([new Line(turn.Words.Say("FollowUps.WhichNumber")), .. due.Blocks], due.Presses));
    }

    private static Outcome NoSuchNumber(TurnContext turn, long number) =>
        new Outcome.Answer(new Card(new Line(turn.Words.Say("FollowUps.NoSuchNumber", ("number", Text.Ours(number.ToString(CultureInfo.InvariantCulture)))), Tone.Warning)));

    private static long? NumberOf(Word? word)
    {
        if (word is not { Kind: WordKind.Plain or WordKind.Room }) return null;
        return long.TryParse(CommandLine.Read(word.Text).Line.TrimEnd('.', ',', ':'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 10_000_000 ? number : null;
    }

    private static string Note(TurnContext turn, int from) => turn.Line.From(from) switch
    {
        null => "",
        { Kind: WordKind.Quoted } quoted when turn.Line.From(quoted.End) is null => quoted.Text,
        _ => turn.Line.Slice(from, turn.Line.Typed.Length),
    };
}
