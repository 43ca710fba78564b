using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>
/// A string as JSON holds it (RFC 8259, section 7), piece by piece between the signs that it escapes: the library's writer goes letter by letter behind the
/// first one, and nearly every text here has a line end. Used again for the next string.
/// </summary>
internal sealed class Quotation
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(control => (char)control), '"', '\\']);

    private byte[] _utf8 = new byte[4096];

    /// <summary>The string with its quotes, as UTF-8, until the next one is asked for; half a surrogate pair becomes U+FFFD.</summary>
    /// <param name="before">JSON that stands before it, and <paramref name="behind"/> what stands behind it: an object whose one string it is.</param>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<char> text, ReadOnlySpan<byte> before = default, ReadOnlySpan<byte> behind = default)
    {
        // A control is six bytes, any other unit at most three.
        var most = before.Length + (text.Length * 6) + 2 + behind.Length;
        if (most > _utf8.Length) Array.Resize(ref _utf8, most);
        before.CopyTo(_utf8);
        var end = before.Length;
        _utf8[end++] = (byte)'"';
        for (var at = text.IndexOfAny(Escaped); at >= 0; at = text.IndexOfAny(Escaped))
        {
            end += Encoding.UTF8.GetBytes(text[..at], _utf8.AsSpan(end));
            end += Escape(text[at], _utf8.AsSpan(end));
            text = text[(at + 1)..];
        }
        end += Encoding.UTF8.GetBytes(text, _utf8.AsSpan(end));
        _utf8[end++] = (byte)'"';
        behind.CopyTo(_utf8.AsSpan(end));
        end += behind.Length;
        return _utf8.AsSpan(0, end);
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
