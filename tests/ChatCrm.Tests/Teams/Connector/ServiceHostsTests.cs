using System.Net;
using ChatCrm.Bot.Teams.Connector;
using ChatCrm.Tests.Slack.Client;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>A <c>serviceUrl</c> comes out of a request's body, and our bearer token goes where it leads: to Teams, and nowhere else.</summary>
public class ServiceHostsTests
{
    private const string Teams = "smba.trafficmanager.net";

    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>{port} is the trap's, on this computer.</summary>
    public static TheoryData<string> Hostile =>
    [
        // Names that look alike.
        "https://smba.trafficmanager.net.evil.test/", "https://evilsmba.trafficmanager.net/", "https://smba-trafficmanager.net/", "https://smba.trafficmanager.ne/", "https://smba.trafficmanager.nett/", "https://trafficmanager.net/",
        "https://evil.smba.trafficmanager.net/", "https://smba.trafficmanager.net./", "https://smba..trafficmanager.net/", "https://smba.trafficmanager.us/", "https://smba.trafficmаnager.net/", "https://ѕmba.trafficmanager.net/",
        "https://xn--mba-9bc.trafficmanager.net/", "https://SMBA.TRAFFICMANAGER.NET.EVIL.TEST/", "https://smba。trafficmanager。net.evil.test/", "https://smba.trafficmanager.net%2eevil.test/", "https://smba.trafficmanager.net%00.evil.test/",
        "https://smba.trafficmanager.net%23.evil.test/", "https://smba.trafficmanager.net_.evil.test/", "https://evil.test/smba.trafficmanager.net/", "https://evil.test/?smba.trafficmanager.net", "https://example.botframework.com/",
        // Names and passwords.
        "https://smba.trafficmanager.net@evil.test/", "https://smba.trafficmanager.net:443@evil.test/", "https://user@smba.trafficmanager.net/", "https://user:password@smba.trafficmanager.net/", "https://:@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net%40evil.test/", "https://evil.test#@smba.trafficmanager.net/", "https://evil.test?@smba.trafficmanager.net/", "https://evil.test/@smba.trafficmanager.net/",
        "https://evil.test\\@smba.trafficmanager.net/", "https://smba.trafficmanager.net\\@evil.test/", "https:\\\\evil.test/",
        // Ports and schemes.
        "https://smba.trafficmanager.net:8443/", "https://smba.trafficmanager.net:80/", "https://smba.trafficmanager.net:{port}/", "http://smba.trafficmanager.net/", "http://smba.trafficmanager.net:443/", "http://smba.trafficmanager.net:{port}/",
        "ftp://smba.trafficmanager.net/", "wss://smba.trafficmanager.net/", "file://smba.trafficmanager.net/", "gopher://smba.trafficmanager.net/", "//smba.trafficmanager.net/", "smba.trafficmanager.net/", "javascript:alert(1)", "data:text/plain,x", "", " ", "/", "https://", "https:///",
        // This computer, this network, the cloud's own address.
        "http://127.0.0.1:{port}/", "https://127.0.0.1:{port}/", "http://localhost:{port}/", "https://ⓛocalhost:{port}/", "http://ⓛocalhost:{port}/", "http://localhost.:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://0.0.0.0:{port}/", "http://2130706433:{port}/",
        "http://0x7f.1:{port}/", "http://0177.0.0.1:{port}/", "http://127.1:{port}/", "http://127.0.0.2:{port}/", "http://①②⑦.0.0.1:{port}/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/metadata/", "https://metadata.azure.internal/",
    ];

    /// <summary>Their host is the right one; who reads addresses otherwise than we do might find another one in them.</summary>
    public static TheoryData<string> Ambiguous =>
    [
        "https://smba.trafficmanager.net/#@evil.test/", "https://smba.trafficmanager.net/?x=@evil.test", "https://smba.trafficmanager.net/amer\\evil.test", "https://smba.trafficmanager.net/%2e%2e/", " https://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/\r\nHost: evil.test", "https://smba.trafficmanager.net/\0", "https://ⓢmba.trafficmanager.net/", "https://smba。trafficmanager。net/", "https://smba.trafficmanager.net/é/", "https://smba.trafficmanager.net/@evil.test/",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    [MemberData(nameof(Ambiguous))]
    public void G1_a_hostile_service_is_not_read(string url) => Assert.Null(new ServiceHosts([Teams]).Read(url.Replace("{port}", "5080", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task G1_nothing_is_sent_to_a_hostile_service_that_was_kept(string url)
    {
        using var trap = new Trap();
        var resolved = 0;
        await using var desk = await Desk.Open([Teams], (_, _) =>
        {
            resolved++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        if (!Uri.TryCreate(url.Replace("{port}", $"{trap.Port}", StringComparison.Ordinal), UriKind.Absolute, out var service)) return;
        var refused = new ConnectorAnswer.Refused(0, ConnectorAnswer.Refused.HostNotAllowed);
        Assert.Equal([refused, refused, refused], [await desk.Client.Send(new(Desk.Acme, service, "a:1"), Body, Cancel), await desk.Client.Member(new(Desk.Acme, service, "a:1"), "29:1", Cancel), await desk.Client.Create(Desk.Acme, service, Body, Cancel)]);
        Assert.Equal((0, 0, false), (resolved, desk.Asked, trap.Caught));
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/amer/3a1d/", "https://smba.trafficmanager.net/amer/3a1d/")]
    [InlineData("https://smba.trafficmanager.net/teams", "https://smba.trafficmanager.net/teams/")]
    [InlineData("https://smba.trafficmanager.net", "https://smba.trafficmanager.net/")]
    [InlineData("https://SMBA.trafficmanager.net:443/emea//", "https://smba.trafficmanager.net/emea/")]
    public void Teams_own_services_are_read_with_a_slash_at_their_end(string url, string service) => Assert.Equal(service, new ServiceHosts([Teams]).Read(url)?.AbsoluteUri);

    [Fact]
    public void No_service_is_none() => Assert.Null(new ServiceHosts([Teams]).Read(null));

    [Fact]
    public void G1_an_endless_service_is_none() => Assert.Null(new ServiceHosts([Teams]).Read($"https://{Teams}/{new string('x', 100_000)}"));

    [Theory]
    [InlineData("http://127.0.0.1:56150/_connector", true)]
    [InlineData("https://127.0.0.1/", true)]
    [InlineData("http://localhost:56150/", false)]
    [InlineData("http://127.0.0.2:56150/", false)]
    [InlineData("http://[::1]:56150/", false)]
    [InlineData("http://user@127.0.0.1:56150/", false)]
    [InlineData("ftp://127.0.0.1:56150/", false)]
    public void G1_this_computer_is_a_service_only_by_the_name_that_is_listed(string url, bool may) => Assert.Equal(may, new ServiceHosts([Teams, "127.0.0.1"]).Read(url) is not null);

    [Fact]
    public void G1_no_host_is_listed_where_none_is() => Assert.Null(new ServiceHosts([]).Read("https://smba.trafficmanager.net/"));
}
