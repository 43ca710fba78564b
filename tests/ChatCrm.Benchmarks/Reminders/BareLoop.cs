using System.Globalization;
using System.Net.Http.Headers;

namespace ChatCrm.Benchmarks.Reminders;

/// <summary>The least that can post: as many requests at once as the service may have under way, one HttpClient, the same bytes each time, the answer read and dropped.</summary>
internal static class BareLoop
{
    /// <param name="body">A file.</param>
    public static async Task<int> Run(string address, string many, string atOnce, string body)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var (bytes, left) = (await File.ReadAllBytesAsync(body), int.Parse(many, CultureInfo.InvariantCulture));
        await Task.WhenAll(Enumerable.Range(0, int.Parse(atOnce, CultureInfo.InvariantCulture)).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await Post(http, new(address), bytes);
        })));
        return 0;
    }

    private static async Task Post(HttpClient http, Uri to, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        using var answer = await http.PostAsync(to, content);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }
}
