using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Bot.Slack;

/// <summary>Posting to Slack by ourselves.</summary>
internal sealed class Outbound(Installations installations, Posts posts, Channels channels, Users users) : IMessenger
{
    private static readonly Delivery Gone = new Delivery.Refused("revoked");

    public string Channel => Spot.Name;

    public string? ConnectionOf(string of) => Spot.ConnectionIn(of);

    public async ValueTask<Address?> OpenDirect(string identity, CancellationToken cancel)
    {
        if (Spot.ReadIdentity(identity) is not var (where, user) || await installations.Of(where, cancel) is not { } on) return null;
        // Who has left, or was made a guest since, is told nothing more.
        if (Said(await users.Look(on, user, cancel)) is not { Guest: false }) return null;
        return Said(await posts.Direct(on, user, cancel)) is { } channel ? new Spot(where, channel).ToAddress() : null;
    }

    public ValueTask<Delivery> Post(Address to, Card card, CancellationToken cancel) => At(to, (on, spot) => spot.Only.Length > 0
        ? posts.Only(on, spot.Channel, spot.Only, spot.Thread, card, cancel)
        : posts.Post(on, spot.Channel, "", card, cancel), cancel);

    public ValueTask<Delivery> Update(Address to, string message, Card card, CancellationToken cancel) =>
        At(to, (on, spot) => posts.Update(on, spot.Channel, message, card, cancel), cancel);

    public ValueTask<Delivery> Delete(Address to, string message, CancellationToken cancel) =>
        At(to, (on, spot) => posts.Delete(on, spot.Channel, message, cancel), cancel);

    public async ValueTask<Audience?> AudienceOf(Address to, CancellationToken cancel) =>
        Spot.Read(to) is { } spot && await installations.Of(spot.On, cancel) is { } on ? await channels.Now(on, spot.Channel, cancel) : null;

    public Duration RestAt(Address to) => Spot.Read(to) is { Only: "" } spot ? posts.RestOf(spot.On, spot.Channel) : Duration.Zero;

    private static T? Said<T>((T? Found, Duration? Wait) answer) where T : class => answer.Wait is { } wait ? throw new NotNowException(wait) : answer.Found;

    private async ValueTask<Delivery> At(Address to, Func<Installation, Spot, ValueTask<Delivery>> send, CancellationToken cancel) =>
        Spot.Read(to) is { } spot && await installations.Of(spot.On, cancel) is { } on ? await send(on, spot) : Gone;
}
