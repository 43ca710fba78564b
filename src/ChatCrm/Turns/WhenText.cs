using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>Times as cards say them: weekday first, theirs and ours on one line, never a bare offset. Pure.</summary>
public static class WhenText
{
    /// <summary>
    /// "Tue 24 Nov 15:00 Shanghai · 08:00 Berlin": the reader's zone first, then the others in order. Zones that show the same clock then are said once;
    /// an empty zone is left out; another date has its weekday.
    /// </summary>
    public static string Of(Reader reader, Instant at, Instant now, params IReadOnlyList<string> others) =>
        Of(reader.Words, [.. reader.Member is null && others.Count > 0 ? [] : new[] { reader.Zone }, .. others], at, now);

    /// <summary>The same in the zones that are given, the first one's date leading.</summary>
    public static string Of(Wording words, IReadOnlyList<string> zones, Instant at, Instant now)
    {
        var dates = new Dates(words);
        var places = zones.Where(zone => zone.Length > 0).Select(zone => (Zone: zone, At: At(at, zone))).DistinctBy(place => place.At).ToList();
        return string.Join(" · ", places.Select((place, n) => n == 0
            ? Placed(words, dates.At(place.At, At(now, place.Zone).Date), place.Zone)
            : Placed(words, place.At.Date == places[0].At.Date ? dates.Time(place.At.TimeOfDay) : dates.WeekdayAt(place.At), place.Zone)));
    }

    /// <summary>One planned time as a button's label, on the wall it was meant for: "Tue 24 Nov 15:00 Shanghai".</summary>
    public static string Of(Wording words, PlannedTime time, Instant now) =>
        Placed(words, new Dates(words).At(time.OnTheClock, At(now, time.Zone).Date), time.Zone);

    /// <summary>What was assumed in reading <paramref name="time"/>, as a sentence.</summary>
    public static Text Of(Wording words, Assuming assumed, PlannedTime time, Instant now) => words.Say($"When.Assuming{assumed}",
        ("time", Ours(Hour(words, assumed == Assuming.OverlapFirst ? time.Wall.TimeOfDay : time.OnTheClock.TimeOfDay))),
        ("date", Ours(new Dates(words).Date(time.Wall.Date, At(now, time.Zone).Date))),
        ("city", Ours(City(words, time.Zone))));

    /// <summary>What is asked, as a question.</summary>
    public static Text Of(Wording words, Doubt doubt) => words.Say($"When.Doubt{doubt}");

    /// <summary>Why a date will not do, as a sentence.</summary>
    public static Text Of(Wording words, Obstacle obstacle) => words.Say($"When.Obstacle{obstacle}");

    /// <summary>What daylight saving does to a time, as a sentence; empty where it does nothing.</summary>
    public static Text Shift(Wording words, PlannedTime time) =>
        time.Shift == WallShift.None ? Text.Empty : words.Say($"When.Shift{time.Shift}", ("time", Ours(Hour(words, time.OnTheClock.TimeOfDay))));

    /// <summary>"open until 17:30", "opens in an hour", "opens Mon 09:00", by their own clock.</summary>
    public static string Open(Wording words, WorkingHours hours, string zone, Instant now)
    {
        if (hours.IsOpen(now, zone)) return words.Plain("When.OpenUntil", ("time", Ours(Hour(words, hours.To))));
        var opens = hours.NextOpen(now, zone);
        var minutes = (int)Math.Ceiling((opens - now).TotalMinutes);
        return minutes switch
        {
            < 60 => words.Plain("When.OpensInMinutes", ("n", minutes)),
            <= 4 * 60 => words.Plain("When.OpensInHours", ("n", (minutes + 30) / 60)),
            _ => words.Plain("When.OpensAt", ("when", Ours(new Dates(words).NearAt(At(opens, zone), At(now, zone).Date)))),
        };
    }

    /// <summary>"08:00 in Berlin, opens in an hour (09:00–17:30) · you 15:00"; without the second half for a room or a reader on the same clock.</summary>
    public static Text There(Reader reader, WorkingHours hours, string zone, Instant now)
    {
        var (words, mine, theirs) = (reader.Words, At(now, reader.Zone), At(now, zone));
        return words.Say(reader.Member is null || mine == theirs ? "When.ThereOnly" : "When.There",
            ("time", Ours(Hour(words, theirs.TimeOfDay))), ("city", Ours(City(words, zone))), ("state", Ours(Open(words, hours, zone, now))),
            ("hours", Ours(new Dates(words).Hours(hours.From, hours.To))), ("mine", Ours(Hour(words, mine.TimeOfDay))));
    }

    /// <summary>What a zone is called after, in the language: "Berlin"; "UTC", "UTC+8" where it is no place.</summary>
    public static string City(Wording words, string zone)
    {
        var city = Zones.CityName(zone, words.Language);
        if (city.Length == 0 || !city.StartsWith("Etc/", StringComparison.Ordinal)) return city.Replace('_', ' ');
        var offset = city["Etc/".Length..];
        // The ids of Etc/GMT have POSIX' sign: east is minus.
        return offset.StartsWith("GMT", StringComparison.Ordinal) && offset.Length > 3 ? $"UTC{(offset[3] == '-' ? '+' : '-')}{offset[4..]}" : "UTC";
    }

    private static string Placed(Wording words, string time, string zone) => words.Plain("When.Place", ("time", Ours(time)), ("city", Ours(City(words, zone))));

    private static string Hour(Wording words, LocalTime time) => new Dates(words).Time(time);

    private static LocalDateTime At(Instant at, string zone) =>
        at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).LocalDateTime;

    private static Text Ours(string words) => Text.Ours(words);
}
