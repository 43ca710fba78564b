using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Watches;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Watches;

/// <summary>More morning lists than one turn sets anew. It is Friday 27 November, 08:30 in Shanghai; all have had theirs.</summary>
public class ManyDigestsTests
{
    private static readonly Instant Friday = Instant.FromUtc(2026, 11, 27, 0, 30);

    [Fact]
    public async Task Each_has_one_on_a_weekend_that_is_worked_and_nothing_is_left_to_be_done()
    {
        await using var house = await Workspace.Open();
        house.Clock.MoveTo(Friday);
        var many = Enumerable.Range(0, 60).Select(n => $"p{n:D2}").Select(id => new Member { Id = id, Name = id, Handle = id, Zone = "Asia/Shanghai", Digest = "08:30" }).ToList();
        await Commit(house, many.Select(member => new Change.Insert(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member))));
        var lists = many.Select(member => Digest.Next(member, new Roster(many), Friday)!).ToList();
        await Commit(house, lists.Select(list => new Change.Insert(DigestStore.Key(list.Member), list.Write(DigestJson.Default.Digest))));
        await Commit(house, lists.Select(list => new Change.Insert(DigestStore.WakeKey(list), "{}")));

        await house.Sam.Say("admin day 28nov working");
        await Rounds(house);

        Assert.All(await house.Rows("digest|"), row => Assert.Equal(Friday + Duration.FromDays(1), Instant.FromUnixTimeMilliseconds(DigestStore.Read(row).At)));
        Assert.Equal(many.Count, (await house.Rows("wake|")).Count(row => row.Key.Contains("|digest|", StringComparison.Ordinal)));
        Assert.DoesNotContain(await house.Rows("wake|"), row => row.Key.Contains(MemberSchedule.WakeLists, StringComparison.Ordinal));
    }

    private static async Task Commit(Workspace house, IEnumerable<Change> changes) =>
        await house.Store.Commit(Workspace.Id, "many", [.. changes], TestContext.Current.CancellationToken);

    private static async Task Rounds(Workspace house)
    {
        for (var round = 0; round < 5; round++) await house.Wake();
        house.Clock.Move(People.Everywhere);
        for (var round = 0; round < 5; round++) await house.Wake();
    }
}
