namespace ChatCrm.Bot.Storage.Tables;

/// <summary>How long one call may take with all that it does, and whether its caller still waits.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider time;
    private readonly TimeSpan patience;
    private readonly CancellationToken caller;
    private readonly long began;
    private readonly CancellationTokenSource own, either;

    public Deadline(TimeSpan patience, TimeProvider time, CancellationToken caller)
    {
        (this.patience, this.time, this.caller, began) = (patience, time, caller, time.GetTimestamp());
        own = new(patience, time);
        either = CancellationTokenSource.CreateLinkedTokenSource(caller, own.Token);
    }

    /// <summary>Cancelled when the time is over, or when the caller leaves.</summary>
    public CancellationToken Token => either.Token;

    public TimeSpan Left => patience - time.GetElapsedTime(began);

    /// <exception cref="OperationCanceledException">The caller has left.</exception>
    public void ThrowIfLeft() => caller.ThrowIfCancellationRequested();

    public void Dispose()
    {
        either.Dispose();
        own.Dispose();
    }
}
