using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>The Connector as the service calls it.</summary>
public class ConnectorTests
{
    [Fact]
    public async Task A_message_stands_on_the_screens_of_its_room_is_changed_and_taken_away()
    {
        await using var stub = await StubService.Start();
        var room = stub.Teams.World.Room("lunch");
        var id = await stub.Post(room, Samples.Message(Samples.Card("Acme GmbH", "Log")));
        Assert.Equal("Acme GmbH\n[Log]", stub.Teams.Shown("jonas", Assert.Single(stub.Teams.Messages("jonas", "lunch"))).ToString());
        Assert.Empty(stub.Teams.Messages("tomo", "lunch"));

        var (status, _) = await stub.Call(HttpMethod.Put, room, $"activities/{id}", Samples.Message(Samples.Card("Acme AG")));
        Assert.Equal(200, status);
        Assert.Equal("Acme AG", stub.Teams.Shown("jonas", Assert.Single(stub.Teams.Messages("jonas", "lunch"))).ToString());

        await stub.Call(HttpMethod.Delete, room, $"activities/{id}");
        Assert.Empty(stub.Teams.Messages("jonas", "lunch"));
        Assert.Equal((404, "ActivityNotFoundInConversation"), await Error(stub.Call(HttpMethod.Put, room, $"activities/{id}", Samples.Text("x"))));
        Assert.Equal([Happened.Posted, Happened.Updated, Happened.Deleted], stub.Teams.Since(0).Select(one => one.What));
        Assert.Equal(["send", "update", "delete", "update"], stub.Teams.Calls.Select(call => call.Kind));
        Assert.Empty(stub.Teams.Faults);
    }

    [Fact]
    public async Task A_message_of_a_channel_begins_a_thread_or_goes_on_with_one()
    {
        await using var stub = await StubService.Start();
        var room = stub.Teams.World.Room("sales");
        var root = await stub.Post(room, Samples.Text("First"));

        var reply = await stub.Post(room, Samples.Text("Second"), root);

        Assert.Equal([root, root], stub.Teams.Messages("mei", "sales").Select(post => post.Root));
        Assert.Equal((200, null), await Error(stub.Call(HttpMethod.Put, room, $"activities/{reply}", Samples.Text("Changed"), root)));
        Assert.Equal((404, "ConversationNotFound"), await Error(stub.Call(HttpMethod.Post, room, "activities", Samples.Text("x"), "1")));
    }

    [Fact]
    public async Task A_typing_sign_is_no_message()
    {
        await using var stub = await StubService.Start();

        await stub.Post(stub.Teams.RoomFor("mei", null), new() { ["type"] = "typing" });

        Assert.Equal(Happened.Typing, Assert.Single(stub.Teams.Since(0)).What);
        Assert.Empty(stub.Teams.Messages("mei"));
    }

    [Fact]
    public async Task A_call_without_a_bearer_that_was_given_is_a_fault()
    {
        await using var stub = await StubService.Start();

        Assert.Equal((401, "Unauthorized"), await Error(stub.Call(HttpMethod.Post, stub.Teams.World.Room("lunch"), "activities", Samples.Text("x"), token: "made-up")));

        Assert.Single(stub.Teams.Faults);
        Assert.Empty(stub.Teams.Messages("mei", "lunch"));
    }

    [Theory]
    [InlineData("emea", null, "activities")]
    [InlineData("amer", "07e40000-3333-4000-8000-000000007e40", "activities")]
    [InlineData("amer", null, "messages")]
    public async Task What_is_not_served_there_is_a_fault(string region, string? tenant, string path)
    {
        await using var stub = await StubService.Start();
        var address = $"{stub.Teams.Address}{region}/{tenant ?? Company.Tenant.Id}/v3/conversations/{Uri.EscapeDataString(Company.RoomIdOf("lunch"))}/{path}";

        var (status, _) = await stub.Call(HttpMethod.Post, address, Samples.Text("x"));

        Assert.Equal(404, status);
        Assert.Single(stub.Teams.Faults);
    }

