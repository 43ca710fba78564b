using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>Somebody as Teams shows them in a conversation.</summary>
/// <param name="Guest">Guests, the anonymous, and people of other companies.</param>
/// <param name="Email">The name they sign in with, whose domain their company has proved to be its own; null where it is no address. (The mail attribute is anybody's to set.)</param>
internal sealed record TeamsUser(string Account, string Mri, string Name, bool Guest, string? Email, string Company)
{
    /// <summary>Reads a member. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context</summary>
    public static TeamsUser Read(string tenant, JsonElement member)
    {
        var (mri, name, upn) = (member.Text("id"), member.Text("name"), member.Text("userPrincipalName"));
        string[] accounts = [member.Text("aadObjectId"), member.Text("objectId"), mri];
        var (role, home) = (member.Text("userRole"), member.Text("tenantId"));
        // Home names no tenant for the company's own people on some clients; a role is always named for outsiders.
        var outside = role is "guest" or "anonymous" || upn.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) || (home.Length > 0 && !home.Equals(tenant, StringComparison.OrdinalIgnoreCase));
        var at = upn.LastIndexOf('@');
        return new(accounts.First(account => account.Length > 0 || ReferenceEquals(account, mri)), mri, name.Length > 0 ? name : member.Text("givenName"), outside,
            !outside && at > 0 ? upn.ToLowerInvariant() : null, at > 0 ? upn[(at + 1)..] : "");
    }
}

/// <summary>Who is in a conversation, asked of Teams. Where it does not say, outsiders are.</summary>
internal sealed class Members(ConnectorClient connector, IClock clock)
{
    /// <summary>More members than this are not looked through.</summary>
    private const int Many = 5_000;

    /// <summary>A group chat without a name is called after so many of its people.</summary>
    private const int Named = 3;

    private static readonly Duration Fresh = Duration.FromMinutes(5);

    private readonly Kept<(string, string, string), TeamsUser> _users = new(Fresh, 20_000, clock);
    private readonly Kept<(string, string), Room> _rooms = new(Fresh, 10_000, clock);

    // After somebody came or went nobody joins a question that was asked before.
    private readonly InFlight<(string, string, int Forgotten), Room> _looks = new();
    private readonly InFlight<(string, string, string), (TeamsUser? User, bool Refused)> _asks = new();

    /// <summary>One member, as in the last five minutes; null for whom Teams does not know there, or where it did not say.</summary>
    public async ValueTask<TeamsUser?> Of(Chat chat, string id, CancellationToken cancel) => (await Found(chat, id, cancel)).User;

    /// <summary>The same, and whether Teams refuses for good: they are not there, or the app is not (any more).</summary>
    public async ValueTask<(TeamsUser? User, bool Refused)> Found(Chat chat, string id, CancellationToken cancel)
    {
        var key = (chat.Tenant, chat.Conversation, id);
        return _users.TryGet(key, out var kept) ? (kept, false) : await _asks.Of(key, () => Ask(chat, id, key), cancel);
    }

    private async Task<(TeamsUser? User, bool Refused)> Ask(Chat chat, string id, (string, string, string) key) => await connector.Member(chat, id, default) switch
    {
        ConnectorAnswer.Done { Body: { ValueKind: JsonValueKind.Object } member } when member.Text("id").Length > 0 => (_users.Keep(key, TeamsUser.Read(chat.Tenant, member)), false),
        ConnectorAnswer.Refused { Status: 403 or 404 } => (null, true),
        _ => (null, false),
    };

    /// <summary>Who reads along in a room, as in the last five minutes.</summary>
    public async ValueTask<Audience> Kept(Chat chat, bool shared, CancellationToken cancel) =>
        shared ? Audience.External : (await Known(chat, cancel)).Audience;

    /// <summary>The company's own people in a room, where all of them may have a copy of their own; none where they are more, or strangers are among them.</summary>
    public async ValueTask<IReadOnlyList<string>> Viewers(Chat chat, CancellationToken cancel) =>
        await Known(chat, cancel) is { Audience: Audience.Members, Viewers: { Count: <= Refresh.MostViewers } viewers } ? viewers : [];

    /// <summary>What a group chat that has no name is called: by a few who are in it, as clients do.</summary>
    public async ValueTask<string> NameOf(Chat chat, CancellationToken cancel) => string.Join(", ", (await Known(chat, cancel)).Names);

    /// <summary>Who reads along now; null where the room is gone, or the app is not in it any more.</summary>
    public async ValueTask<Audience?> Now(Chat chat, bool shared, CancellationToken cancel) => await Look(chat, cancel) switch
    {
        { IsGone: true } => null,
        { Known: true } room => shared ? Audience.External : _rooms.Keep((chat.Tenant, chat.Conversation), room).Audience,
        _ => Audience.External,
    };

    /// <summary>Somebody came or went: the next look asks anew.</summary>
    public void Forget(string tenant, string conversation) => _rooms.Forget((tenant, conversation));

    private async ValueTask<Room> Known(Chat chat, CancellationToken cancel)
    {
        var before = _rooms.Forgotten;
        if (_rooms.TryGet((chat.Tenant, chat.Conversation), out var kept)) return kept;
        return await _looks.Of((chat.Tenant, chat.Conversation, before), async () =>
        {
            var room = await Look(chat, default);
            return room is { Known: true, IsGone: false } ? _rooms.Keep((chat.Tenant, chat.Conversation), room, before) : room;
        }, cancel);
    }

    private async ValueTask<Room> Look(Chat chat, CancellationToken cancel)
    {
        var (viewers, names, seen, outsiders, next) = (new List<string>(), new List<string>(), 0, false, (string?)null);
        do
        {
            switch (await connector.Members(chat, next, cancel))
            {
                case ConnectorAnswer.Refused { Status: 403 or 404 }: return new(Audience.External, []) { IsGone = true };
                case ConnectorAnswer.Done { Body: var body } when body.Part("members").ValueKind == JsonValueKind.Array:
                    foreach (var member in body.Items("members").Select(member => TeamsUser.Read(chat.Tenant, member)))
                    {
                        outsiders |= member.Guest;
                        _users.Keep((chat.Tenant, chat.Conversation, member.Mri), member);
                        names.Add(member.Name.Split(' ')[0]);
                        if (!member.Guest) viewers.Add(member.Mri);
                    }
                    seen += body.Items("members").Count();
                    next = body.Text("continuationToken");
                    break;
                default: return new(Audience.External, []) { Known = false };
            }
        }
        while (next.Length > 0 && seen <= Many);
        return new(outsiders || seen > Many || seen == 0 ? Audience.External : Audience.Members, viewers) { Names = [.. names.Where(name => name.Length > 0).Take(Named)] };
    }

    private sealed record Room(Audience Audience, IReadOnlyList<string> Viewers)
    {
        /// <summary>The first names of the first few.</summary>
        public IReadOnlyList<string> Names { get; init; } = [];

        /// <summary>False where Teams did not say: not kept.</summary>
        public bool Known { get; init; } = true;

        public bool IsGone { get; init; }
    }
}
