using System.Collections.Concurrent;
using ChatCrm.Tests.Slack.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>What was asked of a <see cref="Switchboard"/>.</summary>
/// <param name="Target">The path and the query as they came, with every escape.</param>
internal sealed record Heard(string Method, string Target, string Authorization, string Body);

/// <summary>A Connector on this computer that answers as it is told: real sockets, and no rules of its own.</summary>
internal sealed class Switchboard : IAsyncDisposable
{
    private readonly Loopback loopback;
    private readonly ConcurrentQueue<Heard> calls = [];

    private Switchboard(Loopback loopback)
    {
        this.loopback = loopback;
        loopback.Answers = Take;
    }

    public IReadOnlyCollection<Heard> Calls => calls;

    public Uri Address => loopback.Address;

    public Func<HttpContext, Heard, Task> Answers { get; set; } = (http, _) => Say(http, """{"id":"1"}""", 201);

    public static async Task<Switchboard> Start() => new(await Loopback.Start());

    /// <summary>Answers with these statuses one after the other; the last one stays.</summary>
    public void Answer(params int[] statuses)
    {
        var next = -1;
        Answers = (http, _) => Say(http, "", statuses[Math.Min(Interlocked.Increment(ref next), statuses.Length - 1)]);
    }

    public static Task Say(HttpContext http, string body, int status = 200, string? after = null) => Loopback.Say(http, body, status, after);

    public static Task Drop(HttpContext http) => Loopback.Drop(http);

    public ValueTask DisposeAsync() => loopback.DisposeAsync();

    private Task Take(HttpContext http, Asked asked)
    {
        var heard = new Heard(http.Request.Method, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, asked.Authorization, asked.Body);
        calls.Enqueue(heard);
        return Answers(http, heard);
    }
}
