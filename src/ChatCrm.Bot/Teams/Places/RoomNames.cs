using ChatCrm.Bot.Teams.Connector;
using NodaTime;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>What people call a room: activities of channels do not say it.</summary>
internal sealed class RoomNames(ConnectorClient connector, Members members, Chats chats, IClock clock)
{
    /// <summary>Teams' own name of the channel that every team has.</summary>
    private const string General = "General";

    private readonly Kept<(string, string), string> _names = new(Duration.FromHours(1), 10_000, clock);

    /// <summary>The name; empty where Teams does not say.</summary>
    public async ValueTask<string> Of(Whence from, CancellationToken cancel)
    {
        if (from.RoomName.Length > 0) return from.RoomName;
        var key = (from.Tenant, from.Conversation);
        if (_names.TryGet(key, out var kept)) return kept;
        var name = from.Kind == ChatKind.Channel ? await InTeam(from, cancel) : await members.NameOf(from.Chat, cancel);
        return name.Length > 0 ? _names.Keep(key, name) : (await chats.Of(from.Conversation, cancel))?.Name ?? "";
    }

    private async ValueTask<string> InTeam(Whence from, CancellationToken cancel)
    {
        if (await connector.Channels(from.Tenant, from.Service, from.Team, cancel) is not ConnectorAnswer.Done { Body: var body }) return "";
        var channel = body.Items("conversations").FirstOrDefault(each => each.Text("id") == from.Conversation);
        return channel.Text("name") is { Length: > 0 } name ? name
            : channel.Text("id").Length == 0 ? ""
            : await connector.Team(from.Tenant, from.Service, from.Team, cancel) is ConnectorAnswer.Done { Body: var team } && team.Text("name") is { Length: > 0 } whole ? $"{whole} {General}" : General;
    }
}
