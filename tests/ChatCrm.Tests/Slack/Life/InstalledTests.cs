using ChatCrm.Storage;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The app installed by browser, from nothing.</summary>
public class InstalledTests
{
    private const string Northern = "T9NORTH";

    [Fact]
    public async Task Whoever_installs_is_welcomed_and_the_first_admin_and_who_comes_next_is_a_rep()
    {
        await using var town = await Town.Open();

        var page = await town.Install("sam");

        Assert.Contains("/crm help", page);
        Assert.Single(await town.Sees("sam", "", posts => posts.Count == 1));
        Assert.Contains("Globex AG", await town.Types("priya", "sales", "new \"Globex AG\" country:CH city:Zurich"));
        var members = await town.Members(Town.Company);
        Assert.Equal((Role.Admin, Role.Rep), (members.WithIdentity(FakeSlack.IdentityOf("sam"))!.Role, members.WithIdentity(FakeSlack.IdentityOf("priya"))!.Role));
        Assert.Contains("admin", await town.Types("priya", "sales", "admin role @priya admin"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Role.Rep, (await town.Members(Town.Company)).WithIdentity(FakeSlack.IdentityOf("priya"))!.Role);
    }

    [Fact]
    public async Task I1_After_a_restart_all_goes_on_with_the_token_that_is_kept_and_none_is_in_the_file_in_plain_text()
    {
        await using var town = await Town.Open();
        await town.Install();
        await town.Types("sam", "sales", "new \"Globex AG\" country:CH city:Zurich");

        await town.Restart();

        Assert.Contains("Globex AG", await town.Types("sam", "sales", "Globex"));
        Assert.Contains("Globex AG", await town.Writes("sam", "Globex"));
        var bytes = town.Bytes();
        Assert.Contains("install|slack", bytes);
        Assert.All(new[] { "xoxb-", "xoxe", OAuth.ClientSecret, FakeSlack.SigningSecret }, secret => Assert.DoesNotContain(secret, bytes, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_row_of_the_directory_is_of_a_kind_that_privacy_and_the_sweep_know()
    {
        await using var town = await Town.Open();
        await town.Install();
        using var other = new Client.Visitor(town.App.Address);
        await other.Begin();
        await town.Types("sam", "sales", "admin connect");
        var kinds = town.App.Services.GetRequiredService<RowKinds>();

        var found = (await town.Rows(DirectoryRows.Partition)).Select(row => kinds.Of(row.Key, shared: true).Pattern).ToHashSet();

        Assert.Superset(new HashSet<string> { "install|*", "begun|*", "key|*", "workspace|*", "connection|*", "connected|*|*", "link-code|*" }, found);
        Assert.All(kinds.All, kind => Assert.Contains(kind.Owner, new[] { "Slack", "Secrets", "Commands" }.Concat(HouseRules.Reading.Order.Folders)));
    }

    [Fact]
    public async Task H8_Neither_code_nor_state_nor_token_of_an_install_is_logged()
    {
        await using var town = await Town.Open();
        using var browser = new Client.Visitor(town.App.Address);
        using var begun = await browser.Get("/slack/install");
        var back = town.Slack.Agree(begun.Headers.Location!, "sam");
        using var page = await browser.Get(back.PathAndQuery);
        await town.Sees("sam", "", posts => posts.Count == 1);

        var told = string.Join('\n', town.App.Logged);

        Assert.Contains("Installed at T1COMPANY", told);
        var query = Client.Visitor.Query(back);
        Assert.All(new[] { query["code"], query["state"], "xoxb-", OAuth.ClientSecret, "/slack/callback" }, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task B3_Two_teams_in_one_service_see_their_own_alone()
    {
        await using var town = await Town.Open();
        town.Add(Northern, "Northern", "north", ["lena", "olaf"]);
        await town.Install();
        await town.Install("lena", Northern);
        await town.Types("sam", "sales", "new \"Kanari Alpha\" country:CH city:Zurich");
        await town.Types("lena", "north", "new \"Kanari Beta\" country:CH city:Zurich");
        town.Slack.World.Clock.Move(NodaTime.Duration.FromMinutes(1));

        foreach (var (user, room, own) in new[] { ("sam", "sales", "Alpha"), ("lena", "north", "Beta"), ("olaf", "north", "Beta"), ("priya", "sales", "Alpha") })
        {
            foreach (var line in new[] { "find kanari", "Kanari", "export", "due week", "admin people", "C-1001", "log \"Kanari Alpha\" call 5m \"x\"", "log \"Kanari Beta\" call 5m \"x\"" }) await town.Types(user, room, line);
            await town.Slack.GlobalShortcut(user, "log");
            Assert.True(await town.Slack.Until(() => town.Slack.Top(user)?.Inputs.Any() == true));
            var offered = await town.Slack.Suggest(user, town.Slack.Top(user)!, "customer", "kanari");
            Assert.Contains($"Kanari {own}", Assert.Single(offered).ToJsonString());
            await town.Slack.CloseView(user, all: true);
        }

        Assert.Equal(Role.Admin, (await town.Members(Northern)).WithIdentity($"slack:{Northern}/U9LENA")!.Role);
        AssertApart(town, "Kanari Alpha", "Kanari Beta");
    }

    [Fact]
    public async Task An_organisation_installs_once_for_its_teams_which_share_one_workspace()
    {
        await using var town = await Town.Open();
        town.Add("T9EAST", "East", "east", ["lena"], "E9ORG");
        town.Add("T9WEST", "West", "west", ["olaf"], "E9ORG");

        await town.Install("lena", "E9ORG");

        Assert.Single(await town.Sees("lena", "", posts => posts.Count == 1));
        Assert.Contains("Kanari", await town.Types("lena", "east", "new \"Kanari AG\" country:CH city:Zurich"));
        Assert.Contains("Kanari", await town.Types("olaf", "west", "Kanari"));
        Assert.Contains("Kanari", await town.Writes("olaf", "Kanari"));
        await town.Slack.GlobalShortcut("lena", "log");
        Assert.True(await town.Slack.Until(() => town.Slack.Top("lena")?.Inputs.Any() == true));
        await town.Slack.Submit("lena", town.Slack.Top("lena")!, new Dictionary<string, string> { ["customer"] = "Kanari", ["kind"] = "call", ["text"] = "asked" });
        Assert.True(await town.Slack.Until(() => town.Slack.Top("lena") is not { } top || !top.Inputs.Any()), town.Slack.Top("lena") is { } open ? town.Slack.Shown(open).ToString() : "");
        var members = await town.Members("E9ORG");
        Assert.Equal((Role.Admin, Role.Rep), (members.WithIdentity("slack:E9ORG/U9LENA")!.Role, members.WithIdentity("slack:E9ORG/U9OLAF")!.Role));
        Assert.Single(await town.Rows(Town.WorkspaceOf("E9ORG")), row => row.Key.Contains("|interaction|", StringComparison.Ordinal));
    }

    /// <summary>Nothing of one team's was shown, offered or answered to the other.</summary>
    private static void AssertApart(Town town, string companys, string northerns)
    {
        foreach (var post in town.Slack.World.Posts.Where(post => !post.IsTyped))
        {
            var text = post.Json().ToJsonString();
            // What they typed themselves comes back to them.
            if (text.Contains("log ", StringComparison.Ordinal)) continue;
            Assert.DoesNotContain(post.Room.Team.Id == Northern ? companys : northerns, text, StringComparison.Ordinal);
        }
    }
}
