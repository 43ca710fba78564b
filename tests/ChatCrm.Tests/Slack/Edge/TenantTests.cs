using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Slack.Edge;

public class TenantTests
{
    /// <summary>Wherever a payload names a company.</summary>
    private static readonly string[] Places =
    [
        "team_id", "team.id", "team.domain", "user.team_id", "enterprise", "enterprise_id", "is_enterprise_install", "context_team_id", "context_enterprise_id", "authorizations.0.team_id",
        "authorizations.0.enterprise_id", "authorizations.0.is_enterprise_install", "event.team", "event.user_team", "event.source_team", "view.team_id", "view.app_installed_team_id", "message.team", "channel.id",
    ];

    private static readonly string[] Sorry = [.. Wording.Known.Select(language => Wording.In(language).Plain("Channel.NotInstalled"))];

    private static readonly string[] Old = [.. Wording.Known.Select(language => Wording.In(language).Plain("Turns.Old"))];

    [Fact]
    public async Task B3_no_surface_shows_one_company_what_another_one_has()
    {
        await using var app = await EdgeApp.Start(more: ("Reactions", "true"));
        await Rival.Install(app);
        var company = new Traffic(app.Slack);
        await Flows.Work(app, "mei", "sales");
        await Flows.Work(app, "sam", "sales");
        var ofCompany = WithoutSecrets(company.Text);
        var rival = new Traffic(app.Slack);
        await Flows.Work(app, "yuri", "lobby");
        await Flows.Work(app, "zoe", "lobby");
        var ofRival = WithoutSecrets(rival.Text);
        Assert.Contains(Rival.OfCompany, ofCompany);
        Assert.Contains(Rival.OfRival, ofRival);
        foreach (var theirs in new[] { Rival.OfRival, "zoe", "yuri", "lobby" }) Assert.DoesNotContain(theirs, ofCompany);
        foreach (var theirs in new[] { Rival.OfCompany, "acme gmbh", "mei lin", "okafor" }) Assert.DoesNotContain(theirs, ofRival);
        Assert.Empty(app.Errors);
    }

    /// <summary>A calendar's address and what a window carries sealed are made of chance, and may spell anything.</summary>
    private static string WithoutSecrets(string text) => Secret.Replace(text, "");

    private static readonly Regex Secret = new("/calendar/[a-z0-9_-]{43}|[a-z0-9_-]{64,}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Each place alone, and all of them together, in every payload of a day's work.</summary>
    [Fact]
    public async Task A9_a_payload_that_names_another_company_reads_and_changes_nothing_of_it()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await Flows.Work(app, "mei", "sales");
        var ofCompany = app.Recorder.All;
        await Flows.Work(app, "yuri", "lobby");
        var ofRival = app.Recorder.All.Skip(ofCompany.Count).ToList();
        await Swapped(app, Distinct(ofCompany), Rival.Team, Rival.OfRival, Rival.Workspace);
        await Swapped(app, Distinct(ofRival), Company.Team.Id, Rival.OfCompany, EdgeApp.Workspace);
        Assert.Empty(app.Errors);
    }

    /// <summary>In an organisation one person has one id in all its teams.</summary>
    [Fact]
    public async Task A9_a_form_that_one_company_asked_is_refused_where_the_same_id_sends_it_in_another()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await app.Slack.Command("mei", "sales", "me");
        await app.Slack.Click("mei", app.Slack.Messages("mei", "sales")[^1], "Edit");
        var form = app.Slack.Top("mei")!;
        app.Slack.Change("mei", mei => mei with { Team = app.Slack.World.Teams.Single(team => team.Id == Rival.Team) });
        var before = app.Slack.Messages("sam", "sales").Count;
        var traffic = new Traffic(app.Slack);

        var answer = await app.Slack.Submit("mei", form, new Dictionary<string, string> { ["zone"] = "Berlin" });
        await app.Settled();

