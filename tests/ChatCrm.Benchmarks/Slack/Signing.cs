using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>How Slack signs. https://docs.slack.dev/authentication/verifying-requests-from-slack</summary>
internal static class Signing
{
    public const string TimeHeader = "X-Slack-Request-Timestamp", Header = "X-Slack-Signature", SecretText = "8f742231b10e8888abcd99yyyzzz85a5";

    public static readonly byte[] Secret = Encoding.ASCII.GetBytes(SecretText);

    /// <summary>The lines of the two headers for a body that is sent now.</summary>
    public static string Headers(ReadOnlySpan<byte> body)
    {
        var time = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Span<byte> signed = stackalloc byte[2048];
        var length = Encoding.ASCII.GetBytes($"v0:{time}:", signed);
        body.CopyTo(signed[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Secret, signed[..(length + body.Length)], hash);
        return $"{TimeHeader}: {time}\r\n{Header}: v0={Convert.ToHexStringLower(hash)}\r\n";
    }
}
