using NodaTime;

namespace ChatCrm.Storage;

/// <summary>What a kind of row is to the trail and to Undo.</summary>
public enum RowRole
{
    /// <summary>What people entered: audited, undone.</summary>
    Record,

    /// <summary>Follows from one record's value alone.</summary>
    Index,

    /// <summary>Follows from several records: recomputed.</summary>
    Derived,

    /// <summary>Only rises; never undone.</summary>
    Counter,

    /// <summary>The house's own books: turns, trail, outbox, ledger, drafts, jobs.</summary>
    Book,
}

/// <summary>What erasing a person or a customer does with rows of a kind.</summary>
public enum Erasure
{
    /// <summary>Holds nothing about people.</summary>
    Nothing,

    /// <summary>Goes with the customer.</summary>
    WithCustomer,

    /// <summary>Goes with the member.</summary>
    WithMember,

    /// <summary>Goes by its own retention, which is at most a week.</summary>
    SoonGone,
}

/// <summary>One kind of row.</summary>
/// <param name="Pattern">The parts of its keys: literal, or '*' for any one; a last '**' stands for one or more.</param>
/// <param name="Owner">The folder that reads and writes it.</param>
/// <param name="Personal">The fields of its value that hold personal data ("*" = all).</param>
public sealed record RowKind(string Pattern, string Owner, RowRole Role, Erasure Erasure, IReadOnlyList<string> Personal)
{
    /// <summary>True for rows of the directory, which no workspace owns; all others lie in a workspace's own partition.</summary>
    public bool Shared { get; init; }

    /// <summary>How long rows of this kind are kept after they were written; null as long as what they belong to.</summary>
    public Duration? Retention { get; init; }

    /// <summary>The instant that <see cref="Retention"/> counts from, read off a row's value; needed where there is one.</summary>
    public Func<Row, Instant>? Since { get; init; }

    /// <summary>Index rows of a record, from its key and value; pure. Their kinds are of role <see cref="RowRole.Index"/>.</summary>
    public Func<string, string, IEnumerable<IndexRow>>? Index { get; init; }

    /// <summary>The keys of the derived rows that a record of this kind counts in, from its key.</summary>
    public Func<string, IEnumerable<string>>? Derives { get; init; }

    /// <summary>What the keys of all that lies below a record of this kind begin with, from its key: while others' records are there, Undo does not take it away.</summary>
    public Func<string, string>? Under { get; init; }

    /// <summary>The member who owns a customer, from the value of its file; only files have one.</summary>
    public Func<string, string>? OwnerOf { get; init; }

    /// <summary>True where a record of that value is a member's own to change, whoever owns the customer.</summary>
    public Func<string, string, bool>? Concerns { get; init; }

    /// <summary>The member whose own page shows a record of that value; a file is on its owner's.</summary>
    public Func<string, string>? OnPageOf { get; init; }

    /// <summary>What is done outside where a record of this kind changes; null where nothing outside follows it.</summary>
    public Mirror? Mirrored { get; init; }

    /// <summary>What the service is woken for where a record of this kind changes, by whatever turn, an undo too: from its value before and after. Null where nothing waits for it.</summary>
    public Func<string?, string?, IEnumerable<Wake>>? Wakes { get; init; }

    /// <summary>The value of a derived row from the records as they will be; null where it has none.</summary>
    public Func<string, Rows, CancellationToken, ValueTask<string?>>? Recompute { get; init; }
}

/// <summary>Something outside that follows the records of a kind: every commit that changes one asks for the errand, with the record's key.</summary>
/// <param name="Wants">Whether a record of that value stands outside: asked of the value before and of the one after, so what never stood there costs nothing.</param>
public sealed record Mirror(string Errand, Func<string, bool> Wants);

/// <summary>A turn of the service's own that is asked for.</summary>
/// <param name="What">The id of the wake route.</param>
/// <param name="Id">Whom or what it is for.</param>
public sealed record Wake(string What, string Id);

/// <summary>An index row: it is written and deleted together with its record.</summary>
public sealed record IndexRow(string Key, string Value);

/// <summary>Every kind of row there is. A commit of a key that no kind describes is refused, so privacy has nothing to hunt for.</summary>
public sealed class RowKinds
{
    private readonly ILookup<string, (string[] Parts, RowKind Kind)> _byFirst;

    public RowKinds(IEnumerable<RowKind> kinds)
    {
        All = [.. kinds];
        _byFirst = All.Select(kind => (Parts: kind.Pattern.Split(Keys.Separator), Kind: kind)).ToLookup(entry => entry.Parts[0]);
        foreach (var kind in All.Where(kind => kind.Retention is not null && kind.Since is null))
            throw new InvalidOperationException($"Rows of {kind.Pattern} have a retention and nothing to count it from.");
    }

    public IReadOnlyList<RowKind> All { get; }

    /// <summary>The kind of a key.</summary>
    /// <exception cref="InvalidOperationException">No kind describes it.</exception>
    public RowKind Of(string key)
    {
        var parts = key.Split(Keys.Separator);
        foreach (var (pattern, kind) in _byFirst[parts[0]])
            if (Fits(pattern, parts)) return kind;
        throw new InvalidOperationException($"No row kind describes keys of '{parts[0]}' with {parts.Length} parts: register it in its folder's store.");
    }

    /// <summary>The kind of a key, which must lie in the directory, or must not.</summary>
    /// <exception cref="InvalidOperationException">No kind describes it there.</exception>
    public RowKind Of(string key, bool shared) =>
        Of(key) is var kind && kind.Shared == shared ? kind : throw new InvalidOperationException($"Rows of {kind.Pattern} lie {(kind.Shared ? "in the directory" : "in a workspace")} alone.");

    /// <summary>The changes of index rows that follow from a record's old and new value.</summary>
    public IEnumerable<Change> IndexChanges(string key, string? before, string? after)
    {
        if (Of(key).Index is not { } index) yield break;
        var old = Read(before);
        var now = Read(after);
        foreach (var gone in old.Keys.Except(now.Keys)) yield return new Change.Delete(gone);
        foreach (var (row, value) in now)
            if (!old.TryGetValue(row, out var was) || was != value) yield return new Change.Put(row, value);

        Dictionary<string, string> Read(string? value) => value is null
            ? []
            : index(key, value).DistinctBy(row => row.Key, StringComparer.Ordinal).ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
    }

    private static bool Fits(string[] pattern, string[] parts)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == "**") return parts.Length > i;
            if (i >= parts.Length || (pattern[i] != "*" && pattern[i] != parts[i])) return false;
        }
        return parts.Length == pattern.Length;
    }
}
