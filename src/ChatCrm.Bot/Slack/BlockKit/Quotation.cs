using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>
/// A string as JSON holds it (RFC 8259, section 7), in one go: the library's writer looks at each string several times and goes letter by letter behind the
/// first sign that it escapes, and nearly every text here has a line end. Used again for the next string.
/// </summary>
internal sealed class Quotation
{
    private byte[] _utf8 = new byte[4096];

    /// <summary>The string with its quotes, as UTF-8, until the next one is asked for; half a surrogate pair becomes U+FFFD.</summary>
    /// <param name="before">JSON that stands before it, and <paramref name="behind"/> what stands behind it: an object whose one string it is.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<char> text, ReadOnlySpan<byte> before = default, ReadOnlySpan<byte> behind = default)
    {
        // A control is six bytes, any other unit at most three.
        var most = before.Length + (text.Length * 6) + 2 + behind.Length;
        if (most > _utf8.Length) Array.Resize(ref _utf8, most);
        var utf8 = _utf8.AsSpan();
        before.CopyTo(utf8);
        var end = before.Length;
        utf8[end++] = (byte)'"';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\' or < ' ') end += Escape(c, utf8[end..]);
            else if (c < 0x80 && text.Length - i >= Vector128<ushort>.Count)
            {
                var same = AsTheyAre(text[i..], utf8[end..]);
                end += same;
                i += same - 1;
            }
            else if (c < 0x80) utf8[end++] = (byte)c;
            else if (c < 0x800)
            {
                (utf8[end], utf8[end + 1]) = ((byte)(0xC0 | (c >> 6)), (byte)(0x80 | (c & 0x3F)));
                end += 2;
            }
            else if (!char.IsSurrogate(c))
            {
                // Chinese and what else takes three bytes, without the detour over a rune.
                (utf8[end], utf8[end + 1], utf8[end + 2]) = ((byte)(0xE0 | (c >> 12)), (byte)(0x80 | ((c >> 6) & 0x3F)), (byte)(0x80 | (c & 0x3F)));
                end += 3;
            }
            else
            {
                Rune.DecodeFromUtf16(text[i..], out var rune, out var units);
                end += rune.EncodeToUtf8(utf8[end..]);
                i += units - 1;
            }
        }
        utf8[end++] = (byte)'"';
        behind.CopyTo(utf8[end..]);
        return utf8[..(end + behind.Length)];
    }

    /// <summary>Writes the first eight units, all at once.</summary>
    /// <returns>How many of them stand in JSON as they are, as one byte each; what is written behind those counts for nothing.</returns>
    private static int AsTheyAre(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        var units = Vector128.Create(MemoryMarshal.Cast<char, ushort>(text));
        var others = Vector128.GreaterThanOrEqual(units - Vector128.Create((ushort)' '), Vector128.Create((ushort)(0x80 - ' ')))
            | Vector128.Equals(units, Vector128.Create((ushort)'"')) | Vector128.Equals(units, Vector128.Create((ushort)'\\'));
        Vector128.Narrow(units, units).GetLower().CopyTo(utf8);
        return Math.Min(Vector128<ushort>.Count, BitOperations.TrailingZeroCount(others.ExtractMostSignificantBits()));
    }

    private static int Escape(char sign, Span<byte> to)
    {
        to[0] = (byte)'\\';
        to[1] = (byte)(sign == '\n' ? 'n' : sign);
        if (sign is '\n' or '"' or '\\') return 2;
        Utf8.TryWrite(to, CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}", out var written);
        return written;
    }
}
