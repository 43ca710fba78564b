using ChatCrm.Storage;

namespace ChatCrm.Customers;

/// <summary>The names of one page of the index. Words are looked for in all of them at once, as in one text: a page has up to hundreds of names, and few have every word.</summary>
internal sealed class NamePage
{
    private readonly NameRow[] _names;

    /// <summary>The names, each with a line end, and where each ends behind that; made when words are looked for.</summary>
    private readonly Lazy<(string Text, int[] Ends)> _lines;

    private NamePage(Page page)
    {
        _names = [.. page.Rows.Select(CustomerRows.Name)];
        _lines = new(Lines);
    }

    /// <summary>Read once for a page that a store hands out again.</summary>
    public static NamePage Of(Page page) => page.Once(static page => new NamePage(page));

    public IReadOnlyList<NameRow> All => _names;

    /// <summary>Those with every word of one of the spellings (of <see cref="Names.Sought"/>), in the page's order.</summary>
    /// <param name="common">The place of the first spelling's word by which the page was found: every name has it, be it behind what is kept of a long one.</param>
    public List<NameRow> With(IReadOnlyList<IReadOnlyList<string>> sought, int common)
    {
        Span<bool> found = stackalloc bool[_names.Length];
        for (var i = 0; i < sought.Count; i++)
            Find(sought[i], Telling(sought[i], common), i == 0 && sought[0][common].Length <= Names.KeyLength ? common : -1, found);
        var named = new List<NameRow>(found.Count(true));
        for (var i = 0; i < found.Length; i++)
            if (found[i]) named.Add(_names[i]);
        return named;
    }

    /// <summary>The word that the fewest names are likely to have: the longest that is not common.</summary>
    private static string Telling(IReadOnlyList<string> words, int common)
    {
        var telling = "";
        for (var i = 0; i < words.Count; i++)
            if (i != common && words[i].Length > telling.Length) telling = words[i];
        return telling;
    }

    private void Find(IReadOnlyList<string> words, string telling, int known, Span<bool> found)
    {
        var (text, ends) = _lines.Value;
        var at = 0;
        for (var i = 0; i < found.Length; i++)
        {
            // The first name in which it may be: none of those before it is looked at.
            if (text.AsSpan(at).IndexOf(telling) is not (>= 0 and var next)) return;
            while (ends[i] <= at + next) i++;
            found[i] |= Names.HasAll(_names[i].Searched, words, known);
            at = ends[i];
        }
    }

    private (string, int[]) Lines()
    {
        var (ends, end) = (new int[_names.Length], 0);
        for (var i = 0; i < ends.Length; i++) ends[i] = end += _names[i].Searched.Length + 1;
        return (string.Concat(_names.Select(name => name.Searched + '\n')), ends);
    }
}
