using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>Slack's side of Socket Mode on a loopback port: tickets, and the connections that are opened with them. What is said over one is the test's.</summary>
internal sealed class Hub : IAsyncDisposable
{
    public const string Ticket = "ticket-KANARI";

    private readonly WebApplication app;
    private readonly Channel<Link> arrived = Channel.CreateUnbounded<Link>();
    private readonly Channel<string> responded = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource closing = new();

    private Hub(WebApplication app) => this.app = app;

    /// <summary>What is answered instead of a ticket, one after the other.</summary>
    public ConcurrentQueue<IResult> Instead { get; } = [];

    /// <summary>Who asked for tickets.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Connections that are not read: a line that has gone dead answers nothing.</summary>
    public int Deaf { get; set; }

    public Uri Api => new($"{app.Urls.First()}/api/");

    public Uri Respond => new($"{app.Urls.First()}/respond");

    private string Socket => $"ws://{Api.Authority}/link?ticket={Ticket}";

    public static async Task<Hub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var hub = new Hub(builder.Build());
        hub.app.UseWebSockets();
        hub.app.MapPost("/api/apps.connections.open", hub.Open);
        hub.app.MapPost("/api/auth.test", () => Results.Json(new { ok = false, error = "invalid_auth" }));
        hub.app.MapPost("/respond", async (HttpRequest request) => await hub.responded.Writer.WriteAsync(await new StreamReader(request.Body).ReadToEndAsync()));
        hub.app.Map("/link", hub.Accept);
        await hub.app.StartAsync();
        return hub;
    }

    /// <summary>The next connection.</summary>
    public Task<Link> Next() => Soon(arrived.Reader.ReadAsync().AsTask());

    /// <summary>What is posted next to the response address.</summary>
    public Task<string> NextResponse() => Soon(responded.Reader.ReadAsync().AsTask());

    /// <summary>The next connection, greeted.</summary>
    public async Task<Link> Greeted()
    {
        var link = await Next();
        await link.Say("""{"type":"hello","num_connections":1,"debug_info":{"host":"applink-1"}}""");
        return link;
    }

    /// <summary>A guard against a test that never ends; no test waits that long.</summary>
    public static async Task<T> Soon<T>(Task<T> task) => await task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public static Task Soon(Task task) => task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await app.DisposeAsync();
        closing.Dispose();
    }

    private IResult Open(HttpRequest request)
    {
        Asked.Enqueue(request.Headers.Authorization.ToString());
        return Instead.TryDequeue(out var other) ? other : Results.Json(new { ok = true, url = Socket });
    }

    private async Task Accept(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var link = new Link(socket, deaf: Deaf-- > 0);
        await arrived.Writer.WriteAsync(link);
        await Task.WhenAny(link.Ended, Task.Delay(Timeout.Infinite, closing.Token));
    }
}
