using System.Collections.Concurrent;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Draws the App Home again of everybody on whose page a commit changed something, whoever made it and in whichever channel: behind the answers, in each
/// workspace one after the other, and once for changes that come together.
/// </summary>
internal sealed partial class HomeRounds(
    OwnPages pages, Homes homes, People people, Connections connections, Installations installations, UnderWay underWay,
    IHostApplicationLifetime life, TimeProvider time, ILogger<HomeRounds> log) : IHostedService
{
    /// <summary>The answer to the change goes first.</summary>
    private static readonly TimeSpan Behind = TimeSpan.FromMilliseconds(50);

    /// <summary>How often one that Slack puts off is tried again, and how long it is waited for each time at most.</summary>
    private const int MostTries = 5;
    private static readonly Duration LongestWait = Duration.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<(string On, string User), byte> putOff = new();
    private readonly Dictionary<string, Round> waiting = new(StringComparer.Ordinal);

    public Task StartAsync(CancellationToken cancel)
    {
        pages.Changed += Hear;
        return Task.CompletedTask;
    }

    /// <summary>Rounds that were begun are brought to their end, without further delay; what Slack has put off is left.</summary>
    public Task StopAsync(CancellationToken cancel)
    {
        pages.Changed -= Hear;
        return Task.CompletedTask;
    }

    private void Hear(OutOfDate change)
    {
        lock (gate)
        {
            var isGoing = waiting.TryGetValue(change.Workspace, out var round);
            round ??= waiting[change.Workspace] = new();
            round.Members.UnionWith(change.Members);
            if (change.Customer.Length > 0) round.Customers.Add(change.Customer);
            if (isGoing) return;
        }
        _ = underWay.Track(Task.Run(() => Go(change.Workspace)));
    }

    private async Task<bool> Go(string workspace)
    {
        await Task.Delay(Behind, time, life.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (Next(workspace) is { } round)
        {
            await Try(async () => round.Members.UnionWith(await pages.Owners(workspace, round.Customers, default)));
            foreach (var member in round.Members) await Try(() => Show(workspace, member));
        }
        return true;
    }

    /// <summary>What has come together since the last look; null where that is nothing, and then nobody goes any more.</summary>
    private Round? Next(string workspace)
    {
        lock (gate)
        {
            var round = waiting[workspace];
            if (round.IsEmpty)
            {
                waiting.Remove(workspace);
                return null;
            }
            waiting[workspace] = new();
            return round;
        }
    }

    private async Task Show(string workspace, string member)
    {
        var (roster, _) = await people.Of(workspace, default);
        foreach (var identity in roster.Find(member)?.Identities ?? [])
            if (Spot.ReadIdentity(identity) is var (where, user)) await Try(() => Show(workspace, where, user));
    }

    private async Task Show(string workspace, string where, string user)
    {
        if (await connections.WorkspaceOf(Spot.ConnectionOf(where), default) == workspace && await installations.Of(where, default) is { } on) await Show(on, user, 0);
    }

    /// <param name="tries">How often it was put off before.</param>
    private async Task Show(Installation on, string user, int tries)
    {
        if (await homes.Changed(on, user) is { } wait && tries < MostTries && putOff.TryAdd((on.On, user), 0)) _ = Try(() => Again(on, user, wait, tries + 1));
    }

    /// <summary>Holds up nobody else, nor a stop. A change that comes meanwhile is drawn with it.</summary>
    private async Task Again(Installation on, string user, Duration wait, int tries)
    {
        await Task.Delay(Duration.Min(wait, LongestWait).ToTimeSpan(), time, life.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        putOff.TryRemove((on.On, user), out _);
        if (!life.ApplicationStopping.IsCancellationRequested) await Show(on, user, tries);
    }

    /// <summary>One that fails keeps no other from its turn: what it misses, they see when they open theirs.</summary>
    private async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, failure.GetType().Name);
        }
    }

    private sealed class Round
    {
        public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Customers { get; } = new(StringComparer.Ordinal);

        public bool IsEmpty => Members.Count + Customers.Count == 0;
    }

    [LoggerMessage(LogLevel.Warning, "A home could not be drawn again: {Failure}")]
    private static partial void LogFailure(ILogger log, string failure);
}
