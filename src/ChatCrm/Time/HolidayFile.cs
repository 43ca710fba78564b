using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Time;

/// <summary>holidays.json as it stands; how its fields are meant is told in Data/holidays/LICENCE.md.</summary>
internal sealed record HolidayFile(HolidayReach About, Dictionary<string, HolidayRow[]> Countries)
{
    /// <exception cref="InvalidDataException">It is no file of holidays; the message says what is wrong.</exception>
    public static HolidayFile Read(Stream json)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, HolidayJson.Default.HolidayFile);
            return file is { About: { From.Length: > 0, To.Length: > 0 }, Countries.Count: > 0 } ? file : throw new InvalidDataException("A file of holidays has 'about' with 'from' and 'to', and 'countries'.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"This is no file of holidays: {wrong.Message}", wrong);
        }
    }

    /// <exception cref="InvalidDataException">It is no ISO date.</exception>
    public static LocalDate Date(string iso) =>
        LocalDatePattern.Iso.Parse(iso) is { Success: true, Value: var date } ? date : throw new InvalidDataException($"'{iso}' is no date of a file of holidays.");
}

internal sealed record HolidayReach(string From, string To, string Made = "");

/// <param name="Kind">public, bank, half or working.</param>
/// <param name="Certainty">official, computed or estimated.</param>
/// <param name="Around">1 where the days beside it may be off too.</param>
/// <param name="Regions">The only parts of the country that have it; null for all.</param>
/// <param name="Wide">At least half of the parts are among them.</param>
/// <param name="Except">The parts that have it not.</param>
internal sealed record HolidayRow(string Name, string Kind, string Certainty, string[] Dates, int Around = 0, string[]? Regions = null, bool Wide = false, string[]? Except = null)
{
    public bool IsIn(string region) => !Has(Except, region) && (Regions is null || Has(Regions, region));

    private static bool Has(string[]? regions, string region) => regions is not null && region.Length > 0 && regions.Contains(region, StringComparer.OrdinalIgnoreCase);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HolidayFile))]
internal sealed partial class HolidayJson : JsonSerializerContext;
