using System.Security.Cryptography;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>Waits before the next try.</summary>
internal delegate Task Pause(TimeSpan wait, CancellationToken cancel);

/// <summary>How long to wait before the next try: from one second up to thirty, spread so that a thousand services do not come back at once.</summary>
internal sealed class Backoff
{
    /// <summary>A connection that stood that long was a good one.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);

    private const int Longest = 30_000;

    private int failures;

    public TimeSpan Next()
    {
        var ceiling = Math.Min(Longest, 2_000 << Math.Min(failures++, 4));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(ceiling / 2, ceiling + 1));
    }

    public void Forget() => failures = 0;
}
