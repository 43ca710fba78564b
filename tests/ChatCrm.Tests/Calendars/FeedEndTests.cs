using System.Net;
using ChatCrm.Calendars;
using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Calendars;

/// <summary>Where a member's calendar address ends: at so many follow-ups, and with whoever has left.</summary>
public class FeedEndTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_to_come_is_shown_before_what_is_overdue_and_that_there_is_more()
    {
        await using var feed = await Feed.Of("mei");
        await feed.Say("mei", "follow C-1001 23 nov 15:00 \"first\"");
        var store = feed.App.Services.GetRequiredService<IRowStore>();
        var first = (await feed.App.Rows("customer|acme|followup|")).Single();
        var kinds = feed.App.Services.GetRequiredService<RowKinds>();
        foreach (var some in Enumerable.Range(0, FeedFile.Most).Chunk(20))
            await store.Commit(RunningApp.Workspace, "seed", [.. some.SelectMany(n => Overdue(kinds, FollowUpStore.Read(first), n))], Cancel);

        var shown = await feed.Read();

        Assert.Equal(FeedFile.Most + 1, shown.Count);
        Assert.Contains(shown, each => each.Summary.Contains("first"));
        var more = Assert.Single(shown, each => each.Summary.Contains("“due” shows them"));
        Assert.Equal("2026-11-22", more.Start);
    }

    private static IEnumerable<Change> Overdue(RowKinds kinds, FollowUp like, int n)
    {
        var late = like with { Id = FormattableString.Invariant($"late{n}"), Number = 1000 + n, Text = "late", RemindedAt = 1 };
        var (key, value) = (FollowUpStore.Key(late.Customer, late.Id), late.At(new(new LocalDateTime(2026, 11, 1, 9, 0).PlusMinutes(n), "Asia/Shanghai", ""), true) with { RemindedAt = 1 });
        var json = value.Write(FollowUpJson.Default.FollowUp);
        return [new Change.Insert(key, json), .. kinds.IndexChanges(key, null, json)];
    }

    [Theory]
    [InlineData("admin feed off @mei", "Mei Lin’s calendar address opens nothing any more.")]
    [InlineData("管理 日历地址 关闭 @mei", "Mei Lin’s calendar address opens nothing any more.")]
    public async Task An_admin_ends_the_address_of_whoever_has_left(string line, string said)
    {
        await using var feed = await Feed.Of("mei");

        Assert.Contains(said, await feed.Say("sam", line));

        Assert.Equal(HttpStatusCode.NotFound, (await feed.Http.GetAsync(feed.Address, Cancel)).StatusCode);
        Assert.Contains(await feed.App.Rows("audit|"), row => row.Value.Contains("\"sam\"", StringComparison.Ordinal) && row.Value.Contains("feed", StringComparison.Ordinal));
        Assert.Contains("has no calendar address", await feed.Say("sam", line));
        // It comes back to nobody.
        await feed.Say("sam", "undo");
        Assert.Equal(HttpStatusCode.NotFound, (await feed.Http.GetAsync(feed.Address, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("jonas", "admin feed off @mei", "Only an admin")]
    [InlineData("priya", "admin feed off @mei", "Only an admin")]
    [InlineData("sam", "admin feed off @nobody", "Nobody here is called")]
    [InlineData("sam", "admin feed off", "admin feed off @name")]
    [InlineData("sam", "admin feed @mei", "admin feed off @name")]
    public async Task Nothing_else_ends_it(string person, string line, string said)
    {
        await using var feed = await Feed.Of("mei");

        Assert.Contains(said, await feed.Say(person, line));

        Assert.Equal(HttpStatusCode.OK, (await feed.Http.GetAsync(feed.Address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Whoever_belongs_to_no_team_that_is_connected_has_no_address_any_more()
    {
        await using var feed = await Feed.Of("mei", new("chat:t1", new(handle => $"console:{handle}", name => $"console:{name}", name => $"console:room/{name}"), new Dictionary<string, string>())
        {
            Add = services => services.AddSingleton<IMessenger, Chat>(),
        });

        await feed.Account("mei", "chat:t1/mei");
        Assert.Equal(HttpStatusCode.OK, await Asked());
        await feed.Account("mei", "unspoken:t1/mei");
        Assert.Equal(HttpStatusCode.NotFound, await Asked());
        await feed.Account("mei", "chat:t1/mei");
        await feed.App.Services.GetRequiredService<Connections>().Remove("chat:t1", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, await Asked());

        async Task<HttpStatusCode> Asked() => (await feed.Http.GetAsync(feed.Address, Cancel)).StatusCode;
    }

    /// <summary>A channel whose accounts are of teams: "chat:t1/mei".</summary>
    private sealed class Chat : IMessenger
    {
        public string Channel => "chat";

        public string? ConnectionOf(string of) => of.Split('/')[0];

        public ValueTask<Address?> OpenDirect(string identity, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<Delivery> Post(Address to, Card card, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<Delivery> Update(Address to, string message, Card card, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<Delivery> Delete(Address to, string message, CancellationToken cancel) => throw new NotSupportedException();

        public ValueTask<Audience?> AudienceOf(Address to, CancellationToken cancel) => throw new NotSupportedException();
    }
}
