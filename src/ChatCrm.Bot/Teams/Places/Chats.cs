using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Teams.Places;

/// <summary>The conversations that the app is in, and how people are reached. Each is kept for a while, and written only when something of it is new.</summary>
internal sealed class Chats(IRowStore store, IClock clock)
{
    private const int Most = 20_000, MostTries = 8;

    // No person's turn: nothing of it is undone.
    private const string Turn = "chat";

    /// <summary>Another process' change is seen by then.</summary>
    private static readonly Duration Fresh = Duration.FromSeconds(30);

    private readonly Kept<string, ChatRow> _chats = new(Fresh, Most, clock);
    private readonly Kept<(string, string), PersonRow> _people = new(Fresh, Most, clock);

    /// <summary>A conversation; null where the app never was.</summary>
    public async ValueTask<ChatRow?> Of(string conversation, CancellationToken cancel)
    {
        // Where it was taken away it may be back, which another process was told.
        if (_chats.TryGet(conversation, out var kept) && kept.Gone is null) return kept;
        var before = _chats.Forgotten;
        return await store.Get(DirectoryRows.Partition, ChatRow.KeyOf(conversation), cancel) is { } row ? _chats.Keep(conversation, row.Read(ChatJson.Default.ChatRow), before) : null;
    }

    /// <summary>How somebody is reached; null for whom the app never met.</summary>
    public async ValueTask<PersonRow?> Person(string tenant, string account, CancellationToken cancel)
    {
        if (_people.TryGet((tenant, account), out var kept) && kept.Unreachable is null) return kept;
        var before = _people.Forgotten;
        return await store.Get(DirectoryRows.Partition, PersonRow.KeyOf(tenant, account), cancel) is { } row ? _people.Keep((tenant, account), row.Read(ChatJson.Default.PersonRow), before) : null;
    }

    /// <summary>False where the conversation is another tenant's, or the app was taken away from it.</summary>
    public async ValueTask<bool> Admits(Whence from, CancellationToken cancel) => await Of(from.Conversation, cancel) is not { } known || (known.Tenant == from.Tenant && known.Gone is null);

    /// <summary>Somebody spoke to the app: what is new of the conversation and of them is kept.</summary>
    /// <returns>False where it may not be kept: see <see cref="Admits"/>.</returns>
    public async ValueTask<bool> Heard(Whence from, CancellationToken cancel)
    {
        if (!await Admits(from, cancel)) return false;
        var known = await Of(from.Conversation, cancel);
        // Teams' word that the app came may have been lost.
        if (known is null) await Write([new Change.Put(ChatRow.TenantKey(from.Tenant, from.Conversation), "{}")], cancel);
        if (known is null || known != Now(known, from))
            await Change(from.Conversation, row => row is { Gone: not null } || row?.Tenant.Equals(from.Tenant, StringComparison.Ordinal) == false ? null : Now(row, from), cancel);
        await Meet(from, cancel);
        return true;
    }

    /// <summary>The app came to a conversation. What Teams tells late, of a time before it was taken away, changes nothing.</summary>
    /// <returns>Whether it is there, and whether it was not before: it is told so more than once.</returns>
    public async ValueTask<(bool Here, bool Fresh)> Came(Whence from, Instant at, CancellationToken cancel)
    {
        var (here, fresh) = (false, false);
        await Change(from.Conversation, row =>
        {
            var ours = row is null || row.Tenant == from.Tenant;
            fresh = ours && (row is null || row.Gone < Milliseconds(at) || row is { Gone: null, Greeted: false });
            here = fresh || (ours && row!.Gone is null);
            return fresh ? Now(null, from) with { At = Milliseconds(at), Greeted = true } : row;
        }, cancel);
        // Also where it was there: somebody may have spoken first, or the first time ended half way.
        if (here) await Write([new Change.Put(ChatRow.TenantKey(from.Tenant, from.Conversation), "{}")], cancel);
        return (here, fresh);
    }

