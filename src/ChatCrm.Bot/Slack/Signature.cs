using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Slack's request signature, version 0: an HMAC over the raw body and the time it was sent.
/// https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
internal static class Signature
{
    public const string TimeHeader = "X-Slack-Request-Timestamp", Header = "X-Slack-Signature";

    /// <summary>Older or newer than this is a replay, or a clock that is wrong.</summary>
    private static readonly Duration Window = Duration.FromSeconds(300);

    /// <summary>True where the body was signed with the secret within five minutes of now. Fails closed: no secret signs nothing.</summary>
    public static bool IsRight(string secret, StringValues time, StringValues signature, ReadOnlySpan<byte> body, Instant now)
    {
        if (secret.Length == 0 || time.Count != 1 || signature.Count != 1) return false;
        if (!long.TryParse(time[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 99_999_999_999) return false;
        var age = now - Instant.FromUnixTimeSeconds(seconds);
        if (age > Window || age < -Window) return false;
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature[0]!), Encoding.ASCII.GetBytes(Of(secret, time[0]!, body)));
    }

    /// <summary>As Slack writes it: one text for one request, in lower case.</summary>
    private static string Of(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes($"v0:{time}:"));
        hash.AppendData(body);
        return $"v0={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
