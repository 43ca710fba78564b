using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>What was asked of a <see cref="Switchboard"/>.</summary>
/// <param name="Target">The path and the query as they came, with every escape.</param>
internal sealed record Heard(string Method, string Target, string Authorization, string Body);

/// <summary>A Connector on this computer that answers as it is told: real sockets, and no rules of its own.</summary>
internal sealed class Switchboard : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Heard> calls = [];

    private Switchboard(WebApplication app) => this.app = app;

    public IReadOnlyCollection<Heard> Calls => calls;

    public Uri Address => new(app.Urls.Single() + "/");

    public Func<HttpContext, Heard, Task> Answers { get; set; } = (http, _) => Say(http, """{"id":"1"}""", 201);

    public static async Task<Switchboard> Start(string address = "127.0.0.1")
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{address}:0");
        builder.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.None));
        var app = builder.Build();
        var board = new Switchboard(app);
        app.Run(board.Take);
        await app.StartAsync();
        return board;
    }

    /// <summary>Answers with these statuses one after the other; the last one stays.</summary>
    public void Answer(params int[] statuses)
    {
        var next = -1;
        Answers = (http, _) => Say(http, "", statuses[Math.Min(Interlocked.Increment(ref next), statuses.Length - 1)]);
    }

    public static async Task Say(HttpContext http, string body, int status = 200, string? after = null)
    {
        http.Response.StatusCode = status;
        if (after is not null) http.Response.Headers.RetryAfter = after;
        if (body.Length > 0) await http.Response.WriteAsync(body);
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
        var heard = new Heard(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, http.Request.Headers.Authorization.ToString(), await reader.ReadToEndAsync());
        calls.Enqueue(heard);
        await Answers(http, heard);
    }
}
