using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatCrm.Tests.Operation;

/// <summary>The service is asked to stop, as by SIGTERM, while a turn stands before its commit.</summary>
public class StopTests
{
    private const string Line = "log acme gmbh call 15m \"before the end\"";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_in_flight_is_answered_and_committed_before_the_end()
    {
        StallingStore? store = null;
        await using var app = await RunningApp.Start(file => store = new(file) { CommitsAlone = true });
        store!.Stall();
        using var http = Page(app.Address);
        var answer = Post(http, Line, Cancel);
        await InFlight(store);
        var stopped = Stop(app);
        await Refused(app.Address);
        Assert.False(stopped.IsCompleted);
        store.GoOn();
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        await stopped;
        await Saved(app, 1);
    }

    [Fact]
    public async Task So_is_one_whose_page_has_left()
    {
        StallingStore? store = null;
        await using var app = await RunningApp.Start(file => store = new(file) { CommitsAlone = true });
        store!.Stall();
        using (var http = Page(app.Address))
        {
            using var left = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var answer = Post(http, Line, left.Token);
            await InFlight(store);
            await left.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        }
        var stopped = Stop(app);
        await Refused(app.Address);
        Assert.False(stopped.IsCompleted);
        store.GoOn();
        await stopped;
        await Saved(app, 1);
    }

    [Fact]
    public async Task So_is_one_that_was_acknowledged_and_comes_late()
    {
        StallingStore? store = null;
        await using var slack = await FakeSlack.Start();
        await using var app = await SlackApp.Start(slack, file => store = new(file) { CommitsAlone = true }, ("Patience", "00:00:00.2"));
        store!.Stall();
        await slack.Command("mei", "sales", Line);
        var stopped = Stop(app);
        await Refused(app.Address);
        Assert.False(stopped.IsCompleted);
        store.GoOn();
        await stopped;
        await Saved(app, 1);
    }

    private static HttpClient Page(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        return http;
    }

    private static Task<HttpResponseMessage> Post(HttpClient http, string line, CancellationToken cancel) =>
        http.PostAsJsonAsync("/console/turns", new { id = Guid.NewGuid().ToString("D"), person = "mei", room = "direct/mei", kind = "said", line }, cancel);

    private static async Task InFlight(StallingStore store)
    {
        while (store.Waiting == 0) await Task.Delay(5, Cancel);
    }

    /// <summary>Ends once the service has.</summary>
    private static Task Stop(RunningApp app)
    {
        var life = app.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        life.ApplicationStopped.Register(stopped.SetResult);
        life.StopApplication();
        return stopped.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    /// <summary>Nobody new gets in.</summary>
    private static async Task Refused(Uri address)
    {
        while (true)
        {
            using var line = new TcpClient();
            try
            {
                await line.ConnectAsync(address.Host, address.Port, Cancel);
            }
            catch (SocketException)
            {
                return;
            }
            await Task.Delay(5, Cancel);
        }
    }

    private static async Task Saved(RunningApp app, int interactions)
    {
        await using var store = new ChatCrm.Bot.Storage.SqliteRowStore(app.File);
        var rows = (await store.List(RunningApp.Workspace, [KeyRange.Prefix(Keys.Under("customer"), RowLimits.RowsPerPage)], Cancel))[0].Rows;
        Assert.Equal(interactions, rows.Count(row => row.Value.Contains("before the end", StringComparison.Ordinal)));
    }
}
