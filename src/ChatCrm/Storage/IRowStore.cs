namespace ChatCrm.Storage;

/// <summary>
/// Rows in partitions: the only port to a database. A partition is a workspace (or the directory); a row's key says what it is.
/// Keys are compared by UTF-16 code unit (ordinal). All stores have the same limits, <see cref="RowLimits"/>, and refuse what exceeds
/// them with <see cref="RowLimitException"/> before anything is sent. A store that cannot be reached throws <see cref="StoreUnavailableException"/>.
/// </summary>
public interface IRowStore
{
    /// <summary>The row, or null where there is none.</summary>
    ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default);

    /// <summary>The rows of several keys in one wave: one entry per key asked for, in that order, null where there is none.</summary>
    ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default);

    /// <summary>Several key ranges in one wave: one page per range asked for, in that order.</summary>
    ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default);

    /// <summary>
    /// All changes, or none: one atomic batch, on disk before it returns. A condition that does not hold makes the whole batch a
    /// <see cref="CommitResult.Conflict"/>; it never throws for that. An unknown result (time-out after sending) throws <see cref="StoreUnavailableException"/>
    /// with <see cref="StoreUnavailableException.MayHaveHappened"/>.
    /// </summary>
    /// <param name="turn">The id of the turn that writes: kept with each row written, as <see cref="Row.Turn"/>.</param>
    ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default);
}

/// <summary>A stored row. <paramref name="Value"/> is JSON; <paramref name="Turn"/> is the turn that last wrote it; <paramref name="ETag"/> is opaque and changes with every write.</summary>
public sealed record Row(string Key, string Value, string Turn, string ETag)
{
    private ReadOnce _read;

    /// <summary>What is read of the value, read once: a store may hand the same row out again.</summary>
    internal T Once<T, TBy>(TBy by, Func<Row, TBy, T> read) where T : class => _read.Of<T>(Value) ?? _read.Keep(Value, read(this, by));
}

/// <summary>Keys from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive), ascending, at most <paramref name="Limit"/> rows.</summary>
/// <param name="Continue">The <see cref="Page.Continue"/> of the page before, or null for the first.</param>
public sealed record KeyRange(string From, string To, int Limit, string? Continue = null)
{
    /// <summary>All keys that begin with <paramref name="prefix"/> (not empty).</summary>
    public static KeyRange Prefix(string prefix, int limit, string? from = null) => new(from ?? prefix, Keys.After(prefix), limit);
}

/// <summary>One page of a range: full, or the range has ended and <paramref name="Continue"/> is null. A store whose own pages may be short goes on until one of the two is so.</summary>
public sealed record Page(IReadOnlyList<Row> Rows, string? Continue)
{
    private ReadOnce _read;

    /// <summary>What is read of all rows together, read once: a store may hand the same page out again.</summary>
    internal T Once<T>(Func<Page, T> read) where T : class => _read.Of<T>(Rows) ?? _read.Keep(Rows, read(this));
}

/// <summary>What was read of a record's part, and of which: a copy of the record may have another one. No part of what the record is: all are equal.</summary>
internal struct ReadOnce : IEquatable<ReadOnce>
{
    private Reading? _known;

    /// <summary>Null where nothing of the kind was read of it.</summary>
    public readonly T? Of<T>(object part) where T : class => _known is { } known && ReferenceEquals(known.Part, part) && known.What is T kept ? kept : null;

    public T Keep<T>(object part, T what) where T : class
    {
        _known = new(part, what);
        return what;
    }

    public readonly bool Equals(ReadOnce other) => true;

    public override readonly bool Equals(object? other) => other is ReadOnce;

    public override readonly int GetHashCode() => 0;

    /// <summary>In one object, so that several threads see both or neither.</summary>
    private sealed record Reading(object Part, object What);
}

/// <summary>One row's change. Each key at most once in a commit.</summary>
public abstract record Change(string Key)
{
    /// <summary>A new row; conflicts where the key exists.</summary>
    public sealed record Insert(string Key, string Value) : Change(Key);

    /// <summary>Insert or replace, whatever is there.</summary>
    public sealed record Put(string Key, string Value) : Change(Key)
    {
        /// <summary>The turn that the row names, where it is not the commit's: a row that is copied keeps its own. Null for the commit's.</summary>
        public string? Turn { get; init; }
    }

    /// <summary>Replace; conflicts unless the row is there with this tag.</summary>
    public sealed record Replace(string Key, string Value, string ETag) : Change(Key)
    {
        /// <summary>As <see cref="Put.Turn"/>: what the service notes in a row, or holds against others by it, is no change that Undo should stop at.</summary>
        public string? Turn { get; init; }
    }

    /// <summary>Delete. With a tag: conflicts unless the row is there with it. Without: no matter whether it is there.</summary>
    public sealed record Delete(string Key, string? ETag = null) : Change(Key);
}

/// <summary>How a commit ended.</summary>
public abstract record CommitResult
{
    public sealed record Committed : CommitResult;

    /// <summary>Nothing was written; the condition on <paramref name="Key"/> did not hold.</summary>
    public sealed record Conflict(string Key) : CommitResult;
}

/// <summary>The store did not answer, or answered that it cannot.</summary>
public sealed class StoreUnavailableException(string message, bool mayHaveHappened, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True where a commit may have been carried out all the same: re-read the turn's id before saying either.</summary>
    public bool MayHaveHappened { get; } = mayHaveHappened;

    /// <summary>True where it answered that this service may not, or that it is not there: waiting does not help.</summary>
    public bool Refused { get; init; }
}

/// <summary>Something exceeds <see cref="RowLimits"/>; the message says what and by how much. A defect of the caller.</summary>
public sealed class RowLimitException(string message) : Exception(message);
