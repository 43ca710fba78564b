namespace ChatCrm.Customers;

/// <summary>The likeness of two words that were written by one hand or two: letters in common, near each other, and a common start.</summary>
internal static class JaroWinkler
{
    private const int CountedPrefix = 4;
    private const double PrefixWeight = 0.1;

    /// <summary>From 0 (no letter in common) to 1 (equal). Symmetric. Source: W. E. Winkler, 1990.</summary>
    public static double Of(string a, string b)
    {
        var jaro = Jaro(a, b);
        var prefix = Math.Min(a.AsSpan().CommonPrefixLength(b), CountedPrefix);
        return jaro + prefix * PrefixWeight * (1 - jaro);
    }

    private static double Jaro(string a, string b)
    {
        if (a == b) return 1;
        var (inA, inB) = Common(a, b);
        double common = inA.Length;
        if (common == 0) return 0;
        var outOfOrder = inA.Where((c, i) => c != inB[i]).Count() / 2;
        return (common / a.Length + common / b.Length + (common - outOfOrder) / common) / 3;
    }

    // The letters that both have at nearly the same place, as a and as b order them.
    private static (char[] InA, char[] InB) Common(string a, string b)
    {
        var reach = Math.Max(0, Math.Max(a.Length, b.Length) / 2 - 1);
        var inA = new List<char>();
        var taken = new bool[b.Length];
        for (var i = 0; i < a.Length; i++)
            for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
                if (!taken[j] && a[i] == b[j]) { taken[j] = true; inA.Add(a[i]); break; }
        return ([.. inA], [.. b.Where((_, j) => taken[j])]);
    }
}
