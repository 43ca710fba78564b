using System.Collections.Frozen;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>The public holidays of the world, as a table that states how far it reaches. Read once, then pure; a look-up makes nothing.</summary>
public sealed class Holidays
{
    /// <summary>No country, no date.</summary>
    public static readonly Holidays None = new(new HolidayFile(default, default, "", []));

    /// <summary>Where a local name that is written in Han characters is a Chinese one. Japan's are not.</summary>
    private static readonly FrozenSet<string> Chinese = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "CN", "HK", "MO", "SG", "TW");

    private static Holidays? _inUse;

    private readonly FrozenDictionary<string, Lazy<Entry[]>> _countries;

    private Holidays(HolidayFile file)
    {
        (From, To, Made) = (file.From, file.To, file.Made);
        _countries = file.Countries.ToFrozenDictionary(country => country.Country, country => new Lazy<Entry[]>(() => Entries(country.Rows(), Chinese.Contains(country.Country))), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The table that the process uses: the one of this build, unless another was named at start.</summary>
    public static Holidays InUse => _inUse ??= OfBuild();

    /// <summary>The first date that it reaches.</summary>
    public LocalDate From { get; }

    /// <summary>The last date that it reaches.</summary>
    public LocalDate To { get; }

    /// <summary>When it was made, as it says.</summary>
    public string Made { get; }

    /// <summary>The countries (ISO codes) that it knows.</summary>
    public IReadOnlyCollection<string> Countries => _countries.Keys;

    /// <exception cref="InvalidDataException">It is no file of holidays.</exception>
    public static Holidays Read(Stream json)
    {
        var table = new Holidays(HolidayFile.Read(json));
        // Whoever drops a file hears at once what is wrong with it.
        foreach (var country in table._countries.Values) _ = country.Value;
        return table;
    }

    /// <summary>Takes a newer table than the one of this build; for the start of a process.</summary>
    public static void Use(Holidays table) => _inUse = table;

    /// <summary>Whether the table reaches a date of a country. Where it does not, nobody knows that there is no holiday.</summary>
    public bool Knows(string country, LocalDate date) => _countries.ContainsKey(country) && date >= From && date <= To;

    /// <summary>What a date is in a country (ISO code, any case) and perhaps one of its regions; null for an ordinary day and where nothing is known. A holiday goes before what is only perhaps one.</summary>
    public DayOff? On(string country, string region, LocalDate date)
    {
        if (!_countries.TryGetValue(country, out var days)) return null;
        var entries = days.Value;
        DayOff? maybe = null;
        for (var i = First(entries, date); i < entries.Length && entries[i].Day.Date == date; i++)
        {
            if (entries[i].In(region) is not { } day) continue;
            if (day.Certainty != Certainty.MaybeClosed) return day;
            maybe ??= day;
        }
        return maybe;
    }

    private static Holidays OfBuild()
    {
        using var json = typeof(Holidays).Assembly.GetManifestResourceStream("time.holidays") ?? throw new InvalidOperationException("The holidays are not in the assembly.");
        // It is known to be right: the days of a country are made when it is first asked for, so that no start waits for all of them.
        return new(HolidayFile.Read(json));
    }

    private static int First(Entry[] entries, LocalDate date)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Day.Date < date) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static Entry[] Entries(HolidayRow[] rows, bool isChinese)
    {
        var entries = rows.SelectMany(row => row.Dates.Select(date => Entry.Of(row, date, isChinese ? NameOf(row) : ""))).ToList();
        var around = entries.Where(entry => entry.Row.HasEdges).SelectMany(entry => new[] { entry.Beside(-1), entry.Beside(1) }).ToList();
        return [.. entries.Concat(around).OrderBy(entry => entry.Day.Date).ThenBy(entry => entry.Day.Kind == DayOffKind.HalfDay)];
    }

    /// <summary>The Chinese name of a row; of both scripts (清明节 清明節) the one that stands first. Empty where the local name is in another language.</summary>
    private static string NameOf(HolidayRow row)
    {
        if (!row.Local.Any(IsHan)) return "";
        return row.Local.Split(' ') is [var one, var other] && one.Length == other.Length && other.All(IsHan) ? one : row.Local;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';

    /// <summary>One date of a row.</summary>
    /// <param name="Day">What it is where the row holds.</param>
    /// <param name="Maybe">What it is where nobody knows whether the row holds.</param>
    private readonly record struct Entry(DayOff Day, DayOff Maybe, HolidayRow Row)
    {
        public static Entry Of(HolidayRow row, LocalDate date, string chinese)
        {
            var kind = row.Kind switch { "half" => DayOffKind.HalfDay, "working" => DayOffKind.Working, _ => DayOffKind.Closed };
            var day = new DayOff(date, row.Name, kind, row.IsEstimated ? Certainty.Estimated : Certainty.Sure) { Chinese = chinese };
            return new(day, row.IsWide || row.HasEdges ? day with { Certainty = Certainty.MaybeClosed } : day, row);
        }

        public Entry Beside(int days)
        {
            var day = Maybe with { Date = Maybe.Date.PlusDays(days) };
            return new(day, day, Row);
        }

        public DayOff? In(string region)
        {
            if (region.Length > 0) return Row.IsIn(region) ? Day : null;
            return Row.Regions is null ? Day : Row.IsWide ? Maybe : null;
        }
    }
}
