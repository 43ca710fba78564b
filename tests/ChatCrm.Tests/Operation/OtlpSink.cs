using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Operation;

/// <summary>A collector on a loopback port: keeps the very bytes that services send it (OTLP over http/protobuf).</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<byte[]>> received = [];

    private OtlpSink(WebApplication server) => this.server = server;

    /// <summary>What a service needs to know.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = server.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
    };

    /// <summary>All that came as traces; protobuf holds its texts as they are.</summary>
    public string Traces => Text("/v1/traces");

    public string Metrics => Text("/v1/metrics");

    public string All => string.Concat(received.Keys.Select(path => path + Text(path)));

    public static async Task<OtlpSink> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var sink = new OtlpSink(server);
        server.Run(sink.Keep);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return sink;
    }

    /// <summary>Waits until something came.</summary>
    public async Task Until(Func<OtlpSink, bool> came)
    {
        for (var tries = 0; !came(this); tries++)
        {
            Assert.True(tries < 1500, $"It did not come; this did: {All}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task Keep(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.GetOrAdd(http.Request.Path, _ => []).Enqueue(body.ToArray());
    }

    private string Text(string path) => string.Concat(received.GetValueOrDefault(path, []).Select(Encoding.UTF8.GetString));
}
