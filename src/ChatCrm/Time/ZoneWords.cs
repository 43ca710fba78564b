using System.Collections.Frozen;
using System.Globalization;

namespace ChatCrm.Time;

/// <summary>What a word means where a zone is expected. Abbreviations that several countries use mean all of them: asked, never guessed.</summary>
internal static class ZoneWords
{
    private static readonly FrozenDictionary<string, string[]> Abbreviations = new Dictionary<string, string[]>
    {
        ["utc"] = ["Etc/UTC"], ["gmt"] = ["Etc/UTC"], ["z"] = ["Etc/UTC"],
        ["cst"] = ["America/Chicago", "Asia/Shanghai", "America/Havana"], ["cdt"] = ["America/Chicago", "America/Havana"], ["ct"] = ["America/Chicago"],
        ["ist"] = ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"], ["bst"] = ["Europe/London", "Asia/Dhaka"],
        ["est"] = ["America/New_York", "Australia/Sydney"], ["edt"] = ["America/New_York", "Australia/Sydney"], ["et"] = ["America/New_York"],
        ["pst"] = ["America/Los_Angeles", "Asia/Manila"], ["pdt"] = ["America/Los_Angeles"], ["pt"] = ["America/Los_Angeles"],
        ["mst"] = ["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"], ["mdt"] = ["America/Denver"],
        ["ast"] = ["America/Halifax", "Asia/Riyadh"], ["gst"] = ["Asia/Dubai", "Atlantic/South_Georgia"], ["sst"] = ["Asia/Singapore", "Pacific/Pago_Pago"],
        ["aest"] = ["Australia/Sydney", "Australia/Brisbane"], ["aedt"] = ["Australia/Sydney"], ["acst"] = ["Australia/Adelaide", "Australia/Darwin"], ["awst"] = ["Australia/Perth"],
        ["jst"] = ["Asia/Tokyo"], ["kst"] = ["Asia/Seoul"], ["hkt"] = ["Asia/Hong_Kong"], ["sgt"] = ["Asia/Singapore"], ["pkt"] = ["Asia/Karachi"], ["wib"] = ["Asia/Jakarta"],
        ["cet"] = ["Europe/Berlin"], ["cest"] = ["Europe/Berlin"], ["mez"] = ["Europe/Berlin"], ["eet"] = ["Europe/Athens"], ["eest"] = ["Europe/Athens"],
        ["wet"] = ["Europe/Lisbon"], ["msk"] = ["Europe/Moscow"], ["brt"] = ["America/Sao_Paulo"], ["nzst"] = ["Pacific/Auckland"], ["nzdt"] = ["Pacific/Auckland"],
        ["格林尼治"] = ["Etc/UTC"], ["格林威治"] = ["Etc/UTC"], ["世界"] = ["Etc/UTC"], ["美东"] = ["America/New_York"], ["美西"] = ["America/Los_Angeles"],
        ["美中"] = ["America/Chicago"], ["欧洲中部"] = ["Europe/Berlin"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The zones that a folded word of running text means: a city, a country's name, an abbreviation, UTC+8; empty when none.</summary>
    public static IReadOnlyList<string> Of(string key)
    {
        if (Abbreviations.TryGetValue(key, out var zones)) return zones;
        if (Cities.Zone(key) is { } zone) return [zone];
        if (Countries.Named(key) is { } country) return Zones.ForCountry(country.Code);
        return Offset(key) is { } offset ? [offset] : [];
    }

    private static string? Offset(string key)
    {
        if (key.Length is < 5 or > 6 || !(key.StartsWith("utc", StringComparison.Ordinal) || key.StartsWith("gmt", StringComparison.Ordinal))) return null;
        if (key[3] is not ('+' or '-') || !int.TryParse(key.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return null;
        return Zones.OfOffset(key[3] == '+' ? hours : -hours);
    }
}
