using System.Collections.Concurrent;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What a test wants to go wrong, for the next calls of one kind: "send", "update", "delete", "create", "member", "members", "team", "token", "metadata", "keys".</summary>
internal sealed class Mishaps
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Mishap>> waiting = [];

    /// <summary>What goes wrong besides, asked at each call.</summary>
    public Func<string, Mishap?>? Weather { get; set; }

    public void Add(string kind, Mishap mishap) => waiting.GetOrAdd(kind, _ => []).Enqueue(mishap);

    public Mishap? Next(string kind) => waiting.TryGetValue(kind, out var mishaps) && mishaps.TryDequeue(out var mishap) ? mishap : Weather?.Invoke(kind);
}

internal abstract record Mishap
{
    /// <summary>429 with Retry-After.</summary>
    public sealed record Throttled(int Seconds) : Mishap;

    /// <summary>A status with an error of the Connector's, without doing anything.</summary>
    public sealed record Refused(int Status, string Code) : Mishap;

    /// <summary>Does the work, then closes the connection.</summary>
    public sealed record Dropped : Mishap;

    /// <summary>Does the work when this is done, or the caller has gone.</summary>
    public sealed record Slow(Task Until) : Mishap;

    /// <summary>Never answers, without doing anything.</summary>
    public sealed record Hanging : Mishap;
}
