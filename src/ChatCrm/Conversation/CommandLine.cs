using System.Buffers;

namespace ChatCrm.Conversation;

/// <summary>
/// A typed line, made ready for reading: full-width letters, digits and punctuation, smart quotes and ideographic spaces are folded unit by unit,
/// so every offset in <see cref="Line"/> is the same offset in <see cref="Typed"/> and people's words can be kept as they typed them.
/// </summary>
public sealed class CommandLine
{
    /// <summary>What is read of a line; the rest is kept in nothing, so the Dispatcher says so.</summary>
    public const int Longest = 4000;

    /// <summary>What <see cref="Fold(char)"/> changes; a line without any of it is not copied.</summary>
    private static readonly SearchValues<char> Folded = SearchValues.Create([.. Enumerable.Range('\uFF01', '\uFF5E' - '\uFF01' + 1).Select(c => (char)c), .. "\u3000\u00A0\u2007\u202F\t\n\r、。"]);

    private CommandLine(string typed, string line, IReadOnlyList<Word> words) => (Typed, Line, Words) = (typed, line, words);

    /// <summary>As it was typed.</summary>
    public string Typed { get; }

    /// <summary>The folded line, of the same length.</summary>
    public string Line { get; }

    /// <summary>The words in order; quotes and <c>--</c> hold theirs together.</summary>
    public IReadOnlyList<Word> Words { get; }

    public static CommandLine Empty { get; } = new("", "", []);

    public static CommandLine Read(string typed)
    {
        if (typed.Length == 0) return Empty;
        var line = Fold(typed);
        return new(typed, line, Split(typed, line));
    }

    /// <summary>The first word at or behind an offset; what is left of it, where the offset lies inside a plain word. Null at the end.</summary>
    public Word? From(int offset)
    {
        var (at, end) = (0, Words.Count);
        while (at < end)
        {
            var middle = (at + end) / 2;
            (at, end) = Words[middle].End > offset ? (at, middle) : (middle + 1, end);
        }
        if (at == Words.Count) return null;
        var word = Words[at];
        return word.Start >= offset || word.Kind != WordKind.Plain ? word : word with { Text = Line[offset..word.End], Start = offset };
    }

    /// <summary>The typed text between two offsets.</summary>
    public string Slice(int start, int end) => Typed.AsSpan(start, end - start).Trim().ToString();

    private static string Fold(string typed) => !typed.AsSpan().ContainsAny(Folded) ? typed : string.Create(typed.Length, typed, static (folded, source) =>
    {
        for (var i = 0; i < source.Length; i++) folded[i] = Fold(source[i]);
    });

    private static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or '\u2007' or '\u202F' or '\t' or '\n' or '\r' => ' ',
        '、' => ',',
        '。' => '.',
        _ => c,
    };

    private static List<Word> Split(string typed, string line)
    {
        var words = new List<Word>();
        for (var i = 0; i < line.Length;)
        {
            if (line[i] == ' ') { i++; continue; }
            var word = Quoted(typed, line, i) ?? Rest(typed, line, i) ?? Plain(typed, line, i);
            words.Add(word);
            i = word.End;
        }
        return words;
    }

    /// <summary>A quotation up to its closing mark, or to the end of the line where that is missing.</summary>
    private static Word? Quoted(string typed, string line, int start)
    {
        if (Closing(line[start]) is not { } closing) return null;
        var end = line.AsSpan(start + 1).IndexOfAny(closing);
        var close = end < 0 ? line.Length : start + 1 + end;
        return new(WordKind.Quoted, "", typed[(start + 1)..close].Trim(), start, Math.Min(close + 1, line.Length));
    }

    private static string? Closing(char open) => open switch
    {
        '"' => "\"”",
        '“' or '”' or '„' or '‟' => "”“\"",
        '「' => "」",
        '『' => "』",
        '«' => "»",
        _ => null,
    };

    /// <summary><c>--</c> takes the rest of the line as text (a phone's keyboard makes a dash of it).</summary>
    private static Word? Rest(string typed, string line, int start)
    {
        var length = line.AsSpan(start).StartsWith("--") ? 2 : line[start] == '—' ? 1 : 0;
        if (length == 0 || (start > 0 && line[start - 1] != ' ')) return null;
        return new(WordKind.Quoted, "", typed[(start + length)..].TrimStart('—', '-', ' ').TrimEnd(), start, line.Length);
    }

    private static Word Plain(string typed, string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] != ' ' && (end == start || Closing(line[end]) is null)) end++;
        // key:"several words" is one word.
        if (end < line.Length && end > start + 1 && line[end - 1] == ':' && Quoted(typed, line, end) is { } value)
            return new(WordKind.Field, line[start..(end - 1)].ToLowerInvariant(), value.Text, start, value.End);
        var folded = line[start..end];
        return folded[0] switch
        {
            '@' when folded.Length > 1 => new(WordKind.Person, "", typed[(start + 1)..end], start, end),
            '#' when folded.Length > 1 => new(WordKind.Room, "", typed[(start + 1)..end], start, end),
            '=' when folded.Length > 1 => new(WordKind.Outcome, "", folded[1..].ToLowerInvariant(), start, end),
            _ => Field(folded, typed, start, end) ?? new(WordKind.Plain, "", folded, start, end),
        };
    }

    /// <summary><c>key:value</c>. A clock time (<c>15:00</c>) and an address with a scheme (<c>https://…</c>) are none.</summary>
    private static Word? Field(string folded, string typed, int start, int end)
    {
        var colon = folded.IndexOf(':');
        if (colon < 1 || !folded[..colon].All(char.IsLetter) || folded.AsSpan(colon + 1).StartsWith("//")) return null;
        return new(WordKind.Field, folded[..colon].ToLowerInvariant(), typed[(start + colon + 1)..end], start, end);
    }
}

public enum WordKind
{
    /// <summary>A word, folded.</summary>
    Plain,

    /// <summary>Text in quotation marks or behind <c>--</c>, as typed.</summary>
    Quoted,

    /// <summary><c>key:value</c>: the key in lower case, the value as typed.</summary>
    Field,

    /// <summary><c>@name</c>, without the sigil.</summary>
    Person,

    /// <summary><c>#name</c>, without the sigil.</summary>
    Room,

    /// <summary><c>=word</c>, in lower case, without the sigil.</summary>
    Outcome,
}

/// <summary>One word of a line, at the offsets <paramref name="Start"/> (inclusive) to <paramref name="End"/> (exclusive).</summary>
public sealed record Word(WordKind Kind, string Key, string Text, int Start, int End);
