using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Tests.App;

/// <summary>What a running service has written down, and what it has still to send.</summary>
internal static class AppBooks
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<IReadOnlyList<Row>> Rows(this RunningApp app, string prefix, string partition = RunningApp.Workspace) =>
        (await app.Services.GetRequiredService<IRowStore>().List(partition, [KeyRange.Prefix(prefix, RowLimits.RowsPerPage)], Cancel))[0].Rows;

    /// <summary>Why notices were given up.</summary>
    public static async Task<IReadOnlyList<string>> Parked(this RunningApp app) => [.. (await app.Rows("parked|")).Select(row => row.Read(TurnJson.Default.OutboxRow).Parked)];

    /// <summary>What was logged of Acme GmbH.</summary>
    public static Task<IReadOnlyList<Row>> Interactions(this RunningApp app) => app.Rows(Keys.Under("customer", Cast.Acme, "interaction"));

    /// <summary>Once it has logged something of that kind.</summary>
    public static Task Logs(this RunningApp app, string text) =>
        Patiently.Until(() => app.Logged.Any(line => line.Contains(text, StringComparison.Ordinal)), () => $"It did not log “{text}”.");

    /// <summary>Passes time, second by second, until nothing is left to be sent.</summary>
    /// <param name="idle">False while a call is on its way: time must not run out for it.</param>
    /// <param name="quiet">What else is to end before.</param>
    public static async Task Delivered(this RunningApp app, Func<bool> idle, Action<Duration> pass, Task? quiet = null)
    {
        for (var round = 0; round < 2_000; round++)
        {
            app.Services.GetRequiredService<Bell>().Ring(RunningApp.Workspace);
            await Task.Delay(20, Cancel);
            var waits = await app.Due("outbox|") || await app.Due("wake|");
            if (!waits && idle() && (quiet is null || quiet.IsCompleted)) return;
            if (idle()) pass(Duration.FromSeconds(1));
        }
        Assert.Fail($"It is not delivered after half an hour: {string.Join('\n', (await app.Rows("outbox|")).Select(row => row.Value))}");
    }

    /// <summary>Whether something is to be sent, or woken now.</summary>
    private static async Task<bool> Due(this RunningApp app, string prefix) =>
        (await app.Rows(prefix)).Any(row => prefix == "outbox|" || string.CompareOrdinal(Keys.Parts(row.Key)[1], Keys.OldestFirst(app.Clock.Now)) <= 0);
}
