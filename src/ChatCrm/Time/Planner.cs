using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>Plans one draft in one zone.</summary>
internal sealed class Planner(Draft draft, WhenContext context, string zone, string typed)
{
    private const long MostMinutes = 5L * 366 * 24 * 60;

    private readonly LocalDateTime now = PlannedTime.Minute(context.Now, zone);

    private bool Past => context.Direction == WhenDirection.Past;

    private bool IsDeadline => draft.Deadline || draft.Day?.IsEnd(Past) == true;

    /// <summary>The dates that the draft's day means; today where it has none.</summary>
    public DayFound Days => draft.Day?.On(Basis(now.Date)) ?? DayFound.Of(now.Date);

    /// <summary>The reading of an amount of minutes from now.</summary>
    public Reading Moment(long minutes)
    {
        if (Math.Abs(minutes) > MostMinutes) return new Refused(Obstacle.TooFar);
        if (minutes < 0 && !Past) return new Refused(Obstacle.AlreadyPast);
        if (minutes > 0 && Past) return new Refused(Obstacle.StillToCome);
        // Nobody plans by seconds: a time to come is the next full minute, never earlier than was said; a past one is the minute it fell in.
        var exact = context.Now + Duration.FromMinutes(minutes);
        var instant = Past ? exact : Instant.FromUnixTimeSeconds((long)Math.Ceiling(exact.ToUnixTimeMilliseconds() / 60_000.0) * 60);
        return new Exact(PlannedTime.At(instant, zone, typed));
    }

    /// <summary>The draft's time on a date, with no rule applied.</summary>
    public PlannedTime Plain(LocalDate date) => At(Wall(date, TimeOn(date)));

    /// <summary>The reading of one of the draft's dates.</summary>
    public Reading Planned(DayPick pick)
    {
        var time = TimeOn(pick.Date);
        var (wall, moved) = time.What == Assuming.Now ? (Wall(pick.Date, time), []) : Moved(Wall(pick.Date, time), pick.Date);
        if (Resolution.IsTooFar(wall.Date, now.Date)) return new Refused(Obstacle.TooFar);
        if (!Past && wall < now) return new Refused(Obstacle.AlreadyPast);
        if (Past && wall > now) return new Refused(Obstacle.StillToCome);
        var planned = At(wall);
        List<Assumption> assumed = [.. OfTime(time), .. OfDay(pick, time, planned), .. moved, .. OfShift(planned)];
        return assumed.Count == 0 ? new Exact(planned) : new Assumed(planned, assumed);
    }

    private TimeMeant TimeOn(LocalDate date)
    {
        var part = draft.Part ?? draft.Day?.Part;
        if (draft.Clock is { } clock) return Clocks.Meant(clock, part);
        if (part is { } usual) return UsualOn(date, usual);
        if (IsDeadline) return new(Clocks.Five, 0, Assuming.DeadlineAtFive);
        // Today without a time: nine where that is still to come (for a log: has been), else now.
        var nineFits = date != now.Date || (now.TimeOfDay <= Clocks.Nine && !Past);
        return nineFits ? new(Clocks.Nine, 0, Assuming.Nine) : new(now.TimeOfDay, 0, Assuming.Now);
    }

    // This afternoon, said in the afternoon, is now.
    private TimeMeant UsualOn(LocalDate date, DayPart part)
    {
        var usual = Clocks.Usual(part);
        var running = date == now.Date && !Past && usual.Time <= now.TimeOfDay && !Clocks.IsOver(part, now.TimeOfDay);
        return running ? new(now.TimeOfDay, 0, Assuming.Now) : usual;
    }

    // A time that has passed today is tomorrow's; a log's that is still to come is yesterday's.
    private (LocalDateTime Wall, IEnumerable<Assumption> Said) Moved(LocalDateTime wall, LocalDate date)
    {
        var today = draft.Day is null || (date == now.Date && draft.Day is NamedDay or EndOfStretch { Unit: Unit.Day });
        if (today && !Past && wall <= now) return (wall.PlusDays(1), [new(Assuming.TomorrowBecausePast)]);
        if (today && Past && wall > now) return (wall.PlusDays(-1), [new(Assuming.YesterdayBecauseAhead)]);
        return (wall, []);
    }

    private IEnumerable<Assumption> OfTime(TimeMeant time)
    {
        if (time.What is { } what && !(what == Assuming.MidnightEndsDay && draft.Day is null)) yield return new(what);
        if (draft.Clock is { Begins: true }) yield return new(Assuming.BeginningOfHours);
    }

    private IEnumerable<Assumption> OfDay(DayPick pick, TimeMeant time, PlannedTime planned)
    {
        if (pick.What is { } what) yield return new(what, pick.Other is { } other ? Other(other, time) : null);
        // The typist's "tomorrow" can be another day there.
        if (draft.Day is null || zone == context.Mine) yield break;
        var mine = draft.Day.On(Basis(PlannedTime.Minute(context.Now, context.Mine).Date)).Picks;
        if (mine is [var day] && Other(day.Date, time) is { } otherDay && day.Date != pick.Date && otherDay.Wall != planned.Wall)
            yield return new(Assuming.DayInZoneMeant, otherDay);
    }

    private PlannedTime? Other(LocalDate date, TimeMeant time)
    {
        var wall = Wall(date, time);
        return Past == wall < now ? At(wall) : null;
    }

    private static IEnumerable<Assumption> OfShift(PlannedTime planned) => planned.Shift switch
    {
        WallShift.MovedForward => [new(Assuming.GapMoved)],
        WallShift.FirstOfTwo => [new(Assuming.OverlapFirst)],
        _ => [],
    };

    private DayBasis Basis(LocalDate today) => new(today, Past, draft.MonthFirst, context.Workday);

    private PlannedTime At(LocalDateTime wall) => new(wall, zone, typed);

    private static LocalDateTime Wall(LocalDate date, TimeMeant time) => date.PlusDays(time.DaysLater).At(time.Time);
}
