using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What people do with cards, dialogs and the message extension, and what the service's answers make of their screens.</summary>
public class ActsTests
{
    [Fact]
    public async Task The_answer_to_an_execute_replaces_the_card_for_the_clicker_until_it_changes_for_all()
    {
        await using var stub = await StubService.Start();
        var post = await Posted(stub, "lunch", Samples.Card("Due now", "Done"));
        stub.AnswersWith(200, Samples.Replaced(Samples.Card("Closed", "Undo")));

        await stub.Teams.Press("mei", post, "Done");

        Assert.Equal("Closed\n[Undo]", stub.Teams.Shown("mei", post).ToString());
        Assert.Equal("Due now\n[Done]", stub.Teams.Shown("jonas", post).ToString());
        var value = stub.Got.Single().Activity["value"]!;
        Assert.Equal(("Action.Execute", "Done", "manual"), ((string?)value["action"]!["type"], (string?)value["action"]!["verb"], (string?)value["trigger"]));
        Assert.Equal(("adaptiveCard/action", post.Id), ((string?)stub.Got.Single().Activity["name"], (string?)stub.Got.Single().Activity["replyToId"]));
        await stub.Call(HttpMethod.Put, post.Room, $"activities/{post.Id}", Samples.Message(Samples.Card("Closed by Mei")));
        Assert.Equal("Closed by Mei", stub.Teams.Shown("mei", post).ToString());
        Assert.Empty(stub.Teams.Faults);
    }

    [Fact]
    public async Task Inputs_go_as_text_without_the_empty_ones_and_are_cleared_by_any_answer()
    {
        await using var stub = await StubService.Start();
        var post = await Posted(stub, null, Samples.Form());
        stub.AnswersWith(200, Samples.Told("Not valid."));
        Assert.Null(await stub.Teams.Press("mei", post, "Save"));
        Assert.Empty(stub.Got);
        stub.Teams.Fill("mei", post, "customer", "acme");

        await stub.Teams.Press("mei", post, "Save");

        Assert.Equal("""{"form":"interaction.log","formId":"f1","state":"","customer":"acme","done":"false"}""", stub.Got.Single().Activity["value"]!["action"]!["data"]!.ToJsonString());
        Assert.Equal("Not valid.", stub.Teams.Since(0)[^1].Text);
        Assert.Contains("Customer:", stub.Teams.Shown("mei", post).Lines);
    }

