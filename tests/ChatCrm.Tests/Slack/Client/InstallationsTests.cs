using System.Text;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

public class InstallationsTests
{
    private static readonly byte[] Body = """{"channel":"C1"}"""u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_install_is_found_by_its_team_with_a_token_to_use()
    {
        await using var desk = await Desk.Open();
        await desk.Installations.Save(Desk.Access(), Cancel);
        desk.Time.Move(Duration.FromMinutes(1));
        var found = await desk.Installations.Of("T1", null, false, Cancel);
        Assert.Equal(("T1", Desk.Bot, "UBOT", "A1", "Acme", false), (found!.On, found.Token, found.BotUser, found.AppId, found.Name, found.Org));
        Assert.Equal(["commands"], found.Scopes);
    }

    [Theory]
    [InlineData("T1", null, false)]
    [InlineData("T1", "E1", false)]
    [InlineData("T1", "E1", true)]
    [InlineData(null, "E1", true)]
    [InlineData(null, null, true)]
    [InlineData("", "", false)]
    public async Task A10_where_it_was_never_installed_there_is_nothing_and_no_row_is_made(string? team, string? enterprise, bool org)
    {
        await using var desk = await Desk.Open();
        Assert.Null(await desk.Installations.Of(team, enterprise, org, Cancel));
        await desk.Installations.Drop("T1", desk.Time.GetCurrentInstant(), Cancel);
        Assert.Empty((await desk.Store.List(DirectoryRows.Partition, [new("!", "~", 10)], Cancel))[0].Rows);
    }

    [Theory]
    [InlineData("T1", "E1", false, "T1")]
    [InlineData("T2", "E1", false, "E1")]
    [InlineData("T1", "E1", true, "E1")]
    [InlineData(null, "E1", true, "E1")]
    [InlineData(null, "E1", false, "E1")]
    [InlineData("T2", null, false, null)]
    [InlineData("T2", "E2", true, null)]
    [InlineData("E1", null, false, "E1")]
    public async Task The_install_of_a_request_is_the_teams_or_its_organisations(string? team, string? enterprise, bool org, string? found)
    {
        await using var desk = await Desk.Open();
        await desk.Installations.Save(Desk.Access(), Cancel);
        await desk.Installations.Save(Desk.Access("xoxb-org") with { On = "E1", Enterprise = "E1", Org = true }, Cancel);
        Assert.Equal(found, (await desk.Installations.Of(team, enterprise, org, Cancel))?.On);
    }

