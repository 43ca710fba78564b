using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;
using NodaTime.Text;
using Text = ChatCrm.Conversation.Text;

namespace ChatCrm.Turns;

/// <summary>Times as cards say them: weekday first, theirs and ours on one line, never a bare offset. Pure.</summary>
public static class WhenText
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>
    /// "Tue 24 Nov 15:00 Shanghai · 08:00 Berlin": the reader's zone first, then the others in order. Zones that show the same clock then are said once;
    /// an empty zone is left out; another date has its weekday. The first is a moment, which a channel may show in each viewer's own zone: in a room their
    /// date may be another one, so there the others always have their weekday, and none goes with the first unsaid.
    /// </summary>
    public static Text Of(Reader reader, Instant at, Instant now, params IReadOnlyList<string> others)
    {
        var (words, dates, forRoom) = (reader.Words, reader.Dates, reader.Member is null && others.Count > 0);
        List<string> zones = [.. (forRoom ? others : [reader.Zone, .. others]).Where(zone => zone.Length > 0)];
        var places = zones.Select(zone => (Zone: zone, At: At(at, zone))).DistinctBy(place => place.At).ToList();
        var (first, unsaid) = (places[0], forRoom && places.Count < zones.Count);
        var shown = Placed(words, dates.At(first.At, At(now, first.Zone).Date), first.Zone);
        var rest = places.Skip(1).Select(place => forRoom || place.At.Date != first.At.Date ? Weekday(place) : Placed(words, dates.Time(place.At.TimeOfDay), place.Zone));
        return new Moment(at, shown, unsaid ? Weekday(first) : "") + Ours(string.Concat(rest.Select(place => $" · {place}")));

        string Weekday((string Zone, LocalDateTime At) place) => Placed(words, dates.WeekdayAt(place.At), place.Zone);
    }

    /// <summary>One planned time as a button's label, on the wall it was meant for: "Tue 24 Nov 15:00 Shanghai".</summary>
    public static string Of(Wording words, PlannedTime time, Instant now) =>
        Placed(words, new Dates(words).At(time.OnTheClock, At(now, time.Zone).Date), time.Zone);

    /// <summary>What was assumed in a reading, as ids that a drawing's records can hold: no commas, no text of people.</summary>
    public static IEnumerable<string> Flags(Assumed assumed) => assumed.Assumptions.Select(assumption => Flag(assumption.What, assumed.Time));

    /// <summary>The sentence that a flag of <see cref="Flags"/> stands for, or of one that has a key here; empty for any other.</summary>
    public static Text Said(Wording words, string flag)
    {
        var (key, detail) = flag.Split('=', 2) is [var name, var told] ? ($"When.Assuming{name}", told) : ($"When.Assuming{flag}", "");
        if (!words.Has(key)) return Text.Empty;
        // A date that was settled is shown with its year: no other date's year says which is near.
        var date = LocalDatePattern.Iso.Parse(detail).TryGetValue(default, out var day) ? new Dates(words).Date(day, day.PlusYears(-1)) : detail;
        return words.Say(key, ("time", Ours(detail)), ("date", Ours(date)), ("city", Ours(City(words, detail))));
    }

    /// <summary>Asks how a date is meant, with the line kept: two or three readings, or why the date will not do and the nearest that will.</summary>
    public static Outcome Ask(TurnContext turn, string question, Reading reading)
    {
        var (asked, times) = reading switch
        {
            Ambiguous ambiguous => (Of(turn.Words, ambiguous.Doubt), ambiguous.Choices.Select(choice => choice.Time).Take(3)),
            Refused refused => (Of(turn.Words, refused.Obstacle), refused.Nearest is { } nearest ? [nearest] : Array.Empty<PlannedTime>()),
            _ => throw new ArgumentException("A date that was read is not asked.", nameof(reading)),
        };
        return Ask(turn, question, asked, [.. times]);
    }

    /// <summary>Asks for a date with these to choose from; the line is kept.</summary>
    public static Outcome Ask(TurnContext turn, string question, Text asked, IReadOnlyList<PlannedTime> times)
    {
        var keep = new Changes();
        var typed = times.Select(time => time.Typed).FirstOrDefault(words => words.Length > 0) ?? "";
        Block[] blocks = [new Line(asked, Tone.Warning), .. typed.Length > 0 ? new[] { new Quote(Text.Theirs(typed)) } : []];
        return new Outcome.Answer(new Reply.Show(new Card(blocks, [.. times.Select(time =>
            new Button(Drafts.RunLine, Of(turn.Words, time, turn.Now), Drafts.Carry(turn, question, Carry(time), keep)))])), keep);
    }

    /// <summary>A time as a choice on a card carries it: "2026-11-24T15:00 Asia/Shanghai".</summary>
    public static string Carry(PlannedTime time) => $"{Carry(time.Wall)} {time.Zone}";

    /// <summary>A wall time as buttons and rows carry it: "2026-11-24T15:00".</summary>
    public static string Carry(LocalDateTime wall) => Wall.Format(wall);

    /// <summary>What <see cref="Carry(PlannedTime)"/> wrote; null for anything else. It comes back untrusted: check that it lies where it may.</summary>
    public static PlannedTime? Chosen(string carried) =>
        carried.Split(' ') is [var wall, var zone] && ChosenWall(wall) is { } at && Zones.Find(zone) is { } id ? new(at, id, "") : null;

    /// <summary>What <see cref="Carry(LocalDateTime)"/> wrote; null for anything else.</summary>
    public static LocalDateTime? ChosenWall(string carried) => Wall.Parse(carried).TryGetValue(default, out var wall) ? wall : null;

    /// <summary>What is asked, as a question.</summary>
    public static Text Of(Wording words, Doubt doubt) => words.Say($"When.Doubt{doubt}");

    /// <summary>Why a date will not do, as a sentence.</summary>
    public static Text Of(Wording words, Obstacle obstacle) => words.Say($"When.Obstacle{obstacle}");

    /// <summary>"open until 17:30", "opens in an hour", "opens Mon 09:00", by their own clock; with the name of a day off.</summary>
    public static Text Open(Wording words, Schedule schedule, Instant now)
    {
        var state = Ours(State(words, schedule, now));
        return schedule.OffOn(schedule.DateAt(now)) switch
        {
            null or { Kind: DayOffKind.Working } or { Name.Length: 0 } => state,
            { Certainty: Certainty.MaybeClosed } maybe => words.Say("When.MaybeOff", ("state", state), ("name", maybe.In(words.Language))),
            var off => words.Say("When.Off", ("state", state), ("name", off.In(words.Language))),
        };
    }

    private static string State(Wording words, Schedule schedule, Instant now)
    {
        var zone = schedule.Zone;
        if (schedule.ClosesAfter(now) is { } closes) return words.Plain("When.OpenUntil", ("time", Ours(Hour(words, At(closes, zone).TimeOfDay))));
        var opens = schedule.NextOpen(now);
        var minutes = (int)Math.Ceiling((opens - now).TotalMinutes);
        return minutes switch
        {
            < 60 => words.Plain("When.OpensInMinutes", ("n", minutes)),
            <= 4 * 60 => words.Plain("When.OpensInHours", ("n", (minutes + 30) / 60)),
            _ => words.Plain("When.OpensAt", ("when", Ours(new Dates(words).NearAt(At(opens, zone), At(now, zone).Date)))),
        };
    }

    /// <summary>"Mon 08:00 in Berlin, opens in an hour (09:00–17:30) · you 15:00"; without the second half for a room or a reader on the same clock.</summary>
    public static Text There(Reader reader, Schedule schedule, Instant now)
    {
        var (words, mine, theirs) = (reader.Words, At(now, reader.Zone), At(now, schedule.Zone));
        return words.Say(reader.Member is null || mine == theirs ? "When.ThereOnly" : "When.There",
            ("time", Ours(reader.Dates.WeekdayAt(theirs))), ("city", Ours(City(words, schedule.Zone))), ("day", Ours(DayForThem(reader, schedule.Zone, now))), ("state", Open(words, schedule, now)),
            ("hours", Ours(Hours(words, schedule.HoursOn(schedule.DateAt(schedule.NextOpen(now)))))), ("mine", Ours(mine.Date == theirs.Date ? Hour(words, mine.TimeOfDay) : reader.Dates.WeekdayAt(mine))));
    }

    /// <summary>"now Mon 09:12 there (open until 17:30) · you: Mon 16:12"; without the second half for a room or a reader on the same clock.</summary>
    public static Text TheirNow(Reader reader, Schedule schedule, Instant now)
    {
        var (words, mine, theirs) = (reader.Words, At(now, reader.Zone), At(now, schedule.Zone));
        return words.Say(reader.Member is null || mine == theirs ? "When.TheirNowOnly" : "When.TheirNow",
            ("theirs", Ours(reader.Dates.WeekdayAt(theirs))), ("day", Ours(DayForThem(reader, schedule.Zone, now))), ("state", Open(words, schedule, now)), ("mine", Ours(reader.Dates.WeekdayAt(mine))));
    }

    /// <summary>"09:00–12:00, 13:00–17:30".</summary>
    public static string Hours(Wording words, IEnumerable<OpenHours> hours) => string.Join(words.Plain("When.HoursBetween"), hours.Select(each => new Dates(words).Hours(each.From, each.To)));

    /// <summary>"now Tue 09:12 in Tokyo, tomorrow for them".</summary>
    public static Text NowIn(Reader reader, string zone, Instant now) => reader.Words.Say("When.NowIn",
        ("time", Ours(reader.Dates.WeekdayAt(At(now, zone)))), ("city", Ours(City(reader.Words, zone))), ("day", Ours(DayForThem(reader, zone, now))));

    /// <summary>True where a zone's clock shows what the reader's does; a room has no clock.</summary>
    public static bool IsOnTheClockOf(Reader reader, string zone, Instant now) => reader.Member is not null && At(now, reader.Zone) == At(now, zone);

    /// <summary>", tomorrow for them" where their date is another one than the reader's; empty for a room, whose readers have several.</summary>
    private static string DayForThem(Reader reader, string zone, Instant now) => reader.Member is null ? "" : Period.DaysBetween(At(now, reader.Zone).Date, At(now, zone).Date) switch
    {
        > 0 => reader.Words.Plain("When.TomorrowForThem"),
        < 0 => reader.Words.Plain("When.YesterdayForThem"),
        _ => "",
    };

    /// <summary>What a zone is called after, in the language: "Berlin"; "UTC", "UTC+8" where it is no place.</summary>
    public static string City(Wording words, string zone)
    {
        var city = Zones.CityName(zone, words.Language);
        if (city.Length == 0 || !city.StartsWith("Etc/", StringComparison.Ordinal)) return city.Replace('_', ' ');
        var offset = city["Etc/".Length..];
        // The ids of Etc/GMT have POSIX' sign: east is minus.
        return offset.StartsWith("GMT", StringComparison.Ordinal) && offset.Length > 3 ? $"UTC{(offset[3] == '-' ? '+' : '-')}{offset[4..]}" : "UTC";
    }

    private static string Flag(Assuming what, PlannedTime time) => what switch
    {
        Assuming.Afternoon or Assuming.PartOfDay or Assuming.GapMoved => $"{what}={Hour(time.OnTheClock.TimeOfDay)}",
        Assuming.OverlapFirst => $"{what}={Hour(time.Wall.TimeOfDay)}",
        Assuming.DayMonthOrder or Assuming.OtherYear => $"{what}={LocalDatePattern.Iso.Format(time.Wall.Date)}",
        Assuming.DayInZoneMeant => $"{what}={time.Zone}",
        _ => what.ToString(),
    };

    // Every language that we speak writes 15:00 so.
    private static string Hour(LocalTime time) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time);

    private static string Placed(Wording words, string time, string zone) => words.Plain("When.Place", ("time", Ours(time)), ("city", Ours(City(words, zone))));

    private static string Hour(Wording words, LocalTime time) => new Dates(words).Time(time);

    private static LocalDateTime At(Instant at, string zone) =>
        at.InZone(Zones.Rules.GetZoneOrNull(zone) ?? DateTimeZone.Utc).LocalDateTime;

    private static Text Ours(string words) => Text.Ours(words);
}
