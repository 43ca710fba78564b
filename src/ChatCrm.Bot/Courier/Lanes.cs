namespace ChatCrm.Bot.Courier;

/// <summary>One run per workspace at a time: asked for while it runs, it runs once more; workspaces do not wait for each other.</summary>
public sealed class Lanes(Func<string, Task> run)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task Run, bool Again)> _running = new(StringComparer.Ordinal);

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
        do await run(workspace);
        while (WantedAgain(workspace));
    }

    private bool WantedAgain(string workspace)
    {
        lock (_gate)
        {
            var (lane, again) = _running[workspace];
            if (again) _running[workspace] = (lane, false);
            else _running.Remove(workspace);
            return again;
        }
    }
}
