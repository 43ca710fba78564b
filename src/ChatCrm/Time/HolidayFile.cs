using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Time;

/// <summary>holidays.json as it stands; how its fields are meant is told in Data/holidays/LICENCE.md. The rows of a country are read when they are asked for.</summary>
internal sealed record HolidayFile(LocalDate From, LocalDate To, string Made, IReadOnlyList<(string Country, Func<HolidayRow[]> Rows)> Countries)
{
    /// <exception cref="InvalidDataException">It is no file of holidays, or later some country's rows are none; the message says what is wrong.</exception>
    public static HolidayFile Read(Stream json) => Understood(() =>
    {
        using var document = JsonDocument.Parse(json);
        // Kept, and so not in memory that is lent.
        var file = document.RootElement.Clone();
        var about = file.GetProperty("about");
        var countries = file.GetProperty("countries").EnumerateObject().Select(country => (country.Name, Rows: RowsOf(country.Value))).ToList();
        if (countries.Count == 0) throw new InvalidDataException("There is no country in this file of holidays.");
        return new HolidayFile(Date(Text(about, "from")), Date(Text(about, "to")), Text(about, "made"), countries);
    });

    private static Func<HolidayRow[]> RowsOf(JsonElement country) => () => Understood(() => country.EnumerateArray().Select(HolidayRow.Read).ToArray());

    private static T Understood<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // What is missing, and what is of another kind.
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is no file of holidays: {wrong.Message}", wrong);
        }
    }

    /// <exception cref="InvalidDataException">It is no ISO date.</exception>
    public static LocalDate Date(string iso) =>
        LocalDatePattern.Iso.Parse(iso) is { Success: true, Value: var date } ? date : throw new InvalidDataException($"'{iso}' is no date of a file of holidays.");

    internal static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}

/// <param name="Local">As the country calls it; empty where nobody wrote it down.</param>
/// <param name="Kind">public, bank, half or working.</param>
/// <param name="IsEstimated">Neither published nor worked out by a rule that is sure.</param>
/// <param name="HasEdges">The days beside it may be off too.</param>
/// <param name="Regions">The only parts of the country that have it; null for all.</param>
/// <param name="IsWide">At least half of the parts are among them.</param>
/// <param name="Except">The parts that have it not; null for none.</param>
internal sealed record HolidayRow(string Name, string Local, string Kind, bool IsEstimated, bool HasEdges, IReadOnlyList<LocalDate> Dates, string[]? Regions, bool IsWide, string[]? Except)
{
    public static HolidayRow Read(JsonElement row) => new(
        HolidayFile.Text(row, "name"), row.TryGetProperty("local", out var local) ? local.GetString() ?? "" : "", HolidayFile.Text(row, "kind"), HolidayFile.Text(row, "certainty") == "estimated", row.TryGetProperty("around", out _),
        [.. row.GetProperty("dates").EnumerateArray().Select(date => HolidayFile.Date(date.GetString() ?? ""))], List(row, "regions"), row.TryGetProperty("wide", out _), List(row, "except"));

    public bool IsIn(string region) => !Has(Except, region) && (Regions is null || Has(Regions, region));

    private static bool Has(string[]? regions, string region) => regions is not null && regions.Contains(region, StringComparer.OrdinalIgnoreCase);

    private static string[]? List(JsonElement row, string name) => row.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(region => region.GetString() ?? "")] : null;
}
