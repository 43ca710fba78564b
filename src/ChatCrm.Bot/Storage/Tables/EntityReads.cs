using System.Text.Json;
using Azure.Core;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>Reads rows, each wave side by side; a table that is not there yet holds none.</summary>
internal sealed class EntityReads(TableClient client, TableUrls urls)
{
    private const int AtOnce = 16;

    /// <exception cref="StoreUnavailableException">One of them cannot be read.</exception>
    public Task<Entity?[]> Many(string partition, IReadOnlyList<string> keys, Deadline deadline) => Wave(keys.Count, n => One(partition, keys[n], deadline));

    /// <exception cref="StoreUnavailableException">One of them cannot be read.</exception>
    public Task<Page[]> Pages(string partition, IReadOnlyList<KeyRange> ranges, Deadline deadline) => Wave(ranges.Count, n => OnePage(partition, ranges[n], deadline));

    public async Task<Entity?> One(string partition, string key, Deadline deadline)
    {
        var answer = await client.Send(new(RequestMethod.Get, urls.Row(partition, key)), deadline);
        return answer switch
        {
            { Status: 404, Code: "ResourceNotFound" or "TableNotFound" } => null,
            { IsSuccess: true } => Read(() => EntityJson.Read(answer.Body.Span)),
            _ => throw answer.Unavailable(),
        };
    }

    private async Task<Page> OnePage(string partition, KeyRange range, Deadline deadline)
    {
        var rows = new List<Row>();
        if (string.CompareOrdinal(range.Start(), range.To) >= 0) return new(rows, null);
        // One more than asked for says whether the range goes on; more than a page of the service at its largest costs another request.
        var top = Math.Min(range.Limit + 1, RowLimits.RowsPerPage);
        (string, string?)? next = null;
        do
        {
            var answer = await client.Send(new(RequestMethod.Get, urls.Range(partition, range, top, next)), deadline);
            if (answer.IsNoTable) break;
            if (!answer.IsSuccess) throw answer.Unavailable();
            Read(() => { EntityJson.ReadAll(answer.Body.Span, rows); return rows; });
            next = answer.Next;
        }
        while (next is not null && rows.Count < top);
        if (rows.Count > range.Limit) return range.PageOf(rows[..(range.Limit + 1)]);
        return new(rows, next is null ? null : rows[^1].Key);
    }

    /// <summary>Without a token of its own: each read ends with the deadline, and then says that the store does not answer, not that somebody has left.</summary>
    private static async Task<T[]> Wave<T>(int count, Func<int, Task<T>> read)
    {
        if (count == 1) return [await read(0)];
        var found = new T[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) => found[n] = await read(n));
        return found;
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // Half a surrogate pair is JSON, and no text.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException) { throw new StoreUnavailableException("Table Storage's answer is no row.", mayHaveHappened: false, unreadable); }
    }
}
