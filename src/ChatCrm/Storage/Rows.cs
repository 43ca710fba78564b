namespace ChatCrm.Storage;

/// <summary>One workspace's rows, for reading; with <paramref name="pending"/> as they will be once those edits are committed.</summary>
public sealed class Rows(IRowStore store, string partition, Changes? pending = null)
{
    /// <summary>The partition that no workspace owns, see <see cref="RowKind.Shared"/>.</summary>
    public const string DirectoryPartition = "directory";

    public string Partition => partition;

    /// <summary>The directory's rows, which all workspaces share.</summary>
    public Rows Directory => new(store, DirectoryPartition);

    /// <summary>The same rows as they will be with these edits.</summary>
    public Rows With(Changes edits) => new(store, partition, edits);

    public ValueTask<Row?> Get(string key, CancellationToken cancel) =>
        Pending(key) is { } edit ? new(After(edit)) : store.Get(partition, key, cancel);

    /// <summary>One entry per key, in that order, null where there is none; one wave.</summary>
    public ValueTask<IReadOnlyList<Row?>> GetMany(IReadOnlyList<string> keys, CancellationToken cancel) => (keys.Count, pending) switch
    {
        (0, _) => new([]),
        (_, null) => store.GetMany(partition, keys, cancel),
        _ => GetPending(keys, cancel),
    };

    /// <summary>The first rows of a range; one wave.</summary>
    public async ValueTask<IReadOnlyList<Row>> List(KeyRange range, CancellationToken cancel) => (await List([range], cancel))[0].Rows;

    /// <summary>Several ranges in one wave.</summary>
    public ValueTask<IReadOnlyList<Page>> List(IReadOnlyList<KeyRange> ranges, CancellationToken cancel) =>
        pending is null ? store.List(partition, ranges, cancel) : ListPending(ranges, cancel);

    /// <summary>All rows below each prefix, however many pages they fill: one wave, and one more for each further page of the longest.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<Row>>> All(IReadOnlyList<string> prefixes, CancellationToken cancel)
    {
        var found = prefixes.Select(_ => new List<Row>()).ToList();
        var ranges = prefixes.Select(prefix => KeyRange.Prefix(prefix, RowLimits.RowsPerPage)).ToList();
        for (var open = ranges.Zip(found).ToList(); open.Count > 0;)
        {
            var pages = await store.List(partition, [.. open.Select(each => each.First)], cancel);
            foreach (var (each, page) in open.Zip(pages)) each.Second.AddRange(page.Rows);
            open = [.. open.Zip(pages).Where(each => each.Second.Continue is not null).Select(each => (each.First.First with { Continue = each.Second.Continue }, each.First.Second))];
        }
        return pending is null ? found : [.. found.Select((rows, i) => Merge(new(rows, null), ranges[i] with { Limit = int.MaxValue }).Rows)];
    }

    private async ValueTask<IReadOnlyList<Row?>> GetPending(IReadOnlyList<string> keys, CancellationToken cancel)
    {
        var found = await store.GetMany(partition, keys, cancel);
        return [.. found.Select((row, i) => Pending(keys[i]) is { } edit ? After(edit) : row)];
    }

    private async ValueTask<IReadOnlyList<Page>> ListPending(IReadOnlyList<KeyRange> ranges, CancellationToken cancel)
    {
        var pages = await store.List(partition, [.. ranges.Select(range => range with { Limit = Math.Min(RowLimits.RowsPerPage, range.Limit + pending!.Edits.Count()) })], cancel);
        return [.. pages.Select((page, i) => Merge(page, ranges[i]))];
    }

    private Page Merge(Page page, KeyRange range)
    {
        var edits = pending!.Edits.Where(edit => Within(edit.Key, range)).ToList();
        var keys = edits.Select(edit => edit.Key).ToHashSet(StringComparer.Ordinal);
        var rows = page.Rows.Where(row => !keys.Contains(row.Key)).Concat(edits.Select(After).OfType<Row>())
            .OrderBy(row => row.Key, StringComparer.Ordinal).Take(range.Limit).ToList();
        return new(rows, page.Continue);
    }

    private static bool Within(string key, KeyRange range) =>
        string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.To) < 0;

    private Edit? Pending(string key) => pending?.Edits.FirstOrDefault(edit => edit.Key == key);

    private static Row? After(Edit edit)
    {
        var value = edit switch
        {
            Edit.Record record => record.After,
            Edit.Derived derived => derived.After,
            Edit.Raw { Change: Change.Insert insert } => insert.Value,
            Edit.Raw { Change: Change.Put put } => put.Value,
            Edit.Raw { Change: Change.Replace replace } => replace.Value,
            _ => null,
        };
        return value is null ? null : new(edit.Key, value, "", "");
    }
}
