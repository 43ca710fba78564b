using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatCrm.Storage;

/// <summary>Tells whether two texts are the same, without keeping them.</summary>
public static class Fingerprint
{
    /// <summary>Of a length, with its colon.</summary>
    private const int Digits = 11;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>100 bits of SHA-256 over the parts, in 20 letters and digits that every store and platform takes; no two lists of parts give the same bytes.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        // The length in front of each part keeps ("a", "bc") and ("ab", "c") apart.
        var (length, at) = (0, 0);
        foreach (var part in parts) length += Digits + part.Length;
        var text = length <= 512 ? stackalloc char[length] : new char[length];
        foreach (var part in parts)
        {
            part.Length.TryFormat(text[at..], out var written, default, CultureInfo.InvariantCulture);
            text[at + written] = ':';
            part.CopyTo(text[(at + written + 1)..]);
            at += written + 1 + part.Length;
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = length <= 512 ? stackalloc byte[2 * at] : new byte[2 * at];
        SHA256.HashData(bytes[..Encoding.Unicode.GetBytes(text[..at], bytes)], hash);
        return string.Create(20, (ReadOnlySpan<byte>)hash, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] & 31];
        });
    }
}
