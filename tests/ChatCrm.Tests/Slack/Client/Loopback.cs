using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Slack.Client;

/// <summary>What was asked of a <see cref="Loopback"/>.</summary>
internal sealed record Asked(string Method, string Authorization, string Type, string Body)
{
    public IReadOnlyDictionary<string, string> Form => Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]));
}

/// <summary>A server on this computer that answers as it is told: real sockets, and no rules of its own.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Asked> calls = [];

    private Loopback(WebApplication app) => this.app = app;

    public IReadOnlyCollection<Asked> Calls => calls;

    public Uri Address => new(app.Urls.Single() + "/");

    public Func<HttpContext, Asked, Task> Answers { get; set; } = (http, _) => Say(http, """{"ok":true}""");

    public int Count(string method) => calls.Count(call => call.Method == method);

    public static async Task<Loopback> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.None));
        var app = builder.Build();
        var loopback = new Loopback(app);
        app.Run(loopback.Take);
        await app.StartAsync();
        return loopback;
    }

    public static async Task Say(HttpContext http, string body, int status = 200, string? after = null)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        if (after is not null) http.Response.Headers.RetryAfter = after;
        await http.Response.WriteAsync(body);
    }

    public static Task Drop(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var asked = new Asked(http.Request.Path.Value!.Split('/')[^1], http.Request.Headers.Authorization.ToString(), http.Request.ContentType ?? "", await reader.ReadToEndAsync());
        calls.Enqueue(asked);
        await Answers(http, asked);
    }
}

/// <summary>A port that nobody may connect to. Whoever does is counted and shown out, so that no test waits for an answer.</summary>
internal sealed class Trap : IDisposable
{
    private readonly TcpListener listener;
    private volatile int caught;

    public Trap(string address = "127.0.0.1")
    {
        listener = new(IPAddress.Parse(address), 0);
        listener.Start();
        _ = Watch();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool Caught => caught > 0 || listener.Pending();

    public void Dispose() => listener.Dispose();

    private async Task Watch()
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                caught++;
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException) { }
    }
}
