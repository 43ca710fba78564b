using System.Collections.Concurrent;
using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>Slack under load: of the calls of these methods three in ten, by the dice, are answered with 429 and a Retry-After of two seconds.</summary>
internal sealed class Storm(World world, Random dice, params string[] methods)
{
    private const int Seconds = 2;

    private readonly Dictionary<string, Instant> until = [];
    private readonly ConcurrentDictionary<string, (int All, int Refused)> calls = [];

    /// <summary>Calls that came before the time that Slack had named.</summary>
    public ConcurrentQueue<string> Early { get; } = [];

    public (int All, int Refused) Calls(string method) => calls.GetValueOrDefault(method);

    public Mishap? Next(string method)
    {
        if (!methods.Contains(method)) return null;
        lock (dice)
        {
            if (until.TryGetValue(method, out var end) && world.Now < end) Early.Enqueue(method);
            var refused = dice.NextDouble() < 0.3;
            calls.AddOrUpdate(method, _ => (1, refused ? 1 : 0), (_, sofar) => (sofar.All + 1, sofar.Refused + (refused ? 1 : 0)));
            if (!refused) return null;
            until[method] = world.Now + Duration.FromSeconds(Seconds);
            return new Mishap.Throttled(Seconds);
        }
    }
}
