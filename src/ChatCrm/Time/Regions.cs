namespace ChatCrm.Time;

/// <summary>The parts of countries, by ISO 3166-2: DE-BY, MY-03.</summary>
public static class Regions
{
    /// <summary>The code that was typed, whole (DE-BY) or without the country (by); null where it is none of the country's. Whether there is such a part is not checked.</summary>
    /// <param name="country">ISO code; empty where unknown: then only a whole code reads.</param>
    public static string? Read(string typed, string country)
    {
        var code = Fold.Key(typed).ToUpperInvariant();
        if (!code.Contains('-')) code = $"{country}-{code}";
        var part = code.Length > 3 && code[2] == '-' ? code[3..] : "";
        return part.Length is >= 1 and <= 3 && part.All(char.IsAsciiLetterOrDigit) && Countries.Of(code[..2]) is { } known && (country.Length == 0 || known.Code == country) ? code : null;
    }

    /// <summary>Whether a code is of a country's part.</summary>
    public static bool LiesIn(string region, string country) => region.StartsWith(country + "-", StringComparison.OrdinalIgnoreCase);
}
