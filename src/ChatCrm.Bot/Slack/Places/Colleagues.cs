using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using NodaTime;

namespace ChatCrm.Bot.Slack.Places;

/// <summary>Who is one of a company's own people, from the whole list of a team; kept for five minutes.</summary>
internal sealed class Colleagues(Api api, IClock clock)
{
    private readonly Kept<(string On, string Team), IReadOnlySet<string>> cache = new(Duration.FromMinutes(5), 100, clock);

    /// <summary>The ids of a team's own people and apps; null where Slack did not say all of them.</summary>
    /// <param name="team">The team's id: an organisation's token does not tell by itself which one is meant.</param>
    public async ValueTask<IReadOnlySet<string>?> Of(Installation on, string team, CancellationToken cancel)
    {
        if (cache.TryGet((on.On, team), out var kept)) return kept;
        var own = new HashSet<string>(StringComparer.Ordinal) { on.BotUser };
        await foreach (var page in Pages.Of(api, on, "users.list", cancel, ("team_id", team)))
        {
            if (page is not { } body) return null;
            foreach (var user in body.Items("members"))
                if (!SlackUser.IsOutsider(on, user)) own.Add(user.Text("id"));
        }
        return cache.Keep((on.On, team), own);
    }
}

/// <summary>All pages of a method that lists (https://docs.slack.dev/apis/web-api/pagination).</summary>
internal static class Pages
{
    // "Between 1 and 999".
    private const string Limit = "999";

    /// <summary>The bodies one after the other; null, and no further one, where Slack did not say.</summary>
    public static async IAsyncEnumerable<JsonElement?> Of(Api api, Installation on, string method, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel, params (string Name, string Value)[] query)
    {
        var cursor = "";
        do
        {
            var answer = await api.Read(on, method, cancel, [.. query, ("limit", Limit), ("cursor", cursor)]);
            if (answer is not ApiAnswer.Done { Body: var body })
            {
                yield return null;
                yield break;
            }
            yield return body;
            cursor = body.Part("response_metadata").Text("next_cursor");
        }
        while (cursor.Length > 0);
    }
}
