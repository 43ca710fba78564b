using NodaTime;

namespace ChatCrm.Time;

/// <summary>A stretch in which a call would find both; its end is outside.</summary>
/// <param name="IsSure">False where their day may be closed.</param>
public sealed record Window(Instant From, Instant To, bool IsSure)
{
    /// <summary>When to call in it: a quarter of an hour from its beginning where there is room, on a full quarter where there is one.</summary>
    public Instant Best
    {
        get
        {
            var from = To - From >= Overlap.Comfortable ? From + Duration.FromMinutes(15) : From;
            var quarter = Instant.FromUnixTimeSeconds((from.ToUnixTimeSeconds() + 899) / 900 * 900);
            return quarter + Overlap.Shortest <= To ? quarter : From;
        }
    }
}

/// <summary>When two can talk.</summary>
/// <param name="Both">Within the hours of both, best first.</param>
/// <param name="Stretched">Where there is none of those: within their hours, early or late for us; the nearest to our hours first.</param>
public sealed record GoodTimes(IReadOnlyList<Window> Both, IReadOnlyList<Window> Stretched);

/// <summary>Finds the times at which a call to somebody in another zone finds both at work. Pure.</summary>
public static class Overlap
{
    /// <summary>What is shorter is no time for a call.</summary>
    public static readonly Duration Shortest = Duration.FromMinutes(30);

    /// <summary>From here on one time is as good as another.</summary>
    public static readonly Duration Comfortable = Duration.FromHours(1);

    /// <summary>How far ahead is looked: five days, and beyond a long weekend.</summary>
    public static readonly Duration Ahead = Duration.FromDays(5), AheadOverHolidays = Duration.FromDays(12);

    /// <summary>How early and how late people call abroad where there is no better time.</summary>
    public static readonly LocalTime Earliest = new(7, 0), Latest = new(21, 0);

    /// <summary>The same for offices half a day apart, where even that finds nobody: these always do.</summary>
    public static readonly LocalTime Dawn = new(6, 0), Night = new(23, 0);

    /// <param name="busy">When the first of them is not free; in any order, may overlap.</param>
    public static GoodTimes Of(Schedule mine, Schedule theirs, Instant now, IReadOnlyList<Interval> busy)
    {
        var good = Of(mine, theirs, now, now + Ahead, busy);
        return good.Both.Count + good.Stretched.Count > 0 ? good : Of(mine, theirs, now, now + AheadOverHolidays, busy);
    }

    private static GoodTimes Of(Schedule mine, Schedule theirs, Instant from, Instant to, IReadOnlyList<Interval> busy)
    {
        var open = theirs.Between(from, to).Select(spell => new Window(spell.From, spell.To, spell.Sure)).ToList();
        var both = Common(open, mine.Between(from, to).Select(spell => new Interval(spell.From, spell.To)), busy);
        if (both.Count > 0) return new([.. both.OrderBy(Rank).ThenBy(window => window.From)], []);
        var stretched = Common(open, Stretch(mine, from, to, Earliest, Latest), busy);
        if (stretched.Count == 0) stretched = Common(open, Stretch(mine, from, to, Dawn, Night), busy);
        return new([], [.. stretched.OrderBy(window => window.IsSure ? 0 : 1).ThenBy(window => FromWork(mine, window)).ThenBy(window => window.From)]);
    }

    /// <summary>Sure ones first, then those with room at both edges; of equals the earliest.</summary>
    private static int Rank(Window window) => (window.IsSure ? 0 : 2) + (window.To - window.From >= Comfortable ? 0 : 1);

    private static List<Window> Common(IReadOnlyList<Window> theirs, IEnumerable<Interval> mine, IReadOnlyList<Interval> busy) =>
    [
        .. from spell in mine
           from open in theirs
           where open.From < spell.End && spell.Start < open.To
           from free in Free(open with { From = Instant.Max(open.From, spell.Start), To = Instant.Min(open.To, spell.End) }, busy)
           where free.To - free.From >= Shortest
           select free,
    ];

    private static IEnumerable<Window> Free(Window window, IReadOnlyList<Interval> busy)
    {
        var from = window.From;
        foreach (var taken in busy.Where(taken => taken.Start < window.To && window.From < taken.End).OrderBy(taken => taken.Start))
        {
            if (taken.Start > from) yield return window with { From = from, To = taken.Start };
            from = Instant.Max(from, taken.End);
        }
        if (from < window.To) yield return window with { From = from };
    }

    /// <summary>The hours in which one may be asked to call, on working days.</summary>
    private static IEnumerable<Interval> Stretch(Schedule mine, Instant from, Instant to, LocalTime earliest, LocalTime latest)
    {
        for (var date = mine.DateAt(from); date <= mine.DateAt(to); date = date.PlusDays(1))
        {
            if (!mine.WorksOn(date)) continue;
            var (start, end) = (Instant.Max(from, mine.At(date + earliest)), Instant.Min(to, mine.At(date + latest)));
            if (start < end) yield return new(start, end);
        }
    }

    /// <summary>How far the best moment of a window is from our hours of that day.</summary>
    private static Duration FromWork(Schedule mine, Window window)
    {
        var date = mine.DateAt(window.From);
        var hours = mine.HoursOn(date).Select(hours => (From: mine.At(date + hours.From), To: mine.At(date + hours.To))).ToList();
        return hours.Count == 0 ? Duration.MaxValue : hours.Min(hour => Duration.Max(Duration.Zero, Duration.Max(hour.From - window.To, window.From - hour.To)));
    }
}
