using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>How Teams tells the service, and when it tells it again.</summary>
public class DeliveryTests
{
    [Fact]
    public async Task A_message_in_the_direct_chat_names_its_person_and_mentions_nobody()
    {
        await using var stub = await StubService.Start();

        await stub.Teams.Write("mei", null, "log Acme & Söhne <b> for @jonas");

        var (told, _) = Assert.Single(stub.Got);
        Assert.Equal("log Acme & Söhne <b> for @jonas", (string?)told["text"]);
        Assert.Equal("personal", (string?)told["conversation"]!["conversationType"]);
        Assert.StartsWith("a:", (string?)told["conversation"]!["id"], StringComparison.Ordinal);
        Assert.Equal((Company.IdOf("mei"), "zh-CN", "Asia/Shanghai"), ((string?)told["from"]!["aadObjectId"], (string?)told["locale"], (string?)told["localTimezone"]));
        Assert.Equal(["clientInfo"], told["entities"]!.AsArray().Select(entity => (string?)entity!["type"]));
        Assert.Equal($"{stub.Teams.Address}amer/{Company.Tenant.Id}/", (string?)told["serviceUrl"]);
        Assert.Equal(Company.Tenant.Id, (string?)told["channelData"]!["tenant"]!["id"]);
    }

    [Fact]
    public async Task A_message_in_a_channel_mentions_the_bot_and_names_team_and_thread()
    {
        await using var stub = await StubService.Start();
        await stub.Teams.Write("mei", "sales", "log Acme for @jonas");
        var post = Assert.Single(stub.Teams.Messages("mei", "sales"));

        await stub.Teams.Write("sam", "sales", "due", post);
        await stub.Teams.Write("sam", "sales", "just talk", post, mentions: false);

        var told = stub.Got.Select(got => got.Activity).ToList();
        Assert.Equal("<at>ChatCrm</at> log Acme for <at>Jonas Weber</at>\n", (string?)told[0]["text"]);
        Assert.Equal([World.Bot, stub.Teams.World.Person("jonas").Mri], told[0]["entities"]!.AsArray().Skip(1).Select(entity => (string?)entity!["mentioned"]!["id"]));
        Assert.Equal(Company.RoomIdOf("sales"), (string?)told[0]["channelData"]!["channel"]!["id"]);
        Assert.Equal(Company.Team.Id, (string?)told[0]["channelData"]!["team"]!["id"]);
        Assert.All(told, one => Assert.Equal($"{Company.RoomIdOf("sales")};messageid={post.Id}", (string?)one["conversation"]!["id"]));
        Assert.Equal("just talk", (string?)told[2]["text"]);
    }

    [Theory]
    [InlineData("lunch", "groupChat", "amer")]
    [InlineData("japan", "channel", "apac")]
    [InlineData("alliance", "channel", "amer")]
    public async Task Each_room_has_its_kind_and_its_serviceUrl(string room, string kind, string region)
    {
        await using var stub = await StubService.Start();

        await stub.Teams.Write("mei", room, "due");

        var (told, authorization) = Assert.Single(stub.Got);
        Assert.Equal(kind, (string?)told["conversation"]!["conversationType"]);
        Assert.Equal($"{stub.Teams.Address}{region}/{Company.Tenant.Id}/", (string?)told["serviceUrl"]);
        Assert.Equal((string?)told["serviceUrl"], (string?)Tokens.Payload(authorization)["serviceurl"]);
    }

