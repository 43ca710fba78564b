using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Modals: their triggers, what is typed into them, and how they are answered.</summary>
public class ViewTests
{
    [Fact]
    public async Task A_trigger_opens_one_view_within_three_seconds()
    {
        await using var stub = await StubService.Start();
        var first = await Trigger(stub);
        var second = await Trigger(stub);

        await stub.Slack.Pass(Duration.FromSeconds(3));
        Assert.True((bool)(await Open(stub, first))["ok"]!);
        Assert.Equal("exchanged_trigger_id", (await Open(stub, first))["error"]!.ToString());
        await stub.Slack.Pass(Duration.FromMilliseconds(1));

        Assert.Equal("expired_trigger_id", (await Open(stub, second))["error"]!.ToString());
        Assert.Contains("exchanged_trigger_id", Assert.Single(stub.Slack.Faults));
    }

    [Fact]
    public async Task A_form_shows_its_questions_its_answers_and_what_is_not_valid()
    {
        await using var stub = await StubService.Start();
        var view = await Opened(stub);
        Assert.Equal(["= Log =", "What & when", "What was said: price", "What was it?:", "Customer:"], stub.Slack.Shown(view).All);

        stub.Answers = (path, _) => Task.FromResult((200, path.EndsWith("options", StringComparison.Ordinal)
            ? new JsonObject { ["options"] = new JsonArray(Samples.Option("Acme GmbH · DE", "acme")) }.ToJsonString()
            : """{"response_action":"errors","errors":{"text":"Say more."}}"""));
        await stub.Slack.Submit("mei", view, new Dictionary<string, string> { ["text"] = "hm", ["kind"] = "mail", ["customer"] = "Acme" });

        Assert.Equal(["= Log =", "What & when", "What was said: hm", "! Say more.", "What was it?: mail", "Customer: Acme GmbH · DE"], stub.Slack.Shown(view).All);
        var sent = StubService.Parsed(stub.Got.Last().Body)["view"]!;
        Assert.Equal("""{"text":{"text":{"type":"plain_text_input","value":"hm"}},"kind":{"kind":{"type":"static_select","selected_option":{"text":{"type":"plain_text","text":"mail"},"value":"m"}}},"customer~customers":{"customer":{"type":"external_select","selected_option":{"text":{"type":"plain_text","text":"Acme GmbH \u00B7 DE"},"value":"acme"}}}}""",
            sent["state"]!["values"]!.ToJsonString());
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task Slack_itself_asks_for_what_is_required()
    {
        await using var stub = await StubService.Start();
        var view = await Opened(stub);
        var told = stub.Got.Count;

        Assert.Null(await stub.Slack.Submit("mei", view, new Dictionary<string, string> { ["text"] = "" }));

        Assert.Contains("! Please complete this required field.", stub.Slack.Shown(view).Lines);
        Assert.Equal(told, stub.Got.Count);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("""{"response_action":"clear"}""", 0)]
    [InlineData("""{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"Done"},"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Saved"}}]}}""", 1)]
    [InlineData("""{"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"Sure?"},"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"Saved"}}]}}""", 2)]
    public async Task The_answer_to_a_sent_form_closes_draws_or_adds(string answer, int left)
    {
        await using var stub = await StubService.Start();
        var view = await Opened(stub);
        stub.AnswersWith(200, answer);

        await stub.Slack.Submit("mei", view, new Dictionary<string, string>());

        Assert.Equal(left, stub.Slack.World.Stack("U0MEI").Count);
        if (left > 0) Assert.Equal("Saved", stub.Slack.Shown(stub.Slack.Top("mei")!).ToString());
        Assert.Empty(stub.Slack.Faults);
    }

    [Theory]
    [InlineData("""{"response_action":"errors","errors":{"customer":"no such block"}}""")]
    [InlineData("""{"response_action":"explode"}""")]
    [InlineData("ok")]
    public async Task An_answer_that_Slack_cannot_read_is_a_fault(string answer)
    {
        await using var stub = await StubService.Start();
        var view = await Opened(stub);
        stub.AnswersWith(200, answer);

        await stub.Slack.Submit("mei", view, new Dictionary<string, string>());

        Assert.Single(stub.Slack.Faults);
        Assert.NotNull(stub.Slack.Top("mei"));
    }

    [Fact]
    public async Task An_update_keeps_what_was_typed_and_refuses_an_old_hash()
    {
        await using var stub = await StubService.Start();
        var view = await Opened(stub);
        var hash = view.Hash;
        view.Type(view.Element("text"), "typed");

        var longer = Samples.Form("Longer");
        longer["blocks"]!.AsArray().Add(new JsonObject { ["type"] = "divider" });
        Assert.True((bool)(await stub.Api("views.update", new() { ["view_id"] = view.Id, ["hash"] = hash, ["view"] = longer.DeepClone() }))["ok"]!);
        Assert.Equal("hash_conflict", (await stub.Api("views.update", new() { ["view_id"] = view.Id, ["hash"] = hash, ["view"] = longer.DeepClone() }))["error"]!.ToString());

        Assert.Equal(["= Longer =", "What & when", "What was said: typed", "What was it?:", "Customer:"], stub.Slack.Shown(view).All);
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task Three_views_stand_on_one_another_and_no_more()
    {
        await using var stub = await StubService.Start();
        await Opened(stub);

        for (var i = 0; i < 2; i++) Assert.True((bool)(await stub.Api("views.push", new() { ["trigger_id"] = await Trigger(stub), ["view"] = Samples.Form() }))["ok"]!);
        var fourth = await stub.Api("views.push", new() { ["trigger_id"] = await Trigger(stub), ["view"] = Samples.Form() });

        Assert.Equal("push_limit_reached", fourth["error"]!.ToString());
        Assert.Equal(stub.Slack.World.Stack("U0MEI")[0].Id, stub.Slack.Top("mei")!.Root);
    }

    [Fact]
    public async Task A_view_that_wants_it_tells_when_it_is_closed()
    {
        await using var stub = await StubService.Start();
        await Opened(stub);

        await stub.Slack.CloseView("mei");

        var told = StubService.Parsed(stub.Got.Last().Body);
        Assert.Equal(("view_closed", false), (told["type"]!.ToString(), told.ContainsKey("trigger_id")));
        Assert.Null(stub.Slack.Top("mei"));
        Assert.Equal("not_found", (await stub.Api("views.update", new() { ["view_id"] = told["view"]!["id"]!.ToString(), ["view"] = Samples.Form() }))["error"]!.ToString());
        Assert.Empty(stub.Slack.Faults);
    }

    [Fact]
    public async Task A_lookup_asks_from_its_shortest_query_on_and_its_options_are_checked()
    {
        await using var stub = await StubService.Start();
        var view = await Opened(stub);
        stub.Answers = (_, _) => Task.FromResult((200, new JsonObject { ["options"] = new JsonArray(Samples.Option("Acme", new string('v', 151))) }.ToJsonString()));
        var told = stub.Got.Count;

        Assert.Empty(await stub.Slack.Suggest("mei", view, "customer", ""));
        Assert.Equal(told, stub.Got.Count);
        Assert.Empty(await stub.Slack.Suggest("mei", view, "customer", "ac"));

        Assert.Contains("invalid_options", Assert.Single(stub.Slack.Faults));
        var asked = StubService.Parsed(stub.Got.Last().Body);
        Assert.Equal(("block_suggestion", "ac", "customer", "customer~customers"), (asked["type"]!.ToString(), asked["value"]!.ToString(), asked["action_id"]!.ToString(), asked["block_id"]!.ToString()));
        Assert.False(asked.ContainsKey("trigger_id"));
    }

    [Fact]
    public async Task A_home_tab_is_published_and_comes_with_the_next_opening()
    {
        await using var stub = await StubService.Start();
        JsonObject home = new() { ["type"] = "home", ["blocks"] = Samples.Buttons("Log", "Find") };

        await stub.Slack.OpenHome("mei");
        Assert.True((bool)(await stub.Api("views.publish", new() { ["user_id"] = "U0MEI", ["view"] = home }))["ok"]!);
        await stub.Slack.OpenHome("mei");
        await stub.Slack.Click("mei", stub.Slack.Home("mei")!, "Find");

        var told = stub.Got.Select(got => StubService.Parsed(got.Body)).ToList();
        Assert.Equal([false, true], told.Take(2).Select(one => ((JsonObject)one["event"]!).ContainsKey("view")));
        Assert.Equal(("view", "find"), (told[2]["container"]!["type"]!.ToString(), told[2]["actions"]![0]!["value"]!.ToString()));
        Assert.Empty(stub.Slack.Faults);
    }

    private static async Task<string> Trigger(StubService stub)
    {
        await stub.Slack.GlobalShortcut("mei", "log");
        return stub.Triggers[^1];
    }

    private static Task<JsonObject> Open(StubService stub, string trigger) => stub.Api("views.open", new() { ["trigger_id"] = trigger, ["view"] = Samples.Form() });

    private static async Task<View> Opened(StubService stub)
    {
        Assert.True((bool)(await Open(stub, await Trigger(stub)))["ok"]!);
        return stub.Slack.Top("mei")!;
    }
}
