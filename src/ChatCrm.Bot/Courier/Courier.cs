using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Courier;

/// <summary>
/// What runs by itself: delivers the outbox, wakes what is due, sweeps what was kept long enough. At once when <see cref="Bell"/> rings, at the moment that is known to be
/// the next, and every five seconds for what others wrote (the sweep every hour). Nothing that goes wrong ends a loop; when the process stops, begun sends are brought to their end.
/// </summary>
public sealed partial class Courier : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5), Listed = TimeSpan.FromSeconds(30), AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);

    private readonly IRowStore _store;
    private readonly WakeUp _wakeUp;
    private readonly Deliveries _deliveries;
    private readonly Sweep _sweep;
    private readonly Bell _bell;
    private readonly TimeProvider _time;
    private readonly ILogger<Courier> _log;
    private readonly Lanes _wakes, _sends;
    private (long At, IReadOnlyList<string> Ids)? _listed;
    private CancellationToken _stop;

    public Courier(IRowStore store, WakeUp wakeUp, Deliveries deliveries, Sweep sweep, Bell bell, TimeProvider time, ILogger<Courier> log)
    {
        (_store, _wakeUp, _deliveries, _sweep, _bell, _time, _log) = (store, wakeUp, deliveries, sweep, bell, time, log);
        // What is woken is told: it is sent while others still wake.
        _wakes = new((workspace, _) => Looked(() => _wakeUp.Run(workspace, _stop)), time);
        _sends = new((workspace, isAsked) => Looked(() => _deliveries.Run(workspace, isAsked, _stop)), time);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stop = stoppingToken;
        await Task.WhenAll(Listen(), Every(Look, AskAll), Every(SweepEvery, SweepAll));
        await Task.WhenAll(_wakes.Settled(), _sends.Settled());
    }

    private Task Listen() => Guarded(async () =>
    {
        await foreach (var workspace in _bell.Rings(_stop)) Ask(workspace);
    });

    private async Task Every(TimeSpan period, Func<Task> round)
    {
        using var timer = new PeriodicTimer(period, _time);
        do await Guarded(round);
        while (await Ticks(timer));
    }

    private async Task<bool> Ticks(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Ask(string workspace)
    {
        _wakes.Ask(workspace);
        _sends.Ask(workspace);
    }

    private async Task AskAll()
    {
        // A workspace that is new makes itself heard by the bell.
        if (_listed is not var (at, _) || _time.GetElapsedTime(at) >= Listed) _listed = (_time.GetTimestamp(), await WorkspaceDirectory.All(_store, _stop));
        foreach (var workspace in _listed.Value.Ids) Ask(workspace);
    }

    private async Task SweepAll()
    {
        foreach (var partition in (await WorkspaceDirectory.All(_store, _stop)).Append(DirectoryRows.Partition)) await Guarded(() => _sweep.Run(partition, _stop));
    }

    /// <summary>When to look again, which is soon where it went wrong.</summary>
    private async Task<TimeSpan?> Looked(Func<Task<TimeSpan?>> look)
    {
        TimeSpan? next = AfterFailure;
        await Guarded(async () => next = await look());
        return _stop.IsCancellationRequested ? null : next;
    }

    private async Task Guarded(Func<Task> round)
    {
        try
        {
            await round();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped between two steps: the next start goes on from the rows.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(_log, failure.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of Courier failed with {Failure}; the next one follows")]
    private static partial void LogFailure(ILogger log, string failure);
}
