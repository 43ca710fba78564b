using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>The channels, and how much is asked of them at once: so many sends can be repeated when the process dies.</summary>
public sealed partial class Sends : IDisposable
{
    public const int AtOnce = 16;

    /// <summary>A stop waits so long for sends that hang: what becomes of them is written down before the process is ended by force.</summary>
    public static readonly TimeSpan AfterStop = TimeSpan.FromSeconds(20);

    private readonly Connections _connections;
    private readonly TimeProvider _time;
    private readonly Lease _lease;
    private readonly IClock _clock;
    private readonly ILogger<Sends> _log;
    private readonly Dictionary<string, IMessenger> _channels;
    private readonly SemaphoreSlim _free = new(AtOnce);
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _stopping;
    private ITimer? _stop;

    public Sends(IEnumerable<IMessenger> messengers, Connections connections, TimeProvider time, Lease lease, IClock clock, IHostApplicationLifetime life, ILogger<Sends> log)
    {
        (_connections, _time, _lease, _clock, _log) = (connections, time, lease, clock, log);
        _channels = messengers.ToDictionary(messenger => messenger.Channel, StringComparer.Ordinal);
        _stopping = life.ApplicationStopping.Register(() => _stop = time.CreateTimer(_ => _over.Cancel(), null, AfterStop, Timeout.InfiniteTimeSpan));
    }

    /// <summary>
    /// The channel of an address or an identity; null where this process does not speak it, or its connection is not the workspace's any more: rooms and
    /// accounts of a team that was disconnected are still among the rows.
    /// </summary>
    public async ValueTask<IMessenger?> Channel(string workspace, string of)
    {
        if (_channels.GetValueOrDefault(new Address(of).Channel) is not { } channel) return null;
        return channel.ConnectionOf(of) is not { } connection || await _connections.WorkspaceOf(connection, default) == workspace ? channel : null;
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
    public bool MayBegin(Claim claim) => !_over.IsCancellationRequested
        && _time.GetElapsedTime(claim.Since) <= _lease.Begin && _clock.GetCurrentInstant() + Duration.FromTimeSpan(_lease.Patience) < TurnRows.At(claim.Notice.ClaimedUntil);

    /// <summary>False where somebody else may have taken the claim over.</summary>
    public bool IsHeld(Claim claim) => _time.GetElapsedTime(claim.Since) < _lease.Length && _clock.GetCurrentInstant() < TurnRows.At(claim.Notice.ClaimedUntil);

    /// <summary>True where a claim has lasted for as long as it holds, by the clock that nobody sets.</summary>
    public bool HasRunOut(Claim claim) => _time.GetElapsedTime(claim.Since) >= _lease.Length;

    /// <summary>How long one thing that has begun is waited for.</summary>
    public Patience Patience() => new(_lease, _time, _over.Token);

    /// <summary>One send; one that takes too long counts as perhaps made.</summary>
    public async Task<Delivery> Make(Func<CancellationToken, ValueTask<Delivery>> send)
    {
        using var patience = Patience();
        try
        {
            return await send(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsOver)
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
            LogFailure(_log, notice, away.GetType().Name);
            return Attempt.Nothing with { StoreAway = true };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(_log, notice, failure.GetType().Name);
            return Attempt.Nothing with { Failed = true };
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _stop?.Dispose();
        _over.Dispose();
        _free.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "A try to send notice {Notice} failed with {Failure}")]
    private static partial void LogFailure(ILogger log, string notice, string failure);
}
