using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>Who came in, as far as the rows know.</summary>
/// <param name="Member">Null for a guest.</param>
public readonly record struct Entrance(Member? Member, Roster Roster, Room? Room, TurnRow? Turn, SaidRow? Said);

/// <summary>Finds the member behind a chat account. A colleague's first turn makes them a rep, the first of all an admin; guests never join.</summary>
public sealed class Admission(IRowStore store, People people, IClock clock)
{
    /// <summary>For a route that reads only: what is kept will do, so most of the time nothing is read.</summary>
    public async ValueTask<Entrance> ForReading(Turn turn, CancellationToken cancel)
    {
        var (roster, rooms) = await people.Of(turn.Workspace, cancel);
        if (turn.Who.Guest || roster.WithIdentity(turn.Who.Identity) is not { } member || IsAddressed(turn, member)) return await ForChange(turn, "", null, cancel);
        // What is kept of a room counts only while the platform says the same of it now: a guest may have joined.
        var known = Kept(rooms, turn.Where.Room);
        return new(member, roster, known is not null && IsStill(known, turn.Where) ? known : await Seen(turn, null, cancel), null, null);
    }

    /// <summary>For a route that may change something: the member, the room and the turn's own row are read now, in one wave.</summary>
    public async ValueTask<Entrance> ForChange(Turn turn, string id, string? line, CancellationToken cancel)
    {
        var (roster, _) = await people.Of(turn.Workspace, cancel);
        var known = roster.WithIdentity(turn.Who.Identity);
        var found = await store.GetMany(turn.Workspace,
        [
            known is null ? WorkspaceRows.IdentityKey(turn.Who.Identity) : WorkspaceRows.MemberKey(known.Id),
            TurnRows.TurnKey(id.Length > 0 ? id : "-"),
            WorkspaceRows.RoomKey(turn.Where.Room),
            TurnRows.SaidKey(turn.Who.Identity, turn.Where.Room, line ?? ""),
        ], cancel);
        // Guests never are members; neither is a member whom the platform calls a guest now.
        var member = turn.Who.Guest || (known is null && found[0] is null && !Speaks(turn)) ? null
            : known is null ? await Join(turn, found[0], roster, cancel)
            : found[0] is { } row ? await Addressed(turn, row, cancel) : null;
        if (member is not null && known is null) roster = (await people.Of(turn.Workspace, cancel)).Roster;
        return new(member, member is null ? roster : roster.With(member), await Seen(turn, found[2], cancel),
            found[1]?.Read(TurnJson.Default.TurnRow), found[3]?.Read(TurnJson.Default.SaidRow));
    }

    /// <summary>A link that is pasted, a look or a mark on a post, is not said to us: nobody joins by it.</summary>
    private static bool Speaks(Turn turn) => turn.What is not (Input.Pasted or Input.Viewed or Input.Marked);

    private async ValueTask<Member?> Join(Turn turn, Row? identity, Roster roster, CancellationToken cancel, bool second = false)
    {
        if (identity is not null) return await Known(turn, identity, cancel) is { } row ? WorkspaceRows.Member(row) : null;
        var email = EmailOf(turn.Who);
        if (email is not null && await store.Get(turn.Workspace, WorkspaceRows.EmailKey(email), cancel) is { } mail) return await JoinAs(turn, mail, cancel);
        var member = NewMember(turn.Who, roster, first: !second && !roster.Members.Any());
        var value = WorkspaceRows.Value(new Identity { Member = member.Id });
        var joined = await Written(turn, $"join-{member.Id}",
        [
            new Change.Insert(WorkspaceRows.MemberKey(member.Id), WorkspaceRows.Value(member)),
            new Change.Insert(WorkspaceRows.IdentityKey(turn.Who.Identity), value),
            // One row of this key: of two accounts of one person that come first at once, one joins the other's member.
            .. email is null ? [] : new[] { new Change.Insert(WorkspaceRows.EmailKey(email), value) },
            // One row of this key: of two who come first at once, one is the admin.
            .. member.Role == Role.Admin ? new[] { new Change.Insert(WorkspaceRows.FirstAdminKey, "{}") } : [],
        ], cancel);
        return joined ? member : await LookAgain(turn, cancel);
    }

    /// <summary>Another account of somebody who is a member already: the verified address says so. Null where they have left.</summary>
    private async ValueTask<Member?> JoinAs(Turn turn, Row mail, CancellationToken cancel)
    {
        if (await Known(turn, mail, cancel) is not { } row) return null;
        var before = WorkspaceRows.Member(row);
        var member = before with { Identities = [.. before.Identities, turn.Who.Identity] };
        var joined = await Written(turn, $"join-{member.Id}",
        [
            new Change.Replace(row.Key, WorkspaceRows.Value(member), row.ETag),
            new Change.Insert(WorkspaceRows.IdentityKey(turn.Who.Identity), WorkspaceRows.Value(new Identity { Member = member.Id })),
        ], cancel);
        return joined ? member : await LookAgain(turn, cancel);
    }

