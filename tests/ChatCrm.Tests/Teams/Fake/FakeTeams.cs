using Azure.Core.Pipeline;
using ChatCrm.Tests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>
/// Teams' servers on loopback ports: the Connector, the issuer of its tokens and Entra's token endpoint for the service; people who write, press and fill in dialogs; and
/// what stands on their screens. It enforces Teams' limits: what a well-behaved service never does is kept in <see cref="Faults"/>. Its clock stands until a test moves it.
/// </summary>
internal sealed partial class FakeTeams : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Activities activities;
    private readonly Deliveries deliveries;
    private readonly InvokeAnswers answers;
    private readonly ConnectorMethods methods;
    private bool disposed;

    private FakeTeams(FakeClock clock)
    {
        World.Clock = clock;
        Company.Settle(World);
        (Issuer, Login, methods, activities, answers) = (new(World), new(World, Mishaps), new(World), new(World), new(World));
        Connector = new(World, Login, Mishaps, methods);
        deliveries = new(World, Issuer, activities, http, () => Service);
        server = NewServer();
    }

    public World World { get; } = new();

    public Mishaps Mishaps { get; } = new();

    /// <summary>Whose tokens the service believes.</summary>
    public Issuer Issuer { get; }

    /// <summary>Where the service gets its own.</summary>
    public Login Login { get; }

    public Connector Connector { get; }

    /// <summary>Where the Connector and the issuer are: "http://127.0.0.1:41234/".</summary>
    public Uri Address => World.Address;

    /// <summary>Where the service is: to be set before anybody does anything.</summary>
    public Uri Service { get; set; } = new("http://127.0.0.1:9/");

    public IReadOnlyCollection<string> Faults => World.Faults;

    /// <summary>True where it is the real service that emits: what draws Teams' cards judges that at the end of the run.</summary>
    public bool IsJudged { get; set; }

    public IReadOnlyCollection<Call> Calls => Connector.Calls;

    public IReadOnlyList<(Instant Due, Delivery Delivery)> Retries => deliveries.Retries;

    /// <summary>Changes what the tokens of the next deliveries say.</summary>
    public Func<Claims, Claims> Claims { set => deliveries.Claims = value; }

    /// <summary>At most so many members on one page.</summary>
    public int PageSize { set => methods.PageSize = value; }

    /// <summary>True: sends are accepted, and no id is told.</summary>
    public bool TellsNoIds { set => methods.TellsNoIds = value; }

    /// <summary>The way to <see cref="Login"/>, for the service's container.</summary>
    public static HttpPipelineTransport Transport() => Login.Transport();

    public static async Task<FakeTeams> Start(FakeClock? clock = null)
    {
        var teams = new FakeTeams(clock ?? new());
        await Task.WhenAll(teams.server.StartAsync(), teams.Login.Start());
        teams.World.Address = new(teams.server.Urls.Single() + "/");
        return teams;
    }

    /// <summary>An error code that this test wants to see: it is no fault.</summary>
    public void Allow(string code) => World.Allowed.Add(code);

    /// <summary>The next calls of a kind are answered with 429 and Retry-After.</summary>
    public void Throttle(string kind, int times, int seconds)
    {
        for (var i = 0; i < times; i++) Mishaps.Add(kind, new Mishap.Throttled(seconds));
    }

    /// <summary>The next call of a kind is refused: 412, 413, 500, 502 …</summary>
    public void Refuse(string kind, int status, string code = "ServiceError") => Mishaps.Add(kind, new Mishap.Refused(status, code));

    /// <summary>The next call of a kind has its effect, and its answer is lost.</summary>
    public void DropReply(string kind) => Mishaps.Add(kind, new Mishap.Dropped());

    public void Hang(string kind) => Mishaps.Add(kind, new Mishap.Hanging());

    /// <summary>The next call of a kind is done only then.</summary>
    public void Delay(string kind, Task until) => Mishaps.Add(kind, new Mishap.Slow(until));

    /// <summary>Time passes at Teams: it gives up on what is unanswered for fifteen seconds, and sends again what is due.</summary>
    public Task<IReadOnlyList<Answer>> Pass(Duration by)
    {
        World.Clock.Move(by);
        return deliveries.Pass();
    }

    /// <summary>Stops; again does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true)) return;
        if (IsJudged) Emissions.Keep(World.Cards);
        await Login.DisposeAsync();
        await server.StopAsync(new CancellationToken(true));
        await server.DisposeAsync();
        http.Dispose();
    }

    private WebApplication NewServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context => context.Request.Path.Value switch
        {
            "/v1/.well-known/openidconfiguration" => Document(context, "metadata", Issuer.Metadata),
            "/v1/.well-known/keys" => Document(context, "keys", Issuer.Published),
            _ => Connector.Answer(context),
        });
        return app;
    }

    private async Task Document(HttpContext context, string kind, Func<System.Text.Json.Nodes.JsonObject> document)
    {
        if (Mishaps.Next(kind) is { } mishap && await Server.Went(context, mishap)) return;
        System.Text.Json.Nodes.JsonObject body;
        lock (World.Gate) body = document();
        await Server.Write(context, 200, body);
    }
}
