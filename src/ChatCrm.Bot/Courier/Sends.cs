using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>The channels, and how much is asked of them at once: so many sends can be repeated when the process dies.</summary>
public sealed partial class Sends(IEnumerable<IMessenger> messengers, Connections connections, TimeProvider time, Lease lease, IClock clock, ILogger<Sends> log) : IDisposable
{
    public const int AtOnce = 16;

    private readonly Dictionary<string, IMessenger> _channels = messengers.ToDictionary(messenger => messenger.Channel, StringComparer.Ordinal);
    private readonly SemaphoreSlim _free = new(AtOnce);

    /// <summary>
    /// The channel of an address or an identity; null where this process does not speak it, or its connection is not the workspace's any more: rooms and
    /// accounts of a team that was disconnected are still among the rows.
    /// </summary>
    public async ValueTask<IMessenger?> Channel(string workspace, string of)
    {
        if (_channels.GetValueOrDefault(new Address(of).Channel) is not { } channel) return null;
        return channel.ConnectionOf(of) is not { } connection || await connections.WorkspaceOf(connection, default) == workspace ? channel : null;
    }

    /// <summary>A slot for one claim, until <see cref="Leave"/>.</summary>
    /// <param name="wait">False to be told at once that none is free.</param>
    public async ValueTask<bool> Enter(bool wait, CancellationToken cancel)
    {
        if (!wait) return await _free.WaitAsync(0, cancel);
        await _free.WaitAsync(cancel);
        return true;
    }

    public void Leave() => _free.Release();

    /// <summary>
    /// False where a send would not be at its end well before somebody else may take its claim over: the process was stopped, say, or the channel was slow to say
    /// whom it reaches. The time of day is asked too: where the whole machine slept, it alone knows.
    /// </summary>
    public bool MayBegin(Claim claim) =>
        time.GetElapsedTime(claim.Since) <= lease.Begin && clock.GetCurrentInstant() + Duration.FromTimeSpan(lease.Patience) < TurnRows.At(claim.Notice.ClaimedUntil);

    /// <summary>One send; one that takes too long counts as perhaps made.</summary>
    public async Task<Delivery> Make(Func<CancellationToken, ValueTask<Delivery>> send)
    {
        using var patience = new CancellationTokenSource(lease.Patience, time);
        try
        {
            return await send(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new Delivery.Unknown();
        }
    }

    /// <summary>One try to tell somebody: what it throws is told by the attempt, so that it stops nobody else's.</summary>
    public async Task<Attempt> Try(string notice, Func<Task<Attempt>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (NotNowException later)
        {
            return Attempt.Nothing with { Wait = later.After };
        }
        catch (StoreUnavailableException away)
        {
            LogFailure(log, notice, away.GetType().Name);
            return Attempt.Nothing with { StoreAway = true };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, notice, failure.GetType().Name);
            return Attempt.Nothing with { Failed = true };
        }
    }

    public void Dispose() => _free.Dispose();

    [LoggerMessage(LogLevel.Warning, "A try to send notice {Notice} failed with {Failure}")]
    private static partial void LogFailure(ILogger log, string notice, string failure);
}
