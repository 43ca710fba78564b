namespace ChatCrm.Bot.Courier;

/// <summary>
/// One run per workspace at a time: asked for while it runs, it runs once more (or sees to it itself, where it asks <c>isAsked</c>); workspaces do not wait for each other. A run says
/// when it wants to be run again.
/// </summary>
public sealed class Lanes(Func<string, Func<bool>, Task<TimeSpan?>> run, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task Run, bool Again)> _running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ITimer> _alarms = new(StringComparer.Ordinal);

    public void Ask(string workspace)
    {
        lock (_gate)
        {
            if (_running.TryGetValue(workspace, out var lane)) _running[workspace] = lane with { Again = true };
            else _running[workspace] = (Task.Run(() => Run(workspace)), false);
        }
    }

    /// <summary>Ends when nothing runs that was asked for before.</summary>
    public Task Settled()
    {
        lock (_gate) return Task.WhenAll(_running.Values.Select(lane => lane.Run));
    }

    private async Task Run(string workspace)
    {
        TimeSpan? next;
        do next = await run(workspace, () => IsAsked(workspace));
        while (!IsDone(workspace, next));
    }

    private bool IsAsked(string workspace)
    {
        lock (_gate)
        {
            var (lane, again) = _running[workspace];
            if (again) _running[workspace] = (lane, false);
            return again;
        }
    }

    private bool IsDone(string workspace, TimeSpan? next)
    {
        lock (_gate)
        {
            var (lane, again) = _running[workspace];
            if (again) _running[workspace] = (lane, false);
            else _running.Remove(workspace);
            if (!again) Wind(workspace, next);
            return !again;
        }
    }

    private void Wind(string workspace, TimeSpan? next)
    {
        if (_alarms.Remove(workspace, out var alarm)) alarm.Dispose();
        // A timer counts whole milliseconds, and would drop the rest.
        if (next is { } wait) _alarms[workspace] = time.CreateTimer(_ => Ask(workspace), null, TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }
}
