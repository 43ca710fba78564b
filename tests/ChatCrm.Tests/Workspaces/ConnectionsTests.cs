using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Workspaces;

public class ConnectionsTests
{
    private readonly MemoryRowStore _store = new();
    private readonly FakeClock _clock = new();
    private readonly Connections _connections;

    public ConnectionsTests() => _connections = new(_store, _clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A10_What_was_never_connected_has_no_workspace_and_leaves_no_row()
    {
        Assert.Null(await _connections.WorkspaceOf("chat:T1", Cancel));

        Assert.Empty(await Directory());
    }

    [Fact]
    public async Task More_teams_than_a_page_holds_are_all_known()
    {
        const int Teams = RowLimits.RowsPerPage + 1;
        foreach (var some in Enumerable.Range(0, Teams).Select(n => $"chat:T{n}").Chunk(RowLimits.RowsPerCommit / 2))
            await _store.Commit(DirectoryRows.Partition, "seed", [.. some.SelectMany(id => new[]
            {
                new Change.Put(DirectoryRows.ConnectionKey(id), DirectoryRows.Value(new Connection { Workspace = "w1", Name = id, At = 1 })),
                new Change.Put(DirectoryRows.ConnectedKey("w1", id), "{}"),
            })], Cancel);

        Assert.Equal(Teams, (await DirectoryRows.ConnectedTo("w1", new Rows(_store, DirectoryRows.Partition), Cancel)).Count);
    }

    [Fact]
    public async Task A_start_writes_nothing_of_what_is_connected_already()
    {
        await _connections.Add("chat:T1", "Lanting", Cancel);
        var before = await Directory();

        await _connections.Keep("chat:T1", "Lanting", Cancel);

        Assert.Equal(before, await Directory());
    }

    [Theory]
    [InlineData("Lanting", true)]
    [InlineData("Lanting Home", false)]
    public async Task A_start_connects_again_what_was_disconnected_or_has_another_name(string name, bool gone)
    {
        var workspace = await _connections.Add("chat:T1", "Lanting", Cancel);
        if (gone) await _connections.Remove("chat:T1", Cancel);
        var before = await Directory();

        await _connections.Keep("chat:T1", name, Cancel);

        Assert.Equal(workspace, await _connections.WorkspaceOf("chat:T1", Cancel));
        Assert.NotEqual(before, await Directory());
    }

    [Fact]
    public async Task A_new_connection_gets_a_workspace_of_its_own_that_the_directory_lists()
    {
        var one = await _connections.Add("chat:T1", "Lanting", Cancel);
        var other = await _connections.Add("chat:T2", "Lanting", Cancel);

        Assert.NotEqual(one, other);
        Assert.Equal(one, await _connections.WorkspaceOf("chat:T1", Cancel));
        Assert.Equal(new[] { one, other }.Order(StringComparer.Ordinal), await WorkspaceDirectory.All(_store, Cancel));
    }

    [Fact]
    public async Task Connecting_again_keeps_the_workspace_and_takes_the_new_name()
    {
        var first = await _connections.Add("chat:T1", "Lanting", Cancel);

        Assert.Equal(first, await _connections.Add("chat:T1", "Lanting Export", Cancel));

        Assert.Equal("Lanting Export", (await Row("chat:T1")).Name);
        Assert.Single(await WorkspaceDirectory.All(_store, Cancel));
    }

    [Fact]
    public async Task Of_many_who_connect_at_once_all_get_the_same_workspace()
    {
        var got = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => _connections.Add("chat:T1", "Lanting", Cancel).AsTask()));

