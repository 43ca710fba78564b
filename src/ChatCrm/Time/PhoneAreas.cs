using System.Collections.Frozen;

namespace ChatCrm.Time;

/// <summary>Which places a phone number's country and area stand for.</summary>
internal static class PhoneAreas
{
    private static readonly FrozenDictionary<string, string[]> ByPrefix = Tables.Rows("phones", 2)
        .SelectMany(row => row[1].Split(' ').Select(prefix => (prefix, Places: Tables.Names(row[0]))))
        .ToFrozenDictionary(row => row.prefix, row => row.Places, StringComparer.Ordinal);

    private static readonly int Longest = ByPrefix.Keys.Max(prefix => prefix.Length);

    /// <summary>Ids of zones and codes of countries, by the longest beginning of an international number that is known; empty where none is.</summary>
    public static IReadOnlyList<string> Of(string digits)
    {
        for (var length = Math.Min(Longest, digits.Length); length > 0; length--)
            if (ByPrefix.TryGetValue(digits[..length], out var places)) return places;
        return [];
    }
}
