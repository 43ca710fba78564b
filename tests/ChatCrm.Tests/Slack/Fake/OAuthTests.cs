using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

public class OAuthTests
{
    private static readonly Uri Authorize = new("https://slack.example/oauth/v2/authorize?client_id=123.456&scope=commands,chat:write&state=s1&redirect_uri=https%3A%2F%2Fcrm.example.com%2Fback");

    [Fact]
    public async Task A_code_is_good_once_and_for_its_address()
    {
        await using var stub = await StubService.Start();
        stub.Slack.AddTeam("T2", "Second");
        var back = System.Web.HttpUtility.ParseQueryString(stub.Slack.Agree(Authorize, "sam", "T2").Query);
        Assert.Equal("s1", back["state"]);

        var access = await Exchange(stub, back["code"]!);
        Assert.Equal(("T2", "commands,chat:write", "UCRMBOT", "U0SAM"), (access["team"]!["id"]!.ToString(), access["scope"]!.ToString(), access["bot_user_id"]!.ToString(), access["authed_user"]!["id"]!.ToString()));
        Assert.Equal("T2", (await stub.Api("auth.test", [], access["access_token"]!.ToString()))["team_id"]!.ToString());
        Assert.Equal("invalid_code", (await Exchange(stub, back["code"]!))["error"]!.ToString());

        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task An_organisation_installs_without_a_team()
    {
        await using var stub = await StubService.Start();
        stub.Slack.AddTeam("T2", "Second", "E1");

        var access = await Exchange(stub, System.Web.HttpUtility.ParseQueryString(stub.Slack.Agree(Authorize, "sam", "E1").Query)["code"]!);

        Assert.True((bool)access["is_enterprise_install"]!);
        Assert.True(access.ContainsKey("team") && access["team"] is null);
        Assert.Equal("E1", access["enterprise"]!["id"]!.ToString());
    }

    [Fact]
    public async Task A_rotated_token_ends_and_its_refresh_token_is_good_once()
    {
        await using var stub = await StubService.Start();
        var tokens = await Rotated(stub);
        var (token, refresh) = (tokens["access_token"]!.ToString(), tokens["refresh_token"]!.ToString());
        Assert.Equal(43200, (int)tokens["expires_in"]!);

        await stub.Slack.Pass(Duration.FromHours(12));
        Assert.Equal("token_expired", (await stub.Api("auth.test", [], token))["error"]!.ToString());
        var next = await Refresh(stub, refresh);
        Assert.True((bool)(await stub.Api("auth.test", [], next["access_token"]!.ToString()))["ok"]!);

        Assert.Equal("invalid_refresh_token", (await Refresh(stub, refresh))["error"]!.ToString());
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task At_most_two_tokens_live()
    {
        await using var stub = await StubService.Start();
        var first = await Rotated(stub);
        var second = await Refresh(stub, first["refresh_token"]!.ToString());
        Assert.True((bool)(await stub.Api("auth.test", [], first["access_token"]!.ToString()))["ok"]!);

        await Refresh(stub, second["refresh_token"]!.ToString());

        Assert.Equal("token_revoked", (await stub.Api("auth.test", [], first["access_token"]!.ToString()))["error"]!.ToString());
        Assert.True((bool)(await stub.Api("auth.test", [], second["access_token"]!.ToString()))["ok"]!);
    }

    [Fact]
    public async Task An_uninstalled_app_is_told_and_its_tokens_are_dead()
    {
        await using var stub = await StubService.Start();
        var token = stub.Slack.BotToken;

        await stub.Slack.RevokeTokens("T1COMPANY");
        Assert.Equal("token_revoked", (await stub.Api("auth.test", [], token))["error"]!.ToString());
        await stub.Slack.Uninstall("T1COMPANY");
        Assert.Equal("account_inactive", (await stub.Api("auth.test", [], token))["error"]!.ToString());

        Assert.Equal(["tokens_revoked", "app_uninstalled"], stub.Got.Select(got => StubService.Parsed(got.Body)["event"]!["type"]!.ToString()));
        Assert.Empty(stub.Slack.Faults);
    }

    private static async Task<JsonObject> Rotated(StubService stub)
    {
        stub.Slack.Installs.Rotate = true;
        stub.Slack.AddTeam("T2", "Second");
        return await Exchange(stub, System.Web.HttpUtility.ParseQueryString(stub.Slack.Agree(Authorize, "sam", "T2").Query)["code"]!);
    }

    private static Task<JsonObject> Exchange(StubService stub, string code) =>
        stub.Read("oauth.v2.access", null, ("client_id", OAuth.ClientId), ("client_secret", OAuth.ClientSecret), ("code", code), ("redirect_uri", "https://crm.example.com/back"));

    private static Task<JsonObject> Refresh(StubService stub, string token) =>
        stub.Read("oauth.v2.access", null, ("client_id", OAuth.ClientId), ("client_secret", OAuth.ClientSecret), ("grant_type", "refresh_token"), ("refresh_token", token));
}
