using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Passes a request on, and gives its answer.</summary>
internal delegate Task<HttpResponseMessage> PassOn();

/// <summary>What lies between the store and the service: counts what is asked, and treats the next requests as it is told; those after them go through.</summary>
internal sealed class Wire : DelegatingHandler
{
    private readonly ConcurrentQueue<Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>>> next = [];
    private readonly ConcurrentQueue<string> asked = [];
    private int atOnce, most;

    public Wire() : base(new SocketsHttpHandler()) { }

    /// <summary>Method and last part of the path of each request, without keys: "GET", "POST $batch".</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>How many were under way at the same time.</summary>
    public int MostAtOnce => most;

    /// <summary>The service takes what is sent and says nothing, for as long as anybody waits.</summary>
    public bool Hangs { get; set; }

    /// <summary>Does this to every request that no <see cref="Next"/> is for.</summary>
    public Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>> Always { get; set; } = (_, pass) => pass();

    public Wire Next(Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>> deed)
    {
        next.Enqueue(deed);
        return this;
    }

    /// <summary>The service does it, and its answer is lost.</summary>
    public static async Task<HttpResponseMessage> LoseAnswer(HttpRequestMessage request, PassOn pass)
    {
        (await pass()).Dispose();
        throw new HttpRequestException(HttpRequestError.ResponseEnded);
    }

    /// <summary>The service never hears of it, though all of it was sent.</summary>
    public static async Task<HttpResponseMessage> LoseRequest(HttpRequestMessage request, PassOn pass)
    {
        if (request.Content is { } body) await body.LoadIntoBufferAsync();
        throw new HttpRequestException(HttpRequestError.ResponseEnded);
    }

    /// <summary>The service does it, and says so in a way that ends in the middle.</summary>
    public static async Task<HttpResponseMessage> CutOff(HttpRequestMessage request, PassOn pass)
    {
        var answer = await pass();
        var body = await answer.Content.ReadAsByteArrayAsync();
        return Answer(answer.StatusCode, Encoding.UTF8.GetString(body.AsSpan(0, body.Length / 2)));
    }

    /// <summary>The service answers this without doing it.</summary>
    public static Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>> Say(int status, string code, string? retryAfter = null) => async (request, _) =>
    {
        if (request.Content is { } body) await body.LoadIntoBufferAsync();
        var answer = Answer((HttpStatusCode)status, Error(code));
        if (retryAfter is not null) answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return answer;
    };

    /// <summary>The service does it, and answers this.</summary>
    public static Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>> DoAndSay(int status, string code) => async (request, pass) =>
    {
        (await pass()).Dispose();
        return Answer((HttpStatusCode)status, Error(code));
    };

    /// <summary>A batch of which one change is said to have failed; nothing is done.</summary>
    public static Func<HttpRequestMessage, PassOn, Task<HttpResponseMessage>> SayOfChange(int status, string code, int index) => async (request, _) =>
    {
        await request.Content!.LoadIntoBufferAsync();
        return Answer(HttpStatusCode.Accepted,
            $"--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            + $"HTTP/1.1 {status} Failed\r\nContent-Type: application/json\r\n\r\n{Error(code, $"{index}:What is wrong.\\nRequestId:1")}\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n");
    };

    public static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var last = request.RequestUri!.Segments[^1];
        asked.Enqueue(last.Contains('(', StringComparison.Ordinal) ? request.Method.Method : $"{request.Method} {last}");
        var now = Interlocked.Increment(ref atOnce);
        lock (next) most = Math.Max(most, now);
        try
        {
            if (Hangs)
            {
                if (request.Content is { } body) await body.LoadIntoBufferAsync(cancel);
                await Task.Delay(Timeout.Infinite, cancel);
            }
            return await (next.TryDequeue(out var deed) ? deed : Always)(request, () => base.SendAsync(request, cancel));
        }
        finally
        {
            Interlocked.Decrement(ref atOnce);
        }
    }

    private static string Error(string code, string message = "What is wrong.") => $$$"""{"odata.error":{"code":"{{{code}}}","message":{"lang":"en-US","value":"{{{message}}}"} } }""";
}
