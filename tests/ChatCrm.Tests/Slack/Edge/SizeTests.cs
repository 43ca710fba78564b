using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>Bodies that are too large, too deep, too many, or never whole.</summary>
public class SizeTests
{
    private const int Longest = 1024 * 1024;

    private static readonly string[] Routes = ["/slack/commands", "/slack/interactions", "/slack/options", "/slack/events"];

    public static TheoryData<long, HttpStatusCode> Claims => new()
    {
        { Longest + 1, HttpStatusCode.RequestEntityTooLarge },
        { 2 * Longest, HttpStatusCode.RequestEntityTooLarge },
        { 64L * Longest, HttpStatusCode.RequestEntityTooLarge },
        { long.MaxValue, HttpStatusCode.RequestEntityTooLarge },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task D1_a_body_that_says_it_is_too_long_is_refused_before_it_comes(long length, HttpStatusCode status)
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in Routes)
            Assert.Equal(status, await Raw(app, Head(route, $"Content-Length: {length.ToString(CultureInfo.InvariantCulture)}")));
        await Well(app);
    }

    [Fact]
    public async Task D1_a_body_in_chunks_is_refused_once_it_is_too_long()
    {
        await using var app = await EdgeApp.Start(records: false);
        var chunk = $"10000\r\n{new string('a', 0x10000)}\r\n";
        foreach (var route in Routes) Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Raw(app, [Head(route, "Transfer-Encoding: chunked"), .. Enumerable.Repeat(chunk, 24)]));
        await Well(app);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(Longest - 1)]
    [InlineData(Longest)]
    public async Task D1_a_body_that_is_not_signed_is_refused_however_long_it_is(int length)
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in Routes)
            Assert.Equal(new(HttpStatusCode.Unauthorized, ""), await app.Attacker.Post(route, Encoding.ASCII.GetBytes(new string('{', length)), "application/json", ("X-Slack-Request-Timestamp", app.Attacker.Now), ("X-Slack-Signature", "v0=" + new string('a', 64))));
        await Well(app);
    }

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 5,5")]
    [InlineData("Content-Length: 0x10")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [InlineData("Transfer-Encoding: gzip")]
    public async Task D1_lengths_that_make_no_sense_are_refused(string headers)
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in Routes) Assert.InRange((int)await Raw(app, Head(route, headers), "5\r\nhello\r\n0\r\n\r\n"), 400, 499);
        await Well(app);
    }

    [Theory]
    [InlineData("Content-Length: 10", "hello")]
    [InlineData("Content-Length: 1048576", "{")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhel")]
    public async Task D1_a_body_that_ends_too_early_is_no_fault_of_ours(string headers, string sent)
    {
        await using var app = await EdgeApp.Start(records: false);
        // Who has hung up is told nothing.
        foreach (var route in Routes) Assert.True(await Raw(app, end: true, Head(route, headers), sent) is 0 or HttpStatusCode.BadRequest);
        await Well(app);
    }

    [Theory]
    [InlineData("zz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\nhello\n0\n\n")]
    [InlineData("-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello!\r\n0\r\n\r\n")]
    [InlineData("fffffffffffffffff\r\nhello\r\n")]
    public async Task D1_chunks_that_are_cut_wrong_are_refused(string chunks)
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in Routes) Assert.Equal(HttpStatusCode.BadRequest, await Raw(app, Head(route, "Transfer-Encoding: chunked"), chunks));
        await Well(app);
    }

    [Fact]
    public async Task D1_a_signed_body_in_chunks_is_taken_up_to_the_last_byte()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var length in new[] { 20, 100_000, 1_000_000 })
        {
            var (body, time) = (Encoding.ASCII.GetBytes("{\"type\":\"" + new string('x', length - 11) + "\"}"), app.Attacker.Now);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app.Address, "/slack/events")) { Content = new StreamContent(new MemoryStream(body)) };
            request.Headers.TransferEncodingChunked = true;
            request.Headers.Add("X-Slack-Request-Timestamp", time);
            request.Headers.Add("X-Slack-Signature", Signing.Of(FakeSlack.SigningSecret, time, body));
            Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Send(request));
            Assert.Equal(new(HttpStatusCode.OK, ""), await app.Attacker.Signed("/slack/events", body));
        }
        await Well(app);
    }

    [Fact]
    public async Task D1_whoever_hangs_up_in_the_middle_is_no_fault_of_ours()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in Routes)
        {
            using var line = await Connected(app);
            await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(route, "Content-Length: 1000") + "{"), TestContext.Current.CancellationToken);
            line.LingerState = new(true, 0);
        }
        await Well(app);
    }

    [Fact]
    public async Task D1_a_hundred_slow_bodies_keep_nobody_else_waiting()
    {
        await using var app = await EdgeApp.Start(records: false);
        var slow = new List<TcpClient>();
        for (var i = 0; i < 100; i++)
        {
            slow.Add(await Connected(app));
            await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(Routes[i % 4], i % 2 == 0 ? "Content-Length: 1048576" : "Transfer-Encoding: chunked") + (i % 2 == 0 ? "p" : "1\r\np\r\n")), TestContext.Current.CancellationToken);
        }
        await Well(app);
        foreach (var line in slow) line.Dispose();
        await Well(app);
    }

    [Theory]
    [InlineData(10, HttpStatusCode.OK)]
    [InlineData(60, HttpStatusCode.OK)]
    [InlineData(65, HttpStatusCode.BadRequest)]
    [InlineData(1_000, HttpStatusCode.BadRequest)]
    [InlineData(100_000, HttpStatusCode.BadRequest)]
    [InlineData(500_000, HttpStatusCode.BadRequest)]
    public async Task D1_JSON_is_read_to_a_depth_and_no_deeper(int depth, HttpStatusCode status)
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var json = depth < 100_000 || open == "[" ? string.Concat(Enumerable.Repeat(open, depth)) + (open == "[" ? "" : "1") + string.Concat(Enumerable.Repeat(close, depth)) : string.Concat(Enumerable.Repeat(open, depth / 3));
            Assert.Equal(status, (await app.Attacker.Signed("/slack/events", Encoding.ASCII.GetBytes(json))).Status);
            Assert.Equal(status, (await app.Attacker.Signed("/slack/interactions", Encoding.ASCII.GetBytes("payload=" + json), "application/x-www-form-urlencoded")).Status);
        }
        await Well(app);
    }

    [Theory]
    [InlineData("a million brackets", "[", 1_000_000, "/slack/events")]
    [InlineData("a hundred thousand fields", "a=1&", 100_000, "/slack/commands")]
    [InlineData("a hundred thousand fields of other names", "a{0}=1&", 90_000, "/slack/commands")]
    [InlineData("a hundred thousand ampersands", "&", 100_000, "/slack/interactions")]
    [InlineData("a name without an end", "a", 1_000_000, "/slack/commands")]
    [InlineData("percent signs without digits", "%", 1_000_000, "/slack/commands")]
    [InlineData("a hundred thousand properties", "\"a{0}\":1,", 70_000, "/slack/events")]
    public async Task D1_too_many_of_anything_is_refused(string what, string one, int times, string route)
    {
        Assert.NotEmpty(what);
        await using var app = await EdgeApp.Start(records: false);
        var body = string.Concat(Enumerable.Range(0, times).Select(n => one.Replace("{0}", n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));
        if (one[0] == '"') body = "{" + body.TrimEnd(',') + "}";
        // But for what there is too much of, it is a command that would be answered.
        if (one[0] == 'a') body = "team_id=T1COMPANY&user_id=U0MEI&channel_id=C0SALES&command=%2Fcrm&text=due&trigger_id=1.2&" + body;
        var got = await app.Attacker.Signed(route, Encoding.ASCII.GetBytes(body[..Math.Min(body.Length, Longest)]), route == "/slack/events" ? "application/json" : "application/x-www-form-urlencoded");
        Assert.Equal(one[0] == '"' && body.Length <= Longest ? HttpStatusCode.OK : HttpStatusCode.BadRequest, got.Status);
        Assert.Equal("", got.Body);
        await Well(app);
    }

    /// <summary>The service still answers, and thinks nothing of it.</summary>
    private static async Task Well(EdgeApp app)
    {
        Assert.True((await app.Slack.Command("mei", "sales", "due")).Ok);
        Assert.Empty(app.Errors);
    }

    private static string Head(string route, string headers) => RawRequest.Head(route, headers);

    private static Task<HttpStatusCode> Raw(EdgeApp app, params IReadOnlyList<string> parts) => RawRequest.Send(app.Address, false, parts);

    private static Task<HttpStatusCode> Raw(EdgeApp app, bool end, params IReadOnlyList<string> parts) => RawRequest.Send(app.Address, end, parts);

    private static Task<TcpClient> Connected(EdgeApp app) => RawRequest.Connected(app.Address);
}
