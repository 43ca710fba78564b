using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>
/// What Slack sends -> what a person did: the closed list of what can arrive, over HTTP or a socket alike. A payload is read at once and not kept.
/// Each method returns the JSON to acknowledge with, which is its caller's alone; empty for a plain acknowledgement.
/// </summary>
internal sealed class Inbound(Installations installations, Answers answers, Previews previews, Homes homes, MetadataSeal seal, Posts posts, UnderWay underWay, SlackOptions options)
{
    /// <summary>For finding the install; the answer needs the rest of Slack's three seconds.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromSeconds(0.8);

    private static readonly Task<ReadOnlyMemory<byte>> Acknowledged = Task.FromResult(ReadOnlyMemory<byte>.Empty);

    /// <summary>A slash command.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> Command(SlackForm form, CancellationToken cancel)
    {
        if (!Spot.IsId(form[FormField.User]) || !Spot.IsId(form[FormField.Channel])) throw new NotUnderstoodException();
        var (on, why) = await On(form[FormField.Team], form[FormField.Enterprise], form[FormField.IsOrg] == "true", cancel);
        var text = SlackText.Read(form[FormField.Text]);
        if (on is null) return NotInstalled.Answer(why, why == NotInstalled.NotNow ? text.Plain : "");
        var from = new Origin(Via.Command, form[FormField.Channel]) { ResponseUrl = Address(form[FormField.ResponseUrl]) };
        // Without an id of its own it would be taken for the last one without.
        var id = form[FormField.Trigger] is { Length: > 0 } trigger ? trigger : Guid.NewGuid().ToString("N");
        return await answers.Answer(new(on, id, form[FormField.User], new Input.Said(text.Plain), from)
        {
            Trigger = form[FormField.Trigger], Text = text, RoomName = form[FormField.ChannelName],
        }, cancel);
    }

    /// <summary>A button, a form, a shortcut, or a search while typing.</summary>
    public async Task<ReadOnlyMemory<byte>> Interaction(JsonElement payload, CancellationToken cancel)
    {
        var team = payload.Text("team", "id") is { Length: > 0 } named ? named : payload.Text("user", "team_id");
        var (on, why) = await On(team, payload.Text("enterprise", "id"), payload.Flag("is_enterprise_install"), cancel);
        if (on is null) return Refused(payload, why);
        if (payload.Text("user", "id") is not { Length: > 0 } user || !Spot.IsId(user)) return default;
        var heard = payload.Text("type") switch
        {
            "block_actions" => Pressed(payload, on, user),
            "view_submission" => Submitted(payload, on, user),
            "block_suggestion" => LookedUp(payload, on, user),
            "shortcut" => Shortcut(payload, on, user),
            "message_action" => Picked(payload, on, user),
            // view_closed, and what older kinds of apps get.
            _ => null,
        };
        return heard is null ? default : await answers.Answer(heard with
        {
            Trigger = payload.Text("trigger_id"), HomeTeam = payload.Text("user", "team_id"), RoomName = payload.Text("channel", "name"),
        }, cancel);
    }

    /// <summary>Something that happened; Slack sends it again until it is acknowledged.</summary>
    public async Task<ReadOnlyMemory<byte>> Event(JsonElement envelope, CancellationToken cancel)
    {
        if (envelope.Text("type") == "url_verification") return Body.Of(json => json.WriteString("challenge", envelope.Text("challenge")));
        if (envelope.Text("type") != "event_callback" || envelope.Part("event").ValueKind != JsonValueKind.Object) return default;
        var authorization = envelope.Items("authorizations").FirstOrDefault();
        var (team, enterprise) = authorization.ValueKind == JsonValueKind.Object
            ? (authorization.Text("team_id"), authorization.Text("enterprise_id"))
            : (envelope.Text("team_id"), envelope.Text("enterprise_id"));
        var org = authorization.Flag("is_enterprise_install");
        if (envelope.Text("event", "type") is Events.Uninstalled or Events.Revoked) return await Removed(envelope, org ? enterprise : team, cancel);
        var (on, why) = await On(team, enterprise, org, cancel);
        // Not acknowledged, it comes again.
        if (why == NotInstalled.NotNow) throw new NotAnsweredException();
        return on is null ? default : await Happened(envelope, on, cancel);
    }