        Assert.Contains(Errors(answer!.Body), Old);
        Assert.Equal(before, app.Slack.Messages("sam", "sales").Count);
        Assert.DoesNotContain("Berlin", string.Concat((await app.Rows(Rival.Workspace)).Where(row => row.Contains("member|", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.DoesNotContain("berlin", traffic.Text);
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("never installed")]
    [InlineData("uninstalled")]
    [InlineData("tokens revoked")]
    [InlineData("revoked without a word")]
    public async Task A10_where_the_app_is_not_installed_it_says_so_and_keeps_nothing(string how)
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await Flows.Work(app, "zoe", "lobby");
        var seen = app.Recorder.All;
        await Gone(app, how);
        var (rows, traffic) = (await app.Rows(), new Traffic(app.Slack));
        foreach (var request in seen)
        {
            var payload = Fresh(request.Payload, request.IsCommand);
            if (how == "never installed") payload = Renamed(payload);
            var got = await app.Attacker.Signed(request.With(payload));
            Assert.Equal(HttpStatusCode.OK, got.Status);
            if (request.IsCommand) Assert.All(Sorry, sentence => Assert.Contains(sentence, JsonNode.Parse(got.Body)!["text"]!.ToString(), StringComparison.Ordinal));
            if (request.Kind == "view_submission") Assert.All(Sorry, sentence => Assert.Contains(sentence, Errors(got.Body), StringComparison.Ordinal));
            Assert.DoesNotContain(Rival.OfRival, got.Body, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
        Assert.Empty(app.Errors);
    }

    private static string Errors(string body) => string.Concat(((JsonObject)JsonNode.Parse(body)!["errors"]!).Select(error => error.Value!.ToString()));

    private static async Task Gone(EdgeApp app, string how)
    {
        if (how == "uninstalled") await app.Slack.Uninstall(Rival.Team);
        if (how == "tokens revoked") await app.Slack.RevokeTokens(Rival.Team);
        if (how != "revoked without a word") return;
        foreach (var grant in app.Slack.Installs.Find(Rival.Team)!.Grants) grant.Revoked = true;
        // Nobody knows before the first call.
        app.Clock.Move(NodaTime.Duration.FromMinutes(6));
        await app.Slack.Command("zoe", "lobby", "due");
        await app.Settled();
    }

    private static async Task Swapped(EdgeApp app, IEnumerable<Recorded> requests, string team, string canary, string workspace)
    {
        var before = await app.Rows(workspace);
        foreach (var request in requests)
            foreach (var places in Places.Select(place => new[] { place }).Append(Places))
            {
                var payload = Fresh(request.Payload, request.IsCommand);
                if (places.Count(place => Put(payload, place, team)) == 0) continue;
                var traffic = new Traffic(app.Slack);
                var got = await app.Attacker.Signed(request.With(payload));
                await app.Settled();
                Assert.False(got.IsServersFault, $"{request.Kind} with {string.Join(' ', places)}: {got.Status}");
                Assert.False((traffic.Text + got.Body.ToLowerInvariant()).Contains(canary, StringComparison.Ordinal), $"{request.Kind} with another company's {string.Join(' ', places)} shows its customers.");
            }
        Assert.Equal(before, await app.Rows(workspace));
    }

    /// <summary>One of each kind is enough.</summary>
    private static IEnumerable<Recorded> Distinct(IEnumerable<Recorded> requests) => requests.Where(request => !request.IsCommand || request.Fields["text"] is "find zan" or Rival.Code).DistinctBy(request => (request.Path, request.Kind, request.IsCommand ? request.Fields["text"] : ""));

    /// <summary>Ids that were not there before: else it is only answered as the first time.</summary>
    internal static JsonObject Fresh(JsonObject payload, bool isCommand)
    {
        var mark = Interlocked.Increment(ref count);
        if (payload.ContainsKey("event_id")) payload["event_id"] = $"EvFRESH{mark}";
        if (isCommand || payload.ContainsKey("trigger_id")) payload["trigger_id"] = $"fresh.{mark}";
        if (payload["actions"] is JsonArray { Count: > 0 } actions && actions[0]!["block_id"] is { } block) actions[0]!["block_id"] = $"fresh{mark}{block}";
        return payload;
    }

    private static JsonObject Renamed(JsonObject payload) => (JsonObject)JsonNode.Parse(payload.ToJsonString().Replace(Rival.Team, "T9NEVER", StringComparison.Ordinal))!;

    /// <summary>Writes another company into one place; false where the payload has no such place.</summary>
    private static bool Put(JsonObject payload, string place, string team)
    {
        JsonNode? at = payload;
        var names = place.Split('.');
        foreach (var name in names[..^1]) at = at switch { JsonObject json => json[name], JsonArray { Count: > 0 } list => list[0], _ => null };
        if (at is not JsonObject holder) return false;
        holder[names[^1]] = names[^1] switch
        {
            "enterprise" => new JsonObject { ["id"] = team },
            "is_enterprise_install" => true,
            "id" when place == "channel.id" => team == Rival.Team ? Company.RoomIdOf("lobby") : Company.RoomIdOf("sales"),
            _ => team,
        };
        return true;
    }

    private static int count;
}
