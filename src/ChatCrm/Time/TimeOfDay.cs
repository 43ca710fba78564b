using NodaTime;

namespace ChatCrm.Time;

/// <summary>A time of day as people type it.</summary>
public static class TimeOfDay
{
    /// <summary>"8:30", "8", "7am", "早上8点半": what the words mean alone; null where they are no time of day.</summary>
    public static LocalTime? Read(string typed)
    {
        var line = new Line(typed, 0);
        return WorkingHoursReading.Hour(line, 0) is var (clock, next) && line.At(next) is null ? Clocks.Meant(clock with { Loose = false }, null) is { DaysLater: 0 } meant ? meant.Time : null : null;
    }
}
