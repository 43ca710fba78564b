using NodaTime;

namespace ChatCrm.Time;

/// <summary>What a day is, where it is not what its weekday says.</summary>
public enum DayOffKind
{
    Closed,

    /// <summary>Closed from <see cref="Schedule.HalfDayEnds"/> on.</summary>
    HalfDay,

    /// <summary>Open though it is a weekend: a make-up day.</summary>
    Working,
}

/// <summary>How well a day off is known.</summary>
public enum Certainty
{
    Sure,

    /// <summary>Worked out beyond what is published, or by a calendar that waits for the moon to be seen.</summary>
    Estimated,

    /// <summary>The day before or behind an estimated feast, or a day off in part of the country: open as far as anybody knows.</summary>
    MaybeClosed,
}

/// <summary>A day that is not what its weekday says.</summary>
/// <param name="Name">In English as the data has it; an own day as it was typed.</param>
public sealed record DayOff(LocalDate Date, string Name, DayOffKind Kind, Certainty Certainty)
{
    /// <summary>Its Chinese name, where it is a holiday of a country that calls it so; empty elsewhere.</summary>
    public string Chinese { get; init; } = "";

    /// <summary>The name in a language: a Chinese one for any "zh", as far as there is one.</summary>
    public string In(string language) => Chinese.Length > 0 && language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : Name;

    /// <summary>True where nobody is there all day, as far as anybody knows.</summary>
    public bool IsClosed => Kind == DayOffKind.Closed && Certainty != Certainty.MaybeClosed;
}
