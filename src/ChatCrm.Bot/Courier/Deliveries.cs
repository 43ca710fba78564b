using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>
/// Sends what is due in a workspace's outbox: as much beside each other as may be under way, and what is said about a customer, in a room or to a member in its order, also where
/// several processes send (but for a notice that has to wait for long). Whom it goes to and what they may see is decided here, when it is sent.
/// </summary>
public sealed class Deliveries
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private readonly IRowStore _store;
    private readonly Outbox _outbox;
    private readonly Sends _sends;
    private readonly Rests _rests;
    private readonly Copies _copies;
    private readonly Errands _errands;
    private readonly Routes _routes;
    private readonly Drawer _drawer;
    private readonly IClock _clock;
    private readonly TimeProvider _time;
    private readonly Ends _ends;

    public Deliveries(
        IRowStore store, Outbox outbox, Sends sends, Rests rests, Copies copies, Errands errands, Routes routes, Drawer drawer, IClock clock, TimeProvider time, Lease lease, ILogger<Deliveries> log)
    {
        (_store, _outbox, _sends, _rests, _copies, _errands, _routes, _drawer, _clock, _time) = (store, outbox, sends, rests, copies, errands, routes, drawer, clock, time);
        _ends = new(outbox, time, lease, log);
    }

    /// <summary>Begun sends are brought to their end when it is stopped; no further one is begun.</summary>
    /// <param name="isAsked">True where somebody has written something since it was last asked.</param>
    /// <returns>When to look again; null where nothing is known to be due soon.</returns>
    public Task<TimeSpan?> Run(string workspace, Func<bool> isAsked, CancellationToken stop) =>
        new Round(workspace, _outbox, _ends, _sends, _rests, _clock, _time, Scenes(workspace)).Run(isAsked, stop);

    /// <summary>
    /// Sends what is claimed, each beside the others. What is claimed within a moment is sent on one scene. The time of day is asked too: where the whole machine
    /// slept, it alone knows that the moment is over.
    /// </summary>
    private Func<IReadOnlyList<Claim>, IEnumerable<Task<End>>> Scenes(string workspace)
    {
        Task<Scene>? scene = null;
        var (since, at) = (0L, Instant.MinValue);
        return claims =>
        {
            var instant = _clock.GetCurrentInstant();
            var isOver = _time.GetElapsedTime(since) > Moment || instant < at || instant - at > Duration.FromTimeSpan(Moment);
            if (isOver || scene is not { IsCompletedSuccessfully: true })
                (scene, since, at) = (Task.Run(() => Scene.Of(_store, workspace, instant)), _time.GetTimestamp(), instant);
            var now = scene;
            return claims.Select(claim => Task.Run(() => Deliver(claim, now)));
        };
    }

    private async Task<End> Deliver(Claim claim, Task<Scene> scene)
    {
        var attempt = await _sends.Try(claim.Notice.Id, async () => await (await scene).IsUndone(claim.Notice.Turn) ? Attempt.Nothing : await Send(claim, await scene));
        return new(claim, attempt, scene.IsCompletedSuccessfully ? (await scene).Roster : new([]));
    }

    private Task<Attempt> Send(Claim claim, Scene scene) => claim.Notice switch
    {
        { Drawing: Drawer.Refresh } => _copies.Redraw(claim, scene),
        var notice when _errands.Of(notice) is { } errand => _errands.Run(errand, claim, scene),
        var notice when _routes.Drawing(notice.Drawing) is null => Task.FromResult(Attempt.Unknown),
        { Address: not null } => ToAsker(claim, scene),
        { Room.Length: > 0 } => ToRoom(claim, scene),
        _ => ToMember(claim, scene),
    };

    private async Task<Attempt> ToRoom(Claim claim, Scene scene)
    {
        if (scene.Room(claim.Notice.Room) is not { } room) return Attempt.Nothing with { Refused = "room-unknown" };
        if (await _sends.Channel(scene.Rows.Partition, room.Address) is not { } channel) return Attempt.Nothing with { Refused = "revoked" };
        var to = new Address(room.Address);
        if (await channel.AudienceOf(to, default) is not { } audience) return Attempt.Nothing with { Refused = "room-gone" };
        return await Post(channel, to, claim, scene, Drawer.For(room, scene.Roster, audience));
    }

    /// <summary>Where they asked, drawn as it would have been then: for them alone, and no more than the room may see.</summary>
    private async Task<Attempt> ToAsker(Claim claim, Scene scene)
    {
        var notice = claim.Notice;
        if (await _sends.Channel(scene.Rows.Partition, notice.Address!) is not { } channel) return Attempt.Nothing with { Refused = "revoked" };
        var audience = Audience.Direct;
        if (scene.Room(notice.Room) is { } room) audience = await channel.AudienceOf(new(room.Address), default) ?? room.Audience;
        if (scene.Reader(notice.Member, notice.Room, audience) is not { } reader) return Attempt.Nothing with { Refused = "nobody" };
        return await Post(channel, new(notice.Address!), claim, scene, reader);
    }

    private async Task<Attempt> ToMember(Claim claim, Scene scene)
    {
        if (scene.Roster.Find(claim.Notice.Member) is not { Identities.Count: > 0 } member) return Attempt.Nothing with { Refused = "nobody" };
        var attempt = Attempt.Nothing;
        foreach (var identity in member.Identities)
            attempt = attempt.And(await _sends.Try(claim.Notice.Id, () => ToAccount(identity, claim, scene, Drawer.For(member, scene.Roster))));
        return attempt;
    }

    private async Task<Attempt> ToAccount(string identity, Claim claim, Scene scene, Reader reader)
    {
        if (await _sends.Channel(scene.Rows.Partition, identity) is not { } channel || await channel.OpenDirect(identity, default) is not { } to) return Attempt.Nothing with { Refused = "account-unreachable" };
        return claim.Notice.Told.Contains(to.Value) ? Attempt.Nothing with { IsTold = true } : await Post(channel, to, claim, scene, reader);
    }

    private async Task<Attempt> Post(IMessenger channel, Address to, Claim claim, Scene scene, Reader reader)
    {
        var notice = claim.Notice;
        // A card's buttons are told apart by what drew them: here the notice, not the turn whose Undo they may carry.
        var card = await _drawer.Draw(notice.Drawing, scene.Drawing(reader, notice.Turn, notice.Records)) with { Drawing = notice.Id, AskedIn = notice.Room };
        // Whoever was held up so long that somebody else may take it over sends nothing: it goes back to its place.
        if (!_sends.MayBegin(claim)) return Attempt.HeldUp;
        var delivery = await _sends.Make(cancel => channel.Post(to, card, cancel));
        if (delivery is Delivery.Unknown && _sends.HasRunOut(claim)) return Attempt.Outlived;
        var attempt = Attempt.Of(delivery, to, notice.Member, notice.Room);
        return attempt with { Rest = Duration.Max(attempt.Rest, channel.RestAt(to)) };
    }
}
