using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>Two teams of one company, each installed by itself, brought into one workspace.</summary>
public class ConnectedTests
{
    private const string Northern = "T9NORTH";

    [Fact]
    public async Task After_the_code_was_typed_the_other_team_works_in_the_workspace_with_its_next_line()
    {
        await using var town = await Two();
        var code = await Code(town);

        Assert.Contains("This team now works in Company", await town.Types("lena", "north", $"admin connect {code}"));

        Assert.Contains("Kanari AG", await town.Types("lena", "north", "Kanari"));
        Assert.Contains("Kanari AG", await town.Writes("olaf", "Kanari"));
        var members = await town.Members(Town.Company);
        Assert.Equal(Role.Admin, members.WithIdentity(FakeSlack.IdentityOf("sam"))!.Role);
        Assert.All(new[] { "U9LENA", "U9OLAF" }, user => Assert.Equal(Role.Rep, members.WithIdentity($"slack:{Northern}/{user}")!.Role));
        Assert.Equal(Town.WorkspaceOf(Town.Company), (await town.ConnectionOf(Northern)).Workspace);
    }

    [Fact]
    public async Task A11_A_code_is_good_once_and_for_a_quarter_of_an_hour_and_no_other_will_do()
    {
        await using var town = await Two();
        town.Add("T9SOUTH", "Southern", "south", ["nils"]);
        await town.Install("nils", "T9SOUTH");
        await town.Sees("nils", "", posts => posts.Count == 1);
        Assert.Contains("This code is not valid", await town.Types("lena", "north", "admin connect 0000-0000-0000"));
        var over = await Code(town);
        town.App.Clock.Move(Duration.FromMinutes(15));
        Assert.Contains("This code is not valid", await town.Types("lena", "north", $"admin connect {over}"));
        var code = await Code(town);
        Assert.Contains("now works in Company", await town.Types("lena", "north", $"admin connect {code}"));

        Assert.Contains("This code is not valid", await town.Types("nils", "south", $"admin connect {code}"));

        Assert.Equal(Town.WorkspaceOf("T9SOUTH"), (await town.ConnectionOf("T9SOUTH")).Workspace);
        Assert.DoesNotContain("Kanari AG", await town.Types("nils", "south", "find kanari"));
    }

    [Fact]
    public async Task B5_Who_is_no_admin_neither_gives_a_code_nor_takes_one()
    {
        await using var town = await Two();
        await town.Types("priya", "sales", "help");
        Assert.DoesNotMatch("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", await town.Types("priya", "sales", "admin connect"));
        await town.Types("olaf", "north", "help");
        var code = await Code(town);

        await town.Types("olaf", "north", $"admin connect {code}");

        Assert.Equal(Town.WorkspaceOf(Northern), (await town.ConnectionOf(Northern)).Workspace);
    }

    [Fact]
    public async Task A_team_that_has_customers_leaves_none_behind()
    {
        await using var town = await Two();
        await town.Types("lena", "north", "new \"Nordlicht AG\" country:CH city:Zurich");
        var code = await Code(town);

        Assert.Contains("There are customers here already", await town.Types("lena", "north", $"admin connect {code}"));

        Assert.Contains("Nordlicht AG", await town.Types("lena", "north", "Nordlicht"));
        Assert.Equal(Town.WorkspaceOf(Northern), (await town.ConnectionOf(Northern)).Workspace);
    }

    [Fact]
    public async Task A_connected_team_that_is_removed_and_installed_again_comes_back_to_the_shared_workspace()
    {
        await using var town = await Two();
        await town.Types("lena", "north", $"admin connect {await Code(town)}");
        await town.Slack.Uninstall(Northern);
        town.App.Clock.Move(Duration.FromMinutes(1));
        Assert.DoesNotContain("Northern", await town.Types("sam", "sales", "admin disconnect"));

        await town.Install("lena", Northern);

        Assert.Contains("Kanari AG", await town.Types("lena", "north", "Kanari"));
        Assert.Contains("Northern", await town.Types("sam", "sales", "admin disconnect"));
    }

    [Fact]
    public async Task B5_A_team_that_was_disconnected_hears_nothing_more_from_the_workspace_that_it_left()
    {
        await using var town = await Two();
        town.Ails = true;
        await town.Types("lena", "north", $"admin connect {await Code(town)}");
        await town.Types("lena", "north", "new \"Elche SE\" country:DE");
        await town.Types("lena", "north", "follow \"Elche SE\" in 1 minute \"ring back\" remind #north");
        var direct = town.Slack.Messages("lena").Count;
        var room = town.Slack.Messages("olaf", "north").Count;

        await town.Types("sam", "sales", "admin disconnect Northern");
        town.App.Clock.Move(Duration.FromMinutes(2));
        await town.App.Settled(Town.WorkspaceOf(Town.Company));

        Assert.Equal(direct, town.Slack.Messages("lena").Count);
        Assert.Equal(room, town.Slack.Messages("olaf", "north").Count);
        Assert.NotEmpty(await town.Parked(Town.Company));
    }

    private static async Task<string> Code(Town town)
    {
        var card = await town.Types("sam", "sales", "admin connect");
        var code = System.Text.RegularExpressions.Regex.Match(card, "[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.CultureInvariant);
        Assert.True(code.Success, card);
        return code.Value;
    }

    /// <summary>The company with a customer, and the northern team without.</summary>
    private static async Task<Town> Two()
    {
        var town = await Town.Open();
        town.Add(Northern, "Northern", "north", ["lena", "olaf"]);
        await town.Install();
        await town.Install("lena", Northern);
        await town.Sees("lena", "", posts => posts.Count == 1);
        await town.Types("sam", "sales", "new \"Kanari AG\" country:CH city:Zurich");
        return town;
    }
}
