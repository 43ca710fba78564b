using System.Security.Cryptography;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>How long to wait before the next try (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: 2 to 20 s, growing, and never the same for all).</summary>
internal static class Backoff
{
    /// <summary>The longest wait between two of three tries.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>2 to 4 s after the first try, 4 to 8 s after the second.</summary>
    public static TimeSpan After(int tries) => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1_000 << tries, (2_000 << tries) + 1));
}
