using System.Buffers;
using System.Text;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>
/// Writes changes as one entity group transaction (https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions): a changeset of
/// HTTP requests within a multipart body, all done or none.
/// </summary>
internal sealed class BatchBody
{
    // https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions#requirements-for-entity-group-transactions
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> body = new(4096);
    private readonly TableUrls urls;
    private readonly string partition, turn, op;

    private BatchBody(TableUrls urls, string partition, string turn, string op) => (this.urls, this.partition, this.turn, this.op) = (urls, partition, turn, op);

    /// <summary>The content type of the body of a commit.</summary>
    public static string ContentType(string op) => $"multipart/mixed; boundary=batch_{op}";

    /// <exception cref="RowLimitException">It is more than the service takes; Azurite would take it.</exception>
    public static ReadOnlyMemory<byte> Of(TableUrls urls, string partition, string turn, string op, IEnumerable<Change> changes)
    {
        var batch = new BatchBody(urls, partition, turn, op);
        batch.Add($"--batch_{op}\r\nContent-Type: multipart/mixed; boundary=changeset_{op}\r\n\r\n");
        foreach (var change in changes) batch.Add(change);
        batch.Add($"--changeset_{op}--\r\n--batch_{op}--\r\n");
        var written = batch.body.WrittenMemory;
        return written.Length <= MostBytes ? written : throw new RowLimitException($"A commit takes at most {MostBytes} bytes on its way to Table Storage, not {written.Length}.");
    }

    private void Add(Change change)
    {
        Add($"--changeset_{op}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        switch (change)
        {
            case Change.Insert insert: Add($"POST {urls.InBatch()}", null, change.Key, insert.Value, turn); break;
            case Change.Put put: Add($"PUT {urls.InBatch(partition, change.Key)}", null, change.Key, put.Value, put.Turn ?? turn); break;
            case Change.Replace replace: Add($"PUT {urls.InBatch(partition, change.Key)}", replace.ETag, change.Key, replace.Value, replace.Turn ?? turn); break;
            case Change.Delete delete: Add($"DELETE {urls.InBatch(partition, change.Key)}", delete.ETag ?? "*", change.Key, null, turn); break;
        }
    }

    /// <param name="tag">The row's tag as it must be; "*" for any row that is there; null for no condition.</param>
    /// <param name="wrote">The turn that the row names.</param>
    private void Add(string request, string? tag, string key, string? value, string wrote)
    {
        Add($"{request} HTTP/1.1\r\nAccept: {TableClient.Json}\r\nDataServiceVersion: 3.0\r\n");
        if (tag is not null) Add($"If-Match: {tag}\r\n");
        if (value is not null)
        {
            Add("Content-Type: application/json\r\nPrefer: return-no-content\r\n\r\n");
            EntityJson.Write(body, partition, key, wrote, op, value);
        }
        Add("\r\n\r\n");
    }

    private void Add(string text) => Encoding.UTF8.GetBytes(text, body);
}
