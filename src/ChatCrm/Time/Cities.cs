using System.Collections.Frozen;

namespace ChatCrm.Time;

/// <summary>The cities that zones are called after, and business cities that are no zone names.</summary>
internal static class Cities
{
    private static readonly FrozenDictionary<string, (string English, string Chinese)> Zoned = Tables.Rows("zones", 3)
        .ToFrozenDictionary(row => row[0], row => (row[1], row[2]), StringComparer.Ordinal);

    // "Easter" is a feast and "Center" a word before they are places.
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal, "easter", "center", "troll", "midway", "wake", "davis", "casey", "mayotte");

    private static readonly FrozenDictionary<string, string> ByName = Tables.Rows("cities", 3).Concat(Tables.Rows("zones", 3))
        .SelectMany(row => Tables.Names(row[1]).Concat(Tables.Names(row[2])).Select(name => (Key: Fold.Key(name), Zone: row[0])))
        .Where(name => !Words.Contains(name.Key)).DistinctBy(name => name.Key)
        .ToFrozenDictionary(name => name.Key, name => name.Zone, StringComparer.Ordinal);

    /// <summary>The zone of a city, by its folded name in English or Chinese; null when unknown.</summary>
    public static string? Zone(string key) => ByName.GetValueOrDefault(key);

    /// <summary>The city that a zone is called after.</summary>
    public static (string English, string Chinese)? OfZone(string zone) => Zoned.TryGetValue(zone, out var city) ? city : null;
}
