using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>A colleague's record that is perhaps of the same touch: asked before there is a second one.</summary>
internal static class SameTouchCommands
{
    /// <summary>The buttons for what a form says; their value is the id of the values that wait.</summary>
    public const string AddButton = "interaction.note", SeparateButton = "interaction.separate";

    /// <summary>The name in the waiting values of the colleague's record; no field is called so.</summary>
    public const string Record = "~record";

    private static readonly Duration Near = Duration.FromMinutes(30);

    /// <summary>The latest record of a colleague's that is of the same kind and time; null where there is none.</summary>
    public static async ValueTask<Interaction?> Of(TurnContext turn, SeenCustomer customer, Interaction mine)
    {
        if (mine.Kind == InteractionKind.Note) return null;
        var latest = await InteractionStore.Of(turn).Latest(customer, 10);
        return latest.FirstOrDefault(other => other.By != mine.By && other.Kind == mine.Kind && Duration.FromMilliseconds(Math.Abs(other.At - mine.At)) <= Near);
    }

    /// <summary>Asks about what a line says: the line is kept.</summary>
    public static Outcome Ask(TurnContext turn, SeenCustomer customer, TouchForm mine, Interaction theirs)
    {
        var keep = new Changes();
        return Ask(turn, customer, mine, theirs, keep,
            new(Drafts.RunLine, turn.Words.Plain("Interactions.AddNoteButton"), Drafts.Carry(turn, InteractionCommands.Already, InteractionStore.Handle(theirs), keep), Look.Primary),
            new(Drafts.RunLine, turn.Words.Plain("Interactions.SeparateButton"), Drafts.Carry(turn, InteractionCommands.Already, "separate", keep)));
    }

    /// <summary>Asks about what a form says: its values wait, with the time at which it was sent.</summary>
    public static Outcome AskForm(TurnContext turn, SeenCustomer customer, TouchForm mine, Interaction theirs)
    {
        var id = TurnIds.Minted(turn.Id, 0);
        var keep = WaitingValues.Keep(turn, id, new Dictionary<string, string>(turn.Submitted.Values)
        {
            [LogForm.When] = LogForm.Values(turn, mine.Interaction)[LogForm.When], [Record] = InteractionStore.Handle(theirs),
        });
        return Ask(turn, customer, mine, theirs, keep,
            new(AddButton, turn.Words.Plain("Interactions.AddNoteButton"), id, Look.Primary), new(SeparateButton, turn.Words.Plain("Interactions.SeparateButton"), id));
    }

    private static Outcome Ask(TurnContext turn, SeenCustomer customer, TouchForm mine, Interaction theirs, Changes keep, Button add, Button separate)
    {
        Press[] presses = mine.Adds ? [add, separate] : [separate];
        return new Outcome.Answer(new Reply.Show(InteractionCards.Already(turn.Reader, turn.Roster, theirs, customer.Customer, presses)), keep);
    }

    /// <summary>What was said goes to the colleague's record, and its next step is set; null where that record is gone.</summary>
    public static async ValueTask<Outcome?> Add(TurnContext turn, SeenCustomer customer, string handle, TouchForm mine)
    {
        var store = InteractionStore.Of(turn);
        if (await store.Find(handle) is not { } theirs || theirs.Interaction.Customer != customer.Id) return null;
        var note = new AddedNote(turn.Member.Id, turn.Now.ToUnixTimeMilliseconds(), Note(turn.Words, mine.Interaction));
        var changes = note.Text.Length == 0 ? new Changes() : await store.Change(theirs.Row, theirs.Interaction with { Notes = [.. theirs.Interaction.Notes, note] });
        var noted = await mine.Change(turn, customer, InteractionCommands.Noted, handle, changes);
        return noted with { Records = [.. noted.Records, turn.Member.Id] };
    }

    /// <summary>A note has no fields: what else was given is told in words.</summary>
    private static string Note(Wording words, Interaction mine) => string.Join(" · ", new[]
    {
        mine.Text,
        mine.Outcome.Length > 0 ? words.Plain($"Interactions.Outcome-{mine.Outcome}") : "",
        mine.Minutes > 0 ? new Dates(words).Length(Duration.FromMinutes(mine.Minutes)) : "",
        mine.With.Count > 0 ? words.Plain("Interactions.With", ("names", string.Join(", ", mine.With))) : "",
    }.Where(part => part.Length > 0));
}

/// <summary>What somebody logs: a record, and perhaps the next step.</summary>
/// <param name="Flags">How the line was read where it did not say.</param>
internal sealed record TouchForm(Interaction Interaction, FollowDraft? Next, IReadOnlyList<string> Flags)
{
    /// <summary>There is something to add to a colleague's record.</summary>
    public bool Adds => Interaction.Text.Length > 0 || Interaction.Outcome.Length > 0 || Next is not null;

    /// <summary>The change that was made for it, together with its next step.</summary>
    public async ValueTask<Outcome.Change> Change(TurnContext turn, SeenCustomer customer, string drawing, string handle, Changes changes)
    {
        if (Next is null) return new Outcome.Change(drawing, [handle, "", string.Join(',', Flags)], changes, customer.Id);
        var (made, more, said) = await FollowUpStore.New(turn, customer, Next);
        string[] records = [handle, FollowUpStore.Handle(made), string.Join(',', Flags.Concat(said))];
        return new Outcome.Change(drawing, records, changes.Also(more), customer.Id) { Notices = [.. FollowUpStore.Told(turn, made)] };
    }
}
