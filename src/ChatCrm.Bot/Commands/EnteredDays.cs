using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>Enters days as a turn would: with its row, the audit's and, where somebody is named and one commit holds all of it, what Undo needs.</summary>
internal sealed class EnteredDays(IRowStore store, RowKinds kinds, IClock clock, string workspace)
{
    /// <summary>More days at once cannot be undone.</summary>
    public const int MostUndone = OwnDayRows.MostAtOnce;

    private const string Act = "holidays import";

    /// <summary>False where somebody wrote one of them meanwhile; days of commits before stay.</summary>
    /// <param name="days">By date, each with its row as it was read.</param>
    /// <param name="by">Whose change it is; null for nobody's.</param>
    public async Task<bool> Enter(IReadOnlyList<(OwnDay Day, Row? Before)> days, Roster roster, Member? by, CancellationToken cancel)
    {
        foreach (var some in days.Chunk(MostUndone))
            if (await Commit(OwnDayCommands.Import(some) with { CanBeUndone = days.Count <= MostUndone }, roster, by, cancel) is CommitResult.Conflict) return false;
        return true;
    }

    private async Task<CommitResult> Commit(Outcome.Change change, Roster roster, Member? by, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var id = TurnIds.Fingerprint([Act, workspace, Keys.OldestFirst(now), .. change.Records]);
        var turn = new TurnContext
        {
            Id = id, Now = now, Rows = new(store, workspace), Roster = roster, Cancel = cancel,
            Turn = new(id, workspace, new("service", ""), new("service", Audience.Direct, default), new Input.Woke(Act)),
            Reader = by is null ? new(null, Wording.In("en"), "Etc/UTC", Access.Service(roster)) : Drawer.For(by, roster),
        };
        return await store.Commit(workspace, id, Batch.Of(turn, new(RouteKind.Verb, Act, Permission.Admin, _ => new(change)), change, kinds, message: null), cancel);
    }
}
