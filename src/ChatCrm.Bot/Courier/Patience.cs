namespace ChatCrm.Bot.Courier;

/// <summary>How long one thing that has begun is waited for: <see cref="Lease.Patience"/>, or less where the process stops.</summary>
public sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _own, _both;

    /// <param name="over">Cancelled where nothing is waited for any more.</param>
    public Patience(Lease lease, TimeProvider time, CancellationToken over)
    {
        _own = new(lease.Patience, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_own.Token, over);
    }

    public CancellationToken Token => _both.Token;

    public bool IsOver => _both.IsCancellationRequested;

    public void End() => _own.Cancel();

    public void Dispose()
    {
        _both.Dispose();
        _own.Dispose();
    }
}
