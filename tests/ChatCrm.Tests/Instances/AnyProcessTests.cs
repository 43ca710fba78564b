using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack;
using ChatCrm.Tests.Slack.Client;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Tests.Storage.Tables;
using ChatCrm.Tests.Teams;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Instances;

/// <summary>Two instances behind one address that sends each request wherever it likes.</summary>
public sealed class AnyProcessTests(Azurite azurite)
{
    private static readonly Spot Mei = new("mei", null), Jonas = new("jonas", null), Sam = new("sam", null);

    [Fact]
    public async Task A_form_that_one_asked_is_sent_to_the_other_and_its_card_is_pressed_at_either_with_one_effect()
    {
        await using var both = await Both.Open(azurite);
        await using var console = new ConsoleChannel(both.One.Address, both.Settled, () => both.Errors);
        await console.Say(Mei, "log Acme GmbH");
        console.MoveTo(both.Other.Address);

        var saved = await console.Submit(Mei, new Dictionary<string, string> { ["kind"] = "Call", ["text"] = "asked for FOB price" });

        Assert.Contains("✓", saved.ToString(), StringComparison.Ordinal);
        Assert.Single(await both.One.Interactions());
        console.MoveTo(both.One.Address);
        Assert.Contains("Undone", (await console.Press(Mei, "Undo")).ToString(), StringComparison.Ordinal);
        console.MoveTo(both.Other.Address);
        await console.Press(Mei, "Undo");
        Assert.Empty(await both.One.Interactions());
    }

    [Fact]
    public async Task E3_The_same_turn_at_both_at_once_is_done_once()
    {
        await using var both = await Both.Open(azurite);
        using var one = new ConsoleLine(both.One.Address);
        using var other = new ConsoleLine(both.Other.Address);
        for (var n = 0; n < 10; n++)
        {
            var (id, line) = (Guid.NewGuid().ToString("D"), $"log Acme GmbH note \"number {n}.\"");
            await Task.WhenAll(one.Say("mei", line, id), other.Say("mei", line, id));
        }

        Assert.Equal(10, (await both.One.Interactions()).Count);
        Assert.Empty(both.Errors);
    }

    [Fact]
    public async Task What_is_set_at_one_holds_at_the_other_within_a_minute()
    {
        await using var both = await Both.Open(azurite);
        await using var one = new ConsoleChannel(both.One.Address, both.Settled, () => both.Errors);
        await using var other = new ConsoleChannel(both.Other.Address, both.Settled, () => both.Errors);
        Assert.Contains("2 customers", (await other.Say(Mei, "find acme")).ToString(), StringComparison.Ordinal);
        var refused = (await other.Say(Jonas, "admin parked")).ToString();
        await one.Say(Mei, "me lang zh");
        await one.Say(Sam, "admin role @jonas admin");

        both.Other.Clock.Move(Duration.FromSeconds(59));

        var found = (await other.Say(Mei, "find acme")).ToString();
        Assert.DoesNotContain("2 customers", found, StringComparison.Ordinal);
        Assert.Contains("Acme KK", found, StringComparison.Ordinal);
        Assert.NotEqual(refused, (await other.Say(Jonas, "admin parked")).ToString());
    }

    [Fact]
    public async Task A_window_in_Slack_that_one_opened_is_sent_to_the_other()
    {
        await using var slack = await FakeSlack.Start();
        await using var both = await Both.Open(azurite, SlackApp.PlatformOf(slack));
        (slack.World.Clock, slack.Service) = (both.One.Clock, both.One.Address);
        Assert.True((await slack.Command("mei", "sales", "log Acme GmbH")).Ok);
        Assert.True(await slack.Until(() => slack.Top("mei") is not null && slack.Api.IsIdle));
        slack.Service = both.Other.Address;

        Assert.True((await slack.Submit("mei", slack.Top("mei")!, new Dictionary<string, string> { ["kind"] = "Call", ["text"] = "asked for FOB price" }))!.Ok);

        Assert.Single(await both.One.Interactions());
        Assert.Empty(slack.Faults);
    }

