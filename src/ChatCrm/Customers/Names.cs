using System.Text;

namespace ChatCrm.Customers;

/// <summary>
/// How names are compared, indexed and found. A name is kept as its owner writes it; what is made here are keys, never shown.
/// A name that folds to the empty string has no visible letter: refuse it.
/// </summary>
public static class Names
{
    /// <summary>Rises whenever a key of some name changes; stored keys of another version need a reindex.</summary>
    public const int Version = 1;

    /// <summary>The longest key in the index, in UTF-16 units.</summary>
    public const int KeyLength = 64;

    /// <summary>The most index rows that one customer has.</summary>
    public const int KeysPerName = 40;

    /// <summary>The letters that count: lower case, no accents, plain digits, simplified Han, words separated by one space. Any string; folding twice changes nothing.</summary>
    public static string Fold(string name) => NameFold.Of(name);

    /// <summary>The folded name without its legal form: two customers with one key have the same name. Keeps the form where nothing else is in the name.</summary>
    public static string Key(string name) => LegalForms.Stripped(Fold(name));

    /// <summary>The key, and the one that a German or Nordic writer without umlauts would type (Mueller) where that is another.</summary>
    public static IReadOnlyList<string> Keys(string name)
    {
        var (key, other) = KeysOf(name);
        return other is null ? [key] : [key, other];
    }

    /// <summary>The words of a folded name; a run of Chinese, Japanese or Korean letters is one.</summary>
    public static IReadOnlyList<string> Words(string folded) => NameWords.Of(folded);

    /// <summary>
    /// The keys under which a customer is found, the most useful first: distinct, at most <see cref="KeysPerName"/>, each at most <see cref="KeyLength"/> units.
    /// None begins another: a search for the shorter one finds the longer, and a list would read its customer twice.
    /// The start of any word of a name, and any piece of a Chinese, Japanese or Korean one, begins some key, unless the names are too long for that many keys.
    /// </summary>
    public static IReadOnlyList<string> IndexKeys(string name, IEnumerable<string> aliases)
    {
        var folds = AllSpellings(name, aliases);
        var keys = folds.Select(LegalForms.Stripped).ToList();
        List<string> found = [.. folds.Select(fold => Cut(fold, 0))
            .Concat(keys.SelectMany(key => NameWords.Starts(key).Select(at => Cut(key, at))))
            .Concat(keys.SelectMany(key => NameWords.Inside(key).Select(at => Cut(key, at))))
            .Distinct(StringComparer.Ordinal).Take(KeysPerName)];
        return [.. found.Where(key => !found.Exists(other => other.Length > key.Length && other.StartsWith(key, StringComparison.Ordinal)))];
    }

    /// <summary>The folded name that index rows carry: the name and its aliases in every spelling, so that a second word can be looked for in it.</summary>
    public static string Searched(string name, IEnumerable<string> aliases) => string.Join(' ', AllSpellings(name, aliases));

    /// <summary>What to look up for a typed name: one or two prefixes of index keys, the plainer first; none where nothing visible was typed. Legal forms do not count.</summary>
    public static IReadOnlyList<string> SearchKeys(string typed) =>
        [.. Keys(typed).Where(key => key.Length > 0).Select(key => Cut(key, 0)).Distinct(StringComparer.Ordinal)];

    /// <summary>As much of a folded word as an index key begins with.</summary>
    public static string Held(string folded) => Cut(folded, 0);

    /// <summary>The words of what was typed, in each of its spellings.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Sought(string typed)
    {
        var (key, other) = KeysOf(typed);
        if (key.Length == 0) return other is { Length: > 0 } ? [NameWords.Of(other)] : [];
        return other is { Length: > 0 } ? [NameWords.Of(key), NameWords.Of(other)] : [NameWords.Of(key)];
    }

    /// <summary>Whether a word of the folded name begins with the folded word, or a piece of a Chinese, Japanese or Korean one is it.</summary>
    public static bool Contains(string foldedName, string word)
    {
        if (word.Length == 0) return false;
        for (var at = foldedName.IndexOf(word, StringComparison.Ordinal); at >= 0; at = foldedName.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (NameWords.BeginsAt(foldedName, at) || NameWords.IsUnspaced(NameWords.First(word))) return true;
        return false;
    }

    /// <summary>Whether every one of these folded words is in <paramref name="searched"/>, in any order.</summary>
    /// <param name="known">The place of a word that is known to be in the name; -1 for none.</param>
    public static bool HasAll(string searched, IReadOnlyList<string> words, int known = -1)
    {
        for (var i = 0; i < words.Count; i++)
            if (i != known && !Contains(searched, words[i])) return false;
        return true;
    }

    /// <summary>The name as it is stored: NFC, one space for white space and control characters, none at the ends. Keeps every script and every mark of direction.</summary>
    public static string AsGiven(string typed) => NameText.AsGiven(typed);

    /// <summary>The name as it is shown: what could deceive the reader (overrides of direction, zero-width and tag characters) is U+FFFD, once for each stretch of it.</summary>
    public static string Visible(string name) => NameText.Visible(name);

    private static (string Key, string? Other) KeysOf(string name)
    {
        var key = Key(name);
        var other = NameFold.MayHaveUmlauts(name) ? LegalForms.Stripped(NameFold.Of(name, umlautsAsTwo: true)) : key;
        return (key, other == key ? null : other);
    }

    private static IEnumerable<string> Spellings(string name) => NameFold.MayHaveUmlauts(name) ? [NameFold.Of(name), NameFold.Of(name, umlautsAsTwo: true)] : [NameFold.Of(name)];

    // L'Oréal is one word, as O'Neill is, but some look for Oréal.
    private static List<string> AllSpellings(string name, IEnumerable<string> aliases) =>
        [.. aliases.Prepend(name).SelectMany(each => Spellings(each).Append(NameFold.Of(NameFold.WithoutApostrophes(each))))
            .Where(fold => fold.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string Cut(string text, int from)
    {
        var to = Math.Min(text.Length, from + KeyLength);
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        return text[from..to].TrimEnd(' ');
    }
}
