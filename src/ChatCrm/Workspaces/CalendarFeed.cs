using System.Buffers.Text;
using System.Security.Cryptography;
using ChatCrm.Storage;

namespace ChatCrm.Workspaces;

/// <summary>
/// Where a member's follow-ups are had as a calendar that Outlook, Google and Apple subscribe to. Such programs cannot sign in, so whoever has the
/// address reads the calendar: the address is a secret of the member's, and can be replaced.
/// </summary>
/// <param name="address">Where the service is reached, asked when it is needed; null where it is reached from nowhere.</param>
public sealed class CalendarFeed(Func<Uri?> address)
{
    public const string Path = "/calendar/", Ending = ".ics";

    /// <summary>The length of every secret: 256 bits in Base64 for addresses.</summary>
    public const int Length = 43;

    public static string Mint() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The whole address; null where there is no secret, or the service has no address.</summary>
    public Uri? To(string secret) => secret.Length > 0 && address() is { } own ? new(own, Path + secret + Ending) : null;
}

/// <summary>Whose calendar an address shows. The secret itself stands with the member alone: its fingerprint is the key.</summary>
public sealed record FeedOwner : Stored
{
    public required string Workspace { get; init; }

    public required string Member { get; init; }
}
