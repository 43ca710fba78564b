using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.Routing;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>The opened service with the fake of Slack behind it, and every request that Slack sent it, so that a test can send the same again, or nearly the same.</summary>
internal sealed class EdgeApp : IAsyncDisposable
{
    public const string Workspace = OpenedService.Workspace;

    private readonly OpenedService service;

    private EdgeApp(FakeSlack slack, OpenedService service, Recorder<Recorded> recorder)
    {
        (Slack, this.service, Recorder, Attacker) = (slack, service, recorder, new(service.Address, service.Clock));
        (slack.World.Clock, slack.Service) = (service.Clock, service.Address);
        // What it asked when it started is no answer to what a test does.
        slack.Api.Calls.Clear();
    }

    public FakeSlack Slack { get; }

    public Recorder<Recorded> Recorder { get; }

    public Attacker Attacker { get; }

    public FakeClock Clock => service.Clock;

    public IReadOnlyCollection<string> Log => service.Log;

    public IReadOnlyCollection<string> Errors => service.Errors;

    public IServiceProvider Services => service.Services;

    public IRowStore Store => service.Store;

    public Uri Address => service.Address;

    public IReadOnlyList<RouteEndpoint> Endpoints => service.Endpoints;

    /// <param name="records">True keeps every request that comes in.</param>
    public static async Task<EdgeApp> Start(bool records = true, params (string Name, string Value)[] more)
    {
        var (slack, recorder) = (await FakeSlack.Start(), new Recorder<Recorded>("/slack", Recorded.Read));
        return new(slack, await OpenedService.Start(SlackApp.PlatformOf(slack, more), Rival.Seed, records ? [recorder] : []), recorder);
    }

    /// <summary>Every row of these partitions; of all that are known, where none is named.</summary>
    public Task<IReadOnlyList<string>> Rows(params IReadOnlyList<string> partitions) => service.Rows(partitions.Count > 0 ? partitions : [Workspace, DirectoryRows.Partition, Rival.Workspace]);

    /// <summary>Waits until nothing is left to be sent now, nothing is on its way to Slack, and no home is being drawn.</summary>
    public Task Settled() => service.Settled(() => Slack.Api.IsIdle, Workspace, Rival.Workspace);

    public async ValueTask DisposeAsync()
    {
        Attacker.Dispose();
        await service.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
