using System.Collections.Concurrent;
using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Each person's App Home: drawn when they open it, and again when something on it has changed. Slack's hash tells which drawing it shows: one that was
/// overtaken is drawn anew before it takes the newer one's place. https://docs.slack.dev/surfaces/app-home
/// </summary>
internal sealed class Homes(Api api, Reception reception, Posts posts, Connections connections, People people, MetadataSeal seal, UnderWay underWay, SlackOptions options)
{
    private const int MostKept = 20_000;

    /// <summary>The hash of what each shows, as far as this process drew it.</summary>
    private readonly ConcurrentDictionary<(string On, string User), string> _shown = new();

    /// <summary>Somebody opened the home or the messages of the app.</summary>
    public async Task<ReadOnlyMemory<byte>> Opened(JsonElement happened, Installation on, string id, CancellationToken cancel)
    {
        if (happened.Text("user") is not { Length: > 0 } user) return default;
        Task work = happened.Text("tab") == "home"
            ? underWay.Track(Show(on, user, id, happened.Text("view", "hash"), asked: true))
            : underWay.Track(Greet(on, user, id, happened.Text("channel"), cancel));
        await underWay.Within(work, options.Patience);
        return default;
    }

    /// <summary>Something on theirs has changed, whether they ever looked at it or not: another process may have drawn it, or this one before its last start.</summary>
    /// <returns>After which time it is to be drawn where Slack puts it off; null where it does not.</returns>
    public async Task<Duration?> Changed(Installation on, string user) =>
        await Show(on, user, Guid.NewGuid().ToString("N"), _shown.GetValueOrDefault((on.On, user), ""), asked: false) is ApiAnswer.Later later ? later.After : null;

    private async Task<ApiAnswer?> Show(Installation on, string user, string id, string hash, bool asked)
    {
        if (_shown.Count >= MostKept) _shown.Clear();
        var answer = await Publish(on, user, id, hash, asked);
        // Somebody was faster: what they drew may be older than what is true now.
        if (answer is ApiAnswer.Refused { Error: "hash_conflict" }) answer = await Publish(on, user, id, "", asked);
        if (answer is ApiAnswer.Done { Body: var body }) _shown[(on.On, user)] = body.Text("view", "hash");
        return answer;
    }

    /// <param name="asked">Whether they wait for it: then they are told, too, why there is nothing to be seen.</param>
    private async Task<ApiAnswer?> Publish(Installation on, string user, string id, string hash, bool asked)
    {
        var act = new Act(new(on, id, user, new Input.Opened(), new(Via.Home)));
        var answered = await reception.Answer(act);
        if (answered.Reply is not Reply.Show { Card: var card } || (answered.Turn is null && !asked)) return null;
        return await api.Post(on, "views.publish", Body.Of(json =>
        {
            json.WriteString("user_id", user);
            if (hash.Length > 0) json.WriteString("hash", hash);
            json.WritePropertyName("view");
            Blocks.Home(json, card, seal.Write(new("", "", act.Heard.From), act.Heard.Identity));
        }), default);
    }

    /// <summary>A welcome for whoever has installed the app.</summary>
    public async Task<bool> Welcome(Installation on, string user) =>
        await posts.DirectWith(on, user, default) is { } channel && await Greet(on, user, $"install {user}", channel, default);

    /// <summary>A welcome for whoever comes for the first time.</summary>
    private async Task<bool> Greet(Installation on, string user, string id, string channel, CancellationToken cancel)
    {
        if (channel.Length == 0 || await connections.WorkspaceOf(Spot.ConnectionOf(on.On), cancel) is not { } workspace) return false;
        var (roster, _) = await people.Of(workspace, cancel);
        if (roster.WithIdentity(Spot.IdOf(on.On, user)) is not null) return false;
        var answered = await reception.Answer(new(new(on, id, user, new Input.Arrived(), new(Via.Direct, channel))), cancel);
        // A guest never becomes a member, and would be told so each time.
        return answered is { Turn.Who.Guest: false, Reply: Reply.Show { Card: var card } } && await posts.Post(on, channel, "", card, cancel) is Delivery.Sent;
    }
}
