using Microsoft.Extensions.Hosting;

namespace ChatCrm.Tests.Courier;

/// <summary>The life of a process that is stopped when the test says so.</summary>
internal sealed class Life : IHostApplicationLifetime, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
