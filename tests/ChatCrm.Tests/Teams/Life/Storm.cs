using System.Collections.Concurrent;
using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>Teams under load: of the calls of these kinds three in ten, by the dice, are answered with 429 and a Retry-After of two seconds; never more than three of a kind in a row, as an answer is tried five times.</summary>
/// <param name="clock">By which the service waits: two that are moved one behind the other would disagree in between.</param>
internal sealed class Storm(IClock clock, Random dice, params string[] kinds)
{
    private const int Seconds = 2, MostInARow = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Instant> until = [];
    private readonly Dictionary<string, int> inARow = [];
    private int all, refused;

    /// <summary>Calls that came before the time that Teams had named. One kind is one conversation's here.</summary>
    public ConcurrentQueue<string> Early { get; } = [];

    public (int All, int Refused) Calls => (all, refused);

    public Mishap? Next(string kind)
    {
        if (!kinds.Contains(kind)) return null;
        lock (gate)
        {
            all++;
            if (until.TryGetValue(kind, out var end) && clock.GetCurrentInstant() < end) Early.Enqueue($"{kind} at {clock.GetCurrentInstant()}, not before {end}");
            var isRefused = dice.NextDouble() < 0.3 && inARow.GetValueOrDefault(kind) < MostInARow;
            inARow[kind] = isRefused ? inARow.GetValueOrDefault(kind) + 1 : 0;
            if (!isRefused) return null;
            refused++;
            until[kind] = clock.GetCurrentInstant() + Duration.FromSeconds(Seconds);
            return new Mishap.Throttled(Seconds);
        }
    }
}