    [Theory]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive.card","value":{}}""", "no answer")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive"}""", "no card")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Nonsense"}]}}""", "unknown element Nonsense")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":{}}""", "a message is a string")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.error","value":{"code":"x","message":"y"}}""", "no answer")]
    [InlineData("""{"type":"application/vnd.microsoft.activity.message","value":"x"}""", "no statusCode")]
    [InlineData("", "answered with JSON")]
    public async Task An_answer_to_an_execute_that_is_not_as_documented_is_a_fault(string body, string says)
    {
        await using var stub = await StubService.Start();
        var post = await Posted(stub, null, Samples.Card("Due now", "Done"));
        stub.Answers = _ => Task.FromResult((200, body));

        await stub.Teams.Press("mei", post, "Done");

        Assert.Contains(says, Assert.Single(stub.Teams.Faults), StringComparison.Ordinal);
        Assert.Equal("Due now\n[Done]", stub.Teams.Shown("mei", post).ToString());
    }

    [Fact]
    public async Task An_error_is_told_to_the_clicker()
    {
        await using var stub = await StubService.Start();
        var post = await Posted(stub, null, Samples.Card("Due now", "Done"));
        stub.Answers = _ => Task.FromResult((200, """{"statusCode":500,"type":"application/vnd.microsoft.error","value":{"code":"Failed","message":"Nothing was saved."}}"""));

        await stub.Teams.Press("mei", post, "Done");

        Assert.Equal(Happened.Told, stub.Teams.Since(0)[^1].What);
        Assert.Equal("Nothing was saved.", stub.Teams.Since(0)[^1].Text);
        Assert.Empty(stub.Teams.Faults);
    }

    [Theory]
    [InlineData("""{"task":{"type":"message","value":"Saved."}}""", true)]
    [InlineData("", true)]
    [InlineData("""{"task":{"type":"continue","value":{"card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[]}}}}}""", false)]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x","height":"huge","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[]}}}}}""", false)]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[],"actions":[{"type":"Action.Execute","verb":"x","title":"x"}]}}}}}""", false)]
    [InlineData("""{"task":{"type":"close"}}""", false)]
    [InlineData("""{"statusCode":200}""", false)]
    [InlineData("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[]}}""", false)]
    public async Task A_dialog_closes_with_a_line_or_nothing_and_everything_else_is_a_fault(string body, bool closes)
    {
        await using var stub = await StubService.Start();
        var dialog = await Opened(stub);
        dialog.Typed.Values["customer"] = "acme";
        stub.Answers = _ => Task.FromResult((200, body));

        await stub.Teams.Submit("mei", dialog);

        Assert.Equal(closes, stub.Teams.Open("mei") is null);
        Assert.Equal(closes ? 0 : 1, stub.Teams.Faults.Count);
        Assert.Equal("task/submit", (string?)stub.Got.Last().Activity["name"]);
        Assert.Equal("acme", (string?)stub.Got.Last().Activity["value"]!["data"]!["customer"]);
    }

    [Fact]
    public async Task A_refresh_is_asked_for_by_those_it_lists_alone()
    {
        await using var stub = await StubService.Start();
        var card = Samples.Card("Acme GmbH");
        card["refresh"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "card.refresh", ["data"] = new JsonObject { ["id"] = "1" } }, ["userIds"] = new JsonArray(stub.Teams.World.Person("mei").Mri) };
        var post = await Posted(stub, "lunch", card);
        stub.AnswersWith(200, Samples.Replaced(Samples.Card("Acme GmbH", "Log")));

        Assert.Null(await stub.Teams.See("jonas", post));
        await stub.Teams.See("mei", post);

        var value = Assert.Single(stub.Got).Activity["value"]!;
        Assert.Equal(("automatic", "card.refresh", "1"), ((string?)value["trigger"], (string?)value["action"]!["verb"], (string?)value["action"]!["data"]!["id"]));
        Assert.Equal(["Log"], stub.Teams.Shown("mei", post).Buttons);
        Assert.Empty(stub.Teams.Shown("jonas", post).Buttons);
    }

    [Fact]
    public async Task A_search_of_the_message_extension_lists_and_a_choice_makes_a_card()
    {
        await using var stub = await StubService.Start();
        var found = Samples.Attachment(Samples.Card("Acme GmbH"));
        found["preview"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.thumbnail", ["content"] = new JsonObject { ["title"] = "Acme GmbH", ["tap"] = new JsonObject { ["type"] = "invoke", ["value"] = new JsonObject { ["code"] = "C-1001" } } } };
        stub.AnswersWith(200, new JsonObject { ["composeExtension"] = new JsonObject { ["type"] = "result", ["attachmentLayout"] = "list", ["attachments"] = new JsonArray(found) } });

        await stub.Teams.Query("mei", "lunch", "search", "");
        var listed = Assert.Single(await stub.Teams.Query("mei", "lunch", "search", "acme"));
        Assert.Single(await stub.Teams.SelectItem("mei", "lunch", listed));
        await stub.Teams.QueryLink("mei", "lunch", new("https://crm.example.com/c/C-1001"));

        var values = stub.Got.Select(got => got.Activity["value"]!.ToJsonString()).ToList();
        Assert.Contains("\"initialRun\"", values[0], StringComparison.Ordinal);
        Assert.Contains("""[{"name":"query","value":"acme"}]""", values[1], StringComparison.Ordinal);
        Assert.Equal("""{"code":"C-1001"}""", values[2]);
        Assert.Equal("""{"url":"https://crm.example.com/c/C-1001"}""", values[3]);
        Assert.Equal(["composeExtension/query", "composeExtension/query", "composeExtension/selectItem", "composeExtension/queryLink"], stub.Got.Select(got => (string?)got.Activity["name"]));
        Assert.Empty(stub.Teams.Faults);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"composeExtension":{"type":"results"}}""")]
    [InlineData("""{"composeExtension":{"type":"result","attachments":[]}}""")]
    [InlineData("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive"}]}}""")]
    [InlineData("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[{"contentType":"application/vnd.microsoft.card.hero","preview":{"contentType":"x"}}]}}""")]
    public async Task A_search_that_is_not_answered_as_documented_is_a_fault(string body)
    {
        await using var stub = await StubService.Start();
        stub.Answers = _ => Task.FromResult((200, body));

        Assert.Empty(await stub.Teams.Query("mei", "lunch", "search", "acme"));

        Assert.Single(stub.Teams.Faults);
    }

    [Fact]
    public async Task An_action_on_a_message_tells_of_it_when_it_begins_and_when_it_is_sent()
    {
        await using var stub = await StubService.Start();
        await stub.Teams.Write("jonas", "sales", "Acme wants <samples>", mentions: false);
        var message = Assert.Single(stub.Teams.Messages("mei", "sales"));
        stub.AnswersWith(200, Samples.Dialog(Samples.DialogForm()));

        await stub.Teams.FetchTask("mei", null, "log_message", message);
        var dialog = stub.Teams.Open("mei")!;
        dialog.Typed.Values["customer"] = "acme";
        stub.AnswersWith(200);
        await stub.Teams.Submit("mei", dialog);

        var told = stub.Got.TakeLast(2).Select(got => got.Activity).ToList();
        Assert.Equal(["composeExtension/fetchTask", "composeExtension/submitAction"], told.Select(one => (string?)one["name"]));
        foreach (var value in told.Select(one => one["value"]!))
        {
            Assert.Equal(("log_message", "message"), ((string?)value["commandId"], (string?)value["commandContext"]));
            Assert.Equal("<div>Acme wants &lt;samples&gt;</div>", (string?)value["messagePayload"]!["body"]!["content"]);
            Assert.Equal("Jonas Weber", (string?)value["messagePayload"]!["from"]!["user"]!["displayName"]);
        }
        Assert.Equal("acme", (string?)told[1]["value"]!["data"]!["customer"]);
        Assert.Null(stub.Teams.Open("mei"));
        Assert.Empty(stub.Teams.Faults);
    }

    [Fact]
    public async Task A_field_that_searches_gets_titles_and_values()
    {
        await using var stub = await StubService.Start();
        stub.AnswersWith(200, Samples.Found(("Acme GmbH", "acme")));

        Assert.Equal([("Acme GmbH", "acme")], await stub.Teams.Search("mei", stub.Teams.RoomFor("mei", null), null, "customer.find", "ac"));
        Assert.Equal("""{"queryText":"ac","queryOptions":{"skip":0,"top":15},"dataset":"customer.find"}""", stub.Got.Single().Activity["value"]!.ToJsonString());
        stub.AnswersWith(200, new JsonObject { ["results"] = new JsonArray() });
        Assert.Empty(await stub.Teams.Search("mei", stub.Teams.RoomFor("mei", null), null, "customer.find", "ac"));
        Assert.Single(stub.Teams.Faults);
    }

    private static async Task<Post> Posted(StubService stub, string? room, JsonObject card)
    {
        await stub.Post(stub.Teams.RoomFor("mei", room), Samples.Message(card));
        return stub.Teams.Messages("mei", room)[^1];
    }

    private static async Task<Dialog> Opened(StubService stub)
    {
        var card = Samples.Card("Acme GmbH");
        card["body"]!.AsArray().Add(JsonNode.Parse("""{"type":"ActionSet","actions":[{"type":"Action.Submit","title":"Log","data":{"msteams":{"type":"task/fetch"}}}]}"""));
        var post = await Posted(stub, null, card);
        stub.AnswersWith(200, Samples.Dialog(Samples.DialogForm()));
        await stub.Teams.Press("mei", post, "Log");
        return stub.Teams.Open("mei")!;
    }
}
