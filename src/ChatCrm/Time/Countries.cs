using System.Collections.Frozen;

namespace ChatCrm.Time;

/// <summary>A country of ISO 3166.</summary>
/// <param name="Code">Two capital letters.</param>
public sealed record Country(string Code, string English, string Chinese)
{
    /// <summary>The name in a language: Chinese for any "zh", English for all others.</summary>
    public string In(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}

/// <summary>The countries, by code and by name in both languages.</summary>
public static class Countries
{
    private static readonly (Country Country, string[] OtherNames)[] Table = [.. Tables.Rows("countries", 4)
        .Select(row => (new Country(row[0], row[1], row[2]), Tables.Names(row[3])))];

    private static readonly FrozenDictionary<string, Country> ByCode = Table.ToFrozenDictionary(row => row.Country.Code, row => row.Country, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Country> ByName = Table
        .SelectMany(row => row.OtherNames.Append(row.Country.English).Append(row.Country.Chinese).Select(name => (Key: Fold.Key(name), row.Country)))
        .DistinctBy(name => name.Key).ToFrozenDictionary(name => name.Key, name => name.Country, StringComparer.Ordinal);

    /// <summary>Every country, by code.</summary>
    public static IReadOnlyList<Country> All { get; } = [.. Table.Select(row => row.Country)];

    /// <summary>The country of a code in any case; null when there is none.</summary>
    public static Country? Of(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The country that a code or a name means, in English or Chinese, in any case; null when none does.</summary>
    public static Country? Read(string typed)
    {
        var key = Fold.Key(typed);
        return ByCode.GetValueOrDefault(key) ?? ByName.GetValueOrDefault(key);
    }

    /// <summary>As <see cref="Read"/>, but no codes: "in" and "it" are words in running text.</summary>
    internal static Country? Named(string key) => ByName.GetValueOrDefault(key);
}
