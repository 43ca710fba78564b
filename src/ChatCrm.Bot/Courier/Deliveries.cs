using System.Collections.Concurrent;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>
/// Sends what is due in a workspace's outbox, one notice after the other, so what is said about a customer or in a room keeps its order,
/// also where several processes send (but for a notice that has to wait). Whom it goes to and what they may see is decided here, when it is sent.
/// </summary>
public sealed partial class Deliveries(IRowStore store, Outbox outbox, Sends sends, Copies copies, Errands errands, Routes routes, Drawer drawer, IClock clock, ILogger<Deliveries> log)
{
    /// <summary>What became of a claim and could not be written down yet: a row that is still claimed so was sent, and is not sent again while this process lives.</summary>
    private readonly ConcurrentDictionary<(string Workspace, string Key), End> _unwritten = new();

    /// <summary>Begun sends are brought to their end when it is stopped; no further one is begun.</summary>
    public async Task Run(string workspace, CancellationToken stop)
    {
        var elsewhere = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in outbox.Due(workspace, stop))
        {
            if (stop.IsCancellationRequested) return;
            try
            {
                if (elsewhere.Overlaps(About(row))) continue;
                if (_unwritten.TryGetValue((workspace, row.Key), out var end) && await WrittenDown(end, row)) continue;
                if (await outbox.Take(workspace, row) is not { } claim)
                {
                    // Another process is at it: what is told of the same customer, or in the same room, waits for that.
                    elsewhere.UnionWith(About(row));
                    continue;
                }
                if (claim.Notice.Parked.Length > 0) LogParked(log, claim.Notice.Id, claim.Notice.Parked);
                else await Deliver(claim);
            }
            // A claim whose end can never be written down runs out; the next try knows that it may be a repeat.
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                LogFailure(log, row.Key, failure.GetType().Name);
            }
        }
        // Whatever was due was looked at: these rows are gone.
        foreach (var (key, end) in _unwritten)
            if (key.Workspace == workspace && end.HasRunOut(clock.GetCurrentInstant())) _unwritten.TryRemove(key, out _);
    }

    private static IEnumerable<string> About(Row row)
    {
        var notice = row.Read(TurnJson.Default.OutboxRow);
        return new[] { notice.Customer, notice.Room }.Where(id => id.Length > 0);
    }

    /// <summary>True where the row needs nothing more now: its end is written down, or it is not ours any more.</summary>
    private async Task<bool> WrittenDown(End end, Row row)
    {
        if (row.ETag == end.Claim.Row.ETag)
        {
            try
            {
                await Close(end);
                return true;
            }
            // What cannot be written down though the store answers is sent again, as after a crash.
            catch (StoreUnavailableException) when (end.HasRunOut(clock.GetCurrentInstant())) { }
        }
        _unwritten.TryRemove((end.Claim.Workspace, row.Key), out _);
        return false;
    }

    private async Task Close(End end)
    {
        var key = (end.Claim.Workspace, end.Claim.Row.Key);
        _unwritten[key] = end;
        if (await outbox.Record(end.Claim, end.Attempt, why => Undelivered.Instead(end.Claim.Notice, why, end.Roster)) is { } reason) LogParked(log, end.Claim.Notice.Id, reason);
        if (end.Attempt.Posted.Any(posted => posted.Unsure)) LogUnsure(log, end.Claim.Notice.Id);
        _unwritten.TryRemove(key, out _);
    }

    private async Task Deliver(Claim claim)
    {
        var scene = await Scene.Of(store, claim.Workspace, clock.GetCurrentInstant());
        if (await scene.IsUndone(claim.Notice.Turn))
        {
            await outbox.Drop(claim);
            return;
        }
        var attempt = await sends.Try(claim.Notice.Id, () => Send(claim, scene));
        await Close(new(claim, attempt, scene.Roster));
    }

    private Task<Attempt> Send(Claim claim, Scene scene) => claim.Notice switch
    {
        { Drawing: Drawer.Refresh } => copies.Redraw(claim, scene),
        var notice when errands.Of(notice) is { } errand => errands.Run(errand, claim, scene),
        var notice when routes.Drawing(notice.Drawing) is null => Task.FromResult(Attempt.Nothing with { Refused = "unknown-drawing" }),
        { Address: not null } => ToAsker(claim.Notice, scene),
        { Room.Length: > 0 } => ToRoom(claim.Notice, scene),
        _ => ToMember(claim, scene),
    };

    private async Task<Attempt> ToRoom(OutboxRow notice, Scene scene)
    {
        if (scene.Room(notice.Room) is not { } room) return Attempt.Nothing with { Refused = "room-unknown" };
        if (await sends.Channel(scene.Rows.Partition, room.Address) is not { } channel) return Attempt.Nothing with { Refused = "revoked" };
        var to = new Address(room.Address);
        if (await channel.AudienceOf(to, default) is not { } audience) return Attempt.Nothing with { Refused = "room-gone" };
        return await Post(channel, to, notice, scene, Drawer.For(room, scene.Roster, audience));
    }

    /// <summary>Where they asked, drawn as it would have been then: for them alone, and no more than the room may see.</summary>
    private async Task<Attempt> ToAsker(OutboxRow notice, Scene scene)
    {
        if (await sends.Channel(scene.Rows.Partition, notice.Address!) is not { } channel) return Attempt.Nothing with { Refused = "revoked" };
        var audience = Audience.Direct;
        if (scene.Room(notice.Room) is { } room) audience = await channel.AudienceOf(new(room.Address), default) ?? room.Audience;
        if (scene.Reader(notice.Member, notice.Room, audience) is not { } reader) return Attempt.Nothing with { Refused = "nobody" };
        return await Post(channel, new(notice.Address!), notice, scene, reader);
    }

    private async Task<Attempt> ToMember(Claim claim, Scene scene)
    {
        if (scene.Roster.Find(claim.Notice.Member) is not { Identities.Count: > 0 } member) return Attempt.Nothing with { Refused = "nobody" };
        var told = await Told(claim, member);
        var attempt = Attempt.Nothing;
        foreach (var identity in member.Identities)
            attempt = attempt.And(await sends.Try(claim.Notice.Id, () => ToAccount(identity, claim.Notice, scene, Drawer.For(member, scene.Roster), told)));
        return attempt;
    }

    private async Task<Attempt> ToAccount(string identity, OutboxRow notice, Scene scene, Reader reader, IReadOnlySet<string> told)
    {
        if (await sends.Channel(scene.Rows.Partition, identity) is not { } channel || await channel.OpenDirect(identity, default) is not { } to) return Attempt.Nothing with { Refused = "account-unreachable" };
        return told.Contains(to.Value) ? Attempt.Nothing : await Post(channel, to, notice, scene, reader);
    }

    private async Task<Attempt> Post(IMessenger channel, Address to, OutboxRow notice, Scene scene, Reader reader)
    {
        // A card's buttons are told apart by what drew them: here the notice, not the turn whose Undo they may carry.
        var card = await drawer.Draw(notice.Drawing, scene.Drawing(reader, notice.Turn, notice.Records)) with { Drawing = notice.Id, AskedIn = notice.Room };
        return Attempt.Of(await sends.Make(cancel => channel.Post(to, card, cancel)), to, notice.Member, notice.Room);
    }

    /// <summary>Where an earlier try reached one of several accounts already.</summary>
    private async Task<IReadOnlySet<string>> Told(Claim claim, Member member)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        if (claim.Notice is not { Tries: > 0, Customer.Length: > 0 } || member.Identities.Count < 2) return told;
        await foreach (var sent in Ledger.Posted(store, claim.Workspace, claim.Notice.Customer))
            if (sent.IsOf(claim.Notice)) told.Add(sent.Address);
        return told;
    }

    private sealed record End(Claim Claim, Attempt Attempt, Roster Roster)
    {
        public bool HasRunOut(Instant now) => Claim.Notice.ClaimedUntil <= now.ToUnixTimeMilliseconds();
    }

    [LoggerMessage(LogLevel.Warning, "What became of notice {Notice} could not be written down: {Failure}")]
    private static partial void LogFailure(ILogger log, string notice, string failure);

    [LoggerMessage(LogLevel.Error, "Notice {Notice} was parked: {Reason}")]
    private static partial void LogParked(ILogger log, string notice, string reason);

    [LoggerMessage(LogLevel.Warning, "Notice {Notice} was perhaps posted: the channel did not say")]
    private static partial void LogUnsure(ILogger log, string notice);
}