    [Fact]
    public async Task Somebody_of_another_tenant_speaks_from_there()
    {
        await using var stub = await StubService.Start();

        await stub.Teams.Write("olga", null, "due");

        Assert.Equal(Company.Other.Id, (string?)Assert.Single(stub.Got).Activity["channelData"]!["tenant"]!["id"]);
        Assert.Contains(Company.Other.Id, (string?)stub.Got.Single().Activity["serviceUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_installed_is_told_twice_in_either_order()
    {
        await using var stub = await StubService.Start();

        await stub.Teams.Install("mei", null);
        await stub.Teams.Install("mei", "sales", updateFirst: true);
        await stub.Teams.Join("sales", "tomo");
        await stub.Teams.Changed("sam", "sales", "channelRenamed");
        await stub.Teams.Uninstall("mei", null);

        Assert.Equal(["installationUpdate", "conversationUpdate", "conversationUpdate", "installationUpdate", "conversationUpdate", "conversationUpdate", "installationUpdate"], stub.Got.Select(got => (string?)got.Activity["type"]));
        Assert.Equal(World.Bot, (string?)stub.Got.ElementAt(1).Activity["membersAdded"]![0]!["id"]);
        Assert.Equal(Company.IdOf("tomo"), (string?)stub.Got.ElementAt(4).Activity["membersAdded"]![0]!["aadObjectId"]);
        Assert.Equal("channelRenamed", (string?)stub.Got.ElementAt(5).Activity["channelData"]!["eventType"]);
        Assert.Equal("remove", (string?)stub.Got.ElementAt(6).Activity["action"]);
    }

    [Fact]
    public async Task What_changes_is_named_and_a_message_names_nothing()
    {
        await using var stub = await StubService.Start();

        await stub.Teams.Install("mei", "alliance");
        await stub.Teams.Changed("sam", "sales", "channelRenamed");
        await stub.Teams.Write("mei", "sales", "due");

        var told = stub.Got.Select(got => got.Activity["channelData"]!).ToList();
        Assert.All(told[..2], data => Assert.Equal(("Company", "shared", null), ((string?)data["team"]!["name"], (string?)data["channel"]!["type"], (string?)data["channel"]!["name"])));
        Assert.Equal(("sales", "standard"), ((string?)told[2]["channel"]!["name"], (string?)told[2]["channel"]!["type"]));
        Assert.Equal((null, null, null), ((string?)told[3]["team"]!["name"], (string?)told[3]["channel"]!["name"], (string?)told[3]["channel"]!["type"]));
    }

    [Fact]
    public async Task A_reaction_names_the_message()
    {
        await using var stub = await StubService.Start();
        var id = await stub.Post(stub.Teams.World.Room("lunch"), Samples.Text("x"));

        await stub.Teams.React("mei", Assert.Single(stub.Teams.Messages("mei", "lunch")), "like");

        Assert.Equal((id, "like"), ((string?)stub.Got.Single().Activity["replyToId"], (string?)stub.Got.Single().Activity["reactionsAdded"]![0]!["type"]));
    }

    [Fact]
    public async Task A_message_without_an_answer_comes_once_more_after_fifteen_seconds()
    {
        await using var stub = await StubService.Start();
        var gate = Hold(stub, until: 2);
        var written = stub.Teams.Write("mei", null, "due");
        await FakeTeams.Until(() => stub.Got.Count == 1);

        await stub.Teams.Pass(Duration.FromSeconds(14));
        Assert.Single(stub.Got);
        await stub.Teams.Pass(Duration.FromSeconds(1));
        await stub.Teams.Pass(Duration.FromMinutes(5));

        Assert.Equal("timeout", (await written).Failure);
        Assert.Equal(2, stub.Got.Count);
        Assert.Single(stub.Got.Select(got => (string?)got.Activity["id"]).Distinct());
        Assert.Equal(2, stub.Got.Select(got => got.Authorization).Distinct().Count());
        gate.SetResult();
    }

    [Fact]
    public async Task An_invoke_without_an_answer_comes_again_in_both_layers_and_the_last_answer_counts()
    {
        await using var stub = await StubService.Start();
        await stub.Post(stub.Teams.RoomFor("mei", null), Samples.Message(Samples.Card("Due now", "Done")));
        var post = Assert.Single(stub.Teams.Messages("mei"));
        var gate = Hold(stub, until: 3, Samples.Replaced(Samples.Card("Closed")));
        var pressed = stub.Teams.Press("mei", post, "Done");
        await FakeTeams.Until(() => stub.Got.Count == 1);

        var second = await Passed(stub, Duration.FromSeconds(15), 2);
        var third = await Passed(stub, Duration.FromSeconds(15), 3);

        Assert.Equal("timeout", (await pressed)!.Failure);
        await Task.WhenAll(second, third);
        var ids = stub.Got.Select(got => (Id: (string?)got.Activity["id"], At: (string?)got.Activity["timestamp"])).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[1].Id, ids[2].Id);
        Assert.NotEqual(ids[1].At, ids[2].At);
        Assert.Equal("Closed", stub.Teams.Shown("mei", post).ToString());
        Assert.Empty(stub.Teams.Retries);
        gate.SetResult();
    }

    [Fact]
    public async Task A_service_that_is_away_gets_the_message_when_it_is_back()
    {
        await using var stub = await StubService.Start();
        stub.Teams.Service = new("http://127.0.0.1:9/");
        Assert.Equal("connection_failed", (await stub.Teams.Write("mei", null, "due")).Failure);
        stub.Teams.Service = stub.Address;

        await stub.Teams.Pass(Duration.FromSeconds(15));

        Assert.Equal("due", (string?)Assert.Single(stub.Got).Activity["text"]);
    }

    [Fact]
    public async Task An_answer_that_is_not_well_is_no_reason_to_send_again()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(500);

        await stub.Teams.Write("mei", null, "due");

        Assert.Empty(stub.Teams.Retries);
    }

    [Fact]
    public async Task A_body_in_the_answer_to_a_message_is_a_fault()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(200, new JsonObject { ["id"] = "1" });

        await stub.Teams.Write("mei", null, "due");

        Assert.Contains("nobody reads", Assert.Single(stub.Teams.Faults), StringComparison.Ordinal);
    }

    /// <summary>Nothing is answered before the given delivery, until the test is done.</summary>
    private static TaskCompletionSource Hold(StubService stub, int until, JsonNode? body = null)
    {
        var gate = new TaskCompletionSource();
        stub.Answers = async _ =>
        {
            if (stub.Got.Count < until) await gate.Task;
            return (200, body?.ToJsonString() ?? "");
        };
        return gate;
    }

    /// <summary>Time passes until so many deliveries came; the last of them may be waited for by the next one.</summary>
    private static async Task<Task> Passed(StubService stub, Duration by, int deliveries)
    {
        var passing = stub.Teams.Pass(by);
        await FakeTeams.Until(() => stub.Got.Count == deliveries);
        return passing;
    }
}
