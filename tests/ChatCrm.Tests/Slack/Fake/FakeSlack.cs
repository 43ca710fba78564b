using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Surfaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>
/// Slack's servers on a loopback port: the Web API, response_urls and OAuth for the service, people who type and press, and what stands on their screens.
/// It enforces Slack's limits: what a well-behaved service never does is kept in <see cref="Faults"/>. Its clock stands until a test moves it.
/// </summary>
internal sealed partial class FakeSlack : IAsyncDisposable
{
    public const string SigningSecret = HttpLine.Secret;

    private readonly WebApplication server;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Triggers triggers;
    private readonly Posts posts;
    private readonly Views views;
    private readonly ResponseUrls urls;
    private readonly Payloads payloads;
    private readonly Deliveries deliveries;
    private readonly ReadMethods reads;
    private readonly OAuth oauth;
    private readonly Sockets sockets;
    private readonly HttpLine line;
    private bool disposed;

    private FakeSlack(FakeClock clock)
    {
        World.Clock = clock;
        Company.Settle(World);
        Installs = new(World);
        Installs.Give(Installs.Add(Company.Team.Id));
        (triggers, posts, reads, oauth, deliveries) = (new(World), new(World), new(World), new(World, Installs), new(World));
        (views, urls, sockets) = (new(World, triggers), new(World, posts, () => Address), new(World, () => Address));
        payloads = new(World, triggers, urls);
        line = new(World, http, () => Service, () => Paths);
        var methods = new Dictionary<string, Method>([.. new ChatMethods(World, posts, views).All, .. reads.All])
        {
            ["oauth.v2.access"] = new("client_id client_secret code redirect_uri grant_type refresh_token", false, "", oauth.Access) { NeedsToken = false },
            ["apps.connections.open"] = new("", true, "", sockets.Open) { NeedsToken = false },
        };
        Api = new(World, Installs, Mishaps, methods);
        server = Server();
    }

    public World World { get; } = new();

    public Installs Installs { get; }

    public WebApi Api { get; }

    public Mishaps Mishaps { get; } = new();

    /// <summary>Where Slack is: "http://127.0.0.1:41234/". The Web API is at api/, response_urls at hooks/.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where the service is: to be set before anybody does anything.</summary>
    public Uri Service { get; set; } = new("http://127.0.0.1:9/");

    public Paths Paths { get; set; } = new();

    /// <summary>True: the service is told over its sockets, not by HTTP.</summary>
    public bool SocketMode { get; set; }

    public Sockets Sockets => sockets;

    /// <summary>The bot token of the company's workspace, for a service that has it in its configuration.</summary>
    public string BotToken => Installs.Find(Company.Team.Id)!.Grants[^1].Token;

    public IReadOnlyCollection<string> Faults => World.Faults;

    public IReadOnlyCollection<Emitted> Emitted => World.Emitted;

    /// <summary>True where it is the real service that emits: Slack's types judge that at the end of the run.</summary>
    public bool IsJudged { get; set; }

    public IReadOnlyCollection<Call> Calls => Api.Calls;

    public IReadOnlyList<(Instant Due, Delivery Delivery)> Retries => deliveries.Retries;

    /// <summary>At most so many people or members on one page.</summary>
    public int PageSize { set => reads.PageSize = value; }

    /// <summary>How long a trigger lasts.</summary>
    public Duration TriggersLast { set => triggers.Life = value; }

    private ILine Line => SocketMode ? sockets : line;

    public static async Task<FakeSlack> Start(FakeClock? clock = null)
    {
        var slack = new FakeSlack(clock ?? new());
        await slack.server.StartAsync();
        slack.Address = new(slack.server.Urls.Single() + "/");
        return slack;
    }

    /// <summary>An error that this test wants to see: it is no fault.</summary>
    public void Allow(string error) => World.Allowed.Add(error);

    /// <summary>The next calls of a method are answered with 429 and Retry-After.</summary>
    public void Throttle(string method, int times, int seconds)
    {
        for (var i = 0; i < times; i++) Mishaps.Add(method, new Mishap.Throttled(seconds));
    }

    public void Fail(string method, string error, params IReadOnlyList<string> messages) => Mishaps.Add(method, new Mishap.Failed(error, messages));

    public void Break(string method, int status) => Mishaps.Add(method, new Mishap.Broken(status));

    public void DropReply(string method) => Mishaps.Add(method, new Mishap.Dropped());

    public void Hang(string method) => Mishaps.Add(method, new Mishap.Hanging());

    /// <summary>Time passes at Slack: it gives up on what is unanswered for three seconds, and sends again what is due.</summary>
    public Task<IReadOnlyList<Answer>> Pass(Duration by)
    {
        World.Clock.Move(by);
        return deliveries.Pass(Line);
    }

    /// <summary>Stops; again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        if (IsJudged) Emissions.Keep(Emitted);
        await sockets.DisposeAsync();
        await server.StopAsync(new CancellationToken(true));
        await server.DisposeAsync();
        http.Dispose();
    }

    private WebApplication Server()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseWebSockets();
        app.Run(context => context.Request.Path.Value switch
        {
            ['/', 'a', 'p', 'i', '/', .. var method] => Api.Answer(context, method),
            ['/', 'h', 'o', 'o', 'k', 's', '/', ..] => Responded(context),
            Sockets.Path => sockets.Accept(context),
            "/oauth/v2/authorize" => Agreed(context),
            _ => Unknown(context),
        });
        return app;
    }

    /// <summary>A post to a response_url: "ok", or why not.</summary>
    private async Task Responded(HttpContext context)
    {
        var mishap = Mishaps.Next("response_url");
        try
        {
            if (mishap is not null && await WebApi.Went(context, mishap)) return;
            var call = await Call.Read(context.Request, "response_url");
            lock (World.Gate) urls.Post(context.Request.Path.Value![1..], call.Args);
            if (mishap is Mishap.Dropped) context.Abort();
            else await context.Response.WriteAsync("ok");
        }
        catch (SlackError error)
        {
            World.Fault(error, "response_url");
            context.Response.StatusCode = error.Error is "used_url" or "expired_url" or "no_such_url" ? 404 : 400;
            await context.Response.WriteAsJsonAsync(error.Body(), (JsonSerializerOptions?)null);
        }
    }

    /// <summary>The consent page, on which Sam, an admin, agrees at once.</summary>
    private Task Agreed(HttpContext context)
    {
        context.Response.Redirect(Agree(new Uri(Address, context.Request.Path + context.Request.QueryString), "sam").AbsoluteUri);
        return Task.CompletedTask;
    }

    private Task Unknown(HttpContext context)
    {
        World.Faults.Enqueue($"{context.Request.Method} {context.Request.Path}: nothing is here");
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
