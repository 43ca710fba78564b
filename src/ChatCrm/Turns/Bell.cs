using System.Threading.Channels;

namespace ChatCrm.Turns;

/// <summary>Rings when a workspace has something to send or to wake, so that Courier need not wait for its next look.</summary>
public sealed class Bell
{
    private readonly Channel<string> _rings = Channel.CreateBounded<string>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring(string workspace) => _rings.Writer.TryWrite(workspace);

    public IAsyncEnumerable<string> Rings(CancellationToken cancel) => _rings.Reader.ReadAllAsync(cancel);
}
