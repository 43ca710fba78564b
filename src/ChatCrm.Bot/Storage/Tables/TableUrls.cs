using System.Globalization;
using System.Text;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>Every address and filter that is asked for: what people wrote gets into one here alone, as a quoted and escaped literal.</summary>
internal sealed class TableUrls(TableAccount account, string table)
{
    // As it is written: System.Uri would decode and encode some characters anew, and keys are compared by unit.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly string rows = $"{account.Endpoint}/{table}";

    public string Table => table;

    public Uri Tables => Signed($"{account.Endpoint}/Tables");

    public Uri Batch => Signed($"{account.Endpoint}/$batch");

    public Uri Row(string partition, string key) => Signed(InBatch(partition, key));

    /// <summary>A row's address within a batch, which is signed as a whole.</summary>
    public string InBatch(string partition, string key) => $"{rows}(PartitionKey={Literal(partition)},RowKey={Literal(key)})";

    /// <summary>The table's address within a batch, where rows are inserted.</summary>
    public string InBatch() => rows;

    /// <summary>One page of a range. Three comparisons on the key alone and no "or", which would read the whole partition.</summary>
    /// <param name="top">1 to 1,000 rows.</param>
    /// <param name="next">The service's own tokens of the page before, or null.</param>
    public Uri Range(string partition, KeyRange range, int top, (string Partition, string? Row)? next)
    {
        // Behind the continuation, where that lies within the range.
        var start = range.Continue is { } last && string.CompareOrdinal(last, range.From) >= 0 ? $"gt {Literal(last)}" : $"ge {Literal(range.From)}";
        var url = new StringBuilder(rows).Append("()?$filter=")
            .Append($"PartitionKey eq {Literal(partition)} and RowKey {start} and RowKey lt {Literal(range.To)}".Replace(" ", "%20", StringComparison.Ordinal))
            .Append(CultureInfo.InvariantCulture, $"&$top={top}");
        if (next is var (nextPartition, nextRow))
        {
            url.Append("&NextPartitionKey=").Append(Uri.EscapeDataString(nextPartition));
            if (nextRow is not null) url.Append("&NextRowKey=").Append(Uri.EscapeDataString(nextRow));
        }
        return Signed(url.ToString());
    }

    private Uri Signed(string url) => new(account.Signature.Length == 0 ? url : $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{account.Signature}", AsWritten);

    private static string Literal(string text) => $"'{Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal))}'";
}
