using System.Collections.Concurrent;
using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>Slack under load: of the calls of these methods three in ten, by the dice, are answered with 429 and a Retry-After of two seconds; never more than three of a method in a row, as an answer is tried five times.</summary>
/// <param name="clock">By which the service waits: two that are moved one behind the other would disagree in between.</param>
internal sealed class Storm(IClock clock, Random dice, params string[] methods)
{
    private const int Seconds = 2, MostInARow = 3;

    private readonly Dictionary<string, Instant> until = [];
    private readonly Dictionary<string, int> inARow = [];
    private readonly ConcurrentDictionary<string, (int All, int Refused)> calls = [];

    /// <summary>Calls that came before the time that Slack had named.</summary>
    public ConcurrentQueue<string> Early { get; } = [];

    public (int All, int Refused) Calls(string method) => calls.GetValueOrDefault(method);

    public Mishap? Next(string method)
    {
        if (!methods.Contains(method)) return null;
        lock (dice)
        {
            if (until.TryGetValue(method, out var end) && clock.GetCurrentInstant() < end) Early.Enqueue(method);
            var refused = dice.NextDouble() < 0.3 && inARow.GetValueOrDefault(method) < MostInARow;
            inARow[method] = refused ? inARow.GetValueOrDefault(method) + 1 : 0;
            calls.AddOrUpdate(method, _ => (1, refused ? 1 : 0), (_, sofar) => (sofar.All + 1, sofar.Refused + (refused ? 1 : 0)));
            if (!refused) return null;
            until[method] = clock.GetCurrentInstant() + Duration.FromSeconds(Seconds);
            return new Mishap.Throttled(Seconds);
        }
    }
}