    /// <summary>It was taken away. What Teams tells late, of a time before it came, changes nothing; told twice, the second time brings the first to its end.</summary>
    /// <param name="remembers">Whether that is kept of a conversation that it never came to: Teams may tell of its coming later.</param>
    /// <returns>Whether it did leave, and whether the tenant has it nowhere any more.</returns>
    public async ValueTask<(bool Left, bool Last)> Left(Whence from, Instant at, bool remembers, CancellationToken cancel)
    {
        var (left, when) = (false, Milliseconds(at));
        await Change(from.Conversation, row =>
        {
            left = row is null ? remembers : row.Tenant == from.Tenant && row.At <= when && (row.Gone is null || row.Gone == when);
            return left ? (row ?? Now(null, from) with { At = when }) with { Gone = when } : row;
        }, cancel);
        if (!left) return (false, false);
        await Write([new Change.Delete(ChatRow.TenantKey(from.Tenant, from.Conversation))], cancel);
        return (true, (await store.List(DirectoryRows.Partition, [KeyRange.Prefix(Keys.Under(ChatRow.ByTenant, from.Tenant), 1)], cancel))[0].Rows.Count == 0);
    }

    /// <summary>A channel that was deleted is there again.</summary>
    public ValueTask Restored(Whence from, Instant at, CancellationToken cancel) =>
        Change(from.Conversation, row => row is not null && row.Tenant == from.Tenant && row.Gone < Milliseconds(at) ? row with { Gone = null } : row, cancel);

    /// <summary>Somebody as Teams describes them; a direct chat of theirs, where this is one.</summary>
    public async ValueTask Meet(Whence from, CancellationToken cancel)
    {
        if (from.Account.Length == 0) return;
        var direct = from.Kind == ChatKind.Personal;
        await ChangePerson(from.Tenant, from.Account, row => (row ?? new() { Mri = from.Mri, Service = Text(from.Service) }) with
        {
            Mri = from.Mri,
            Service = direct || row is null ? Text(from.Service) : row.Service,
            Conversation = direct ? from.Conversation : row?.Conversation ?? "",
            Unreachable = direct ? null : row?.Unreachable,
        }, cancel);
    }

    /// <summary>A direct chat was opened with somebody.</summary>
    public ValueTask Opened(string tenant, string account, string conversation, CancellationToken cancel) =>
        ChangePerson(tenant, account, row => row is null ? null : row with { Conversation = conversation }, cancel);

    /// <summary>Teams says that somebody cannot be written to, until they come back themselves.</summary>
    public ValueTask Unreachable(string tenant, string account, CancellationToken cancel) =>
        ChangePerson(tenant, account, row => row is null || row.Unreachable is not null ? row : row with { Unreachable = Milliseconds(clock.GetCurrentInstant()) }, cancel);

    private ChatRow Now(ChatRow? row, Whence from) => (row ?? new() { Tenant = from.Tenant, Service = "", At = Milliseconds(clock.GetCurrentInstant()) }) with
    {
        Service = Text(from.Service), Kind = from.Kind, Shared = from.Shared || row?.Shared == true, Name = from.RoomName.Length > 0 ? from.RoomName : row?.Name ?? "",
    };

    private async ValueTask Change(string conversation, Func<ChatRow?, ChatRow?> change, CancellationToken cancel)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var row = await store.Get(DirectoryRows.Partition, ChatRow.KeyOf(conversation), cancel);
            var before = row?.Read(ChatJson.Default.ChatRow);
            if (change(before) is not { } after || before == after) return;
            var written = await Write([Conditional(ChatRow.KeyOf(conversation), row, after.Write(ChatJson.Default.ChatRow))], cancel);
            _chats.Forget(conversation);
            if (written) return;
        }
    }

    private async ValueTask ChangePerson(string tenant, string account, Func<PersonRow?, PersonRow?> change, CancellationToken cancel)
    {
        if (_people.TryGet((tenant, account), out var kept) && kept == change(kept)) return;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var row = await store.Get(DirectoryRows.Partition, PersonRow.KeyOf(tenant, account), cancel);
            var before = row?.Read(ChatJson.Default.PersonRow);
            if (change(before) is not { } after) return;
            if (before == after) { _people.Keep((tenant, account), after); return; }
            var written = await Write([Conditional(PersonRow.KeyOf(tenant, account), row, after.Write(ChatJson.Default.PersonRow))], cancel);
            _people.Forget((tenant, account));
            if (written) return;
        }
    }

    private static Change Conditional(string key, Row? before, string after) => before is null ? new Change.Insert(key, after) : new Change.Replace(key, after, before.ETag);

    private async ValueTask<bool> Write(IReadOnlyList<Change> changes, CancellationToken cancel) => await store.Commit(DirectoryRows.Partition, Turn, changes, cancel) is CommitResult.Committed;

    private static string Text(Uri service) => service.AbsoluteUri;

    private static long Milliseconds(Instant at) => at.ToUnixTimeMilliseconds();
}
