using System.Buffers;
using System.Globalization;
using System.Text;
using NodaTime;

namespace ChatCrm.Storage;

/// <summary>
/// Builds and takes apart row keys. Parts are separated by '|'. Every character that some store forbids or that we use ourselves is written
/// as '^' and four hexadecimal digits of its UTF-16 unit: total (any text can be a part) and reversible, and a prefix stays a prefix.
/// Surrogates are among them, so that the order by UTF-16 unit is the order by UTF-8 byte; U+FFFF too, so that every key has a key behind it.
/// </summary>
public static class Keys
{
    public const char Separator = '|';

    private static readonly SearchValues<char> AsTheyAre = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:,~ *@+");

    /// <summary>The key of these parts: <c>Of("customer", id, "file")</c> is <c>customer|{id}|file</c>.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        if (ArePlain(parts)) return string.Join(Separator, parts);
        var key = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) key.Append(Separator);
            Escape(key, parts[i]);
        }
        return key.ToString();
    }

    /// <summary>The key of these parts and a separator behind: what all keys below them begin with.</summary>
    public static string Under(params ReadOnlySpan<string> parts) => Of(parts) + Separator;

    /// <summary>The parts of a key, as they were given to <see cref="Of"/>.</summary>
    public static string[] Parts(string key) => [.. key.Split(Separator).Select(Unescape)];

    /// <summary>The first text behind all keys that begin with <paramref name="prefix"/> (not empty); an end for a range, itself perhaps no key.</summary>
    public static string After(string prefix)
    {
        // The last unit plus one; a unit before the surrogates steps over them, so the key stays well-formed text.
        var last = prefix[^1];
        var next = last == '\uD7FF' ? '\uE000' : (char)(last + 1);
        return string.Create(prefix.Length, (prefix, next), static (after, of) =>
        {
            of.prefix.CopyTo(after);
            after[^1] = of.next;
        });
    }

    /// <summary>A part that sorts by time, oldest first: 14 digits of Unix milliseconds.</summary>
    public static string OldestFirst(Instant at) => at.ToUnixTimeMilliseconds().ToString("D14", CultureInfo.InvariantCulture);

    /// <summary>A part that sorts by time, newest first.</summary>
    public static string NewestFirst(Instant at) => (99_999_999_999_999 - at.ToUnixTimeMilliseconds()).ToString("D14", CultureInfo.InvariantCulture);

    private static bool ArePlain(ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            if (part.AsSpan().IndexOfAnyExcept(AsTheyAre) is >= 0 and var first && HasEscaped(part.AsSpan(first))) return false;
        return true;
    }

    private static bool HasEscaped(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (IsEscaped(c)) return true;
        return false;
    }

    private static bool IsEscaped(char c) => c is '|' or '^' or '/' or '\\' or '#' or '?' or '%' or '\uFFFE' or '\uFFFF' || char.IsControl(c) || char.IsSurrogate(c);

    private static void Escape(StringBuilder key, string part)
    {
        foreach (var c in part)
        {
            if (IsEscaped(c))
                key.Append('^').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else
                key.Append(c);
        }
    }

    private static string Unescape(string part)
    {
        if (!part.Contains('^')) return part;
        var text = new StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '^') { text.Append(part[i]); continue; }
            text.Append((char)int.Parse(part.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 4;
        }
        return text.ToString();
    }
}
