using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Storage;
using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Life;

/// <summary>The app is taken away, its tokens are revoked or run out, and it comes back.</summary>
public class EndedTests
{
    private const string On = Town.Company;

    [Theory]
    [InlineData("app_uninstalled", "tokens_revoked")]
    [InlineData("tokens_revoked", "app_uninstalled")]
    public async Task G8_Told_in_either_order_and_again_the_tokens_are_gone_at_once_and_a_reinstall_finds_all_of_it(string first, string then)
    {
        await using var town = await Book();
        var ended = town.App.Clock.Now;
        town.Slack.Installs.Remove(town.Slack.Installs.Find(On)!);

        Assert.True((await town.Tell(On, Happened(first), ended)).Ok);
        var row = await town.Row(On);
        Assert.Equal((InstallState.Gone, "", ""), (row.State, row.Token, row.Refresh));
        foreach (var again in new[] { then, first, then }) Assert.True((await town.Tell(On, Happened(again), ended)).Ok);
        Assert.NotNull((await town.ConnectionOf(On)).Gone);
        Assert.Equal(row, await town.Row(On) with { Scopes = row.Scopes });

        town.App.Clock.Move(Duration.FromMinutes(5));
        await town.Install("sam");
        foreach (var late in new[] { first, then }) Assert.True((await town.Tell(On, Happened(late), ended)).Ok);

        Assert.Contains("Kanari AG", await town.Types("sam", "sales", "Kanari"));
        Assert.Null((await town.ConnectionOf(On)).Gone);
        Assert.True((await town.Row(On)).IsInstalled);
    }

    public static TheoryData<string> Commands => ["help", "find kanari", "Kanari", "log Kanari call 5m \"x\"", "new \"Other AG\" country:CH", "due", "me", "admin people", "admin connect", "undo", ""];

    [Theory, MemberData(nameof(Commands))]
    public async Task A10_A_command_after_the_end_is_answered_politely_without_data_and_keeps_nothing(string line)
    {
        await using var town = await Book();
        await town.Slack.Uninstall(On);
        var before = await town.Rows(Town.WorkspaceOf(On));
        // Slack delivers what was on its way.
        var form = $"team_id={On}&channel_id={Company.RoomIdOf("sales")}&channel_name=sales&user_id={Company.IdOf("sam")}&command=%2Fcrm&text={Uri.EscapeDataString(line)}&trigger_id=1.2&is_enterprise_install=false";

        var answer = await town.Slack.Send("slack/commands", form, "application/x-www-form-urlencoded");

        Assert.True(answer.Ok);
        Assert.Contains("ChatCrm is not installed here", JsonNode.Parse(answer.Body)!["text"]!.ToString());
        Assert.DoesNotContain("Kanari", answer.Body);
        Assert.Equal(before, await town.Rows(Town.WorkspaceOf(On)));
    }

    [Fact]
    public async Task G8_What_is_to_be_posted_after_the_end_is_refused_as_revoked_and_not_tried_again()
    {
        await using var town = await Book();
        town.Ails = true;
        await town.Types("sam", "sales", "follow Kanari in 1 hour \"send samples\" remind #sales");
        await town.Slack.Uninstall(On);
        var calls = town.Slack.Calls.Count(IsPost);
        town.App.Clock.Move(Duration.FromDays(2));

        await town.App.Settled(Town.WorkspaceOf(On));

        Assert.Equal(calls, town.Slack.Calls.Count(IsPost));
        var parked = await town.Parked(On);
        Assert.NotEmpty(parked);
        Assert.All(parked, reason => Assert.Contains(reason, new[] { "revoked", "account-unreachable", "room-gone" }));
    }

    [Fact]
    public async Task A10_A_token_that_was_revoked_without_a_word_is_destroyed_by_the_first_call_and_the_team_is_disconnected()
    {
        await using var town = await Book();
        foreach (var grant in town.Slack.Installs.Find(On)!.Grants) grant.Revoked = true;
        // Who Sam is, is not known any more.
        town.App.Clock.Move(Duration.FromMinutes(6));

        Assert.Contains("Nothing was saved", await town.Types("sam", "sales", "log Kanari call 5m \"x\""));

        Assert.Equal((InstallState.Gone, ""), (await town.Row(On) is var row ? (row.State, row.Token) : default));
        Assert.NotNull((await town.ConnectionOf(On)).Gone);
        Assert.Contains("ChatCrm is not installed here", await town.Types("sam", "sales", "help"));
    }

    [Fact]
    public async Task A10_A_token_that_cannot_be_renewed_any_more_ends_the_install_and_disconnects_the_team()
    {
        await using var town = await Book(rotate: true);
        foreach (var grant in town.Slack.Installs.Find(On)!.Grants) grant.Revoked = true;
        town.App.Clock.Move(Installs.Life + Duration.FromHours(1));

        Assert.Contains("ChatCrm is not installed here", await town.Types("sam", "sales", "help"));

        Assert.Equal(InstallState.Gone, (await town.Row(On)).State);
        Assert.NotNull((await town.ConnectionOf(On)).Gone);
        await town.Install("sam");
        Assert.Contains("Kanari AG", await town.Types("sam", "sales", "Kanari"));
    }

    [Fact]
    public async Task A_token_that_runs_out_in_the_middle_of_work_is_renewed_and_nobody_notices()
    {
        await using var town = await Book(rotate: true);
        var before = town.Slack.Installs.Find(On)!.Grants.Count;
        town.Slack.Fail("chat.postMessage", "token_expired");

        Assert.Contains("Kanari AG", await town.Writes("sam", "Kanari"));

        Assert.Equal(before + 1, town.Slack.Installs.Find(On)!.Grants.Count);
        Assert.Single(town.Slack.Messages("sam"), post => !post.IsTyped && post.Text.Contains("Kanari AG", StringComparison.Ordinal) && post.Text.Contains("C-1001", StringComparison.Ordinal));
        foreach (var _ in Enumerable.Range(0, 5))
        {
            town.App.Clock.Move(Installs.Life - Duration.FromMinutes(5));
            Assert.Contains("Kanari AG", await town.Writes("sam", "Kanari"));
        }
        await town.Restart();
        Assert.Contains("Kanari AG", await town.Writes("sam", "Kanari"));
        var bytes = town.Bytes();
        Assert.All(town.Slack.Installs.Find(On)!.Grants.SelectMany(grant => new[] { grant.Token, grant.Refresh! }), token => Assert.DoesNotContain(token, bytes, StringComparison.Ordinal));
        Assert.DoesNotContain("xoxe", string.Join('\n', town.App.Logged), StringComparison.Ordinal);
    }

    private static JsonObject Happened(string type) => type == "app_uninstalled"
        ? new() { ["type"] = type }
        : new() { ["type"] = type, ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(World.BotUser) } };

    /// <summary>The company with the app, Sam and a customer.</summary>
    private static async Task<Town> Book(bool rotate = false)
    {
        var town = await Town.Open();
        town.Slack.Installs.Rotate = rotate;
        await town.Install();
        Assert.Contains("Kanari AG", await town.Types("sam", "sales", "new \"Kanari AG\" country:CH city:Zurich"));
        return town;
    }

    /// <summary>True for what is sent to a chat; homes are drawn whenever they are.</summary>
    private static bool IsPost(Call call) => call.Method.StartsWith("chat.", StringComparison.Ordinal);
}
