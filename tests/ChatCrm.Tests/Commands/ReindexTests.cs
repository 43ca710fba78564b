using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Commands;

public sealed class ReindexTests
{
    private static readonly string AcmeByName = Keys.Of("name", "acme gmbh", "acme");

    [Fact]
    public async Task A_lost_index_row_comes_back_a_forged_one_is_righted_a_left_one_goes_and_all_others_stay_as_they_are()
    {
        var demo = await Demo.Filled();
        var right = await demo.Rows();
        var ghost = Keys.Of("name", "ghost", "nobody");
        await demo.Commit(new Change.Delete(AcmeByName), new Change.Put("code|C-1002", """{"v":1,"customer":"acme"}"""), new Change.Put(ghost, """{"v":1,"customer":"nobody"}"""));
        var found = await demo.Reindex();
        Assert.Equal((2, 1), (found.Put, found.Deleted));
        var after = await demo.Rows();
        Assert.Equal(right.Select(row => (row.Key, row.Value)), after.Select(row => (row.Key, row.Value)));
        // Two customers' own files were written with the rows that came back; nothing else was touched.
        Assert.Equal(4, right.Zip(after).Count(pair => pair.First.ETag != pair.Second.ETag));
    }

    [Theory]
    [InlineData("name|")]
    [InlineData("list|")]
    [InlineData("code|")]
    [InlineData("same|")]
    [InlineData("due|")]
    [InlineData("number|")]
    [InlineData("wake|")]
    public async Task A_whole_kind_of_index_rows_that_is_lost_comes_back(string prefix)
    {
        var demo = await Demo.Filled();
        var before = await demo.Texts();
        var lost = await demo.Rows(prefix);
        Assert.NotEmpty(lost);
        foreach (var some in lost.Chunk(RowLimits.RowsPerCommit)) await demo.Commit([.. some.Select(row => new Change.Delete(row.Key))]);
        Assert.Equal(lost.Count, (await demo.Reindex()).Put);
        Assert.Equal(before, await demo.Texts());
    }

    [Fact]
    public async Task Undo_still_knows_the_turn_of_a_record_whose_index_was_repaired()
    {
        var demo = await Demo.Filled();
        await demo.Commit(new Change.Delete(AcmeByName));
        await demo.Reindex();
        Assert.Equal("demo", (await demo.Get(CustomerRows.FileKey("acme")))!.Turn);
    }

    [Fact]
    public async Task A_reminder_that_was_given_is_not_given_again()
    {
        var demo = await Demo.Filled();
        var first = (await demo.Rows("wake|"))[0];
        demo.Clock.Move(Duration.FromMinutes(5));
        await demo.Commit(new Change.Delete(first.Key));
        Assert.Equal(0, (await demo.Reindex()).Put);
        Assert.Null(await demo.Get(first.Key));
    }

    [Fact]
    public async Task A_reminder_whose_turn_is_only_late_stays()
    {
        var demo = await Demo.Filled();
        var waiting = (await demo.Rows("wake|")).Count;
        demo.Clock.Move(Duration.FromMinutes(5));
        await demo.Reindex();
        Assert.Equal(waiting, (await demo.Rows("wake|")).Count);
    }

    [Fact]
    public async Task A_customer_renamed_meanwhile_is_found_by_the_new_name_and_not_by_the_old_one()
    {
        var store = new Meddler();
        var demo = await Demo.Filled(store);
        await demo.Commit(new Change.Delete(AcmeByName));
        var file = (await demo.Get(CustomerRows.FileKey("acme")))!;
        var renamed = CustomerRows.Value(CustomerRows.Customer(file) with { Name = "Zenith GmbH" });
        store.Meanwhile = changes => changes.Any(change => change.Key == file.Key) ? [new Change.Put(file.Key, renamed), .. demo.Kinds.IndexChanges(file.Key, file.Value, renamed)] : null;
        await demo.Reindex();
        Assert.Null(store.Meanwhile);
        Assert.Null(await demo.Get(AcmeByName));
        Assert.NotNull(await demo.Get(Keys.Of("name", "zenith gmbh", "acme")));
        var again = await demo.Reindex();
        Assert.Equal((0, 0), (again.Put, again.Deleted));
    }