    /// <summary>The install, or why there is none to be had: within a part of the time in which Slack must be answered.</summary>
    private async ValueTask<(Installation? On, string Why)> On(string team, string enterprise, bool org, CancellationToken cancel)
    {
        var asked = installations.Of(Spot.IsId(team) ? team : null, Spot.IsId(enterprise) ? enterprise : null, org, cancel);
        if (asked.IsCompletedSuccessfully) return (asked.Result, NotInstalled.Gone);
        var task = asked.AsTask();
        try
        {
            return await underWay.Within(task, Known) ? (await task, NotInstalled.Gone) : (null, NotInstalled.NotNow);
        }
        catch (Exception notNow) when (notNow is StoreUnavailableException or NotNowException)
        {
            return (null, NotInstalled.NotNow);
        }
    }

    /// <summary>A form stays open; a button is answered where Slack takes it without a token.</summary>
    private ReadOnlyMemory<byte> Refused(JsonElement payload, string why)
    {
        if (payload.Text("type") == "view_submission" && FirstField(payload.Part("view")) is { Length: > 0 } field) return NotInstalled.At(field, why);
        if (payload.Text("type") == "block_actions" && new Origin(Via.Message) { ResponseUrl = Address(payload.Text("response_url")) }.Respond is { } respond) _ = underWay.Track(posts.Respond(respond, NotInstalled.Card(why), replace: false, "", default).AsTask());
        return default;
    }

    private Task<ReadOnlyMemory<byte>> Happened(JsonElement envelope, Installation on, CancellationToken cancel)
    {
        var (happened, id) = (envelope.Part("event"), envelope.Text("event_id"));
        return (happened.Text("type"), id) switch
        {
            (_, "") => Acknowledged,
            (Events.Mention or Events.Message, _) => Said(envelope, happened, on, id) is { } heard ? answers.Answer(heard, cancel).AsTask() : Acknowledged,
            (Events.HomeOpened or Events.LinkShared, _) when !Spot.IsId(happened.Text("user")) => Acknowledged,
            (Events.HomeOpened, _) => homes.Opened(happened, on, id, cancel),
            (Events.LinkShared, _) => previews.Shared(happened, on, id, envelope.Flag("is_ext_shared_channel"), cancel),
            (Events.Reaction, _) => Marked(happened, on, id) is { } heard ? answers.Answer(heard, cancel).AsTask() : Acknowledged,
            _ => Acknowledged,
        };
    }

    private async Task<ReadOnlyMemory<byte>> Removed(JsonElement envelope, string on, CancellationToken cancel)
    {
        // A person's own token is none of ours.
        var ours = envelope.Text("event", "type") == Events.Uninstalled || envelope.Part("event", "tokens").Items("bot").Any();
        if (ours && Spot.IsId(on)) await installations.Drop(on, Time(envelope.Part("event_time")), cancel);
        return default;
    }

