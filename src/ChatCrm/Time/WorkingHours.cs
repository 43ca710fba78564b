using NodaTime;

namespace ChatCrm.Time;

/// <summary>Whether a date is closed though its weekday is open: a holiday, leave.</summary>
public delegate bool ClosedOn(LocalDate date);

/// <summary>When somebody works, by their own wall clock: the same hours on each working day, within one day.</summary>
public sealed record WorkingHours
{
    private const int FarthestDays = 400;

    /// <exception cref="ArgumentException">The hours do not end after they begin, or no day is a working day.</exception>
    public WorkingHours(LocalTime from, LocalTime to, DaySet days)
    {
        if (to <= from) throw new ArgumentException("Working hours end after they begin.", nameof(to));
        if (days.IsEmpty) throw new ArgumentException("Working hours have at least one day.", nameof(days));
        (From, To, Days) = (from, to, days);
    }

    public LocalTime From { get; }

    public LocalTime To { get; }

    public DaySet Days { get; }

    /// <summary>What a member has until they say otherwise: 09:00-18:00, Monday to Friday.</summary>
    public static WorkingHours OfMember { get; } = new(new(9, 0), new(18, 0), DaySet.MondayToFriday);

    /// <summary>What a customer is assumed to have: 09:00-17:30 outside the weekend of their country (ISO code; null when unknown).</summary>
    public static WorkingHours OfCustomer(string? country) => new(new(9, 0), new(17, 30), Weekends.Of(country).Others);

    /// <summary>Hours as people type them ("9-18", "9:00-17:30 mon-fri", "9点到18点"); null when it does not read as hours. Days not said are Monday to Friday.</summary>
    public static WorkingHours? Read(string typed) => WorkingHoursReading.Of(typed);

    /// <summary>Whether they are at work then; the closing minute is outside.</summary>
    public bool IsOpen(Instant at, string zone, ClosedOn? closed = null)
    {
        var date = at.InZone(Zones.Rules[zone]).Date;
        return IsWorkingDay(date, closed) && at >= OpensAt(date, zone) && at < ClosesAt(date, zone);
    }

    /// <summary><paramref name="from"/> where it is open then, else the moment of the next opening. Where every day for over a year is closed, closed days are not heeded.</summary>
    public Instant NextOpen(Instant from, string zone, ClosedOn? closed = null)
    {
        var today = from.InZone(Zones.Rules[zone]).Date;
        for (var date = today; date < today.PlusDays(FarthestDays); date = date.PlusDays(1))
        {
            if (IsWorkingDay(date, closed) && ClosesAt(date, zone) > from) return Instant.Max(from, OpensAt(date, zone));
        }
        return NextOpen(from, zone);
    }

    /// <summary>When a date's work begins there, whether or not it is a working day.</summary>
    public Instant OpensAt(LocalDate date, string zone) => new PlannedTime(date + From, zone, "").ToInstant();

    /// <summary>When a date's work ends there, whether or not it is a working day.</summary>
    public Instant ClosesAt(LocalDate date, string zone) => new PlannedTime(date + To, zone, "").ToInstant();

    private bool IsWorkingDay(LocalDate date, ClosedOn? closed) => Days.Contains(date.DayOfWeek) && closed?.Invoke(date) != true;
}
