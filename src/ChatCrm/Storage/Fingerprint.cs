using System.Security.Cryptography;
using System.Text;

namespace ChatCrm.Storage;

/// <summary>Tells whether two texts are the same, without keeping them.</summary>
public static class Fingerprint
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>100 bits of SHA-256 over the parts, in 20 letters and digits that every store and platform takes; no two lists of parts give the same bytes.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        // The length in front of each part keeps ("a", "bc") and ("ab", "c") apart.
        var text = new StringBuilder(256);
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.Unicode.GetBytes(text.ToString()), hash);
        return string.Create(20, (ReadOnlySpan<byte>)hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] & 31];
        });
    }
}
