using NodaTime;

namespace ChatCrm.Time;

/// <summary>A stretch in which somebody can be reached; its end is outside.</summary>
/// <param name="Sure">False on a day that may be closed.</param>
public sealed record OpenSpell(Instant From, Instant To, bool Sure);

/// <summary>When somebody can be reached: where, in which hours, and which days are off. Pure.</summary>
/// <param name="Zone">An id of TZDB; an unknown one throws when a time is asked for.</param>
public sealed record Schedule(string Zone, WorkingHours Hours, DaysOff DaysOff)
{
    /// <summary>When a half day ends.</summary>
    public static readonly LocalTime HalfDayEnds = new(13, 0);

    private const int FarthestDays = 400;

    /// <summary>Whether they can be reached then; the closing minute is outside.</summary>
    public bool IsOpen(Instant at) => ClosesAfter(at) is not null;

    /// <summary>The end of the stretch that a moment lies in; null where they are closed then.</summary>
    public Instant? ClosesAfter(Instant at) => On(DateAt(at)).FirstOrDefault(spell => spell.From <= at && at < spell.To)?.To;

    /// <summary><paramref name="from"/> where it is open then, else the moment of the next opening. Where every day for over a year is off, days off are not heeded.</summary>
    public Instant NextOpen(Instant from)
    {
        var first = DateAt(from);
        for (var date = first; date < first.PlusDays(FarthestDays); date = date.PlusDays(1))
            if (On(date).FirstOrDefault(spell => spell.To > from) is { } spell) return Instant.Max(from, spell.From);
        return (this with { DaysOff = DaysOff.None }).NextOpen(from);
    }

    /// <summary>What a date is, where it is not what its weekday says; null for an ordinary day. A weekend is a matter of <see cref="Hours"/>.</summary>
    public DayOff? OffOn(LocalDate date) => DaysOff.On(date);

    /// <summary>False beyond the reach of the data of holidays, or where there is none: then nobody knows that a date is an ordinary one.</summary>
    public bool Knows(LocalDate date) => DaysOff.Knows(date);

    /// <summary>Whether a date has hours at all.</summary>
    public bool WorksOn(LocalDate date) => HoursOn(date).Count > 0;

    /// <summary>The hours of a date by its wall clock, in order; none where it is off.</summary>
    public IReadOnlyList<OpenHours> HoursOn(LocalDate date)
    {
        var usual = Hours.On(date.DayOfWeek);
        return OffOn(date) switch
        {
            null => usual,
            { IsClosed: true } => [],
            { Kind: DayOffKind.Working } => usual.Count > 0 ? usual : Hours.Usual,
            { Kind: DayOffKind.HalfDay } => [.. usual.Where(hours => hours.From < HalfDayEnds).Select(hours => hours with { To = LocalTime.Min(hours.To, HalfDayEnds) })],
            _ => usual,
        };
    }

    /// <summary>The stretches between two moments, clipped to them, in order.</summary>
    public IEnumerable<OpenSpell> Between(Instant from, Instant to)
    {
        for (var date = DateAt(from); date <= DateAt(to); date = date.PlusDays(1))
            foreach (var spell in On(date).Select(spell => spell with { From = Instant.Max(spell.From, from), To = Instant.Min(spell.To, to) }))
                if (spell.From < spell.To) yield return spell;
    }

    /// <summary>The date on their wall at a moment.</summary>
    public LocalDate DateAt(Instant at) => at.InZone(Zones.Rules[Zone]).Date;

    private IEnumerable<OpenSpell> On(LocalDate date)
    {
        var sure = OffOn(date)?.Certainty != Certainty.MaybeClosed;
        foreach (var hours in HoursOn(date))
        {
            var spell = new OpenSpell(At(date + hours.From), At(date + hours.To), sure);
            // Hours that lie in a gap of the clock are no time at all.
            if (spell.From < spell.To) yield return spell;
        }
    }

    /// <summary>The moment at which their wall clock shows a time.</summary>
    public Instant At(LocalDateTime wall) => new PlannedTime(wall, Zone, "").ToInstant();
}