        Assert.Single(got.Distinct());
        Assert.Single(await WorkspaceDirectory.All(_store, Cancel));
    }

    [Fact]
    public async Task A10_What_was_disconnected_has_no_workspace_and_gets_its_own_back()
    {
        var workspace = await _connections.Add("chat:T1", "Lanting", Cancel);
        _clock.Move(Duration.FromDays(1));

        await _connections.Remove("chat:T1", Cancel);

        Assert.Null(await _connections.WorkspaceOf("chat:T1", Cancel));
        Assert.Equal(_clock.Now.ToUnixTimeMilliseconds(), (await Row("chat:T1")).Gone);
        Assert.Equal(workspace, await _connections.Add("chat:T1", "Lanting", Cancel));
        Assert.Equal(workspace, await _connections.WorkspaceOf("chat:T1", Cancel));
    }

    [Fact]
    public async Task Disconnecting_what_is_not_connected_changes_nothing()
    {
        await _connections.Remove("chat:T1", Cancel);

        Assert.Empty(await Directory());
    }

    [Fact]
    public async Task G8_A_disconnecting_that_is_told_again_after_the_reconnect_changes_nothing()
    {
        await _connections.Add("chat:T1", "Lanting", Cancel);
        _clock.Move(Duration.FromMinutes(1));
        var happened = _clock.Now;
        await _connections.Remove("chat:T1", happened, Cancel);
        _clock.Move(Duration.FromMinutes(1));
        var workspace = await _connections.Add("chat:T1", "Lanting", Cancel);

        await _connections.Remove("chat:T1", happened, Cancel);

        Assert.Equal(workspace, await _connections.WorkspaceOf("chat:T1", Cancel));
    }

    [Fact]
    public async Task Another_process_disconnecting_is_seen_within_half_a_minute()
    {
        var workspace = await _connections.Add("chat:T1", "Lanting", Cancel);
        Assert.Equal(workspace, await _connections.WorkspaceOf("chat:T1", Cancel));
        await new Connections(_store, _clock).Remove("chat:T1", Cancel);
        Assert.Equal(workspace, await _connections.WorkspaceOf("chat:T1", Cancel));

        _clock.Move(Duration.FromSeconds(30));

        Assert.Null(await _connections.WorkspaceOf("chat:T1", Cancel));
    }

    [Fact]
    public async Task Another_process_connecting_is_seen_at_once()
    {
        Assert.Null(await _connections.WorkspaceOf("chat:T1", Cancel));

        var workspace = await new Connections(_store, _clock).Add("chat:T1", "Lanting", Cancel);

        Assert.Equal(workspace, await _connections.WorkspaceOf("chat:T1", Cancel));
    }

    [Fact]
    public async Task What_was_read_before_a_disconnecting_is_not_kept()
    {
        var store = new HeldStore(_store);
        var connections = new Connections(store, _clock);
        await connections.Add("chat:T1", "Lanting", Cancel);
        var letGo = store.Hold();
        var read = connections.WorkspaceOf("chat:T1", Cancel).AsTask();
        await connections.Remove("chat:T1", Cancel);

        letGo();

        Assert.NotNull(await read);
        Assert.Null(await connections.WorkspaceOf("chat:T1", Cancel));
    }

    [Fact]
    public async Task B4_Who_somebody_was_before_a_change_is_not_kept_after_it()
    {
        var store = new HeldStore(_store);
        var people = new People(store, _clock);
        await Put(Role.Admin);
        var letGo = store.Hold();
        var read = people.Of("w1", Cancel).AsTask();
        await Put(Role.Rep);
        people.Forget("w1");

        letGo();

        Assert.Equal(Role.Admin, (await read).Roster.Find("sam")!.Role);
        Assert.Equal(Role.Rep, (await people.Of("w1", Cancel)).Roster.Find("sam")!.Role);

        async Task Put(Role role) => await _store.Commit("w1", "t", [new Change.Put(WorkspaceRows.MemberKey("sam"), WorkspaceRows.Value(new Member { Id = "sam", Name = "Sam", Handle = "sam", Role = role, Zone = "Europe/London" }))], Cancel);
    }

    private async Task<Connection> Row(string connection) =>
        DirectoryRows.Connection((await _store.Get(DirectoryRows.Partition, DirectoryRows.ConnectionKey(connection), Cancel))!);

    private async Task<IReadOnlyList<Row>> Directory() => (await _store.List(DirectoryRows.Partition, [new("!", "~", RowLimits.RowsPerPage)], Cancel))[0].Rows;
}
