using NodaTime;

namespace ChatCrm.Bot.Operation;

/// <summary>Says again and again in the log that the outbox is old, for as long as it is: an alert waits for these words.</summary>
internal sealed partial class OutboxWatch(OutboxAge outbox, HealthOptions options, TimeProvider time, ILogger<OutboxWatch> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, time, stoppingToken);
            if (await outbox.Now(stoppingToken) is { } age && age > Duration.FromTimeSpan(options.OutboxLimit)) LogOld(log, (int)age.TotalSeconds);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The outbox is old: a notice that is due has waited for {Seconds} s and nobody sends it")]
    private static partial void LogOld(ILogger log, int seconds);
}