    /// <summary>When it happened; without that it counts as long ago, for it may be a replay.</summary>
    private static Instant Time(JsonElement time) =>
        time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var seconds) && seconds is > 0 and < 99_999_999_999 ? Instant.FromUnixTimeSeconds(seconds) : Instant.FromUnixTimeSeconds(0);

    /// <summary>A line in a room that mentions the bot, or in its direct chat; null for what no person said.</summary>
    private static Heard? Said(JsonElement envelope, JsonElement said, Installation on, string id)
    {
        var mention = said.Text("type") == Events.Mention;
        var person = said.Text("bot_id").Length == 0 && said.Text("user") is { Length: > 0 } writer && writer != on.BotUser ? writer : null;
        // What was said is not said again by putting it right: the line may be saved already.
        var spoken = said.Text("subtype") is "" or "file_share" or "thread_broadcast" && said.Part("edited").ValueKind != JsonValueKind.Object;
        if (person is null || !spoken || said.Text("channel") is not { Length: > 0 } channel || (!mention && said.Text("channel_type") != "im")) return null;
        var text = SlackText.Read(said.Text("text"), on.BotUser);
        var thread = Ts(said.Text("thread_ts"));
        return new(on, id, person, new Input.Said(text.Plain), new(mention ? Via.Mention : Via.Direct, channel, thread, Own: !mention))
        {
            Text = text, IsEvent = true, HomeTeam = said.Text("user_team"), SharedOutside = envelope.Flag("is_ext_shared_channel"),
        };
    }

    private Heard? Marked(JsonElement reaction, Installation on, string id)
    {
        var mark = reaction.Text("reaction") switch
        {
            "white_check_mark" or "heavy_check_mark" => "done",
            "eyes" => "snooze",
            _ => null,
        };
        if (!options.Reactions || mark is null || reaction.Text("item_user") != on.BotUser || reaction.Text("user") is not { Length: > 0 } user) return null;
        if (reaction.Text("item", "channel") is not { Length: > 0 } channel || Ts(reaction.Text("item", "ts")) is not { Length: > 0 } message) return null;
        var from = new Origin(channel.StartsWith('D') ? Via.Direct : Via.Mention, channel, "", message, channel.StartsWith('D'));
        return new(on, id, user, new Input.Marked(mark, message), from) { IsEvent = true };
    }

    private Heard? Pressed(JsonElement payload, Installation on, string user)
    {
        var container = payload.Part("container");
        var (channel, message) = (container.Text("channel_id") is { Length: > 0 } named ? named : payload.Text("channel", "id"), Ts(container.Text("message_ts")));
        var direct = channel.StartsWith('D');
        var own = container.Flag("is_ephemeral") || direct;
        var origin = container.Text("type") switch
        {
            // What one person alone sees is in no payload, but for the thread that it stands in.
            "message" => new Origin(Via.Message, channel, Thread(payload, container), container.Flag("is_ephemeral") ? "" : message, own),
            "message_attachment" => new Origin(Via.Preview, channel),
            "view" when payload.Text("view", "type") == "home" => new Origin(Via.Home),
            "view" => (seal.Read(payload.Text("view", "private_metadata"), Spot.IdOf(on.On, user))?.From ?? new(Via.Window)) with { Via = Via.Window, View = payload.Text("view", "id") },
            _ => null,
        };
        var action = payload.Items("actions").FirstOrDefault();
        if (origin is null || Blocks.ReadAction(action, origin.Message.Length > 0 ? origin.Message : null) is not { } pressed) return null;
        return new(on, payload.Text("trigger_id"), user, pressed, origin with { ResponseUrl = Address(payload.Text("response_url")) });
    }

    private Heard? Submitted(JsonElement payload, Installation on, string user)
    {
        var view = payload.Part("view");
        // A form that cannot be told from a forged one is answered like one of an older version, and stays open.
        var metadata = seal.Read(view.Text("private_metadata"), Spot.IdOf(on.On, user)) ?? new("", "", new(Via.Shortcut));
        var message = metadata.From.Message.Length > 0 ? metadata.From.Message : null;
        if (Blocks.ReadSubmission(view, metadata.FormId, metadata.State, message) is not { } submitted) return null;
        if (submitted.FormId.Length == 0) submitted = submitted with { Form = "" };
        return new(on, payload.Text("trigger_id"), user, submitted, metadata.From with { View = view.Text("id") }) { FirstField = FirstField(view) };
    }

    private static string FirstField(JsonElement view) => view.Items("blocks").FirstOrDefault(block => block.Text("type") == "input").Text("block_id");

    private Heard? LookedUp(JsonElement payload, Installation on, string user)
    {
        if (Blocks.ReadSuggestion(payload) is not var (lookup, query)) return null;
        var from = seal.Read(payload.Text("view", "private_metadata"), Spot.IdOf(on.On, user))?.From ?? new(Via.Shortcut);
        return new(on, "", user, new Input.LookedUp(lookup, query), from);
    }

    private static Heard? Shortcut(JsonElement payload, Installation on, string user) =>
        payload.Text("callback_id") == Shortcuts.Log && payload.Text("trigger_id") is { Length: > 0 } trigger ? new(on, trigger, user, new Input.Said(""), new(Via.Shortcut)) : null;

    private static Heard? Picked(JsonElement payload, Installation on, string user)
    {
        if (Shortcuts.Line(payload) is not { } line || payload.Text("channel", "id") is not { Length: > 0 } channel || payload.Text("trigger_id") is not { Length: > 0 } trigger) return null;
        var from = new Origin(Via.Message, channel, Ts(payload.Text("message", "thread_ts")), Own: false) { ResponseUrl = Address(payload.Text("response_url")) };
        return new(on, trigger, user, new Input.Said(line.Plain), from) { Text = line };
    }

    private static string Thread(JsonElement payload, JsonElement container) => Ts(payload.Text("message", "thread_ts") is { Length: > 0 } thread ? thread : container.Text("thread_ts"));

    private static string Address(string url) => url.Length <= LongestAddress ? url : "";

    /// <summary>A message's id; a window's metadata must have room for it.</summary>
    private static string Ts(string text) => text.Length <= LongestTs ? text : "";

    // Several times what Slack gives.
    private const int LongestAddress = 1000, LongestTs = 32;
}
