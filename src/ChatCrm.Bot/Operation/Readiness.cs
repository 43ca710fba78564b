using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Operation;

/// <summary>Whether this process can do its work, as of a few seconds ago: however often it is asked, the store is read no more than that.</summary>
internal sealed class Readiness(IRowStore store, OutboxAge outbox, HealthOptions options, IHostApplicationLifetime life, IDateTimeZoneProvider zones, TimeProvider time)
{
    private const string Answers = "answers", Silent = "does not answer", Refuses = "refuses";

    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5), StorePatience = TimeSpan.FromSeconds(2);

    /// <summary>A store that says nothing for so long to an instance that starts is away from all of them. Less than <c>bicep</c> lets an instance take to start.</summary>
    public static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    private readonly long begun = time.GetTimestamp();
    private readonly Lock gate = new();
    private Task<ReadyAnswer>? looking;
    private long looked;

    public async Task<ReadyAnswer> Now()
    {
        var found = await Looked();
        return life.ApplicationStopping.IsCancellationRequested ? found with { Ready = false, Stopping = true } : found;
    }

    /// <summary>
    /// Whether this process, which has just started, should get work: it can do it; or the store is silent to everybody, so that whoever writes can at least be told. Not
    /// where the store refuses: that is a wrong setting, with which it must replace no instance that works.
    /// </summary>
    public async Task<(bool May, ReadyAnswer Found)> MayBegin()
    {
        var found = await Now();
        return (found.Ready || (found is { Store: Silent, Stopping: false } && time.GetElapsedTime(begun) >= Outage), found);
    }

    private Task<ReadyAnswer> Looked()
    {
        lock (gate)
        {
            if (looking is { } last && (!last.IsCompleted || time.GetElapsedTime(looked) < Fresh)) return last;
            looked = time.GetTimestamp();
            return looking = Task.Run(Look);
        }
    }

    private async Task<ReadyAnswer> Look()
    {
        using var patience = new CancellationTokenSource(StorePatience, time);
        if (await Reads(patience.Token) is var store and not Answers) return new(false, store, null, zones.VersionId);
        var age = await outbox.Now(patience.Token);
        // An old outbox is told, and makes nobody unready: all instances share it, and people who write can be answered all the same.
        return new(true, Answers, (long?)age?.TotalSeconds, zones.VersionId) { OutboxIsOld = age > Duration.FromTimeSpan(options.OutboxLimit) };
    }

    private async Task<string> Reads(CancellationToken patience)
    {
        try
        {
            // A store that stands still may not hear that nobody waits any more.
            await store.Get(DirectoryRows.Partition, Keys.Of("health"), patience).AsTask().WaitAsync(patience);
            return Answers;
        }
        catch (Exception failure) when (failure is StoreUnavailableException or OperationCanceledException)
        {
            return failure is StoreUnavailableException { Refused: true } ? Refuses : Silent;
        }
    }
}

/// <summary>What <c>/health/ready</c> says.</summary>
/// <param name="OutboxSeconds">How long the oldest notice that is due has waited; null where it is not known.</param>
/// <param name="TimeZones">The version of the time zone data: old ones miss what governments have changed.</param>
internal sealed record ReadyAnswer(bool Ready, string Store, long? OutboxSeconds, string TimeZones)
{
    public bool OutboxIsOld { get; init; }

    public bool Stopping { get; init; }
}

/// <summary>What <c>/health/live</c> says.</summary>
internal sealed record LiveAnswer(bool Live);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadyAnswer)), JsonSerializable(typeof(LiveAnswer))]
internal sealed partial class HealthJson : JsonSerializerContext;
