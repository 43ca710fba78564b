namespace ChatCrm.Storage;

/// <summary>What a handler wants written: the Dispatcher adds the index rows and the trail, and commits all of it at once.</summary>
public sealed class Changes
{
    private readonly Dictionary<string, Edit> _edits = new(StringComparer.Ordinal);

    /// <summary>The edits in the order they were made; one a key, the last one counts.</summary>
    public IEnumerable<Edit> Edits => _edits.Values;

    public bool IsEmpty => _edits.Count == 0;

    /// <summary>A record: kept in the trail, undone by Undo, and its index rows follow it.</summary>
    /// <param name="before">The row as it was read, or null for a new one: the commit conflicts where that is no longer so.</param>
    /// <param name="after">The new value (JSON), or null to delete.</param>
    public Changes Record(string key, Row? before, string? after) => Add(new Edit.Record(key, before, after));

    /// <summary>A value that follows from records: recomputed by Undo, never a reason for a conflict with another person.</summary>
    /// <param name="before">The row as it was read: the commit is run again on fresh rows where it has changed.</param>
    public Changes Derived(string key, Row? before, string? after) => Add(new Edit.Derived(key, before, after));

    /// <summary>A row that Undo never touches: a counter, a draft, a ledger entry.</summary>
    public Changes Raw(Change change) => Add(new Edit.Raw(change));

    /// <summary>These edits and those.</summary>
    public Changes Also(Changes other)
    {
        foreach (var edit in other.Edits) Add(edit);
        return this;
    }

    private Changes Add(Edit edit)
    {
        _edits[edit.Key] = edit;
        return this;
    }
}

/// <summary>One row's part in <see cref="Changes"/>.</summary>
public abstract record Edit(string Key)
{
    public sealed record Record(string Key, Row? Before, string? After) : Edit(Key);

    public sealed record Derived(string Key, Row? Before, string? After) : Edit(Key);

    public sealed record Raw(Change Change) : Edit(Change.Key);
}
