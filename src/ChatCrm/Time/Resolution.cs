using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>Turns a draft into a reading: rules 2 to 7 and 8a of the grammar.</summary>
internal static class Resolution
{
    private const int MostYears = 5;

    /// <summary>The reading of a draft that was typed so.</summary>
    public static Reading Of(Draft draft, WhenContext context, string typed)
    {
        if (draft.Zone is { Zones: null } && context.Theirs is null)
            return new Refused(Obstacle.TheirZoneUnknown, First(InZone(draft, context, context.Mine, typed))?.Time);
        IReadOnlyList<string> zones = draft.Zone is null ? [context.Mine] : draft.Zone.Zones ?? [context.Theirs!];
        return zones.Count == 1
            ? InZone(draft, context, zones[0], typed)
            : InOneOf(zones.Select(zone => InZone(draft, context, zone, typed)).ToList());
    }

    private static Reading InOneOf(List<Reading> readings)
    {
        var choices = readings.SelectMany(Choices).ToList();
        return choices.Count > 1 ? new Ambiguous(choices, Doubt.AmbiguousZone) : readings[0];
    }

    private static Reading InZone(Draft draft, WhenContext context, string zone, string typed)
    {
        var planner = new Planner(draft, context, zone, typed);
        if (draft.Minutes is { } minutes) return planner.Moment(minutes);
        var found = planner.Days;
        if (found.Obstacle is { } obstacle) return new Refused(obstacle, found.Nearest is { } nearest ? planner.Plain(nearest) : null);
        var readings = found.Picks.Select(planner.Planned).ToList();
        var choices = readings.SelectMany(Choices).ToList();
        return (found.Doubt, choices) switch
        {
            ({ } doubt, { Count: > 1 }) => new Ambiguous(choices, doubt),
            // Monday 20 November, which was a Friday: not the Monday without a word.
            (Doubt.WeekdayOrDate, [_]) => readings.First(reading => reading is Refused),
            // 3/12/2026, where only one of the two orders is still to come.
            (Doubt.DayOrMonth, [var only]) => new Assumed(only.Time, [.. only.Assumptions, new(Assuming.DayMonthOrder)]),
            _ => readings.Find(reading => reading is not Refused) ?? readings[0],
        };
    }

    private static IEnumerable<Choice> Choices(Reading reading) => reading switch
    {
        Exact exact => [new(exact.Time, [])],
        Assumed assumed => [new(assumed.Time, assumed.Assumptions)],
        Ambiguous ambiguous => ambiguous.Choices,
        _ => [],
    };

    private static Choice? First(Reading reading) => Choices(reading).FirstOrDefault();

    /// <summary>Whether a date is further away than anybody plans.</summary>
    public static bool IsTooFar(LocalDate date, LocalDate today) => date > today.PlusYears(MostYears);
}
