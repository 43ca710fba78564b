using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Sockets;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Tests.HouseRules;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>Socket Mode against a <see cref="Sockets.Hub"/>, with scripted entrances. Pauses are over at once, as far as the test lets them.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string AppToken = "xapp-1-KANARI";

    private SocketMode mode = null!;
    private Wire wire = null!;
    private Lines lines = null!;

    public required Hub Hub { get; init; }

    public CapturedLog Log { get; } = new();

    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    /// <summary>What was handed in: "command {text}", "interaction …", "event …".</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>The last command.</summary>
    public SlackForm Form { get; private set; } = new();

    /// <summary>What the entrances answer to what was handed in.</summary>
    public Func<string, Task<string>> Answers { get; set; } = _ => Task.FromResult("");

    /// <summary>Whether a pause comes to its end.</summary>
    public Func<TimeSpan, bool> Passes { get; set; } = _ => true;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public TimeSpan AskAfter { get; set; } = TimeSpan.FromSeconds(15);

    public static async Task<Rig> Start(int connections = 1, Action<Rig>? prepare = null)
    {
        var rig = new Rig { Hub = await Hub.Start() };
        prepare?.Invoke(rig);
        await rig.Run(new SlackOptions { AppToken = AppToken, Api = rig.Hub.Api, Hooks = ["127.0.0.1"], Connections = connections });
        return rig;
    }

    /// <summary>The pauses so far, once there are that many.</summary>
    public async Task<TimeSpan[]> Waited(int times = 1)
    {
        while (Waits.Count < times) await Task.Delay(5, TestContext.Current.CancellationToken);
        return [.. Waits];
    }

    /// <summary>Once it was logged.</summary>
    public async Task Logged(string words)
    {
        while (!Log.Records.Any(record => record.Contains(words, StringComparison.Ordinal))) await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    public Task Stop() => mode.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        // A test that failed may have left work that never ends.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await mode.StopAsync(patience.Token);
        mode.Dispose();
        lines.Dispose();
        wire.Dispose();
        await Hub.DisposeAsync();
    }

    private async Task Run(SlackOptions options)
    {
        var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        Resolve resolve = (host, _) => Task.FromResult(new[] { IPAddress.Parse(host) });
        wire = new(options, resolve, TimeProvider.System);
        lines = new(options, resolve, TimeProvider.System, logs.CreateLogger<Lines>()) { AskAfter = AskAfter, AnswerWithin = AskAfter };
        var entrances = new Entrances(Command, (json, _) => Take("interaction", json), (json, _) => Take("event", json), (to, json, cancel) => wire.Respond(to, Letter.Json(json), cancel));
        mode = new(options, new(wire, options, TimeProvider.System), lines, new(entrances, logs.CreateLogger<Intake>()), Pause, Time, logs.CreateLogger<SocketMode>());
        await mode.StartAsync(TestContext.Current.CancellationToken);
    }

    private ValueTask<ReadOnlyMemory<byte>> Command(SlackForm form, CancellationToken cancel)
    {
        Form = form;
        return new(Take($"command {form[FormField.Text]}"));
    }

    private Task<ReadOnlyMemory<byte>> Take(string kind, JsonElement json) => Take($"{kind} {json.Text("id")}");

    private async Task<ReadOnlyMemory<byte>> Take(string what)
    {
        Heard.Enqueue(what);
        return Encoding.UTF8.GetBytes(await Answers(what));
    }

    private Task Pause(TimeSpan wait, CancellationToken cancel)
    {
        Waits.Enqueue(wait);
        return Task.Delay(Passes(wait) ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan, cancel);
    }
}
