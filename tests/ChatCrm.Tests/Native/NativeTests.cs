using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Graph.Fake;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Operation;
using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Storage;
using ChatCrm.Tests.Storage.Tables;
using ChatCrm.Tests.Teams;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Native;

/// <summary>
/// The native program at what it talks to: what a compiler that looks ahead may have left out is missed only where it is called. Not called here: a vault, and signing in by
/// certificate or workload.
/// </summary>
public sealed class NativeTests(Azurite azurite) : IDisposable
{
    private static readonly Spot Mei = new("mei", null);

    private readonly Folder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Shelf File => Shelf.File(folder.File("chatcrm.db"));

    [Fact]
    public async Task In_Slack_a_call_is_logged_by_a_form_and_undone()
    {
        await using var slack = await FakeSlack.Start(Now());
        await using var program = await Start(File, SlackApp.PlatformOf(slack));
        slack.Service = program.Address;

        Assert.True((await slack.Command("mei", "sales", "log Acme GmbH")).Ok);
        Assert.True(await slack.Until(() => slack.Top("mei") is not null && slack.Api.IsIdle));
        Assert.True((await slack.Submit("mei", slack.Top("mei")!, new Dictionary<string, string> { ["kind"] = "Call", ["text"] = "asked for FOB price" }))!.Ok);

        Assert.Contains("asked for FOB price", Assert.Single(await Interactions()), StringComparison.Ordinal);
        Assert.True((await slack.Command("mei", "sales", "undo")).Ok);
        Assert.Empty(await Interactions());
        Assert.Empty(slack.Faults);
    }

    [Fact]
    public async Task In_Slack_over_sockets_in_Chinese()
    {
        await using var slack = await FakeSlack.Start(Now());
        slack.SocketMode = true;
        await using var program = await Start(File, SlackApp.PlatformOf(slack, ("SigningSecret", ""), ("AppToken", Slack.Fake.Sockets.AppToken)));
        Assert.True(await slack.Until(() => slack.Sockets.Connections == 2));

        Assert.True((await slack.Dm("mei", "me lang zh")).Ok);
        Assert.True((await slack.Dm("mei", "查 华为")).Ok);

        Assert.True(await slack.Until(() => slack.Messages("mei").Any(post => slack.Shown(post).ToString().Contains("华为技术有限公司", StringComparison.Ordinal) && slack.Shown(post).ToString().Contains("中国", StringComparison.Ordinal))));
        Assert.Empty(slack.Faults);
    }

