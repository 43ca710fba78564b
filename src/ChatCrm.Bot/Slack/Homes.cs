using System.Collections.Concurrent;
using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// Each person's App Home: drawn when they open it, and again when they have changed something. Slack's hash tells which drawing it shows: one that was
/// overtaken is drawn anew before it takes the newer one's place. https://docs.slack.dev/surfaces/app-home
/// </summary>
internal sealed class Homes(Api api, Reception reception, Posts posts, Connections connections, People people, MetadataSeal seal, UnderWay underWay, SlackOptions options)
{
    private const int MostKept = 20_000;

    /// <summary>Who has opened theirs since the start, and the hash of what it shows.</summary>
    private readonly ConcurrentDictionary<(string On, string User), string> _shown = new();

    /// <summary>Somebody opened the home or the messages of the app.</summary>
    public async Task<ReadOnlyMemory<byte>> Opened(JsonElement happened, Installation on, string id, CancellationToken cancel)
    {
        if (happened.Text("user") is not { Length: > 0 } user) return default;
        var work = underWay.Track(happened.Text("tab") == "home" ? Show(on, user, id, happened.Text("view", "hash")) : Greet(on, user, id, happened.Text("channel"), cancel));
        await underWay.Within(work, options.Patience);
        return default;
    }

    /// <summary>Something of theirs may have changed.</summary>
    public Task<bool> Changed(Act act) => Changed(act.On, act.Heard.User, act.Heard.Id);

    /// <inheritdoc cref="Changed(Act)"/>
    public Task<bool> Changed(Installation on, string user, string id) => _shown.TryGetValue((on.On, user), out var hash) ? Show(on, user, id, hash) : Task.FromResult(false);

    private async Task<bool> Show(Installation on, string user, string id, string hash)
    {
        if (_shown.Count >= MostKept) _shown.Clear();
        var answer = await Publish(on, user, id, hash);
        // Somebody was faster: what they drew may be older than what is true now.
        if (answer is ApiAnswer.Refused { Error: "hash_conflict" }) answer = await Publish(on, user, id, "");
        if (answer is not ApiAnswer.Done { Body: var body }) return false;
        _shown[(on.On, user)] = body.Text("view", "hash");
        return true;
    }

    private async Task<ApiAnswer?> Publish(Installation on, string user, string id, string hash)
    {
        var act = new Act(new(on, id, user, new Input.Opened(), new(Via.Home)));
        if ((await reception.Answer(act)).Reply is not Reply.Show { Card: var card }) return null;
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