    [Fact]
    public async Task A11_An_install_that_begins_at_one_is_finished_at_the_other_once_and_its_token_serves_both()
    {
        await using var slack = await FakeSlack.Start();
        var platform = SlackApp.PlatformOf(slack, ("BotToken", ""), ("ClientId", OAuth.ClientId), ("ClientSecret", OAuth.ClientSecret), ("PublicAddress", "http://127.0.0.1:5080"));
        slack.Installs.Remove(slack.Installs.Find(ChatCrm.Tests.Slack.Fake.Company.Team.Id)!);
        await using var both = await Both.Open(azurite, platform);
        (slack.World.Clock, slack.Service) = (both.One.Clock, both.One.Address);
        using var browser = new Visitor(both.One.Address);
        using var begun = await browser.Get("/slack/install");
        var back = slack.Agree(begun.Headers.Location!, "sam");

        var finished = await Page(browser.Cookies, both.Other.Address, back.PathAndQuery);
        var again = await Page(browser.Cookies, both.One.Address, back.PathAndQuery);

        Assert.Contains("/crm help", finished, StringComparison.Ordinal);
        Assert.DoesNotContain("/crm help", again, StringComparison.Ordinal);
        foreach (var app in new[] { both.One, both.Other })
        {
            slack.Service = app.Address;
            Assert.True((await slack.Dm("mei", "find acme")).Ok);
        }
        Assert.True(await slack.Until(() => slack.Messages("mei").Count(post => slack.Shown(post).ToString().Contains("Acme GmbH", StringComparison.Ordinal)) == 2));
    }

    [Fact]
    public async Task A_dialog_in_Teams_that_one_opened_is_sent_to_the_other()
    {
        await using var teams = await FakeTeams.Start();
        await using var both = await Both.Open(azurite, TeamsApp.PlatformOf(teams));
        (teams.World.Clock, teams.Service) = (both.One.Clock, both.One.Address);
        await teams.Install("mei", null);
        await both.Settled();
        Assert.True((await teams.Write("mei", null, "log Acme GmbH call 15m \"asked for FOB price\"")).Ok);
        Assert.True(await FakeTeams.Until(() => teams.Connector.IsIdle && teams.Messages("mei").Any(post => !post.IsTyped && teams.Shown("mei", post).ToString().Contains("✓", StringComparison.Ordinal))));
        teams.Service = both.Other.Address;
        Assert.True((await teams.Press("mei", teams.Messages("mei").Last(post => !post.IsTyped), "Edit"))!.Ok);
        teams.Service = both.One.Address;
        teams.Open("mei")!.Typed.Values["text"] = "asked for CIF price";

        Assert.True((await teams.Submit("mei", teams.Open("mei")!))!.Ok);

        Assert.Contains("asked for CIF price", Assert.Single(await both.One.Interactions()).Value, StringComparison.Ordinal);
    }

    private static async Task<string> Page(System.Net.CookieContainer cookies, Uri at, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, CookieContainer = cookies }) { BaseAddress = at };
        using var page = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Two instances over one table.</summary>
    private sealed class Both : IAsyncDisposable
    {
        public required RunningApp One { get; init; }

        public required RunningApp Other { get; init; }

        public IEnumerable<string> Errors => One.Errors.Concat(Other.Errors);

        public static async Task<Both> Open(Azurite azurite, Platform? platform = null)
        {
            var shelf = Shelf.Table(await azurite.NewTable(), await azurite.ConnectionString()).With(("Storage:Tables:Patience", "00:01:00"), ("Storage:Tables:PatienceOfOneTry", "00:00:30"));
            return new() { One = await RunningApp.Start(null, platform, shelf), Other = await RunningApp.Start(null, platform, shelf, beside: true) };
        }

        public Task Settled() => One.Settled();

        public async ValueTask DisposeAsync()
        {
            await One.DisposeAsync();
            await Other.DisposeAsync();
        }
    }
}
