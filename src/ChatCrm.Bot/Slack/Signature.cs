using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Slack's request signature, version 0: an HMAC over the raw body and the time it was sent.
/// https://docs.slack.dev/authentication/verifying-requests-from-slack
/// </summary>
internal sealed class Signature(string secret)
{
    public const string TimeHeader = "X-Slack-Request-Timestamp", Header = "X-Slack-Signature";

    private const string Prefix = "v0=";

    private const int LongestTime = 11;

    /// <summary>Older or newer than this is a replay, or a clock that is wrong.</summary>
    private static readonly Duration Window = Duration.FromSeconds(300);

    /// <summary>One per thread, used again: what is made of the key takes longer than to hash a command.</summary>
    private readonly ThreadLocal<IncrementalHash> hashes = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret)));

    /// <summary>True where the body was signed with the secret within five minutes of now. Fails closed: no secret signs nothing.</summary>
    public bool IsRight(StringValues time, StringValues signature, ReadOnlySpan<byte> body, Instant now)
    {
        if (secret.Length == 0 || time is not [{ Length: <= LongestTime } at] || signature is not [{ Length: 3 + 2 * HMACSHA256.HashSizeInBytes } given]) return false;
        if (!long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        var age = now - Instant.FromUnixTimeSeconds(seconds);
        if (age > Window || age < -Window) return false;
        Span<byte> found = stackalloc byte[given.Length], right = stackalloc byte[given.Length];
        return Encoding.UTF8.TryGetBytes(given, found, out _) && Write(at, body, right) && CryptographicOperations.FixedTimeEquals(found, right);
    }

    /// <summary>As Slack writes it: one text for one request, in lower case.</summary>
    private bool Write(string time, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes], start = stackalloc byte[4 + LongestTime];
        if (!Utf8.TryWrite(start, CultureInfo.InvariantCulture, $"v0:{time}:", out var length)) return false;
        var signed = hashes.Value!;
        signed.AppendData(start[..length]);
        signed.AppendData(body);
        return signed.TryGetHashAndReset(hash, out _)
            && Encoding.UTF8.TryGetBytes(Prefix, signature, out var prefix)
            && Convert.TryToHexStringLower(hash, signature[prefix..], out _);
    }
}
