using System.Collections.Concurrent;
using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using NodaTime;

namespace ChatCrm.Bot.Slack.Places;

/// <summary>
/// Who is one of a company's own people, from the whole list of a team. It is read by one at a time, and again behind the answers once it is five minutes
/// old; the old list holds meanwhile, for half an hour at most.
/// </summary>
internal sealed partial class Colleagues(Api api, IClock clock, TimeProvider time, ILogger<Colleagues> log)
{
    /// <summary>How long an answer waits for a list that has to be read first.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly Duration Fresh = Duration.FromMinutes(5), Longest = Duration.FromMinutes(30);

    /// <summary>Slack counts calls by the minute: told to wait longer than this, it is better asked another time.</summary>
    private static readonly Duration LongestWait = Duration.FromMinutes(2);

    /// <summary>"We recommend no more than 200 results at a time" (https://docs.slack.dev/reference/methods/users.list).</summary>
    private const string PageSize = "200";

    private readonly Kept<(string On, string Team), Company> cache = new(Longest, 100, clock);
    private readonly ConcurrentDictionary<(string On, string Team), Lazy<Task<IReadOnlySet<string>?>>> underWay = new();

    /// <summary>The ids of a team's own people and apps; null where Slack has not said all of them by now.</summary>
    /// <param name="team">The team's id: an organisation's token does not tell by itself which one is meant.</param>
    public async ValueTask<IReadOnlySet<string>?> Of(Installation on, string team, CancellationToken cancel)
    {
        var kept = cache.TryGet((on.On, team), out var known) ? known : null;
        if (kept is not null && clock.GetCurrentInstant() - kept.At < Fresh) return kept.Own;
        var asked = underWay.GetOrAdd((on.On, team), key => new(() => Task.Run(() => Ask(on, key.Team)))).Value;
        return kept?.Own ?? await Within(asked, cancel);
    }

    private async ValueTask<IReadOnlySet<string>?> Within(Task<IReadOnlySet<string>?> asked, CancellationToken cancel)
    {
        try
        {
            return await asked.WaitAsync(Patience, time, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Never throws: what is not known counts against.</summary>
    private async Task<IReadOnlySet<string>?> Ask(Installation on, string team)
    {
        try
        {
            return await Read(on, team) is { } own ? cache.Keep((on.On, team), new(own, clock.GetCurrentInstant())).Own : null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, failure.GetType().Name);
            return null;
        }
        finally
        {
            underWay.TryRemove((on.On, team), out _);
        }
    }

    private async Task<IReadOnlySet<string>?> Read(Installation on, string team)
    {
        var own = new HashSet<string>(StringComparer.Ordinal) { on.BotUser };
        await foreach (var page in Pages.Of(cursor => Page(on, team, cursor)))
        {
            if (page is not { } body) return null;
            foreach (var user in body.Items("members"))
                if (!SlackUser.IsOutsider(on, user)) own.Add(user.Text("id"));
        }
        return own;
    }

    /// <summary>One page, as soon as Slack gives it: a large company's list has more pages than it answers in a minute.</summary>
    private async ValueTask<ApiAnswer> Page(Installation on, string team, string cursor)
    {
        while (true)
        {
            var answer = await api.Read(on, "users.list", default, ("team_id", team), ("limit", PageSize), ("cursor", cursor));
            if (answer is not ApiAnswer.Later { Told: true } later || later.After > LongestWait) return answer;
            await Task.Delay(later.After.ToTimeSpan(), time);
        }
    }

    private sealed record Company(IReadOnlySet<string> Own, Instant At);

    [LoggerMessage(LogLevel.Warning, "The list of a team's people could not be read: {Failure}")]
    private static partial void LogFailure(ILogger log, string failure);
}
