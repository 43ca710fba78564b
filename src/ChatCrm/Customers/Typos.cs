namespace ChatCrm.Customers;

/// <summary>Mistyped words of a known few.</summary>
public static class Typos
{
    private const int LongestWord = 64;

    /// <summary>
    /// The one known word that <paramref name="word"/> is nearest to: one slip away up to four letters, two above; null where none is, or two are as near.
    /// A slip is a letter too many, too few, another, or two changed about. Cases and accents do not count.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var typed = Names.Fold(word);
        if (typed.Length is 0 or > LongestWord) return null;
        var allowed = typed.Length <= 4 ? 1 : 2;
        var near = known.Select(each => (each, slips: Slips(typed, Names.Fold(each), allowed))).Where(each => each.slips <= allowed).ToList();
        var fewest = near.Select(each => each.slips).DefaultIfEmpty().Min();
        return near.Where(each => each.slips == fewest).Select(each => each.each).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;
    }

    // Damerau's distance (optimal string alignment); more than allowed where the lengths say so already.
    private static int Slips(string a, string b, int allowed)
    {
        if (Math.Abs(a.Length - b.Length) > allowed) return allowed + 1;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, Math.Min(d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Swapped(d, a, b, i, j)));
        return d[a.Length, b.Length];
    }

    private static int Swapped(int[,] d, string a, string b, int i, int j) =>
        i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? d[i - 2, j - 2] + 1 : int.MaxValue;
}
