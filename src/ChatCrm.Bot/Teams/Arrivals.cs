using System.Text.Json;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// The app comes to a conversation, or is taken away. Teams tells both more than once, in two ways and in any order.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
/// </summary>
internal sealed partial class Arrivals(Chats chats, Members members, Connections connections, Answers answers, Posts posts, UnderWay underWay, TeamsOptions options, ILogger<Arrivals> log)
{
    /// <summary>Before the answer; the rest goes on behind it.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public async Task<HttpAnswer> Take(JsonElement activity, Whence whence, Instant at, CancellationToken cancel)
    {
        members.Forget(whence.Tenant, whence.Conversation);
        if (activity.Text("channelData", "eventType") is "channelDeleted" or "channelRestored") await Channel(activity, whence, at, cancel);
        else if (IsGone(activity)) await Left(whence, at, cancel);
        else if (IsHere(activity) && !await Came(activity, whence, at, cancel)) return HttpAnswer.Refused;
        return HttpAnswer.Taken;
    }

    private static bool IsHere(JsonElement activity) => activity.Text("type") == "installationUpdate"
        ? activity.Text("action").StartsWith("add", StringComparison.Ordinal)
        : Names(activity, "membersAdded") || activity.Text("channelData", "eventType") == "teamRestored";

    private static bool IsGone(JsonElement activity) => activity.Text("type") == "installationUpdate"
        ? activity.Text("action").StartsWith("remove", StringComparison.Ordinal)
        : Names(activity, "membersRemoved") || activity.Text("channelData", "eventType") is "teamDeleted" or "teamHardDeleted";

    private static bool Names(JsonElement activity, string list) => activity.Items(list).Any(member => member.Text("id") is { Length: > 0 } id && id == activity.Text("recipient", "id"));

    private async ValueTask<bool> Came(JsonElement activity, Whence whence, Instant at, CancellationToken cancel)
    {
        if (!options.Admits(whence.Tenant))
        {
            LogStranger(log, Spot.ConnectionOf(whence.Tenant));
            return false;
        }
        var (here, fresh) = await chats.Came(whence, at, cancel);
        if (!here) return true;
        // Another process may just have disconnected it.
        if (fresh) connections.Forget(Spot.ConnectionOf(whence.Tenant));
        if (await connections.WorkspaceOf(Spot.ConnectionOf(whence.Tenant), cancel) is null) await connections.Add(Spot.ConnectionOf(whence.Tenant), await NameOf(whence, cancel), cancel);
        var stranger = await chats.Person(whence.Tenant, whence.Account, cancel) is null;
        await chats.Meet(whence, cancel);
        if (fresh && IsPerson(activity, whence)) await underWay.Within(underWay.Track(Welcome(activity, whence, greet: stranger || whence.Kind == ChatKind.Personal)), Soon);
        return true;
    }

    /// <summary>Whoever added it is greeted in their own chat, once; the first of all becomes the admin. A room gets one line, which is nobody's.</summary>
    private async Task<bool> Welcome(JsonElement activity, Whence whence, bool greet)
    {
        var language = activity.Text("locale") is { Length: > 0 } locale ? locale : null;
        if (greet) await answers.Answer(new($"{whence.Conversation} came {activity.Text("id")}", whence, Via.Arrival, new Input.Arrived())
        {
            Name = activity.Text("from", "name"), Language = language,
        });
        if (whence.Kind != ChatKind.Personal) await posts.LineToRoom(whence.Chat, Wording.In(language ?? "en").Plain("Channel.HelloRoom"), default);
        return true;
    }

    private static bool IsPerson(JsonElement activity, Whence whence) => whence.Mri != activity.Text("recipient", "id") && activity.Text("from", "role") != "bot" && whence.Mri.Length > 0;

    private async ValueTask Left(Whence whence, Instant at, CancellationToken cancel)
    {
        var (left, last) = await chats.Left(whence, at, options.Admits(whence.Tenant), cancel);
        if (left && whence.Kind == ChatKind.Personal) await chats.Unreachable(whence.Tenant, whence.Account, cancel);
        if (last) await connections.Remove(Spot.ConnectionOf(whence.Tenant), at, cancel);
    }

    /// <summary>One channel of a team went, or is back: the activity itself comes from the team's first one.</summary>
    private async ValueTask Channel(JsonElement activity, Whence whence, Instant at, CancellationToken cancel)
    {
        if (activity.Text("channelData", "channel", "id") is not { } id || !Spot.IsId(id)) return;
        members.Forget(whence.Tenant, id);
        if (activity.Text("channelData", "eventType") == "channelRestored") await chats.Restored(whence with { Conversation = id }, at, cancel);
        else await chats.Left(whence with { Conversation = id }, at, remembers: false, cancel);
    }

    /// <summary>Teams does not say what a company is called: the domain that its people sign in with does.</summary>
    private async ValueTask<string> NameOf(Whence whence, CancellationToken cancel) =>
        await members.Of(whence.Chat, whence.Mri, cancel) is { Company.Length: > 0, Guest: false } user ? user.Company : $"Teams {whence.Tenant[..Math.Min(8, whence.Tenant.Length)]}";

    [LoggerMessage(LogLevel.Warning, "{Address} is not among Teams:Tenants: its people are not served")]
    private static partial void LogStranger(ILogger log, string address);
}