    [Fact]
    public async Task A_token_of_Slacks_that_a_certificate_seals_is_read_after_a_restart()
    {
        await using var slack = await FakeSlack.Start(Now());
        await System.IO.File.WriteAllBytesAsync(folder.File("seal.pfx"), Certificate(), Cancel);
        (string, string)[] install = [("BotToken", ""), ("ClientId", OAuth.ClientId), ("ClientSecret", OAuth.ClientSecret), ("PublicAddress", "http://127.0.0.1:5080")];
        var platform = SlackApp.PlatformOf(slack, install);
        slack.Installs.Remove(slack.Installs.Find(Slack.Fake.Company.Team.Id)!);
        platform = platform with { Settings = new Dictionary<string, string>(platform.Settings) { ["Secrets:Certificate"] = folder.File("seal.pfx") } };
        await using (var first = await Start(File, platform))
        {
            slack.Service = first.Address;
            using var browser = new Visitor(first.Address);
            using var begun = await browser.Get("/slack/install");
            using var finished = await browser.Get(slack.Agree(begun.Headers.Location!, "sam").PathAndQuery);
            Assert.Contains("/crm help", await finished.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
        await using var second = await NativeProgram.Start([.. Settings(File), .. platform.Settings]);
        slack.Service = second.Address;

        Assert.True((await slack.Dm("mei", "find acme")).Ok);

        Assert.True(await slack.Until(() => slack.Messages("mei").Any(post => slack.Shown(post).ToString().Contains("Acme GmbH", StringComparison.Ordinal))));
        Assert.Empty(slack.Faults);
    }

    [Fact]
    public async Task In_Teams_a_card_is_edited_in_a_dialog_with_tokens_that_are_checked_and_fetched()
    {
        await using var teams = await FakeTeams.Start(Now());
        await System.IO.File.WriteAllTextAsync(folder.File("login.pem"), Login.Pem, Cancel);
        await using var program = await Start(File, TeamsApp.PlatformOf(teams), ("SSL_CERT_FILE", folder.File("login.pem")));
        (teams.Service, teams.IsJudged) = (program.Address, true);
        await teams.Install("mei", null);

        Assert.True((await teams.Write("mei", null, "log Acme GmbH call 15m \"asked for FOB price\"")).Ok);
        Assert.True(await FakeTeams.Until(() => teams.Connector.IsIdle && teams.Messages("mei").Any(post => !post.IsTyped && teams.Shown("mei", post).ToString().Contains("✓", StringComparison.Ordinal))));
        Assert.True((await teams.Press("mei", teams.Messages("mei").Last(post => !post.IsTyped), "Edit"))!.Ok);
        teams.Open("mei")!.Typed.Values["text"] = "asked for CIF price";
        Assert.True((await teams.Submit("mei", teams.Open("mei")!))!.Ok);

        Assert.Contains("asked for CIF price", Assert.Single(await Interactions()), StringComparison.Ordinal);
        Assert.Empty(teams.Faults);
    }

    [Fact]
    public async Task A_follow_up_stands_in_Outlook_moves_and_goes_by_the_identity_of_the_machine()
    {
        await using var graph = await FakeGraph.Open(Calendars.OutlookApp.MeisBox);
        await using var identity = await MachineIdentity.Start(FakeGraph.Token);
        await using var program = await Start(File, new("", new(who => $"console:{who}", room => $"console:{room}", room => $"console:room/{room}"),
            new Dictionary<string, string> { ["Graph:ManagedIdentity"] = "system", ["Graph:Endpoint"] = graph.Address.AbsoluteUri }), identity.Variables);
        await Address("mei", Calendars.OutlookApp.MeisBox);
        await using var console = Console(program);

        var asked = await console.Say(Mei, "follow Acme GmbH in 30 days 15:00 \"send samples\" cal online");
        // Whatever day that is: on a day off it is asked first.
        if (asked.Buttons.Contains("Keep it")) await console.Press(Mei, "Keep it");
        var made = Assert.Single(graph[Calendars.OutlookApp.MeisBox].Events);
        Assert.Equal(("Acme GmbH: send samples", "Asia/Shanghai"), (made.Subject, made.Zone));
        Assert.NotEmpty(made.Join);
        await console.Press(Mei, "15:00 their time");
        Assert.Equal("Europe/Berlin", Assert.Single(graph[Calendars.OutlookApp.MeisBox].Events).Zone);
        Assert.Contains("Shanghai", (await console.Say(Mei, "when Acme KK with @mei")).ToString(), StringComparison.Ordinal);
        await console.Say(Mei, "done 1");

        Assert.Empty(graph[Calendars.OutlookApp.MeisBox].Events);
        Assert.Empty(graph.Faults);
        Assert.DoesNotContain("fail:", program.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_Table_Storage()
    {
        var (table, connection) = (await azurite.NewTable(), await azurite.ConnectionString());
        var shelf = Shelf.Table(table, connection).With(("Storage:Tables:Patience", "00:01:00"), ("Storage:Tables:PatienceOfOneTry", "00:00:30"));
        await using var program = await Start(shelf, null);
        await using var console = Console(program, shelf);

        await console.Say(Mei, "log Acme GmbH call 15m \"asked for FOB price\"");
        await console.Say(Mei, "new Kestrel Ltd, London");

        Assert.Contains("asked for FOB price", Assert.Single(await Interactions(shelf)), StringComparison.Ordinal);
        Assert.Contains("London", (await console.Say(Mei, "kestrel")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_is_told_to_a_collector()
    {
        await using var sink = await OtlpSink.Start();
        await using var program = await Start(File, null, [.. sink.Settings.Select(setting => (setting.Key, setting.Value))]);
        await using var console = Console(program);

        await console.Say(Mei, "find acme");

        await sink.Until(come => come.Metrics.Contains("chatcrm.turn.duration", StringComparison.Ordinal) && come.Traces.Contains("turn find", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Slack:SigningSecret=s --Slack:Patience=canary", "Slack:Patience cannot be read: it is a time")]
    [InlineData("--Teams:Playground=true --Teams:AppId=canary", "Teams:Playground")]
    [InlineData("--Storage:Kind=Memory", "Set it to Tables or Sqlite")]
    [InlineData("--BrowserChat:Rooms:0:Key=canary", "BrowserChat:Rooms:0 cannot be read")]
    [InlineData("--Zones:File=nowhere.nzd", "Zones:File")]
    public async Task Settings_that_cannot_work_are_told_in_the_same_words(string settings, string says)
    {
        var (code, said) = await NativeProgram.Run(["--environment=Production", .. settings.Split(' ')], ("Storage__Path", folder.File("chatcrm.db")));
        Assert.NotEqual(0, code);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_serves_its_page_and_the_demo()
    {
        var (code, said) = await NativeProgram.Run(["demo", "100"], ("Storage__Path", folder.File("chatcrm.db")));
        Assert.True(code == 0, said);
        await using var program = await NativeProgram.Start(new Dictionary<string, string> { ["Storage:Path"] = folder.File("chatcrm.db") });
        using var browser = new Visitor(program.Address);

        using var page = await browser.Get("/console");
        Assert.Contains("<title>", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using var console = new ConsoleChannel(program.Address, () => Task.CompletedTask, () => []);
        Assert.Contains("C-1001", (await console.Say(Mei, "C-1001")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Production_it_is_ready_and_says_what_it_says_in_JSON()
    {
        await using var program = await NativeProgram.Start(new Dictionary<string, string> { ["environment"] = "Production", ["Storage:Path"] = folder.File("chatcrm.db"), ["BrowserChat:Enabled"] = "false" });
        using var probe = new Visitor(program.Address);

        using var ready = await probe.Get("/health/ready");

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.True(JsonElement.Parse(await ready.Content.ReadAsStringAsync(Cancel)).GetProperty("ready").GetBoolean());
        Assert.All(program.Said.Split('\n'), line => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(line).ValueKind));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The platforms' clocks go with the program's.</summary>
    private static FakeClock Now()
    {
        var clock = new FakeClock();
#pragma warning disable RS0030 // The program has no other clock.
        clock.MoveTo(SystemClock.Instance.GetCurrentInstant());
#pragma warning restore RS0030
        return clock;
    }

    private static async Task<NativeProgram> Start(Shelf shelf, Platform? platform, params (string Name, string Value)[] variables)
    {
        await using (var rows = shelf.Open()) await RunningApp.Fill(rows.Store, platform);
        return await NativeProgram.Start([.. Settings(shelf), .. platform?.Settings ?? new Dictionary<string, string>()], variables);
    }

    private static IEnumerable<KeyValuePair<string, string>> Settings(Shelf shelf) =>
        new Dictionary<string, string>(shelf.Settings) { ["BrowserChat:Workspace"] = RunningApp.Workspace, ["BrowserChat:Patience"] = "00:05:00" };

    private ConsoleChannel Console(NativeProgram program, Shelf? shelf = null) => new(program.Address, () => Settled(shelf ?? File), () => []);

    /// <summary>Waits until nothing is left to be sent.</summary>
    private static async Task Settled(Shelf shelf)
    {
        await using var rows = shelf.Open();
        await Patiently.Until(async () => (await rows.Store.List(RunningApp.Workspace, [KeyRange.Prefix("outbox|", 1)], Cancel))[0].Rows.Count == 0, () => Task.FromResult("Something is still to be sent."));
    }

    private Task<IReadOnlyList<string>> Interactions() => Interactions(File);

    private static async Task<IReadOnlyList<string>> Interactions(Shelf shelf)
    {
        await using var rows = shelf.Open();
        return [.. (await rows.Store.List(RunningApp.Workspace, [KeyRange.Prefix("customer|acme|interaction|", 9)], Cancel))[0].Rows.Select(row => row.Value)];
    }

    private async Task Address(string member, string email)
    {
        await using var rows = File.Open();
        var row = (await rows.Store.Get(RunningApp.Workspace, WorkspaceRows.MemberKey(member), Cancel))!;
        await rows.Store.Commit(RunningApp.Workspace, row.Turn, [new Change.Replace(row.Key, WorkspaceRows.Value(WorkspaceRows.Member(row) with { Email = email }), row.ETag)], Cancel);
    }

    private static byte[] Certificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=seal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2050, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.Export(X509ContentType.Pfx);
    }
}
