using NodaTime;

namespace ChatCrm.Time;

/// <summary>A stretch of one day by the wall clock; its end is outside.</summary>
public readonly record struct OpenHours(LocalTime From, LocalTime To);

/// <summary>When somebody works, by their own wall clock: stretches of each weekday, each within one day.</summary>
public sealed record WorkingHours
{
    private readonly OpenHours[][] _week;

    /// <exception cref="ArgumentException">The hours do not end after they begin, or no day is a working day.</exception>
    public WorkingHours(LocalTime from, LocalTime to, DaySet days) : this([(new(from, to), days)]) { }

    /// <param name="parts">Stretches with their days; those of one day that touch are one.</param>
    /// <exception cref="ArgumentException">A stretch does not end after it begins, or no day is a working day.</exception>
    public WorkingHours(IReadOnlyList<(OpenHours Hours, DaySet Days)> parts)
    {
        if (parts.Any(part => part.Hours.To <= part.Hours.From)) throw new ArgumentException("Working hours end after they begin.", nameof(parts));
        _week = [.. Enumerable.Range(0, 8).Select(day => Joined(parts.Where(part => part.Days.Contains((IsoDayOfWeek)day)).Select(part => part.Hours)))];
        Days = parts.Aggregate(DaySet.None, (days, part) => days | part.Days);
        if (Days.IsEmpty) throw new ArgumentException("Working hours have at least one day.", nameof(parts));
        Usual = _week.Where(hours => hours.Length > 0).GroupBy(hours => string.Join(' ', hours.Select(each => $"{each.From.NanosecondOfDay}-{each.To.NanosecondOfDay}"))).MaxBy(alike => alike.Count())!.First();
    }

    /// <summary>The days that have hours.</summary>
    public DaySet Days { get; }

    /// <summary>The hours that most working days have, in order; never empty.</summary>
    public IReadOnlyList<OpenHours> Usual { get; }

    /// <summary>When a usual day begins.</summary>
    public LocalTime From => Usual[0].From;

    /// <summary>When a usual day ends.</summary>
    public LocalTime To => Usual[^1].To;

    /// <summary>What a member has until they say otherwise: 09:00-18:00, Monday to Friday.</summary>
    public static WorkingHours OfMember { get; } = new(new(9, 0), new(18, 0), DaySet.MondayToFriday);

    /// <summary>What a customer is assumed to have: 09:00-17:30 outside the weekend of their country (ISO code; null when unknown) or its region (ISO 3166-2).</summary>
    public static WorkingHours OfCustomer(string? country, string region = "") => Weekends.HoursOf(country, region);

    /// <summary>Hours as people type them ("9-18", "9-12, 13-17 mon-thu, 9-13 fri", "9点到18点"); null when it does not read as hours. Days not said are Monday to Friday.</summary>
    public static WorkingHours? Read(string typed) => WorkingHoursReading.Of(typed);

    /// <summary>The hours of a weekday, in order; none where it is off.</summary>
    public IReadOnlyList<OpenHours> On(IsoDayOfWeek day) => _week[(int)day];

    public bool Equals(WorkingHours? other) => other is not null && _week.Zip(other._week).All(days => days.First.AsSpan().SequenceEqual(days.Second));

    public override int GetHashCode() => HashCode.Combine(Days, From, To);

    private static OpenHours[] Joined(IEnumerable<OpenHours> parts)
    {
        var joined = new List<OpenHours>();
        foreach (var hours in parts.OrderBy(hours => hours.From))
        {
            if (joined.Count == 0 || joined[^1].To < hours.From) joined.Add(hours);
            else joined[^1] = new(joined[^1].From, LocalTime.Max(joined[^1].To, hours.To));
        }
        return [.. joined];
    }
}
