using System.Net;
using System.Text;
using ChatCrm.Bot;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

public class InstallTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_begins_is_led_to_slack()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        using var response = await mei.Get("/slack/install");
        var to = response.Headers.Location!;
        var query = Visitor.Query(to);
        Assert.StartsWith(new Uri(host.Slack.Address, "oauth/v2/authorize?").ToString(), to.ToString(), StringComparison.Ordinal);
        Assert.Equal(("1.2", string.Join(',', Scopes.Bot), "http://127.0.0.1:5080/slack/callback"), (query["client_id"], query["scope"], query["redirect_uri"]));
        Assert.Matches("^[A-Za-z0-9_-]{64,512}$", query["state"]);
        Assert.Equal(("no-store", "no-referrer"), (response.Headers.CacheControl!.ToString(), response.Headers.GetValues("Referrer-Policy").Single()));
    }

    [Fact]
    public async Task Whoever_comes_back_with_a_code_has_installed_the_app()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        var (status, page) = await Text(await mei.Get($"/slack/callback?code=c0de&state={await mei.Begin()}"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<code>/crm help</code>", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-Hans\"", page, StringComparison.Ordinal);
        var asked = Assert.Single(host.Exchanges);
        Assert.Equal(("oauth.v2.access", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"1.2:{Desk.ClientSecret}"))), (asked.Method, asked.Authorization));
        Assert.Equal(new Dictionary<string, string> { ["code"] = "c0de", ["redirect_uri"] = "http://127.0.0.1:5080/slack/callback" }, asked.Form);
        var found = await host.Installations.Of("T1", Cancel);
        Assert.Equal(("xoxb-canary", "UBOT", "A1", "Acme"), (found!.Token, found.BotUser, found.AppId, found.Name));
        Assert.Empty(mei.Cookies.GetAllCookies());
    }

    [Fact]
    public async Task An_organisation_installs_it_for_all_its_teams()
    {
        await using var host = await InstallHost.Start();
        host.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":true,"access_token":"xoxb-org","team":null,"enterprise":{"id":"E1","name":"Acme Group"},"is_enterprise_install":true,"authed_user":{"id":"U1"}}""");
        using var mei = new Visitor(host.Address);
        Assert.Equal(HttpStatusCode.OK, (await mei.Get($"/slack/callback?code=c0de&state={await mei.Begin()}")).StatusCode);
        Assert.Equal(("E1", "Acme Group", true), await host.Installations.Of("T5", "E1", false, Cancel) is { } found ? (found.On, found.Name, found.Org) : default);
    }

    public static TheoryData<string> Wrong =>
    [
        "/slack/callback", "/slack/callback?code=c0de", "/slack/callback?state={state}", "/slack/callback?code=&state={state}", "/slack/callback?code=c0de&state=", "/slack/callback?code=c0de&state={other}",
        "/slack/callback?code=c0de&state=T1", "/slack/callback?code=c0de&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "/slack/callback?code=c0de&state={state}&state={state}", "/slack/callback?code=c0de&state={state}x",
        "/slack/callback?code=c0de&STATE={other}", "/slack/callback?error=access_denied", "/slack/callback?error=access_denied&state={other}", "/slack/callback?error=access_denied&state={state}", "/slack/callback?error=access_denied&code=c0de&state={state}",
        "/slack/callback?code=%ef%bf%bf%00&state=%00", "/slack/callback?code={long}&state={state}",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A11_without_its_own_state_and_a_code_nothing_is_exchanged(string path)
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        using var other = new Visitor(host.Address);
        var (status, page) = await Text(await mei.Get(path.Replace("{state}", await mei.Begin(), StringComparison.Ordinal).Replace("{other}", await other.Begin(), StringComparison.Ordinal).Replace("{long}", new string('c', 1_001), StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<a href=\"install\">", page, StringComparison.Ordinal);
        Assert.Empty(host.Slack.Calls);
    }

    [Fact]
    public async Task A11_a_state_is_good_once()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        var state = await mei.Begin();
        var cookie = mei.Cookies.GetAllCookies().Single();
        Assert.Equal(HttpStatusCode.OK, (await mei.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
        // The browser has forgotten it; a copy was kept.
        mei.Cookies.Add(new Cookie(cookie.Name, cookie.Value, "/", cookie.Domain));
        Assert.Equal(HttpStatusCode.BadRequest, (await mei.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
        Assert.Single(host.Exchanges);
    }

    [Fact]
    public async Task A11_a_state_is_good_once_though_it_comes_twice_at_a_time()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        var state = await mei.Begin();
        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await mei.Get($"/slack/callback?code=c0de&state={state}")).StatusCode));
        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Single(host.Exchanges);
    }

    [Fact]
    public async Task A11_a_state_that_is_written_in_another_way_is_the_same_state()
    {
        var states = new ChatCrm.Bot.Slack.Install.States(new MemoryRowStore(), new EphemeralDataProtectionProvider(), new HandTime());
        var state = states.Begin();
        // The last letter may hold bits that stand for nothing.
        var alike = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Select(last => state[..^1] + last).Select(other => states.Of(other, other)).OfType<Begun>().ToList();
        Assert.True(await states.Take(alike[0], Cancel));
        foreach (var begun in alike) Assert.False(await states.Take(begun, Cancel));
    }

    [Theory]
    [InlineData(599, HttpStatusCode.OK)]
    [InlineData(600, HttpStatusCode.BadRequest)]
    public async Task A11_a_state_is_good_for_ten_minutes(int seconds, HttpStatusCode status)
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        var state = await mei.Begin();
        host.Time.Move(Duration.FromSeconds(seconds));
        Assert.Equal(status, (await mei.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
    }

    [Fact]
    public async Task A11_another_browser_cannot_use_a_state_nor_use_it_up()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        using var mallory = new Visitor(host.Address);
        var state = await mei.Begin();
        await mallory.Begin();
        Assert.Equal(HttpStatusCode.BadRequest, (await mallory.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await mei.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
    }

    [Fact]
    public async Task A_stranger_who_ends_install_after_install_stops_short_of_rows_and_calls_without_end()
    {
        await using var host = await InstallHost.Start();
        host.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":false,"error":"invalid_code"}""");
        for (var n = 0; n < 65; n++)
        {
            using var mallory = new Visitor(host.Address);
            await mallory.Get($"/slack/callback?code=made-up&state={await mallory.Begin()}");
        }
        Assert.Equal(60, host.Exchanges.Count());
        Assert.Equal(60, (await host.Store.List(DirectoryRows.Partition, [KeyRange.Prefix("begun|", 100)], Cancel))[0].Rows.Count);
    }

    [Fact]
    public async Task A_state_may_end_in_another_process_than_it_began_in()
    {
        var (store, time) = (new MemoryRowStore(), new HandTime());
        var keys = new EphemeralDataProtectionProvider();
        await using var one = await InstallHost.Start(store: store, time: time, keys: keys);
        await using var other = await InstallHost.Start(store: store, time: time, keys: keys);
        using var mei = new Visitor(one.Address);
        var state = await mei.Begin();
        using var balanced = new Visitor(other.Address);
        balanced.Cookies.Add(mei.Cookies.GetAllCookies());
        Assert.Equal(HttpStatusCode.OK, (await balanced.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
        using var copied = new Visitor(one.Address);
        copied.Cookies.Add(mei.Cookies.GetAllCookies());
        Assert.Equal(HttpStatusCode.BadRequest, (await copied.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", "slack-install=*; max-age=600; path=/; samesite=lax; httponly")]
    [InlineData("https://crm.example.com", "__Host-slack-install=*; max-age=600; path=/; secure; samesite=lax; httponly")]
    public async Task A11_the_browser_keeps_the_state_to_itself(string address, string cookie)
    {
        await using var host = await InstallHost.Start(new() { ["Slack:PublicAddress"] = address });
        using var mei = new Visitor(host.Address);
        using var response = await mei.Get("/slack/install");
        Assert.Equal(cookie.Replace("*", Visitor.Query(response.Headers.Location!)["state"], StringComparison.Ordinal), response.Headers.GetValues("Set-Cookie").Single());
    }

    [Fact]
    public async Task A11_the_store_holds_no_state_that_could_be_used()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        var state = await mei.Begin();
        await mei.Get($"/slack/callback?code=c0de&state={state}");
        var row = Assert.Single(await Begun(host));
        Assert.DoesNotContain(state, row.Key + row.Value, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task However_many_strangers_begin_nothing_is_kept_and_nobody_is_kept_out()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        using var strangers = new Visitor(host.Address);
        var state = await mei.Begin();
        for (var i = 0; i < 600; i++) await strangers.Begin();
        await strangers.Get("/slack/callback?error=access_denied&state=" + await strangers.Begin());
        Assert.Empty(await Begun(host));
        Assert.Equal(HttpStatusCode.OK, (await mei.Get($"/slack/callback?code=c0de&state={state}")).StatusCode);
    }

    [Fact]
    public async Task What_was_used_goes_when_its_time_is_over()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        await mei.Get($"/slack/callback?code=c0de&state={await mei.Begin()}");
        var row = Assert.Single(await Begun(host));
        var kind = ChatCrm.Bot.Slack.Install.States.Kind;
        Assert.Equal(host.Time.GetCurrentInstant() + Duration.FromMinutes(10), kind.Since!(row) + kind.Retention);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"invalid_code"}""")]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"access_token":"xoxp-user","token_type":"user","team":{"id":"T1"}}""")]
    [InlineData("""{"ok":true,"access_token":"xoxb-canary","team":null,"is_enterprise_install":false}""")]
    [InlineData("")]
    public async Task Where_slack_gives_no_bot_token_nothing_is_installed(string answer)
    {
        await using var host = await InstallHost.Start();
        host.Slack.Answers = (http, _) => Loopback.Say(http, answer);
        using var mei = new Visitor(host.Address);
        Assert.Equal(HttpStatusCode.BadGateway, (await mei.Get($"/slack/callback?code=c0de&state={await mei.Begin()}")).StatusCode);
        Assert.Null(await host.Installations.Of("T1", Cancel));
        Assert.Contains(host.Log.Records, record => record.Contains("An install was not completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_load_nothing_and_are_framed_by_nobody()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        using var response = await mei.Get("/slack/callback?code=<script>&state=<script>");
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(("nosniff", "no-referrer", "no-store"), (response.Headers.GetValues("X-Content-Type-Options").Single(), response.Headers.GetValues("Referrer-Policy").Single(), response.Headers.CacheControl!.ToString()));
        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task H8_neither_code_nor_state_nor_secret_is_logged_by_the_pages()
    {
        await using var host = await InstallHost.Start();
        using var mei = new Visitor(host.Address);
        var state = await mei.Begin();
        await mei.Get($"/slack/callback?code=c0de-canary&state={state}");
        var own = host.Log.Records.Where(record => record.StartsWith("ChatCrm", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, record => Assert.False(record.Contains("canary", StringComparison.OrdinalIgnoreCase) || record.Contains(state, StringComparison.Ordinal), record));
    }

    [Fact]
    public async Task Endpoints_that_answer_anybody_say_why()
    {
        await using var slack = await Loopback.Start();
        await using var app = InstallHost.Build(Desk.Settings(slack), new());
        Assert.Equal(["/c/{code}", "/slack/callback", "/slack/install"],
            from source in ((IEndpointRouteBuilder)app).DataSources
            from endpoint in source.Endpoints.OfType<RouteEndpoint>()
            where endpoint.Metadata.GetMetadata<OpenEndpoint>() is { Reason.Length: > 0 }
            orderby endpoint.RoutePattern.RawText
            select endpoint.RoutePattern.RawText);
    }

    [Fact]
    public async Task Without_a_client_id_there_are_no_install_pages()
    {
        await using var slack = await Loopback.Start();
        await using var app = InstallHost.Build(Desk.Settings(slack, new() { ["Slack:ClientId"] = "", ["Slack:BotToken"] = Desk.Bot }), new());
        await app.StartAsync(Cancel);
        using var mei = new Visitor(new(app.Urls.Single()));
        Assert.Equal(HttpStatusCode.NotFound, (await mei.Get("/slack/install")).StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string Page)> Text(HttpResponseMessage response)
    {
        using (response) return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<IReadOnlyList<Row>> Begun(InstallHost host) => (await host.Store.List(DirectoryRows.Partition, [KeyRange.Prefix("begun|", 1_000)], Cancel))[0].Rows;
}
