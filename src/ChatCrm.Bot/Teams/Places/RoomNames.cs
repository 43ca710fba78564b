using ChatCrm.Bot.Teams.Connector;
using NodaTime;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>What people call a room, and whether other companies may share it: most activities of channels do not say it.</summary>
internal sealed class RoomNames(ConnectorClient connector, Members members, Chats chats, IClock clock)
{
    /// <summary>Teams' own name of the channel that every team has.</summary>
    private const string General = "General";

    private static readonly Described Nothing = new("", false);

    /// <summary>Teams did not say: until it does, others may share it.</summary>
    private static readonly Described Unsaid = new("", true);

    private readonly Kept<(string, string), Described> _rooms = new(Duration.FromHours(1), 10_000, clock);

    private readonly InFlight<(string, string), Described> _asks = new();

    /// <summary>The same with the room's name, empty where Teams does not say, and as shared where anything ever said so.</summary>
    public async ValueTask<Whence> Describe(Whence whence, CancellationToken cancel)
    {
        var known = whence.Kind != ChatKind.Channel && whence.RoomName.Length > 0 ? Nothing : await Of(whence, cancel);
        var row = await chats.Of(whence.Conversation, cancel);
        string[] names = [whence.RoomName, known.Name, row?.Name ?? ""];
        return whence with { RoomName = names.FirstOrDefault(name => name.Length > 0) ?? "", Shared = whence.Shared || row is { Shared: true } || known is { Shared: true, Name.Length: > 0 }, IsUnsaid = ReferenceEquals(known, Unsaid) };
    }

    private async ValueTask<Described> Of(Whence from, CancellationToken cancel)
    {
        var key = (from.Tenant, from.Conversation);
        return _rooms.TryGet(key, out var kept) ? kept : await _asks.Of(key, () => Ask(from, key), cancel);
    }

    private async Task<Described> Ask(Whence from, (string, string) key)
    {
        var room = from.Kind == ChatKind.Channel ? await InTeam(from, default) : new(await members.NameOf(from.Chat, default), false);
        return room.Name.Length > 0 ? _rooms.Keep(key, room) : room;
    }

    private async ValueTask<Described> InTeam(Whence from, CancellationToken cancel)
    {
        if (await connector.Channels(from.Tenant, from.Service, from.Team, cancel) is not ConnectorAnswer.Done { Body: var body }) return Unsaid;
        var channel = body.Items("conversations").FirstOrDefault(each => each.Text("id") == from.Conversation);
        if (channel.Text("id").Length == 0) return Unsaid;
        return new(channel.Text("name") is { Length: > 0 } name ? name : await GeneralOf(from, cancel), channel.Text("type").Equals(Whence.SharedType, StringComparison.OrdinalIgnoreCase));
    }

    private async ValueTask<string> GeneralOf(Whence from, CancellationToken cancel) =>
        await connector.Team(from.Tenant, from.Service, from.Team, cancel) is ConnectorAnswer.Done { Body: var team } && team.Text("name") is { Length: > 0 } whole ? $"{whole} {General}" : General;

    private sealed record Described(string Name, bool Shared);
}
