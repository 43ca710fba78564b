namespace ChatCrm.Benchmarks.Operations;

/// <summary>Counts the requests that go to a store.</summary>
public sealed class CountedWire() : DelegatingHandler(new SocketsHttpHandler())
{
    private int _requests;

    /// <summary>How many since the last look.</summary>
    public int Take() => Interlocked.Exchange(ref _requests, 0);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        return base.SendAsync(request, cancellationToken);
    }
}
