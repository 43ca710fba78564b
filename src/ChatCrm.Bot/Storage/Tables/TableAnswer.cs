using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Azure;
using Azure.Identity;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage.Tables;

/// <summary>What the service said to a request, or that it said nothing (<paramref name="Status"/> 0).</summary>
/// <param name="Code">The service's word for what is wrong (https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes), or empty.</param>
internal sealed record TableAnswer(int Status, string Code)
{
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>Where a list goes on; its second half may be missing, and a page that has one may be empty.</summary>
    public (string Partition, string? Row)? Next { get; private init; }

    /// <summary>How long the service wants to be left alone.</summary>
    public TimeSpan RetryAfter { get; private init; }

    /// <summary>Whether it is about one change of a batch, and not about the request.</summary>
    public bool IsOfChange { get; init; }

    /// <summary>Which change of a batch failed, counted from 0; null where the service did not say.</summary>
    public int? Index { get; init; }

    public Exception? Failure { get; private init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the same request may succeed soon.</summary>
    public bool IsTransient => Status is 0 or 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Whether the service refused before it did anything: an overloaded one says so, other failures say nothing of what happened.</summary>
    public bool IsRefusal => Status is > 0 and < 500 and not 408 || Code == "ServerBusy";

    /// <summary>Whether a row was not as a change wants it.</summary>
    public bool IsConflict => IsOfChange && Status is (404 or 409 or 412) && !IsNoTable;

    public bool IsNoTable => Status == 404 && Code == "TableNotFound";

    public static TableAnswer None(Exception? failure) => new(0, "") { Failure = failure };

    public static TableAnswer Of(Response response)
    {
        var body = response.ContentStream is null ? default : response.Content.ToMemory();
        var headers = response.Headers;
        return new(response.Status, headers.TryGetValue("x-ms-error-code", out var code) ? code! : response.IsError ? ErrorIn(body.Span).Code : "")
        {
            Body = body,
            Next = headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition) ? (partition!, headers.TryGetValue("x-ms-continuation-NextRowKey", out var row) ? row : null) : null,
            RetryAfter = headers.TryGetValue("Retry-After", out var seconds) && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait) ? TimeSpan.FromSeconds(wait) : TimeSpan.Zero,
        };
    }

    /// <summary>What the service says is wrong; empty where it says so in another way than in JSON.</summary>
    /// <param name="text">Begins before the JSON, and may go on behind it.</param>
    public static (string Code, string Message) ErrorIn(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOf((byte)'{');
        if (at < 0) return ("", "");
        try
        {
            var reader = new Utf8JsonReader(text[at..]);
            using var json = JsonDocument.ParseValue(ref reader);
            var error = json.RootElement.GetProperty("odata.error");
            return (error.GetProperty("code").GetString() ?? "", error.GetProperty("message").GetProperty("value").GetString() ?? "");
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException) { return ("", ""); }
    }

    /// <summary>The failure that this answer is. Its words are the status and the code: a message might repeat a key.</summary>
    public StoreUnavailableException Unavailable(bool mayHaveHappened = false) =>
        new(Status == 0 ? $"Table Storage does not answer ({Failure?.GetBaseException().GetType().Name})." : $"Table Storage answered {Status} {Code}.", mayHaveHappened, Failure) { Refused = IsForGood };

    /// <summary>Whether the settings are wrong, or a right is missing: no such host, no sign-in, or the service says so.</summary>
    private bool IsForGood => Status is >= 400 and < 500 ? !IsTransient : Failure is AuthenticationFailedException || Failure?.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound };
}
