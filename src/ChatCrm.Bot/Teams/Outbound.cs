using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Teams;

/// <summary>Posting to Teams by ourselves, in tenants that are served: one that was once may be so no more.</summary>
internal sealed class Outbound(Posts posts, Chats chats, Members members, ServiceHosts hosts, TeamsOptions options) : IMessenger
{
    private static readonly Delivery Gone = new Delivery.Refused("room-gone"), Ended = new Delivery.Refused("revoked");

    public string Channel => Spot.Name;

    public string? ConnectionOf(string of) => Spot.ConnectionIn(of);

    public async ValueTask<Address?> OpenDirect(string identity, CancellationToken cancel)
    {
        if (Spot.ReadIdentity(identity) is not var (tenant, account) || !options.Admits(tenant)) return null;
        var person = Spot.With(tenant, account);
        if (await posts.DirectWith(person, cancel) is not { } chat || await chats.Person(tenant, account, cancel) is not { } known) return null;
        var (user, refused) = await members.Found(chat, known.Mri, cancel);
        if (refused) await chats.Unreachable(tenant, account, cancel);
        else if (user is null) throw new NotNowException(Duration.FromMinutes(1));
        // Who was made a guest since is told nothing more.
        return user is { Guest: false } ? person.ToAddress() : null;
    }

    public async ValueTask<Delivery> Post(Address to, Card card, CancellationToken cancel)
    {
        if (At(to) is not { } spot) return Ended;
        if (spot.IsDirect) return await posts.ToPerson(spot, card, RoomOf(card), cancel);
        if (await Room(spot, cancel) is not var (chat, row)) return Gone;
        return row.Kind == ChatKind.Channel ? await posts.NewThread(chat, card, cancel) : await posts.ToRoom(chat, row.Kind, card, cancel);
    }

    public async ValueTask<Delivery> Update(Address to, string message, Card card, CancellationToken cancel) => At(to) is { } spot ? await posts.Update(spot, message, card, RoomOf(card), cancel) : Ended;

    public async ValueTask<Delivery> Delete(Address to, string message, CancellationToken cancel) => At(to) is { } spot ? await posts.Delete(spot, message, cancel) : Ended;

    public async ValueTask<Audience?> AudienceOf(Address to, CancellationToken cancel) => At(to) is { } spot ? await posts.AudienceOf(spot, cancel) : null;

    /// <summary>The conversation whose buttons these are, for a card in a direct chat.</summary>
    private static string RoomOf(Card card) => Spot.Read(new(card.AskedIn)) is { IsDirect: false } room ? room.Conversation : "";

    private Spot? At(Address to) => Spot.Read(to) is { } spot && options.Admits(spot.Tenant) ? spot : null;

    private async ValueTask<(Chat Chat, ChatRow Row)?> Room(Spot spot, CancellationToken cancel) =>
        await chats.Of(spot.Conversation, cancel) is { Gone: null } row && row.Tenant == spot.Tenant && hosts.Read(row.Service) is { } service ? (new(spot.Tenant, service, spot.Conversation), row) : null;
}
