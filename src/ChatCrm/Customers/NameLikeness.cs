namespace ChatCrm.Customers;

/// <summary>How much alike two names are, for "Did you mean" and for duplicates.</summary>
public static class NameLikeness
{
    /// <summary>"Did you mean" looks at this many names at most.</summary>
    public const int RankedAtMost = 200;

    // Comparing letters takes the square of their number; what names have in common shows before this.
    private const int ComparedLetters = 128;

    private const double OneContainsTheOther = 0.93;
    private const double AlikeEnough = 0.82;
    // Two Han letters of which one is mistyped are alike by 0.7, times the weight of one word.
    private const double AlikeEnoughUnspaced = 0.67;
    private const double OneWord = 0.97;

    /// <summary>From 0 to 1 (one key); legal forms and umlauts written as two letters do not count. Symmetric.</summary>
    /// <remarks>The best of Jaro-Winkler, the same on sorted words, the Dice measure of trigrams, and 0.93 where one has all words of the other.</remarks>
    public static double Of(string a, string b) => OfKeys(Keys(a), Keys(b));

    /// <summary>The key as it looks: equal for two names that a reader cannot tell apart (a Cyrillic а in a Latin name).</summary>
    public static string Skeleton(string name) => Confusables.Skeleton(name);

    /// <summary>The candidates that somebody may have meant, the most alike first; empty where none is near. Looks at the first <see cref="RankedAtMost"/>.</summary>
    public static IReadOnlyList<T> Nearest<T>(string query, IEnumerable<T> candidates, Func<T, string> name, int max = 3)
    {
        var asked = Keys(query);
        if (asked[0].Length == 0) return [];
        var enough = NameWords.IsUnspaced(asked[0].EnumerateRunes().First()) ? AlikeEnoughUnspaced : AlikeEnough;
        return [.. candidates.Take(RankedAtMost)
            .Select(candidate => (candidate, likeness: ToQuery(asked, Keys(name(candidate)))))
            .Where(each => each.likeness >= enough)
            .OrderByDescending(each => each.likeness).Take(max).Select(each => each.candidate)];
    }

    private static string[] Keys(string name) => [.. Names.Keys(name).Select(key => key.Length > ComparedLetters ? key[..ComparedLetters] : key)];

    // People type one word of a name, so a mistyped word is compared with each word too; the whole name counts more.
    private static double ToQuery(string[] asked, string[] key)
    {
        var whole = OfKeys(asked, key);
        if (asked[0].Contains(' ')) return whole;
        return Math.Max(whole, OneWord * key.SelectMany(NameWords.Of).Select(word => JaroWinkler.Of(asked[0], Start(word, asked[0].Length))).DefaultIfEmpty().Max());
    }

    // A run has no words to compare with: 华为 is the start of 华为技术.
    private static string Start(string word, int length) =>
        word.Length > length && NameWords.IsUnspaced(word.EnumerateRunes().First()) ? word[..length] : word;

    private static double OfKeys(string[] a, string[] b) => a.SelectMany(one => b.Select(other => OfKeys(one, other))).Max();

    private static double OfKeys(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return 0;
        if (a == b) return 1;
        var (words, others) = (Sorted(a), Sorted(b));
        var best = Math.Max(JaroWinkler.Of(a, b), JaroWinkler.Of(string.Join(' ', words), string.Join(' ', others)));
        return Math.Max(Math.Max(best, Trigrams(a, b)), Contain(words, others) ? OneContainsTheOther : 0);
    }

    private static string[] Sorted(string key) => [.. NameWords.Of(key).Order(StringComparer.Ordinal)];

    private static bool Contain(string[] a, string[] b) => HasAll(a, b) || HasAll(b, a);

    // One letter that another name also has is no likeness.
    private static bool HasAll(string[] all, string[] of) => of.Sum(word => word.Length) > 1 && of.All(word => all.Contains(word, StringComparer.Ordinal));

    private static double Trigrams(string a, string b)
    {
        var (these, those) = (TrigramsOf(a), TrigramsOf(b));
        return 2.0 * these.Count(those.Contains) / (these.Count + those.Count);
    }

    private static HashSet<string> TrigramsOf(string key)
    {
        var padded = $"  {key} ";
        return [.. Enumerable.Range(0, padded.Length - 2).Select(at => padded.Substring(at, 3))];
    }
}
