using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>What Courier adds to the value of a wake row whose turn left it in place.</summary>
public sealed record WokenRow : Stored
{
    public int Tries { get; init; }

    /// <summary>Unix milliseconds until which it rests.</summary>
    public long Rests { get; init; }
}

/// <summary>
/// Wakes what is due, many beside each other: each row becomes a turn of the service's own, whose handler takes the row away. One that stays is tried
/// <see cref="MostTries"/> times in all, whichever process tries it, ever more seldom; then it is parked. It holds up no other.
/// </summary>
public sealed partial class WakeUp(IRowStore store, Dispatcher dispatcher, IClock clock, ILogger<WakeUp> log)
{
    public const int MostTries = 5;

    private const int AtOnce = 32;

    /// <summary>What comes due so soon is known beforehand.</summary>
    private static readonly Duration Ahead = Duration.FromSeconds(5);

    private static readonly Duration[] Pauses = [Duration.FromSeconds(5), Duration.FromSeconds(30), Duration.FromMinutes(5), Duration.FromMinutes(30)];
    private static readonly Speaker Service = new("service", "service");
    private static readonly Place Nowhere = new("service", Audience.Direct, new Address("service:"));

    /// <returns>When to look again; null where nothing is known to be due soon.</returns>
    public async Task<TimeSpan?> Run(string workspace, CancellationToken stop)
    {
        var tags = new HashSet<(string Key, string ETag)>();
        while (true)
        {
            var (due, next) = await Due(workspace, stop);
            foreach (var left in due.Where(row => tags.Contains((row.Key, row.ETag)))) await Leave(workspace, left, stop);
            Row[] fresh = [.. due.Where(row => !tags.Contains((row.Key, row.ETag)))];
            if (fresh.Length == 0) return next;
            // Several processes do not begin with the same ones.
            if (fresh.Length > AtOnce) RandomNumberGenerator.Shuffle<Row>(fresh);
            await Parallel.ForEachAsync(fresh, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (row, _) =>
                await dispatcher.Answer(new Turn(row.ETag, workspace, Service, Nowhere, new Input.Woke(row.Key)), CancellationToken.None));
            tags.UnionWith(fresh.Select(row => (row.Key, row.ETag)));
        }
    }

    /// <summary>What is to be woken now, and when the next one is.</summary>
    private async Task<(IReadOnlyList<Row> Due, TimeSpan? Next)> Due(string workspace, CancellationToken stop)
    {
        var (now, due) = (clock.GetCurrentInstant(), new List<Row>());
        Instant? next = null;
        await foreach (var row in Pages.Of(store, workspace, Pages.Until("wake", now + Ahead, RowLimits.RowsPerPage), stop))
        {
            var at = At(row, now);
            if (at <= now) due.Add(row);
            else if (next is null || at < next) next = at;
        }
        return (due, next is { } soon && soon - now <= Ahead ? (soon - now).ToTimeSpan() : null);
    }

    /// <summary>When a row is to be woken. A rest that is longer than any that we give was given by a clock that was wrong.</summary>
    private static Instant At(Row row, Instant now)
    {
        var rests = TurnRows.At(Woken(row).Rests);
        return rests - now <= 2 * Pauses[^1] && rests > WakeAt(row) ? rests : WakeAt(row);
    }

    private static Instant WakeAt(Row row) => TurnRows.At(long.Parse(Keys.Parts(row.Key)[1], System.Globalization.CultureInfo.InvariantCulture));

    private static WokenRow Woken(Row row) => row.Read(WokenJson.Default.WokenRow);

    /// <summary>Its turn left it there: it rests, or was tried often enough.</summary>
    private async Task Leave(string workspace, Row row, CancellationToken stop)
    {
        var (now, woken) = (clock.GetCurrentInstant(), Woken(row));
        var tries = woken.Tries + 1;
        IReadOnlyList<Change> changes = tries >= MostTries
            ? [new Change.Delete(row.Key, row.ETag), new Change.Insert(TurnRows.ParkedKey(now, IdOf(row)), Parked(row).Write(TurnJson.Default.OutboxRow))]
            : [new Change.Replace(row.Key, (woken with { Tries = tries, Rests = (now + Pause(tries)).ToUnixTimeMilliseconds() }).Write(WokenJson.Default.WokenRow), row.ETag)];
        // Where another process has tried it too, that counts.
        if (await store.Commit(workspace, "courier", changes, stop) is not CommitResult.Committed) return;
        if (tries >= MostTries) LogParked(log, row.Key, tries);
        else LogResting(log, row.Key, tries);
    }

    /// <summary>Those that failed together do not come back together.</summary>
    private static Duration Pause(int tries) => Pauses[Math.Min(tries, Pauses.Length) - 1] * (RandomNumberGenerator.GetInt32(80, 121) / 100.0);

    private static string IdOf(Row row) => TurnIds.Fingerprint(row.Key, row.ETag);

    private static OutboxRow Parked(Row row) => new()
    {
        Id = IdOf(row), Turn = "", Drawing = ParkedCards.Wake, Records = [row.Key], Customer = Keys.Parts(row.Key) is [_, _, _, var handle] ? handle.Split('/')[0] : "", Parked = "failed",
    };

    [LoggerMessage(LogLevel.Warning, "{Wake} is due and its turn left it there (try {Tries})")]
    private static partial void LogResting(ILogger log, string wake, int tries);

    [LoggerMessage(LogLevel.Error, "{Wake} was parked: its turn left it there {Tries} times")]
    private static partial void LogParked(ILogger log, string wake, int tries);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(WokenRow))]
internal sealed partial class WokenJson : JsonSerializerContext;