    /// <summary>A member whose verified address was not known when they joined: from now on their other accounts are found by it. Where it is another member's, it stays theirs.</summary>
    private async ValueTask<Member> Addressed(Turn turn, Row row, CancellationToken cancel)
    {
        var member = WorkspaceRows.Member(row);
        if (!IsAddressed(turn, member) || EmailOf(turn.Who) is not { } email) return member;
        var taken = await store.Get(turn.Workspace, WorkspaceRows.EmailKey(email), cancel) is not null;
        var known = member with { Email = taken ? "" : email };
        // Under the turn that people last wrote them in: this is no change that Undo should stop at.
        var written = await Written(turn, row.Turn,
        [
            new Change.Replace(row.Key, WorkspaceRows.Value(known), row.ETag),
            // Another member's stays theirs, and is not asked for again.
            .. taken ? [] : new[] { new Change.Insert(WorkspaceRows.EmailKey(email), WorkspaceRows.Value(new Identity { Member = member.Id })) },
        ], cancel);
        return written ? known : member;
    }

    /// <summary>Whether their address is said now for the first time.</summary>
    private static bool IsAddressed(Turn turn, Member member) => member.Email is null && EmailOf(turn.Who) is not null;

    /// <summary>One that no key could hold is nobody's.</summary>
    private static string? EmailOf(Speaker who) =>
        who.Email?.Trim().ToLowerInvariant() is { Length: > 0 } email && WorkspaceRows.EmailKey(email).Length <= RowLimits.CharsPerKey ? email : null;

    private async ValueTask<Row?> Known(Turn turn, Row identity, CancellationToken cancel)
    {
        people.Forget(turn.Workspace);
        return await store.Get(turn.Workspace, WorkspaceRows.MemberKey(WorkspaceRows.Identity(identity).Member), cancel);
    }

    private async ValueTask<bool> Written(Turn turn, string by, IReadOnlyList<Change> changes, CancellationToken cancel)
    {
        var result = await store.Commit(turn.Workspace, by, changes, cancel);
        people.Forget(turn.Workspace);
        return result is CommitResult.Committed;
    }

    /// <summary>Somebody else came at the same moment, perhaps this very person on another device.</summary>
    private async ValueTask<Member?> LookAgain(Turn turn, CancellationToken cancel)
    {
        var (roster, _) = await people.Of(turn.Workspace, cancel);
        return await Join(turn, await store.Get(turn.Workspace, WorkspaceRows.IdentityKey(turn.Who.Identity), cancel), roster, cancel, second: true);
    }

    private static Member NewMember(Speaker who, Roster roster, bool first)
    {
        var word = new string([.. who.Name.ToLowerInvariant().TakeWhile(c => c != ' ').Where(char.IsLetterOrDigit)]);
        var handle = word.Length == 0 ? "member" : word;
        var taken = roster.Members.Select(member => member.Handle).ToHashSet(StringComparer.Ordinal);
        var free = Enumerable.Range(1, taken.Count + 2).Select(n => n == 1 ? handle : $"{handle}{n}").First(name => !taken.Contains(name));
        return new()
        {
            Id = TurnIds.Fingerprint("member", who.Identity)[..16],
            Name = who.Name,
            Handle = free,
            Role = first ? Role.Admin : Role.Rep,
            Language = who.Language is { } language ? Wording.In(language).Language : "",
            Zone = who.Zone is { } zone && Zones.Rules.GetZoneOrNull(zone) is not null ? zone : "Etc/UTC",
            Identities = [who.Identity],
            Email = EmailOf(who),
        };
    }

    /// <summary>
    /// The line with the people whom the platform resolved under their handles, so that it says the same when a button carries it on, and with the rooms
    /// that it names known. Whoever is no member yet stays as the platform named them.
    /// </summary>
    public async ValueTask<Turn> Resolved(Turn turn, CancellationToken cancel)
    {
        var said = (Input.Said)turn.What;
        var (roster, rooms) = await people.Of(turn.Workspace, cancel);
        foreach (var place in said.Mentions.Select(mention => mention.Room).OfType<Place>().DistinctBy(place => place.Room))
            if (!turn.Who.Guest && rooms.All(room => room.Id != place.Room)) await Seen(turn with { Where = place }, null, cancel);
        return turn with { What = Mentioning.Handles(said, roster) };
    }

    private static Room? Kept(IReadOnlyList<Room> rooms, string id)
    {
        for (var i = 0; i < rooms.Count; i++)
            if (rooms[i].Id == id) return rooms[i];
        return null;
    }

    private static bool IsStill(Room known, Place now) => known.Name == now.Name && known.Address == now.Address.Value && known.Audience == now.Audience;

    /// <summary>The room as the rows know it; one that is new, or has another name or audience now, is written first.</summary>
    private async ValueTask<Room?> Seen(Turn turn, Row? row, CancellationToken cancel)
    {
        if (turn.Where.Audience == Audience.Direct) return null;
        row ??= await store.Get(turn.Workspace, WorkspaceRows.RoomKey(turn.Where.Room), cancel);
        var known = row is null ? null : WorkspaceRows.Room(row);
        var seen = (known ?? new Room { Id = turn.Where.Room, Name = "", Address = "" }) with
        {
            Name = turn.Where.Name, Address = turn.Where.Address.Value, Audience = turn.Where.Audience,
        };
        if (known is not null && IsStill(known, turn.Where)) return known;
        Change change = row is null ? new Change.Insert(WorkspaceRows.RoomKey(seen.Id), WorkspaceRows.Value(seen)) : new Change.Replace(row.Key, WorkspaceRows.Value(seen), row.ETag);
        // Under the turn that people last wrote it in: what the platform says of a room is no change that Undo should stop at.
        await store.Commit(turn.Workspace, row?.Turn ?? $"seen-{clock.GetCurrentInstant().ToUnixTimeMilliseconds()}", [change], cancel);
        people.Forget(turn.Workspace);
        return seen;
    }
}
