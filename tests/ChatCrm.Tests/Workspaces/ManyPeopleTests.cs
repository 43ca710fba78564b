using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Workspaces;

/// <summary>More members and rooms than a page of the store has.</summary>
public class ManyPeopleTests
{
    private const int Many = 2 * RowLimits.RowsPerPage + 1;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_of_many_members_and_rooms_is_known()
    {
        var store = await Filled();

        var (roster, rooms) = await new People(store, new FakeClock()).Of("w1", Cancel);

        Assert.Equal((Many, Many), (roster.Members.Count(), rooms.Count));
        Assert.Equal("m2000", roster.WithIdentity("console:m2000")?.Id);
        Assert.Contains(rooms, room => room.Id == "r2000");
    }

    [Fact]
    public async Task So_they_are_where_they_are_read_fresh_with_what_is_about_to_be_saved()
    {
        var store = await Filled();
        var edits = new Changes().Record(WorkspaceRows.MemberKey("m0500"), null, null).Record(WorkspaceRows.MemberKey("zoe"), null, WorkspaceRows.Value(Person("zoe")));
        var rows = new Rows(store, "w1");

        Assert.Equal(Many, (await WorkspaceRows.Rooms(rows, Cancel)).Count);
        Assert.NotNull((await WorkspaceRows.Roster(rows, Cancel)).Find("m2000"));
        var roster = await WorkspaceRows.Roster(rows.With(edits), Cancel);
        Assert.Equal((Many, false, true, true), (roster.Members.Count(), roster.Find("m0500") is not null, roster.Find("zoe") is not null, roster.Find("m2000") is not null));
    }

    private static async Task<MemoryRowStore> Filled()
    {
        var store = new MemoryRowStore();
        IEnumerable<Change> rows = Enumerable.Range(0, Many).SelectMany(n => new Change[]
        {
            new Change.Put(WorkspaceRows.MemberKey($"m{n:D4}"), WorkspaceRows.Value(Person($"m{n:D4}"))),
            new Change.Put(WorkspaceRows.RoomKey($"r{n:D4}"), WorkspaceRows.Value(new Room { Id = $"r{n:D4}", Name = "", Address = "console:room" })),
        });
        foreach (var batch in rows.Chunk(RowLimits.RowsPerCommit)) await store.Commit("w1", "t1", batch, Cancel);
        return store;
    }

    private static Member Person(string id) => new() { Id = id, Name = id, Handle = id, Zone = "Europe/Berlin", Language = "en", Identities = [$"console:{id}"] };
}
