using System.Collections.Concurrent;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What a test wants to go wrong, for the next calls of a method.</summary>
internal sealed class Mishaps
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Mishap>> waiting = [];

    public void Add(string method, Mishap mishap) => waiting.GetOrAdd(method, _ => []).Enqueue(mishap);

    /// <summary>What goes wrong besides, asked at each call.</summary>
    public Func<string, Mishap?>? Weather { get; set; }

    public Mishap? Next(string method) => waiting.TryGetValue(method, out var mishaps) && mishaps.TryDequeue(out var mishap) ? mishap : Weather?.Invoke(method);
}

internal abstract record Mishap
{
    /// <summary>429 with Retry-After.</summary>
    public sealed record Throttled(int Seconds) : Mishap;

    /// <summary>An error, without doing anything.</summary>
    public sealed record Failed(string Error, IReadOnlyList<string> Messages) : Mishap;

    /// <summary>A status without a body of Slack's, without doing anything.</summary>
    public sealed record Broken(int Status) : Mishap;

    /// <summary>Does the work, then closes the connection.</summary>
    public sealed record Dropped : Mishap;

    /// <summary>Never answers, without doing anything.</summary>
    public sealed record Hanging : Mishap;
}
