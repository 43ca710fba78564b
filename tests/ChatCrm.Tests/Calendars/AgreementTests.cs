using ChatCrm.Calendars;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Calendars;

/// <summary>One run of the errand, beside others: for a follow-up that is not there any more while an instance asks for its event still, and to tell of what stands in the way.</summary>
public class AgreementTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_whose_asking_may_be_under_way_still_is_looked_for_when_it_cannot_be()
    {
        await using var workspace = await Workspace.Open();
        var calendar = new Asked();
        await Announced(workspace, new() { Mailbox = "mei@corp.example", Key = "k1", Asked = workspace.Clock.Now.ToUnixTimeMilliseconds() });
        workspace.Clock.Move(Duration.FromSeconds(5));

        Assert.Equal(new ErrandEnd.Later(Duration.FromSeconds(40)), await Run(workspace, calendar));
        Assert.Empty(calendar.Removed);

        workspace.Clock.Move(Duration.FromSeconds(40));
        Assert.IsType<Change.Delete>(Assert.Single(Assert.IsType<ErrandEnd.Done>(await Run(workspace, calendar)).Changes));
        Assert.Equal(["k1 -"], calendar.Removed);
    }

    [Theory]
    [InlineData("e1", 1)]
    [InlineData("", 0)]
    public async Task What_was_answered_or_is_of_old_is_taken_away_at_once(string id, long asked)
    {
        await using var workspace = await Workspace.Open();
        var calendar = new Asked();
        await Announced(workspace, new() { Mailbox = "mei@corp.example", Key = "k1", Event = id, Asked = asked * workspace.Clock.Now.ToUnixTimeMilliseconds() });

        Assert.IsType<ErrandEnd.Done>(await Run(workspace, calendar));

        Assert.Single(calendar.Removed);
    }

    [Fact]
    public async Task Of_many_errands_one_tells_and_tells_though_its_process_dies()
    {
        await using var workspace = await Workspace.Open();

        Assert.True(await (await Tells("n1")).Left("mei", CalendarObstacle.NoAccess));
        Assert.False(await (await Tells("n2")).Left("mei", CalendarObstacle.NoAccess));
        Assert.True(await (await Tells("n1")).Left("mei", CalendarObstacle.NoAccess));
        Assert.True(await (await Tells("n3")).Refused("mei", CalendarObstacle.NoAccess));
        Assert.True(await (await Tells("n4")).Left("mei", CalendarObstacle.NoAnswer));

        async Task<Telling> Tells(string notice) => new(await Scene(workspace, notice, async changes => await workspace.Store.Commit(Workspace.Id, notice, changes, Cancel) is CommitResult.Committed));
    }

    private static async Task Announced(Workspace workspace, InCalendar stands) => Assert.IsType<CommitResult.Committed>(
        await workspace.Store.Commit(Workspace.Id, "t0", [new Change.Insert(InCalendar.KeyOf(Workspace.Acme, "f1"), stands.Value())], Cancel));

    private static async Task<ErrandEnd> Run(Workspace workspace, ICalendar calendar) =>
        await new CalendarMirror(calendar, []).Run(await Scene(workspace, "n1", _ => throw new InvalidOperationException("Nothing is asked for.")));

    private static async Task<ErrandScene> Scene(Workspace workspace, string notice, Func<IReadOnlyList<Change>, ValueTask<bool>> write)
    {
        var rows = new Rows(workspace.Store, Workspace.Id);
        return new(rows, await WorkspaceRows.Roster(rows, Cancel), workspace.Clock.Now, notice, [FollowUpStore.Key(Workspace.Acme, "f1")], IsLast: false, write, Cancel);
    }

    /// <summary>A calendar that keeps what it was to take away.</summary>
    private sealed class Asked : ICalendar
    {
        public List<string> Removed { get; } = [];

        public bool IsConnected => true;

        public ValueTask<IReadOnlyList<BusyTimes>> Busy(IReadOnlyList<string> mailboxes, Interval span, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<CalendarAnswer> Put(CalendarEvent wanted, CancellationToken cancel = default) => throw new NotSupportedException();

        public ValueTask<CalendarAnswer> Remove(string mailbox, string key, string? id, CancellationToken cancel = default)
        {
            Removed.Add($"{key} {id ?? "-"}");
            return new(new CalendarAnswer.Gone());
        }
    }
}
