using ChatCrm.Bot.Courier;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Kill;

/// <summary>Everything that a workspace keeps, and whether it fits together.</summary>
internal static class Books
{
    /// <summary>Every row, as text.</summary>
    public static async Task<IReadOnlyList<string>> Read(IRowStore store, string workspace) =>
        [.. (await All(store, workspace)).Select(row => $"{row.Key} {row.Value} {row.Turn}")];

    /// <summary>Fails where an index row is missing, stale or left over, a derived value is not what its records say, or a turn lacks its trail.</summary>
    public static async Task FitTogether(IRowStore store, string workspace, RowKinds kinds)
    {
        var rows = await All(store, workspace);
        var values = rows.ToDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
        IEnumerable<Row> Of(RowRole role) => rows.Where(row => kinds.Of(row.Key).Role == role);
        var indexed = Of(RowRole.Record).SelectMany(row => kinds.Of(row.Key).Index?.Invoke(row.Key, row.Value) ?? [])
            .DistinctBy(row => row.Key).Select(row => $"{row.Key} {row.Value}");
        // A member's return follows from no record: it is looked for whenever they may be back, and finds nothing to do where nothing waits.
        Assert.Equal(indexed.Order(StringComparer.Ordinal), Of(RowRole.Index).Where(row => Keys.Parts(row.Key) is not ["wake", _, FollowUpStore.Back, _]).Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));

        var derived = Of(RowRole.Record).SelectMany(row => kinds.Of(row.Key).Derives?.Invoke(row.Key) ?? []).Concat(Of(RowRole.Derived).Select(row => row.Key));
        foreach (var key in derived.Distinct())
            if (kinds.Of(key).Recompute is { } recompute)
                Assert.Equal(await recompute(key, new(store, workspace), default), values.GetValueOrDefault(key));

        foreach (var row in rows.Where(row => row.Key.StartsWith("turn|", StringComparison.Ordinal)))
            if (row.Read(TurnJson.Default.TurnRow).Undo is { Length: > 0 } undo) Assert.Contains(undo, values);
    }

    private static async Task<List<Row>> All(IRowStore store, string workspace)
    {
        List<Row> rows = [];
        await foreach (var row in Pages.Of(store, workspace, new("!", "~", RowLimits.RowsPerPage), TestContext.Current.CancellationToken)) rows.Add(row);
        return rows;
    }
}
