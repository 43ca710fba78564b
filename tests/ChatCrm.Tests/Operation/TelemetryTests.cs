using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChatCrm.Bot.Operation;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.HouseRules;
using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using Spot = ChatCrm.Tests.App.Spot;

namespace ChatCrm.Tests.Operation;

/// <summary>Alone: a meter is known by its name to the whole process, and where the meter of one container ends, the library gives up the same one of another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneMeter
{
    public const string Name = "One meter";
}

/// <summary>What reaches a real collector, byte by byte.</summary>
[Collection(OneMeter.Name)]
public class TelemetryTests(Azurite azurite)
{
    private const string Canary = "KANARI";

    [Fact]
    public async Task Turns_and_the_frameworks_own_measures_arrive()
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        await using (var app = await Start(sink, slack))
        {
            slack.Mishaps.Add("conversations.members", new Mishap.Throttled(1));
            await slack.Command("mei", "sales", "log acme gmbh call 15m follow tomorrow 9:00");
            await slack.Command("mei", "sales", "find acme");
            await slack.Command("mei", "sales", "acme");
            app.Clock.Move(Duration.FromDays(2));
            await app.Settled();
            await sink.Until(come => come.Metrics.Contains("chatcrm.outbox.age", StringComparison.Ordinal));
        }
        foreach (var metric in new[]
        {
            "chatcrm.turns", "chatcrm.turn.duration", "chatcrm.commits", "chatcrm.outbox.age", "chatcrm.reminders.late",
            "http.server.request.duration", "http.client.request.duration", "kestrel.connection.duration", "dotnet.gc.collections", "look-up", "Changed", "/slack/commands",
        }) Assert.Contains(metric, sink.Metrics, StringComparison.Ordinal);
        foreach (var span in new[] { "turn log", "turn find", "turn follow-up", "POST /slack/commands", "service.name", "chatcrm" }) Assert.Contains(span, sink.Traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H8_no_name_text_token_or_address_leaves_in_traces_or_metrics()
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        await using (var app = await Start(sink, slack))
        {
            await TalkAndTalk(app, slack);
            await Intrude(app.Address);
            await sink.Until(come => come.Traces.Contains("POST /slack/commands", StringComparison.Ordinal));
        }
        Assert.Contains("chatcrm.turns", sink.Metrics, StringComparison.Ordinal);
        foreach (var secret in new[] { Canary, "kanari", slack.BotToken, FakeSlack.SigningSecret, "/actions/", "Acme", "Mei", "url.full", "url.path", "url.query", "user_agent" }) Assert.DoesNotContain(secret, sink.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Break.Reads)]
    [InlineData(Break.Commits)]
    [InlineData(Break.Defect)]
    public async Task H8_nor_what_a_failure_says(Break how)
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        BreakingRowStore? store = null;
        await using (var app = await Start(sink, slack, file => store = new(file, how, Canary)))
        {
            await slack.Command("mei", "sales", "find acme");
            store!.Broken = true;
            await slack.Command("mei", "sales", $"log acme gmbh call \"{Canary}\"");
            await sink.Until(come => come.Metrics.Contains(how == Break.Defect ? "Defect" : "StoreDown", StringComparison.Ordinal) && come.Traces.Contains("turn log", StringComparison.Ordinal));
        }
        Assert.DoesNotContain(Canary, sink.All, StringComparison.Ordinal);
    }

    /// <summary>A source that tells all it knows, under a name that is listened to.</summary>
    [Fact]
    public async Task H8_nor_what_a_library_tells_of_its_calls()
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        using var source = new ActivitySource("Azure.Talkative");
        using var meter = new Meter("Azure.Talkative");
        await using (await Start(sink, slack))
        {
            using (var span = source.StartActivity("Talkative.Get", ActivityKind.Client))
            {
                span!.SetTag("url.full", $"https://account.example/Tables(PartitionKey='w1',RowKey='{Canary}')?sig={Canary}").SetTag("az.namespace", "Microsoft.Tables");
                span.SetStatus(ActivityStatusCode.Error, $"{Canary} was not found").SetBaggage(Canary, Canary);
                span.TraceStateString = $"a={Canary}";
                span.DisplayName = $"GET {Canary}";
            }
            using (var span = source.StartActivity("Talkative.Failed")) span!.AddException(new InvalidOperationException(Canary));
            using (source.StartActivity(ActivityKind.Client, links: [new(new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), default), new ActivityTagsCollection([new(Canary, Canary)]))], name: "Talkative.Linked")) { }
            meter.CreateCounter<long>("talkative.calls").Add(1, new KeyValuePair<string, object?>("url.full", Canary), new("error.type", "Talkative"));
            await sink.Until(come => come.Traces.Contains("Microsoft.Tables", StringComparison.Ordinal) && come.Metrics.Contains("talkative.calls", StringComparison.Ordinal));
        }
        Assert.Contains("Talkative.Get", sink.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain("Talkative.Failed", sink.Traces, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, sink.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H8_what_Table_Storage_is_asked_arrives_without_a_key()
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        using var store = await azurite.Store();
        await using (await Start(sink, slack))
        {
            var key = Keys.Of("name", Canary, "1");
            await store.Commit(Canary, "turn", [new Change.Insert(key, $"\"{Canary}\"")], TestContext.Current.CancellationToken);
            Assert.NotNull(await store.Get(Canary, key, TestContext.Current.CancellationToken));
            await sink.Until(come => come.Traces.Contains("Tables POST", StringComparison.Ordinal) && come.Traces.Contains("Tables GET", StringComparison.Ordinal));
        }
        Assert.DoesNotContain(Canary, sink.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_platform_puts_off_is_counted_by_its_host()
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        await using (await Start(sink, slack))
        {
            slack.Mishaps.Weather = _ => new Mishap.Throttled(1);
            await slack.Dm("mei", "find acme");
            await sink.Until(come => come.Metrics.Contains("chatcrm.platform.throttled", StringComparison.Ordinal));
        }
        Assert.Contains("127.0.0.1", sink.Metrics, StringComparison.Ordinal);
    }

    /// <summary>A host may be told twice to stop; what is heard last is on its way meanwhile.</summary>
    [Fact]
    public async Task Whoever_stops_it_a_second_time_waits_for_the_last_of_it()
    {
        await using var sink = await OtlpSink.Start();
        await using var slack = await FakeSlack.Start();
        await using var app = await Start(sink, slack);
        await slack.Command("mei", "sales", "find acme");
        var telemetry = app.Services.GetServices<IHostedService>().OfType<Telemetry>().Single();
        var first = telemetry.StoppedAsync(TestContext.Current.CancellationToken);
        await telemetry.StoppedAsync(TestContext.Current.CancellationToken);
        Assert.True(first.IsCompleted);
        Assert.Contains("chatcrm.turns", sink.Metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_nothing_listens()
    {
        await using var app = await RunningApp.Start();
        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), each => each is Telemetry);
    }

    private static async Task<RunningApp> Start(OtlpSink sink, FakeSlack slack, Func<IRowStore, IRowStore>? inFrontOf = null)
    {
        var platform = SlackApp.PlatformOf(slack);
        var app = await RunningApp.Start(inFrontOf, platform with { Settings = platform.Settings.Concat(sink.Settings).ToDictionary() });
        (slack.World.Clock, slack.Service) = (app.Clock, app.Address);
        return app;
    }

    private static async Task TalkAndTalk(RunningApp app, FakeSlack slack)
    {
        string[] lines = [$"new customer {Canary} GmbH", $"find {Canary}", $"log acme gmbh call \"{Canary}\" follow tomorrow 9:00 \"{Canary}\"", $"set acme gmbh city {Canary}", Canary, $"due @{Canary}", "log"];
        await using var console = new ConsoleChannel(app);
        foreach (var line in lines)
        {
            await slack.Command("mei", "sales", line);
            await slack.Dm("jonas", line);
            await console.Say(new("priya", null), line);
        }
        await app.Settled();
    }

    /// <summary>What anybody may send without being asked who they are; by hand, because a client in this process would be heard, too.</summary>
    private static async Task Intrude(Uri address)
    {
        foreach (var request in new[] { $"GET /{Canary}?q={Canary}", $"GET /c/C-7?{Canary}={Canary}", $"{Canary} /health/live", $"POST /slack/commands?{Canary}" })
            Assert.NotEqual(default, await RawRequest.Send(address, end: false,
                $"{request} HTTP/1.1\r\nHost: {Canary}.example\r\nContent-Length: 0\r\nUser-Agent: {Canary}\r\ntraceparent: 00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01\r\ntracestate: k={Canary}\r\nbaggage: k={Canary}\r\nConnection: close\r\n\r\n"));
    }
}
