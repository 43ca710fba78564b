using NodaTime;

namespace ChatCrm.Time;

/// <summary>What daylight saving did to a planned wall time.</summary>
public enum WallShift
{
    /// <summary>The wall time occurs exactly once.</summary>
    None,

    /// <summary>The wall time does not exist; it was moved forward by the gap.</summary>
    MovedForward,

    /// <summary>The wall time occurs twice; the first one is meant.</summary>
    FirstOfTwo,
}

/// <summary>
/// A future time: what stands on the wall clock, where, and the words that were typed. The instant is derived and never kept,
/// so newer zone rules move it.
/// </summary>
/// <param name="Wall">The time on the wall clock in <paramref name="Zone"/>, as meant; it may fall into a gap.</param>
/// <param name="Zone">An id of NodaTime's TZDB. An unknown one throws <see cref="NodaTime.TimeZones.DateTimeZoneNotFoundException"/> when the instant is asked for.</param>
/// <param name="Typed">The words as typed; empty when nobody typed them.</param>
public sealed record PlannedTime(LocalDateTime Wall, string Zone, string Typed)
{
    /// <summary>What daylight saving does to <see cref="Wall"/>, so that a card can say it.</summary>
    public WallShift Shift => Mapping.Count switch
    {
        0 => WallShift.MovedForward,
        1 => WallShift.None,
        _ => WallShift.FirstOfTwo,
    };

    /// <summary>The wall time as it will be read off a clock: <see cref="Wall"/>, moved forward where it falls into a gap.</summary>
    public LocalDateTime OnTheClock => ToInstant().InZone(Mapping.Zone).LocalDateTime;

    /// <summary>The moment: the first of two in an overlap, later by the length of the gap in a gap. Never throws for a known zone.</summary>
    public Instant ToInstant()
    {
        // The offset before a transition gives both: in an overlap it is the first occurrence's, in a gap it lands behind the gap.
        var before = Mapping.EarlyInterval.WallOffset;
        return Wall.WithOffset(before).ToInstant();
    }

    /// <summary>A moment on a zone's wall clock, to the minute. The second of two equal wall times has a name in UTC alone.</summary>
    public static PlannedTime At(Instant at, string zone, string typed = "")
    {
        var planned = new PlannedTime(Minute(at, zone), zone, typed);
        return at - planned.ToInstant() < Duration.FromMinutes(1) ? planned : new(Minute(at, "Etc/UTC"), "Etc/UTC", typed);
    }

    /// <summary>What a zone's wall clock shows, to the minute.</summary>
    public static LocalDateTime Minute(Instant at, string zone)
    {
        var wall = at.InZone(Zones.Rules[zone]).LocalDateTime;
        return wall.Date + new LocalTime(wall.Hour, wall.Minute);
    }

    private NodaTime.TimeZones.ZoneLocalMapping Mapping => Zones.Rules[Zone].MapLocal(Wall);
}
