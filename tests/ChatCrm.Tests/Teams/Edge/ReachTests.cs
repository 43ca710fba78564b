using ChatCrm.Storage;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>An address in an activity is anybody's word, even where a good token has the same one.</summary>
public class ReachTests
{
    /// <summary>Addresses that lead to a trap on this computer, and others that must not be called; {0} is the trap's port.</summary>
    public static TheoryData<string> Elsewhere =>
    [
        "http://127.0.0.2:{0}/amer/", "http://localhost:{0}/", "http://[::1]:{0}/", "http://[::ffff:127.0.0.2]:{0}/", "http://127.0.0.1@127.0.0.2:{0}/", "http://127.0.0.1:x@127.0.0.2:{0}/", "http://127.0.0.2:{0}/?127.0.0.1/", "http://127.0.0.2:{0}#127.0.0.1/", "http://127.0.0.2:{0}\\@127.0.0.1/",
        "http://127.0.0.1.nip.io:{0}/", "http://2130706434:{0}/", "http://0x7f000002:{0}/", "http://127.2:{0}/", "http://0177.0.0.2:{0}/", "http://①②⑦.0.0.2:{0}/", "ftp://127.0.0.1:{0}/", "ws://127.0.0.1:{0}/", "//127.0.0.2:{0}/", "127.0.0.2:{0}", "http:127.0.0.2:{0}", " http://127.0.0.2:{0}/",
        "https://smba.trafficmanager.net/amer/", "https://smba.trafficmanager.net.evil.example/", "https://evil.example/smba.trafficmanager.net/", "http://169.254.169.254/latest/", "http://10.0.0.1/", "http://0.0.0.0:{0}/", "http://metadata.google.internal/", "file:///etc/passwd", "data:,x", "javascript:alert(1)", "https://", "/", "",
    ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task G1_an_address_elsewhere_is_neither_called_nor_kept(string address)
    {
        using var trap = new Trap("127.0.0.2");
        await using var app = await EdgeApp.Start();
        var elsewhere = address.Replace("{0}", trap.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var (rows, calls) = (await app.Rows(), app.Teams.Calls.Count);
        foreach (var type in new[] { "message", "invoke", "installationUpdate", "conversationUpdate" })
        {
            var activity = app.Teams.Message("mei", "sales", "due");
            (activity["type"], activity["serviceUrl"], activity["name"], activity["action"]) = (type, elsewhere, "task/fetch", "add");
            Assert.True((await app.Deliver(activity)).Status is 401 or 403);
        }
        await app.Settled();
        Assert.False(trap.Caught);
        Assert.Equal(calls, app.Teams.Calls.Count);
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(app.Errors);
    }

    /// <summary>A row that somebody else has changed, or of a time when another cloud was set: no reminder goes there, and no token.</summary>
    [Theory]
    [InlineData("http://127.0.0.2:{0}/amer/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("https://evil.example/")]
    public async Task G1_an_address_that_was_kept_is_looked_at_again_before_it_is_called(string address)
    {
        using var trap = new Trap("127.0.0.2");
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("mei", null, "follow C-1001 today 17:00 \"call\"");
        await app.Settled();
        var elsewhere = address.Replace("{0}", trap.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var key = Keys.Of("teams-person", Company.Tenant.Id, Company.IdOf("mei"));
        var row = (await app.Store.Get(DirectoryRows.Partition, key, TestContext.Current.CancellationToken))!;
        var service = app.Teams.World.ServiceUrl(app.Teams.RoomFor("mei", null));
        Assert.Contains(service, row.Value, StringComparison.Ordinal);
        await app.Store.Commit(DirectoryRows.Partition, "elsewhere", [new Change.Replace(key, row.Value.Replace(service, elsewhere, StringComparison.Ordinal), row.ETag)], TestContext.Current.CancellationToken);
        var given = app.Teams.Login.Given;
        var calls = app.Teams.Calls.Count;
        app.Clock.Move(NodaTime.Duration.FromHours(2));
        await app.Settled();
        Assert.False(trap.Caught);
        // Their manager may hear of it.
        Assert.DoesNotContain(app.Teams.Calls.Skip(calls), call => call.Room == app.Teams.RoomFor("mei", null).Id);
        Assert.InRange(app.Teams.Login.Given, given, given + 1);
    }
}
