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
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return Given(signature[0]!, given) && CryptographicOperations.FixedTimeEquals(given, Of(secret, time[0]!, body));
    }

    private static bool Given(string signature, Span<byte> hash) =>
        signature.Length == 3 + 2 * hash.Length && signature.StartsWith("v0=", StringComparison.Ordinal)
            && Convert.FromHexString(signature.AsSpan(3), hash, out _, out var written) == System.Buffers.OperationStatus.Done && written == hash.Length;

    private static byte[] Of(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes($"v0:{time}:"));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
