using System.Buffers;

namespace ChatCrm.Bot;

/// <summary>Directions of writing: no control of a person's words reaches what stands around them.</summary>
internal static class WritingDirection
{
    public const char FirstStrongIsolate = '\u2068';
    public const char PopIsolate = '\u2069';
    private const char PopEmbedding = '\u202C';

    private static readonly SearchValues<char> Controls = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>Where the first paragraph ends, and with it every isolate (Unicode's bidirectional class B); -1 where there is but one.</summary>
    public static int ParagraphEnd(ReadOnlySpan<char> words)
    {
        // Few values or one range at a time are looked for in many letters at once; all seven are not.
        var end = words.IndexOfAny("\n\r\u0085\u2029");
        var seldom = (end < 0 ? words : words[..end]).IndexOfAnyInRange('\u001C', '\u001E');
        return seldom < 0 ? end : seldom;
    }

    /// <summary>True where a control of direction is among the words.</summary>
    public static bool IsIn(ReadOnlySpan<char> words) => words.ContainsAnyInRange('\u202A', '\u2069') && words.ContainsAny(Controls);

    /// <summary>A paragraph without the direction controls that have no partner; pairs stay.</summary>
    public static ReadOnlySpan<char> Settled(ReadOnlySpan<char> paragraph) => IsIn(paragraph) ? WithPairs(paragraph.ToString()) : paragraph;

    private static string WithPairs(string words)
    {
        var paired = Paired(words);
        return string.Concat(words.Where((c, i) => !Controls.Contains(c) || paired.Contains(i)));
    }

    /// <summary>The offsets of controls with a partner, by the rules X5 to X7 of Unicode's annex 9: the end of an isolate also ends what is open inside it.</summary>
    private static HashSet<int> Paired(string words)
    {
        var paired = new HashSet<int>();
        var open = new Stack<int>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!Controls.Contains(words[i])) continue;
            if (words[i] is not (PopIsolate or PopEmbedding)) { open.Push(i); continue; }
            if (words[i] == PopIsolate && open.Any(start => IsIsolate(words[start])))
                while (!IsIsolate(words[open.Peek()])) open.Pop();
            if (open.TryPeek(out var opening) && IsIsolate(words[opening]) == (words[i] == PopIsolate))
                paired.UnionWith([open.Pop(), i]);
        }
        return paired;
    }

    private static bool IsIsolate(char c) => c is >= '\u2066' and <= '\u2068';
}
