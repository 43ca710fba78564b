namespace ChatCrm.Bot.Operation;

/// <summary>
/// Keeps the garbage collector's pauses short under load. Unless much is alive, a collection of the youngest generation moves it on only while the next one is
/// small, and that is collected by itself long after: from then on what lives for long but was made lately, as connections are, is copied by every collection.
/// So the next one is collected, too, where the youngest was several times; a service with little to do is left alone.
/// https://github.com/dotnet/runtime/blob/main/src/coreclr/gc/gc.cpp (decide_on_promotion_surv)
/// </summary>
/// <param name="collections">How often the youngest generation was collected alone so far.</param>
/// <param name="collect">Collects it and the next one.</param>
internal sealed class ShortPauses(TimeProvider time, Func<int> collections, Action collect) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>Collections in that time that make a load.</summary>
    public const int Several = 3;

    public static ShortPauses Of(IServiceProvider services) =>
        new(services.GetRequiredService<TimeProvider>(), () => GC.CollectionCount(0) - GC.CollectionCount(1), () => GC.Collect(1, GCCollectionMode.Forced, blocking: true));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var before = collections(); ; before = collections())
        {
            await Task.Delay(Every, time, stoppingToken);
            if (collections() - before >= Several) collect();
        }
    }
}
