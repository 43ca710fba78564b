using NodaTime;

namespace ChatCrm.Time;

/// <summary>Which way a line looks: follow-ups ahead, logs back.</summary>
public enum WhenDirection { Future, Past }

/// <summary>What a date in a line is read against.</summary>
/// <param name="Now">The moment of the turn.</param>
/// <param name="Mine">The zone id of whoever typed.</param>
/// <param name="Theirs">The customer's zone id; null when unknown.</param>
/// <param name="Language">"en" or "zh-Hans": settles 4/5 in Chinese, where the month comes first.</param>
public sealed record WhenContext(Instant Now, string Mine, string? Theirs, string Language, WhenDirection Direction)
{
    /// <summary>Whether a date is a working day of whoever follows up; null: Monday to Friday, and a count of working days says that holidays are left out of account.</summary>
    public Func<LocalDate, bool>? Workday { get; init; }
}

/// <summary>A date found in a text.</summary>
/// <param name="Length">UTF-16 units from the start that was asked, leading white space included.</param>
/// <param name="HasTime">Whether a time of day was given; a date without one may be moved to the assignee's next working time.</param>
public sealed record WhenMatch(int Length, Reading Reading, bool HasTime);

/// <summary>How a date was read: one of the four outcomes that follow.</summary>
public abstract record Reading;

/// <summary>Nothing was assumed.</summary>
public sealed record Exact(PlannedTime Time) : Reading;

/// <summary>Read, and the answer must say what was assumed; at least one assumption.</summary>
public sealed record Assumed(PlannedTime Time, IReadOnlyList<Assumption> Assumptions) : Reading;

/// <summary>To be asked; at least two choices, likeliest first.</summary>
public sealed record Ambiguous(IReadOnlyList<Choice> Choices, Doubt Doubt) : Reading;

/// <summary>Understood, but no date to plan on.</summary>
/// <param name="Nearest">The nearest date that would do; null where there is none.</param>
public sealed record Refused(Obstacle Obstacle, PlannedTime? Nearest = null) : Reading;

/// <summary>One way to read an ambiguous date.</summary>
public sealed record Choice(PlannedTime Time, IReadOnlyList<Assumption> Assumptions);

/// <summary>Something taken for granted.</summary>
/// <param name="Other">The other reading, where one is worth a button.</param>
public sealed record Assumption(Assuming What, PlannedTime? Other = null);

/// <summary>What can be taken for granted in a reading.</summary>
public enum Assuming
{
    /// <summary>An hour from 1 to 6 with no half of the day: in the afternoon.</summary>
    Afternoon,

    /// <summary>The time has passed today: tomorrow.</summary>
    TomorrowBecausePast,

    /// <summary>The time is still to come today, and a log looks back: yesterday.</summary>
    YesterdayBecauseAhead,

    /// <summary>A date without a time: 09:00.</summary>
    Nine,

    /// <summary>Today without a time: now.</summary>
    Now,

    /// <summary>By, before or at the end of a day: 17:00.</summary>
    DeadlineAtFive,

    /// <summary>A part of a day without an hour, such as "morning": its usual hour.</summary>
    PartOfDay,

    /// <summary>From one hour to another: the first.</summary>
    BeginningOfHours,

    /// <summary>Midnight of a day: the one that ends it.</summary>
    MidnightEndsDay,

    /// <summary>An early hour of a night: after midnight, so on the next calendar day.</summary>
    AfterMidnight,

    /// <summary>4/5: the person's language says which is the month; the other order is the other reading.</summary>
    DayMonthOrder,

    /// <summary>"next fri": the one in the following calendar week; the nearer one is the other reading.</summary>
    NextMeansNextWeek,

    /// <summary>"last fri": the most recent one; the one in the calendar week before is the other reading.</summary>
    LastMeansMostRecent,

    /// <summary>That day of this week has passed: the next one.</summary>
    ThisWeekHasPassed,

    /// <summary>A date without a year that lies a little on the wrong side of today: the year after (for a log: before).</summary>
    OtherYear,

    /// <summary>A week without a day: its Monday.</summary>
    Monday,

    /// <summary>A month without a day: its first.</summary>
    FirstOfMonth,

    /// <summary>The middle of a month: its 15th.</summary>
    MiddleOfMonth,

    /// <summary>Working days were counted Monday to Friday, because nobody knows the holidays.</summary>
    HolidaysNotCounted,

    /// <summary>The day is another one in the typist's zone: counted in the zone meant; the typist's day is the other reading.</summary>
    DayInZoneMeant,

    /// <summary>The wall time does not exist there that day: moved forward by the gap.</summary>
    GapMoved,

    /// <summary>The wall time occurs twice that day: the first.</summary>
    OverlapFirst,
}

/// <summary>Why a date must be asked.</summary>
public enum Doubt
{
    /// <summary>4/5: day or month first.</summary>
    DayOrMonth,

    /// <summary>CST, IST, "Australia": several zones.</summary>
    AmbiguousZone,

    /// <summary>"Fri 3 Dec", and that 3 Dec is a Thursday.</summary>
    WeekdayOrDate,
}

/// <summary>Why a date is no date to plan on.</summary>
public enum Obstacle
{
    /// <summary>29 Feb in a short year, the 31st of a short month.</summary>
    NoSuchDate,

    /// <summary>More than five years away.</summary>
    TooFar,

    /// <summary>A follow-up cannot lie in the past.</summary>
    AlreadyPast,

    /// <summary>A log cannot lie in the future.</summary>
    StillToCome,

    /// <summary>"their" time, and the customer's zone is not known; the nearest is the same wall time in the typist's.</summary>
    TheirZoneUnknown,
}
