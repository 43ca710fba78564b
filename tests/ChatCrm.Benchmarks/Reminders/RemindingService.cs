using System.Globalization;
using ChatCrm.Benchmarks.Kill;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>The service with another time of day, which goes as time does, and with claims as short as it is told.</summary>
internal static class RemindingService
{
    /// <param name="ahead">By how many milliseconds its clock is ahead of the computer's.</param>
    /// <param name="lease">How many seconds a claim holds; 0 for as long as always.</param>
    public static int Run(string ahead, string lease, string[] settings) => HostedProgram.Run(services =>
    {
        services.AddSingleton<IClock>(new GoingClock(Duration.FromMilliseconds(long.Parse(ahead, CultureInfo.InvariantCulture))));
        if (int.Parse(lease, CultureInfo.InvariantCulture) is > 0 and var seconds) services.AddSingleton(DyingProgram.Seconds(seconds));
    }, settings);
}

/// <summary>The computer's clock, set to another time.</summary>
internal sealed class GoingClock(Duration ahead) : IClock
{
    /// <summary>So far ahead that now it is half past ten on a Tuesday, a quarter of a minute before the next whole one.</summary>
    public static Duration OnTuesday() => Instant.FromUtc(2026, 11, 24, 10, 30, 45) - Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());

    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()) + ahead;
}
