using System.Collections.Concurrent;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>Wakes what is due: each row becomes a turn of the service's own, whose handler takes the row away.</summary>
public sealed partial class WakeUp(IRowStore store, Dispatcher dispatcher, IClock clock, ILogger<WakeUp> log)
{
    private static readonly Duration Longest = Duration.FromHours(1);
    private static readonly Speaker Service = new("service", "service");
    private static readonly Place Nowhere = new("service", Audience.Direct, new Address("service:"));

    /// <summary>Rows whose turn did not take them away: they wait, longer each time, and hold up no other.</summary>
    private readonly ConcurrentDictionary<(string Workspace, string Key), (int Tries, Instant Until)> _resting = new();

    public async Task Run(string workspace, CancellationToken stop)
    {
        await foreach (var row in Pages.Of(store, workspace, Pages.Until("wake", clock.GetCurrentInstant(), 100), stop))
        {
            if (stop.IsCancellationRequested) return;
            if (_resting.TryGetValue((workspace, row.Key), out var rest) && clock.GetCurrentInstant() < rest.Until) continue;
            await Wake(workspace, row);
        }
    }

    private async Task Wake(string workspace, Row row)
    {
        await dispatcher.Answer(new Turn(row.ETag, workspace, Service, Nowhere, new Input.Woke(row.Key)));
        var left = await store.Get(workspace, row.Key);
        if (left is null || left.ETag != row.ETag)
        {
            _resting.TryRemove((workspace, row.Key), out _);
            return;
        }
        var rested = _resting.AddOrUpdate((workspace, row.Key), _ => Rest(1), (_, before) => Rest(before.Tries + 1));
        LogResting(log, row.Key, rested.Tries);
    }

    private (int, Instant) Rest(int tries) => (tries, clock.GetCurrentInstant() + Duration.Min(Longest, Duration.FromSeconds(5L << Math.Min(tries - 1, 10))));

    [LoggerMessage(LogLevel.Warning, "{Wake} is due and its turn left it there (try {Tries})")]
    private static partial void LogResting(ILogger log, string wake, int tries);
}
