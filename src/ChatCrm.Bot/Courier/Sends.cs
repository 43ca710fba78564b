using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Courier;

/// <summary>The channels, and how much is asked of them at once: so many sends can be repeated when the process dies.</summary>
public sealed partial class Sends(IEnumerable<IMessenger> messengers, Connections connections, TimeProvider time, ILogger<Sends> log) : IDisposable
{
    public const int AtOnce = 16;

    /// <summary>A send that takes longer counts as perhaps made. Shorter than a claim.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>A channel's "later" that is no longer than this is waited for on the spot: the notices behind would hear the same, and each would lose a try by it.</summary>
    private static readonly NodaTime.Duration OnTheSpot = NodaTime.Duration.FromSeconds(10);

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

    /// <summary>One send, when there is room for it.</summary>
    public async Task<Delivery> Make(Func<CancellationToken, ValueTask<Delivery>> send)
    {
        await _free.WaitAsync();
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var began = time.GetUtcNow();
            var delivery = await send(patience.Token);
            while (delivery is Delivery.Later(var after) && after <= OnTheSpot && time.GetUtcNow() + after.ToTimeSpan() - began < Patience)
            {
                await Task.Delay(after.ToTimeSpan(), time, CancellationToken.None);
                delivery = await send(patience.Token);
            }
            return delivery;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new Delivery.Unknown();
        }
        finally
        {
            _free.Release();
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
