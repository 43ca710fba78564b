using System.Globalization;
using System.Net;
using System.Text;
using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Edge;

public class SignatureTests
{
    private const string Time = "X-Slack-Request-Timestamp", Header = "X-Slack-Signature", Secret = FakeSlack.SigningSecret;

    /// <summary>The request of Slack's own page on verifying requests.</summary>
    private const string PublishedBody =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    private const string Published = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    private static readonly Instant PublishedAt = Instant.FromUnixTimeSeconds(1531420618);

    /// <summary>What an attacker makes of a signed request: the body that is sent, and the headers.</summary>
    private delegate (byte[] Body, (string, string)[] Headers) Change(byte[] body, string time, string signature, string ofOther);

    private static readonly Dictionary<string, Change> Changes = new()
    {
        ["no headers"] = (body, _, _, _) => (body, []),
        ["no signature"] = (body, time, _, _) => (body, [(Time, time)]),
        ["no time"] = (body, _, signature, _) => (body, [(Header, signature)]),
        ["empty signature"] = (body, time, _, _) => (body, [(Time, time), (Header, "")]),
        ["empty time"] = (body, _, signature, _) => (body, [(Time, ""), (Header, signature)]),
        ["signature twice"] = (body, time, signature, _) => (body, [(Time, time), (Header, signature), (Header, signature)]),
        ["right signature behind a wrong one"] = (body, time, signature, _) => (body, [(Time, time), (Header, "v0=" + new string('0', 64)), (Header, signature)]),
        ["two signatures in one line"] = (body, time, signature, _) => (body, [(Time, time), (Header, $"{signature},{signature}")]),
        ["time twice"] = (body, time, signature, _) => (body, [(Time, time), (Time, time), (Header, signature)]),
        ["version 1"] = (body, time, signature, _) => (body, [(Time, time), (Header, "v1" + signature[2..])]),
        ["upper-case version"] = (body, time, signature, _) => (body, [(Time, time), (Header, "V0" + signature[2..])]),
        ["no version"] = (body, time, signature, _) => (body, [(Time, time), (Header, signature[3..])]),
        ["upper-case hex"] = (body, time, signature, _) => (body, [(Time, time), (Header, "v0=" + signature[3..].ToUpperInvariant())]),
        ["one digit short"] = (body, time, signature, _) => (body, [(Time, time), (Header, signature[..^1])]),
        ["one byte short"] = (body, time, signature, _) => (body, [(Time, time), (Header, signature[..^2])]),
        ["half"] = (body, time, signature, _) => (body, [(Time, time), (Header, signature[..35])]),
        ["one digit long"] = (body, time, signature, _) => (body, [(Time, time), (Header, signature + "0")]),
        ["first bit flipped"] = (body, time, signature, _) => (body, [(Time, time), (Header, Flipped(signature, 3))]),
        ["last bit flipped"] = (body, time, signature, _) => (body, [(Time, time), (Header, Flipped(signature, signature.Length - 1))]),
        ["zeros"] = (body, time, _, _) => (body, [(Time, time), (Header, "v0=" + new string('0', 64))]),
        ["no hex"] = (body, time, _, _) => (body, [(Time, time), (Header, "v0=" + new string('g', 64))]),
        ["blanks in the hex"] = (body, time, signature, _) => (body, [(Time, time), (Header, $"{signature[..10]} {signature[11..]}")]),
        ["blank behind the version"] = (body, time, signature, _) => (body, [(Time, time), (Header, $"v0= {signature[3..]}")]),
        ["0x before the hex"] = (body, time, signature, _) => (body, [(Time, time), (Header, $"v0=0x{signature[5..]}")]),
        ["another secret"] = (body, time, _, _) => (body, [(Time, time), (Header, Signing.Of(Secret[..^1] + "6", time, body))]),
        ["empty secret"] = (body, time, _, _) => (body, [(Time, time), (Header, Signing.Of("", time, body))]),
        ["signature of another body"] = (body, time, _, ofOther) => (body, [(Time, time), (Header, ofOther)]),
        ["signature of no body"] = (body, time, _, _) => (body, [(Time, time), (Header, Signing.Of(Secret, time, []))]),
        ["line feed behind the body"] = (body, time, signature, _) => ([.. body, (byte)'\n'], [(Time, time), (Header, signature)]),
        ["blank before the body"] = (body, time, signature, _) => ([(byte)' ', .. body], [(Time, time), (Header, signature)]),
        ["byte order mark"] = (body, time, signature, _) => ([0xEF, 0xBB, 0xBF, .. body], [(Time, time), (Header, signature)]),
        ["body cut"] = (body, time, signature, _) => (body[..^1], [(Time, time), (Header, signature)]),
        ["no body"] = (_, time, signature, _) => ([], [(Time, time), (Header, signature)]),
        ["body twice"] = (body, time, signature, _) => ([.. body, .. body], [(Time, time), (Header, signature)]),
        ["body's last bit flipped"] = (body, time, signature, _) => ([.. body[..^1], (byte)(body[^1] ^ 1)], [(Time, time), (Header, signature)]),
        ["body in UTF-16"] = (body, time, signature, _) => (Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)), [(Time, time), (Header, signature)]),
        ["a later time than was signed"] = (body, time, signature, _) => (body, [(Time, Moved(time, 1)), (Header, signature)]),
        ["an earlier time than was signed"] = (body, time, signature, _) => (body, [(Time, Moved(time, -1)), (Header, signature)]),
        ["too old, signed right"] = (body, time, _, _) => At(body, Moved(time, -301)),
        ["too new, signed right"] = (body, time, _, _) => At(body, Moved(time, 301)),
        ["a day old, signed right"] = (body, time, _, _) => At(body, Moved(time, -86400)),
        ["time zero"] = (body, _, _, _) => At(body, "0"),
        ["negative time"] = (body, time, _, _) => At(body, "-" + time),
        ["time with a sign"] = (body, time, _, _) => At(body, "+" + time),
        ["time with a fraction"] = (body, time, _, _) => At(body, time + ".0"),
        ["time with an exponent"] = (body, time, _, _) => At(body, time[..^1] + "e1"),
        ["time in milliseconds"] = (body, time, _, _) => At(body, time + "000"),
        ["time in hex"] = (body, time, _, _) => At(body, "0x" + long.Parse(time, CultureInfo.InvariantCulture).ToString("x", CultureInfo.InvariantCulture)),
        ["time with grouping"] = (body, time, _, _) => At(body, $"{time[0]},{time[1..]}"),
        ["time of no number"] = (body, _, _, _) => At(body, "now"),
        ["time beyond any calendar"] = (body, _, _, _) => At(body, "9223372036854775807"),
        ["time beyond any number"] = (body, _, _, _) => At(body, new string('9', 400)),
        ["time and body joined otherwise"] = (body, time, _, _) => (Encoding.UTF8.GetBytes(time[^1] + ":").Concat(body).ToArray(), [(Time, time[..^1]), (Header, Signing.Of(Secret, time, body))]),
    };

    [Fact]
    public void A1_one_request_leaves_nothing_behind_for_the_next()
    {
        var signature = new Signature("8f742231b10e8888abcd99yyyzzz85a5");
        bool IsRight(string body) => signature.IsRight("1531420618", Published, Encoding.UTF8.GetBytes(body), PublishedAt);
        Parallel.For(0, 8, _ =>
        {
            for (var i = 0; i < 100; i++) Assert.Equal((true, false), (IsRight(PublishedBody), IsRight(PublishedBody + "&")));
        });
    }

    [Fact]
    public void A1_the_signature_that_Slack_published_is_right() => Assert.True(new Signature("8f742231b10e8888abcd99yyyzzz85a5").IsRight("1531420618", Published, Encoding.UTF8.GetBytes(PublishedBody), PublishedAt));

    [Theory]
    [InlineData(-300, true)]
    [InlineData(300, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public void A2_five_minutes_either_way_are_in_time(int seconds, bool right) =>
        Assert.Equal(right, new Signature("8f742231b10e8888abcd99yyyzzz85a5").IsRight("1531420618", Published, Encoding.UTF8.GetBytes(PublishedBody), PublishedAt + Duration.FromSeconds(seconds)));

    [Fact]
    public void A1_without_a_secret_nothing_is_signed()
    {
        var body = "{}"u8.ToArray();
        Assert.False(new Signature("").IsRight("1531420618", Signing.Of("", "1531420618", body), body, PublishedAt));
    }

    [Fact]
    public void A1_the_table_is_no_shorter_than_it_must_be() => Assert.True(Changes.Count >= 28);

    /// <summary>One service for all of the table: what is refused leaves nothing behind, which is looked at once per change.</summary>
    [Fact]
    public async Task A1_a_request_that_was_changed_in_any_way_is_refused_by_every_signed_route()
    {
        await using var app = await EdgeApp.Start(records: false);
        var routes = Signed(app);
        Assert.Equal(4, routes.Count);
        var before = await app.Rows();
        foreach (var route in routes)
        {
            var (body, other) = (Body(route, "find acme"), Body(route, "find bergmann"));
            var time = app.Attacker.Now;
            foreach (var (name, change) in Changes)
            {
                var (sent, headers) = change(body, time, Signing.Of(Secret, time, body), Signing.Of(Secret, time, other));
                var got = await app.Attacker.Post(route, sent, MediaType(route), headers);
                Assert.True(got is { Status: HttpStatusCode.Unauthorized, Body: "" }, $"{route}, {name}: {got.Status} {got.Body}");
            }
        }
        Assert.Empty(app.Slack.Calls);
        Assert.Equal(before, await app.Rows());
        Assert.Empty(app.Errors);
        // The table is worth something only where the same requests are taken as they are.
        foreach (var route in routes) Assert.Equal(HttpStatusCode.OK, (await app.Attacker.Signed(route, Body(route, "find acme"), MediaType(route))).Status);
        Assert.NotEmpty(app.Slack.Calls);
    }

    [Fact]
    public async Task A1_a_signature_is_good_for_its_own_body_alone_on_whichever_route()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var route in Signed(app))
            foreach (var other in Signed(app).Where(other => !Body(other, "due").SequenceEqual(Body(route, "due"))))
            {
                var time = app.Attacker.Now;
                var got = await app.Attacker.Post(route, Body(route, "due"), MediaType(route), (Time, time), (Header, Signing.Of(Secret, time, Body(other, "due"))));
                Assert.Equal(HttpStatusCode.Unauthorized, got.Status);
            }
    }

    internal static IReadOnlyList<string> Signed(EdgeApp app) =>
        [.. app.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<SignedEndpoint>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!)];

    private static string MediaType(string route) => route.EndsWith("events", StringComparison.Ordinal) ? "application/json" : "application/x-www-form-urlencoded";

    private static byte[] Body(string route, string line) => Encoding.UTF8.GetBytes(route.Split('/')[^1] switch
    {
        "commands" => $"team_id=T1COMPANY&channel_id=C0SALES&user_id=U0MEI&command=%2Fcrm&text={Uri.EscapeDataString(line)}&trigger_id=1.2.3",
        "events" => $$$"""{"type":"event_callback","team_id":"T1COMPANY","event_id":"Ev1{{{line.Length}}}","event":{"type":"message","channel_type":"im","channel":"D0MEI","user":"U0MEI","text":"{{{line}}}","ts":"1.2"}}""",
        "options" => $$$"""payload={"type":"block_suggestion","team":{"id":"T1COMPANY"},"user":{"id":"U0MEI"},"action_id":"customer","block_id":"customer~customer.search","value":"{{{line}}}"}""",
        _ => $$$"""payload={"type":"shortcut","team":{"id":"T1COMPANY"},"user":{"id":"U0MEI"},"callback_id":"log","trigger_id":"1.{{{line.Length}}}"}""",
    });

    private static string Flipped(string signature, int at) => signature[..at] + (signature[at] == '0' ? '1' : '0') + signature[(at + 1)..];

    private static string Moved(string time, int seconds) => (long.Parse(time, CultureInfo.InvariantCulture) + seconds).ToString(CultureInfo.InvariantCulture);

    private static (byte[], (string, string)[]) At(byte[] body, string time) => (body, [(Time, time), (Header, Signing.Of(Secret, time, body))]);
}