    [Fact]
    public async Task A9_a_teams_install_is_never_an_organisations()
    {
        await using var desk = await Desk.Open();
        await desk.Installations.Save(Desk.Access(), Cancel);
        Assert.Null(await desk.Installations.Of("T2", "T1", false, Cancel));
        Assert.Null(await desk.Installations.Of(null, "T1", true, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task G8_the_end_of_an_install_may_be_told_twice_in_either_order(bool eventFirst)
    {
        await using var desk = await Desk.Open();
        var install = await desk.Installations.Save(Desk.Access(refresh: "xoxe-1-canary", lasts: Duration.FromHours(12)), Cancel);
        desk.Time.Move(Duration.FromHours(1));
        var ended = desk.Time.GetCurrentInstant();
        if (eventFirst) await desk.Installations.Drop("T1", ended, Cancel);
        await desk.Installations.Dropped(install, Cancel);
        await desk.Installations.Drop("T1", ended, Cancel);
        await desk.Installations.Drop("T1", ended, Cancel);
        Assert.Null(await desk.Installations.Of("T1", Cancel));
        var (row, _) = (await desk.Get<Vault>().Find("T1", Cancel))!.Value;
        Assert.Equal((InstallState.Gone, "", "", ended.ToUnixTimeMilliseconds()), (row.State, row.Token, row.Refresh, row.GoneAt));
    }

    [Fact]
    public async Task G8_another_process_hears_of_the_end_within_half_a_minute()
    {
        await using var one = await Desk.Open();
        await using var other = await Desk.Open(store: one.Store, time: one.Time, protection: one.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>());
        await one.Installations.Save(Desk.Access(), Cancel);
        Assert.NotNull(await other.Installations.Of("T1", Cancel));
        await one.Installations.Drop("T1", one.Time.GetCurrentInstant(), Cancel);
        one.Time.Move(Duration.FromSeconds(30));
        Assert.Null(await other.Installations.Of("T1", Cancel));
    }

    [Fact]
    public async Task G8_an_end_from_before_a_new_install_does_not_end_it()
    {
        await using var desk = await Desk.Open();
        var old = await desk.Installations.Save(Desk.Access("xoxb-old"), Cancel);
        desk.Time.Move(Duration.FromHours(1));
        var ended = desk.Time.GetCurrentInstant();
        await desk.Installations.Drop("T1", ended, Cancel);
        desk.Time.Move(Duration.FromSeconds(1));
        await desk.Installations.Save(Desk.Access("xoxb-new"), Cancel);
        desk.Time.Move(Duration.FromHours(2));
        await desk.Installations.Drop("T1", ended, Cancel);
        await desk.Installations.Dropped(old, Cancel);
        Assert.Equal("xoxb-new", (await desk.Installations.Of("T1", Cancel))?.Token);
        await desk.Installations.Drop("T1", desk.Time.GetCurrentInstant(), Cancel);
        Assert.Null(await desk.Installations.Of("T1", Cancel));
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("revoked")]
    [InlineData("installed anew")]
    public async Task G8_What_was_read_before_an_install_changed_is_not_kept(string how)
    {
        var store = new HeldStore(new MemoryRowStore());
        await using var desk = await Desk.Open(store: store);
        var old = await desk.Installations.Save(Desk.Access(), Cancel);
        var letGo = store.Hold();
        var read = desk.Installations.Of("T1", Cancel).AsTask();
        if (how == "removed") await desk.Installations.Drop("T1", desk.Time.GetCurrentInstant(), Cancel);
        if (how == "revoked") await desk.Installations.Dropped(old, Cancel);
        if (how == "installed anew") await desk.Installations.Save(Desk.Access("xoxb-new"), Cancel);

        letGo();

        Assert.Equal(Desk.Bot, (await read)?.Token);
        Assert.Equal(how == "installed anew" ? "xoxb-new" : null, (await desk.Installations.Of("T1", Cancel))?.Token);
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")]
    public async Task G7_a_token_that_slack_refuses_for_good_is_destroyed(string error)
    {
        await using var desk = await Desk.Open();
        var install = await desk.Installations.Save(Desk.Access(), Cancel);
        desk.Slack.Answers = (http, _) => Loopback.Say(http, $$"""{"ok":false,"error":"{{error}}"}""");
        Assert.IsType<ApiAnswer.Refused>(await desk.Api.Post(install, "chat.postMessage", Body, Cancel));
        Assert.Null(await desk.Installations.Of("T1", Cancel));
        Assert.Equal("", (await desk.Get<Vault>().Find("T1", Cancel))!.Value.Value.Token);
    }

    [Fact]
    public async Task G7_another_refusal_destroys_nothing()
    {
        await using var desk = await Desk.Open();
        var install = await desk.Installations.Save(Desk.Access(), Cancel);
        desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":false,"error":"missing_scope"}""");
        await desk.Api.Post(install, "chat.postMessage", Body, Cancel);
        desk.Time.Move(Duration.FromMinutes(1));
        Assert.NotNull(await desk.Installations.Of("T1", Cancel));
    }

    [Fact]
    public async Task I1_no_token_stands_in_the_file()
    {
        using var folder = new Folder();
        var file = folder.File("chatcrm.db");
        await using (var store = new SqliteRowStore(file))
        await using (var desk = await Desk.Open(store: store))
        {
            desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":true,"access_token":"xoxe.xoxb-canary-2","refresh_token":"xoxe-1-canary-2","expires_in":43200}""");
            await desk.Installations.Save(Desk.Access("xoxe.xoxb-canary-1", "xoxe-1-canary-1", Duration.FromHours(12)), Cancel);
            desk.Get<ChatCrm.Bot.Slack.Install.States>().Begin();
            Search();
            desk.Time.Move(Duration.FromHours(12));
            Assert.Equal("xoxe.xoxb-canary-2", (await desk.Installations.Of("T1", Cancel))?.Token);
            Search();
        }

        // The log beside it too, while the file is open.
        void Search()
        {
            var bytes = new[] { file, file + "-wal" }.Select(Read).ToArray();
            Assert.Contains("install|slack:T1", string.Concat(bytes), StringComparison.Ordinal);
            foreach (var secret in new[] { "xoxb-", "xoxe-", "xoxe.", "canary", Desk.ClientSecret, Desk.SigningSecret })
                Assert.All(bytes, text => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task I1_tokens_that_cannot_be_opened_any_more_are_no_install()
    {
        await using var desk = await Desk.Open();
        await desk.Installations.Save(Desk.Access(), Cancel);
        await using var strange = await Desk.Open(store: desk.Store, time: desk.Time);
        Assert.Null(await strange.Installations.Of("T1", Cancel));
        Assert.Contains(strange.Log.Records, record => record.Contains("cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H8_nothing_prints_a_token()
    {
        await using var desk = await Desk.Open(new() { ["Slack:BotToken"] = Desk.Bot, ["Slack:AppToken"] = "xapp-canary" });
        desk.Slack.Answers = (http, asked) => Loopback.Say(http, asked.Method == "auth.test" ? $$"""{"ok":true,"team_id":"T1","token":"{{Desk.Bot}}"}""" : $$"""{"ok":false,"error":"token_revoked","token":"{{Desk.Bot}}"}""");
        var install = await desk.Installations.Of("T1", Cancel);
        var answer = await desk.Api.Post(install!, "chat.postMessage", Body, Cancel);
        await desk.Api.Respond(new(desk.Slack.Address, "canary-hook"), Body, Cancel);
        desk.Slack.Answers = (http, _) => Loopback.Drop(http);
        await desk.Api.Respond(new(desk.Slack.Address, "canary-hook"), Body, Cancel);
        await desk.Installations.Save(Desk.Access("xoxb-canary", "xoxe-canary"), Cancel);
        Assert.NotEmpty(desk.Log.Records);
        foreach (var text in desk.Log.Records.Concat([$"{install}", $"{answer}", $"{Desk.Access()}", $"{desk.Get<SlackOptions>()}"]))
            Assert.DoesNotContain("canary", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_token_of_the_settings_serves_the_workspace_that_it_is_for()
    {
        await using var desk = await Desk.Open(new() { ["Slack:BotToken"] = Desk.Bot });
        desk.Slack.Answers = (http, _) =>
        {
            http.Response.Headers["x-oauth-scopes"] = "commands,chat:write";
            return Loopback.Say(http, """{"ok":true,"team_id":"T1","team":"Acme","user_id":"UBOT","enterprise_id":"E1"}""");
        };
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.Installations.Of("T1", Cancel).AsTask()));
        Assert.All(found, install => Assert.Equal(("T1", Desk.Bot, "UBOT", "E1"), (install!.On, install.Token, install.BotUser, install.Enterprise)));
        Assert.Equal(["chat:write", "commands"], found[0]!.Scopes.Order(StringComparer.Ordinal));
        Assert.Null(await desk.Installations.Of("T2", Cancel));
        Assert.Equal($"Bearer {Desk.Bot}", Assert.Single(desk.Slack.Calls).Authorization);
        Assert.Null(await desk.Get<Vault>().Find("T1", Cancel));
    }

    [Fact]
    public async Task A_token_of_the_settings_that_was_revoked_is_used_no_more()
    {
        await using var desk = await Desk.Open(new() { ["Slack:BotToken"] = Desk.Bot });
        desk.Slack.Answers = (http, asked) => Loopback.Say(http, asked.Method == "auth.test" ? """{"ok":true,"team_id":"T1"}""" : """{"ok":false,"error":"token_revoked"}""");
        await desk.Api.Read((await desk.Installations.Of("T1", Cancel))!, "users.info", Cancel);
        Assert.Null(await desk.Installations.Of("T1", Cancel));
        Assert.Equal(2, desk.Slack.Calls.Count);
    }

    // The store has the files open.
    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
