using System.Net;
using System.Text.Json.Nodes;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.Operation;

public class HealthTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_that_can_work_says_so_and_what_it_works_with()
    {
        await using var app = await RunningApp.Start();
        Assert.Equal((HttpStatusCode.OK, """{"live":true}"""), await Ask(app, "live"));
        Assert.Equal((HttpStatusCode.OK, $$"""{"ready":true,"store":"answers","outboxSeconds":0,"timeZones":"{{DateTimeZoneProviders.Tzdb.VersionId}}","outboxIsOld":false,"stopping":false}"""), await Ask(app, "ready"));
    }

    [Theory]
    [InlineData(Break.Reads)]
    public async Task G6_a_store_that_refuses_makes_it_unready_and_leaves_it_alive(Break how)
    {
        BreakingRowStore? store = null;
        var time = new HandTime();
        await using var app = await RunningApp.Start(file => store = new(file, how, "secret"), At(time));
        store!.Broken = true;
        var (status, told) = await Ask(app, "ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "does not answer"), (status, (string?)JsonNode.Parse(told)!["store"]));
        Assert.DoesNotContain("secret", told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Ask(app, "live")).Status);
        store.Broken = false;
        time.Move(Duration.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await Ask(app, "ready")).Status);
    }

    [Fact]
    public async Task G6_a_store_that_stands_still_is_waited_for_two_seconds()
    {
        StallingStore? store = null;
        var time = new HandTime();
        await using var app = await RunningApp.Start(file => store = new(file), At(time));
        store!.Stall();
        var asked = Ask(app, "ready");
        await Patiently.Until(() => store.Waiting > 0, () => "The store was not asked.");
        await Patiently.Until(
            () =>
            {
                if (asked.IsCompleted) return true;
                time.Move(Duration.FromSeconds(1));
                return false;
            },
            () => "It is waited for still.");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await asked).Status);
        store.GoOn();
    }

    [Theory]
    [InlineData(false, "does not answer")]
    [InlineData(true, "refuses")]
    public async Task G6_an_instance_that_starts_in_an_outage_gets_work_after_half_a_minute_and_one_that_the_store_refuses_gets_none(bool refuses, string says)
    {
        BreakingRowStore? store = null;
        var time = new HandTime();
        await using var app = await RunningApp.Start(file => store = new(file, Break.Reads, "secret") { Broken = true, Refuses = refuses }, At(time));
        for (var seconds = 0; seconds < 30; seconds += 10, time.Move(Duration.FromSeconds(10))) Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ask(app, "start")).Status);

        var (status, told) = await Ask(app, "start");

        Assert.Equal((refuses ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, says), (status, (string?)JsonNode.Parse(told)!["store"]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ask(app, "ready")).Status);
        store!.Broken = false;
        time.Move(Duration.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await Ask(app, "start")).Status);
    }

    [Fact]
    public async Task However_often_it_is_asked_the_store_is_read_once_in_five_seconds()
    {
        Counted? store = null;
        var time = new HandTime();
        await using var app = await RunningApp.Start(file => store = new(file), At(time));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ask(app, "ready")));
        Assert.Equal(1, store!.Asked);
        time.Move(Duration.FromSeconds(5));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ask(app, "ready")));
        Assert.Equal(2, store.Asked);
    }

    [Fact]
    public async Task A_notice_that_nobody_sends_is_told_and_people_are_answered_all_the_same()
    {
        var (app, time) = await Stuck();
        await using var _ = app;
        app.Clock.Move(Duration.FromMinutes(16));
        Assert.Equal((HttpStatusCode.OK, 900, false), await Age(app));
        app.Clock.Move(Duration.FromMinutes(1));
        time.Move(Duration.FromSeconds(30));
        Assert.Equal((HttpStatusCode.OK, 960, true), await Age(app));
    }

    [Fact]
    public async Task While_the_outbox_is_old_the_log_says_so_every_five_minutes()
    {
        var (app, time) = await Stuck();
        await using var _ = app;
        app.Clock.Move(Duration.FromMinutes(21));

        var rounds = 0;
        await Patiently.Until(
            () =>
            {
                if (Old(app) >= 2) return true;
                time.Move(Duration.FromMinutes(5));
                rounds++;
                return false;
            },
            () => $"After {rounds} rounds the log has said it {Old(app)} times.");

        Assert.InRange(Old(app), 2, rounds);
    }

    private static int Old(RunningApp app) => app.Logged.Count(line => line.Contains("The outbox is old", StringComparison.Ordinal));

    /// <summary>A service whose store refuses commits, with a notice that is due in a minute.</summary>
    private static async Task<(RunningApp App, HandTime Time)> Stuck()
    {
        BreakingRowStore? store = null;
        var time = new HandTime();
        var app = await RunningApp.Start(file => store = new(file, Break.Commits, "secret"), At(time));
        var notice = new OutboxRow { Id = "n1", Turn = "t1", Drawing = "none", Records = [], Customer = "", Member = "mei" };
        await store!.Commit(RunningApp.Workspace, "t1", [new Change.Insert(TurnRows.OutboxKey(app.Clock.Now + Duration.FromMinutes(1), "n1"), notice.Write(TurnJson.Default.OutboxRow))], Cancel);
        store.Broken = true;
        return (app, time);
    }

    private static async Task<(HttpStatusCode, int, bool)> Age(RunningApp app)
    {
        var (status, told) = await Ask(app, "ready");
        var json = JsonNode.Parse(told)!;
        return (status, (int)json["outboxSeconds"]!, (bool)json["outboxIsOld"]!);
    }

    private static async Task<(HttpStatusCode Status, string Body)> Ask(RunningApp app, string what)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        using var response = await http.GetAsync(new Uri($"/health/{what}", UriKind.Relative), Cancel);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static Platform At(HandTime time) => new("", new(handle => $"console:{handle}", room => $"console:{room}", room => $"console:room/{room}"), new Dictionary<string, string>()) { Add = services => services.AddSingleton<TimeProvider>(time) };

    /// <summary>Counts how often the store is asked whether it answers.</summary>
    private sealed class Counted(IRowStore store) : IRowStore
    {
        private int asked;

        public int Asked => asked;

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default)
        {
            if (key == "health") Interlocked.Increment(ref asked);
            return store.Get(partition, key, cancel);
        }

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) => store.Commit(partition, turn, changes, cancel);
    }
}