    [Fact]
    public async Task A_customer_deleted_meanwhile_does_not_come_back()
    {
        var store = new Meddler();
        var demo = await Demo.Filled(store);
        await demo.Commit(new Change.Delete(AcmeByName));
        var file = (await demo.Get(CustomerRows.FileKey("acme")))!;
        store.Meanwhile = changes => changes.Any(change => change.Key == file.Key) ? [new Change.Delete(file.Key), .. demo.Kinds.IndexChanges(file.Key, file.Value, null)] : null;
        await demo.Reindex();
        Assert.Null(store.Meanwhile);
        Assert.Null(await demo.Get(file.Key));
        Assert.Null(await demo.Get(AcmeByName));
    }

    [Fact]
    public async Task An_index_row_that_a_record_takes_up_meanwhile_is_not_deleted()
    {
        var store = new Meddler();
        var demo = await Demo.Filled(store);
        var file = (await demo.Get(CustomerRows.FileKey("acme")))!;
        var renamed = CustomerRows.Value(CustomerRows.Customer(file) with { Name = "Zenith GmbH" });
        var taken = Keys.Of("name", "zenith gmbh", "acme");
        await demo.Commit(new Change.Put(taken, """{"v":1}"""), new Change.Put(Keys.Of("name", "ghost", "nobody"), """{"v":1}"""));
        store.Meanwhile = changes => changes.Any(change => change is Change.Delete && change.Key == taken) ? [new Change.Put(file.Key, renamed), .. demo.Kinds.IndexChanges(file.Key, file.Value, renamed)] : null;
        var found = await demo.Reindex();
        Assert.Null(store.Meanwhile);
        Assert.NotNull(await demo.Get(taken));
        Assert.Null(await demo.Get(Keys.Of("name", "ghost", "nobody")));
        Assert.Equal(1, found.Deleted);
    }

    [Fact]
    public async Task Where_a_record_cannot_be_read_nothing_is_deleted()
    {
        var demo = await Demo.Filled();
        var index = (await demo.Rows("name|")).Count;
        await demo.Commit(new Change.Put(CustomerRows.FileKey("acme"), "[]"));
        var found = await demo.Reindex();
        Assert.Equal((1, 0), (found.Unreadable, found.Deleted));
        Assert.Equal(index, (await demo.Rows("name|")).Count);
    }

    [Fact]
    public async Task Rows_of_a_newer_build_are_let_be()
    {
        var demo = await Demo.Filled();
        await demo.Commit(new Change.Put("name|a|b|c|d|e", "{}"), new Change.Put("customer|acme|mood", "{}"));
        var found = await demo.Reindex();
        Assert.Equal((0, 0, 0), (found.Put, found.Deleted, found.Unreadable));
        Assert.NotNull(await demo.Get("customer|acme|mood"));
    }

    [Fact]
    public async Task A_follow_up_that_was_closed_leaves_the_due_list_that_still_named_it()
    {
        var demo = await Demo.Filled();
        var open = (await demo.FollowUps()).First(plan => plan.IsOpen && plan.DueAt > demo.Clock.Now);
        var row = (await demo.Get(FollowUpStore.Key(open.Customer, open.Id)))!;
        var closed = row.Value[..^1] + ""","closed":{"by":"mei","at":1}}""";
        await demo.Commit(new Change.Put(row.Key, closed));
        Assert.Equal(4, (await demo.Reindex()).Deleted);
        Assert.Null(await demo.Get(TurnRows.WakeKey(open.DueAt, FollowUpStore.Wake, open.Handle)));
    }
}
