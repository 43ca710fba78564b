using System.Net;
using Azure.Core;
using ChatCrm.Bot.Graph;
using ChatCrm.Calendars;
using ChatCrm.Tests.Graph.Fake;
using ChatCrm.Tests.Slack.Client;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Tests.Graph;

/// <summary>The real SDK, at a fake of Graph, with time that is moved by hand.</summary>
internal sealed class Desk : IAsyncDisposable
{
    public const string Mei = "mei@corp.example", Jonas = "jonas.weber@corp.example";

    private readonly GraphCalls calls;

    private Desk(FakeGraph graph)
    {
        Graph = graph;
        var options = new GraphOptions { TenantId = "t1", ClientId = "c1", ClientSecret = "secret", Endpoint = graph.Address };
        calls = new(options, new(new Granted(this), options), Dns.GetHostAddressesAsync, Time, Time, NullLogger<GraphCalls>.Instance);
        Calendar = new GraphCalendar(new(calls));
    }

    public FakeGraph Graph { get; }

    public HandTime Time { get; } = new();

    public ICalendar Calendar { get; }

    /// <summary>What asking for a token throws; null gives one.</summary>
    public Exception? NoToken { get; set; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Desk> Open() => new(await FakeGraph.Open(Mei, Jonas));

    /// <summary>An event as a follow-up asks for it.</summary>
    public static CalendarEvent Wanted(string key = "k1", string mailbox = Mei) => new(mailbox, key)
    {
        Subject = "Acme GmbH: send samples",
        Body = "send samples\n\n<b>&",
        Time = new(new(2026, 11, 24, 15, 0), "Asia/Shanghai", Duration.FromMinutes(30), Blocks: true),
        Attendees = [],
    };

    /// <summary>The one event that there is.</summary>
    public OutlookEvent Only() => Assert.Single(Graph.Events);

    /// <summary>Waits until so many calls have come.</summary>
    public async Task Called(int times)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Graph.Calls.Count < times) await Task.Delay(5, patience.Token);
    }

    public async Task<CalendarAnswer.Stands> Stands(CalendarEvent wanted) => Assert.IsType<CalendarAnswer.Stands>(await Calendar.Put(wanted, Cancel));

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await Graph.DisposeAsync();
        Assert.Empty(Graph.Faults);
    }

    private sealed class Granted(Desk desk) : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["https://graph.microsoft.com/.default"], requestContext.Scopes);
            return desk.NoToken is { } refused ? throw refused : new(FakeGraph.Token, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