    [Fact]
    public async Task An_id_that_is_not_escaped_is_a_fault()
    {
        await using var stub = await StubService.Start();

        await stub.Call(HttpMethod.Post, $"{stub.Teams.World.ServiceUrl(stub.Teams.World.Room("lunch"))}v3/conversations/{Company.RoomIdOf("lunch")}/activities", Samples.Text("x"));

        Assert.Contains("not escaped", Assert.Single(stub.Teams.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_s_message_cannot_be_changed()
    {
        await using var stub = await StubService.Start();
        await stub.Teams.Write("mei", "lunch", "hello");
        var post = Assert.Single(stub.Teams.Messages("mei", "lunch"));

        Assert.Equal((403, "Forbidden"), await Error(stub.Call(HttpMethod.Put, post.Room, $"activities/{post.Id}", Samples.Text("x"))));
        Assert.Single(stub.Teams.Faults);
    }

    [Fact]
    public async Task A_chat_with_one_person_is_made_once()
    {
        await using var stub = await StubService.Start();
        var mei = stub.Teams.World.Person("mei");
        JsonObject Asked() => new() { ["isGroup"] = false, ["tenantId"] = mei.Tenant.Id, ["members"] = new JsonArray(new JsonObject { ["id"] = mei.Mri }) };

        var (status, first) = await Create(stub, Asked());
        var (_, second) = await Create(stub, Asked());

        Assert.Equal(201, status);
        Assert.StartsWith("a:", (string?)first!["id"], StringComparison.Ordinal);
        Assert.Equal(first.ToJsonString(), second!.ToJsonString());
        Assert.Null(first["activityId"]);
        Assert.Empty(stub.Teams.Faults);
    }

    [Fact]
    public async Task A_thread_is_made_with_its_first_message()
    {
        await using var stub = await StubService.Start();
        JsonObject Asked(JsonObject? activity) => new() { ["isGroup"] = true, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = Company.RoomIdOf("sales") } }, ["activity"] = activity };

        var (_, made) = await Create(stub, Asked(Samples.Text("Hello")));

        Assert.Equal($"{Company.RoomIdOf("sales")};messageid={made!["activityId"]}", (string?)made["id"]);
        Assert.Equal("Hello", Assert.Single(stub.Teams.Messages("mei", "sales")).Text);
        Assert.Equal((400, "BadSyntax"), await Error(Create(stub, Asked(null))));
        Assert.Single(stub.Teams.Faults);
    }

    [Theory]
    [InlineData("""{"isGroup":true,"members":[{"id":"29:1mei_c0a8-Kf3"},{"id":"29:1sam_c0a8-Kf3"}]}""")]
    [InlineData("""{"members":[{"id":"29:1mei_c0a8-Kf3"},{"id":"29:1sam_c0a8-Kf3"}],"tenantId":"c0a80000-1111-4000-8000-0000000c0a80"}""")]
    [InlineData("""{"members":[{"id":"29:1mei_c0a8-Kf3"}]}""")]
    [InlineData("""{"members":[{"id":"mei@company.example"}],"tenantId":"c0a80000-1111-4000-8000-0000000c0a80"}""")]
    public async Task No_other_conversation_can_be_made(string asked)
    {
        await using var stub = await StubService.Start();

        Assert.Equal((400, "BadSyntax"), await Error(Create(stub, (JsonObject)JsonNode.Parse(asked)!)));
        Assert.Single(stub.Teams.Faults);
    }

    [Fact]
    public async Task Members_come_page_by_page_with_what_makes_a_guest()
    {
        await using var stub = await StubService.Start();
        var (found, token, pages) = (new List<JsonNode>(), "", 0);
        do
        {
            var (_, page) = await stub.Call(HttpMethod.Get, stub.Teams.World.Room("partners"), $"pagedmembers?pageSize=500{token}");
            found.AddRange(page!["members"]!.AsArray().Select(member => member!));
            token = page["continuationToken"] is { } next ? $"&continuationToken={Uri.EscapeDataString((string)next!)}" : "";
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal((5, 3), (found.Count, pages));
        var guest = Assert.Single(found, member => (string?)member["userRole"] == "guest");
        Assert.Contains("#EXT#", (string?)guest["userPrincipalName"], StringComparison.Ordinal);
        Assert.Equal(Company.IdOf("tomo"), (string?)guest["aadObjectId"]);
        Assert.Equal((400, "BadSyntax"), await Error(stub.Call(HttpMethod.Get, stub.Teams.World.Room("partners"), "pagedmembers?pageSize=5")));
        Assert.Equal((400, "BadSyntax"), await Error(stub.Call(HttpMethod.Get, stub.Teams.World.Room("partners"), "pagedmembers?continuationToken=made-up")));
    }

    [Fact]
    public async Task One_member_is_found_by_either_id_and_a_stranger_is_not()
    {
        await using var stub = await StubService.Start();
        var (room, olga) = (stub.Teams.World.Room("alliance"), stub.Teams.World.Person("olga"));

        foreach (var id in new[] { olga.Id, olga.Mri })
            Assert.Equal(Company.Other.Id, (string?)(await stub.Call(HttpMethod.Get, room, $"members/{Uri.EscapeDataString(id)}")).Body!["tenantId"]);
        Assert.Equal((404, "MemberNotFoundInConversation"), await Error(stub.Call(HttpMethod.Get, room, $"members/{Company.IdOf("jonas")}")));
        Assert.Empty(stub.Teams.Faults);
    }

    [Fact]
    public async Task A_team_and_its_channels_are_told()
    {
        await using var stub = await StubService.Start();
        var address = $"{stub.Teams.World.ServiceUrl(stub.Teams.World.Room("sales"))}v3/teams/{Uri.EscapeDataString(Company.Team.Id)}";

        Assert.Equal(Company.Team.GroupId, (string?)(await stub.Call(HttpMethod.Get, address)).Body!["aadGroupId"]);
        var channels = (await stub.Call(HttpMethod.Get, $"{address}/conversations")).Body!["conversations"]!.AsArray();

        Assert.Equal(["sales standard", "japan standard", "board private", "alliance shared"], channels.Select(channel => $"{channel!["name"]} {channel["type"]}"));
    }

    [Fact]
    public async Task Where_the_app_is_blocked_or_not_installed_nothing_is_written()
    {
        await using var stub = await StubService.Start();
        stub.Teams.Block("mei");
        await stub.Teams.Uninstall("jonas", null, silent: true);
        await stub.Teams.Uninstall("sam", "lunch", silent: true);

        Assert.Equal((403, "MessageWritesBlocked"), await Error(stub.Call(HttpMethod.Post, stub.Teams.RoomFor("mei", null), "activities", Samples.Text("x"))));
        Assert.Equal((403, "MessageWritesBlocked"), await Error(stub.Call(HttpMethod.Post, stub.Teams.RoomFor("jonas", null), "activities", Samples.Text("x"))));
        Assert.Equal((403, "BotNotInConversationRoster"), await Error(stub.Call(HttpMethod.Post, stub.Teams.World.Room("lunch"), "activities", Samples.Text("x"))));
        Assert.Empty(stub.Teams.Faults);
        await stub.Teams.Install("mei", null);
        await stub.Post(stub.Teams.RoomFor("mei", null), Samples.Text("x"));
    }

    [Fact]
    public async Task What_a_test_wants_to_go_wrong_does_once()
    {
        await using var stub = await StubService.Start();
        var room = stub.Teams.World.Room("lunch");
        stub.Teams.Throttle("send", 1, 7);
        foreach (var status in new[] { 412, 413, 500, 502 }) stub.Teams.Refuse("send", status);
        Task<(int Status, string?)> Send() => Error(stub.Call(HttpMethod.Post, room, "activities", Samples.Text("x")));

        foreach (var status in new[] { 429, 412, 413, 500, 502 }) Assert.Equal(status, (await Send()).Status);
        Assert.Empty(stub.Teams.Messages("mei", "lunch"));
        stub.Teams.DropReply("send");
        await Assert.ThrowsAsync<HttpRequestException>(Send);
        Assert.Single(stub.Teams.Messages("mei", "lunch"));

        var gate = new TaskCompletionSource();
        stub.Teams.Delay("send", gate.Task);
        var slow = Send();
        Assert.False(slow.IsCompleted);
        gate.SetResult();
        Assert.Equal(201, (await slow).Status);
        stub.Teams.TellsNoIds = true;
        Assert.Equal((202, null), await Error(stub.Call(HttpMethod.Post, room, "activities", Samples.Text("x"))));
        Assert.Empty(stub.Teams.Faults);
    }

    private static Task<(int Status, JsonNode? Body)> Create(StubService stub, JsonObject asked) =>
        stub.Call(HttpMethod.Post, $"{stub.Teams.World.ServiceUrl(stub.Teams.World.Room("lunch"))}v3/conversations", asked);

    private static async Task<(int Status, string? Code)> Error(Task<(int Status, JsonNode? Body)> call) => await call is var (status, body) ? (status, (string?)body?["error"]?["code"]) : default;
}
