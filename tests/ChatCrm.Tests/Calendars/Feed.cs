using System.Text.RegularExpressions;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Calendars;

/// <summary>The service with a member who has made an address.</summary>
internal sealed partial class Feed(RunningApp app) : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly ConsoleChannel _console = new(app);

    public RunningApp App => app;

    public HttpClient Http { get; } = new() { BaseAddress = app.Address };

    public string Address { get; private set; } = "";

    public static async Task<Feed> Of(string person, Platform? platform = null)
    {
        var feed = new Feed(await RunningApp.Start(platform: platform));
        await feed.Say(person, "feed");
        await feed.Press(person, "Make an address");
        return feed;
    }

    public async Task<string> Say(string person, string line) => (await _console.Say(new(person, null), line)).ToString();

    /// <summary>Presses a button, and keeps the address that the answer shows.</summary>
    public async Task Press(string person, string label) =>
        Address = Secret().Match((await _console.Press(new(person, null), label)).ToString()).Value;

    public Task Push(string person, string label) => _console.Press(new(person, null), label);

    public Task Submit(string person, params (string Field, string Value)[] answers) => _console.Submit(new(person, null), answers.ToDictionary(pair => pair.Field, pair => pair.Value));

    /// <summary>Gives somebody another account in place of theirs.</summary>
    public async Task Account(string member, string identity)
    {
        var store = app.Services.GetRequiredService<IRowStore>();
        var row = (await store.Get(RunningApp.Workspace, WorkspaceRows.MemberKey(member), Cancel))!;
        await store.Commit(RunningApp.Workspace, row.Turn, [new Change.Replace(row.Key, WorkspaceRows.Value(WorkspaceRows.Member(row) with { Identities = [identity] }), row.ETag)], Cancel);
    }

    public async Task<IReadOnlyList<Subscriber.Shown>> Read() => await Subscriber.Reads(await Http.GetStringAsync(Address, Cancel));

    public async ValueTask DisposeAsync()
    {
        await _console.DisposeAsync();
        Http.Dispose();
        await app.DisposeAsync();
    }

    [GeneratedRegex("http://[^\"\\s]+/calendar/[A-Za-z0-9_-]{43}\\.ics", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
