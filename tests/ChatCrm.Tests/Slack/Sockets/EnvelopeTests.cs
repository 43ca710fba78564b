using ChatCrm.Bot;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Sockets;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>Envelope in, acknowledgement out, over a real socket.</summary>
public class EnvelopeTests
{
    [Theory]
    [InlineData("slash_commands", """{"text":"1"}""", "command 1")]
    [InlineData("interactive", """{"id":"1"}""", "interaction 1")]
    [InlineData("events_api", """{"id":"1"}""", "event 1")]
    public async Task A_payload_goes_in_by_its_own_entrance_and_its_answer_comes_with_the_acknowledgement(string type, string payload, string heard)
    {
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = _ => Task.FromResult("""{"text":"Grüße"}"""));
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", type, payload);
        Same("""{"envelope_id":"e1","payload":{"text":"Grüße"}}""", await link.Acknowledged());
        Assert.Equal([heard], rig.Heard);
    }

    [Theory]
    [InlineData("", ",\"accepts_response_payload\":true")]
    [InlineData("""{"challenge":"x"}""", ",\"accepts_response_payload\":false")]
    public async Task An_acknowledgement_carries_no_payload_where_there_is_none_or_none_is_taken(string answer, string more)
    {
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = _ => Task.FromResult(answer));
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "interactive", "{}", more);
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
    }

    [Fact]
    public async Task A_command_has_the_fields_that_its_form_would_have()
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "slash_commands", """{"text":"log \"Zoë\"","is_enterprise_install":false,"channel_id":true,"channel_name":12,"enterprise_id":null,"response_url":{"a":1},"trigger_id":"\ud800","other":"x"}""");
        await link.Acknowledged();
        Assert.Equal(
            ["", "log \"Zoë\"", "false", "true", "12", "", "", ""],
            new[] { FormField.User, FormField.Text, FormField.IsOrg, FormField.Channel, FormField.ChannelName, FormField.Enterprise, FormField.ResponseUrl, FormField.Trigger }.Select(field => rig.Form[field]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_message_may_come_in_fragments(int size)
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.SayInParts("""{"envelope_id":"e1","type":"slash_commands","payload":{"text":"find 上海"}}""", size);
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
        Assert.Equal(["command find 上海"], rig.Heard);
    }

    [Fact]
    public async Task A_kind_of_envelope_that_is_not_known_is_acknowledged()
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "brand_new", "[]");
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
        Assert.Empty(rig.Heard);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"events_api","payload":{"id":"1"}}""")]
    [InlineData("""{"envelope_id":7,"type":"events_api","payload":{"id":"1"}}""")]
    [InlineData("""{"envelope_id":"\ud800","type":"events_api","payload":{"id":"1"}}""")]
    [InlineData("""{"type":["hello"],"reason":{}}""")]
    [InlineData("""{"\ud800":"hello"}""")]
    [InlineData("""{"\u0074ype":"\ud800"}""")]
    public async Task D2_a_message_that_is_none_is_left_and_the_next_one_heard(string garbage)
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.Say(garbage);
        await link.Envelope("e2", "events_api", """{"id":"2"}""");
        Same("""{"envelope_id":"e2"}""", await link.Acknowledged());
        Assert.Equal(["event 2"], rig.Heard);
    }

    [Theory]
    [InlineData("slash_commands", """{"text":"a","text":"b"}""")]
    [InlineData("slash_commands", """{"\ud800":"a"}""")]
    [InlineData("events_api", """{"event":{"\ud800":"a"}}""")]
    [InlineData("slash_commands", "7")]
    [InlineData("interactive", """{"id":{"id":1,"id":2}}""")]
    [InlineData("events_api", "null")]
    [InlineData("events_api", "[[[]]]")]
    public async Task D2_a_payload_that_makes_no_sense_is_acknowledged_for_it_would_make_none_again(string type, string payload)
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", type, payload);
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
        Assert.Empty(rig.Heard);
    }

    [Fact]
    public async Task D1_a_payload_that_is_nested_deeper_than_any_is_acknowledged_unread()
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "events_api", string.Concat(Enumerable.Repeat("""{"a":""", 100)) + "1" + new string('}', 100));
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
        await link.Say(new string('[', 100_000));
        await link.Envelope("e2", "events_api", """{"id":"2"}""");
        Same("""{"envelope_id":"e2"}""", await link.Acknowledged());
        Assert.Equal(["event 2"], rig.Heard);
    }

    [Fact]
    public async Task D1_a_message_over_the_limit_is_left_and_the_line_goes_on()
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Greeted();
        await link.SayInParts($$$"""{"envelope_id":"e1","type":"events_api","payload":{"id":"1","text":"{{{new string('a', Line.LongestMessage)}}}"}}""", 64 * 1024);
        await link.Envelope("e2", "events_api", $$"""{"id":"2","text":"{{new string('a', Endpoints.LongestBody)}}"}""");
        Same("""{"envelope_id":"e2"}""", await link.Acknowledged());
        Assert.Equal(["event 2"], rig.Heard);
    }

    [Theory]
    [InlineData(typeof(NotUnderstoodException), true)]
    [InlineData(typeof(InvalidDataException), true)]
    [InlineData(typeof(System.Text.Json.JsonException), true)]
    [InlineData(typeof(InvalidOperationException), false)]
    [InlineData(typeof(TimeoutException), false)]
    public async Task E4_what_failed_is_acknowledged_only_where_it_would_fail_again(Type failure, bool acknowledged)
    {
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = what => what == "event 1" ? throw (Exception)Activator.CreateInstance(failure)! : Task.FromResult(""));
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "events_api", """{"id":"1"}""");
        await rig.Logged(acknowledged ? "was not understood" : $"failed with {failure.Name}");
        if (acknowledged) Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
        await link.Envelope("e2", "events_api", """{"id":"2"}""");
        Same("""{"envelope_id":"e2"}""", await link.Acknowledged());
    }

    [Fact]
    public async Task A_slow_answer_holds_up_no_other()
    {
        var slow = new TaskCompletionSource<string>();
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = what => what == "event 1" ? slow.Task : Task.FromResult(""));
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "events_api", """{"id":"1"}""");
        await link.Envelope("e2", "events_api", """{"id":"2"}""");
        Same("""{"envelope_id":"e2"}""", await link.Acknowledged());
        slow.SetResult("");
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
    }

    [Fact]
    public async Task Work_before_the_first_await_holds_up_no_other()
    {
        using var slow = new ManualResetEventSlim();
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = what =>
        {
            if (what == "event 1") slow.Wait(TimeSpan.FromSeconds(40), TestContext.Current.CancellationToken);
            return Task.FromResult("");
        });
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "events_api", """{"id":"1"}""");
        await link.Envelope("e2", "events_api", """{"id":"2"}""");
        Same("""{"envelope_id":"e2"}""", await link.Acknowledged());
        slow.Set();
        Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
    }

    [Fact]
    public async Task D4_only_so_many_are_worked_on_at_once_and_the_rest_wait_their_turn()
    {
        var (slow, most) = (new TaskCompletionSource<string>(), SocketMode.MostAtOnce);
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = what => what == "event last" ? Task.FromResult("") : slow.Task);
        var link = await rig.Hub.Greeted();
        for (var i = 0; i < most; i++) await link.Envelope($"e{i}", "events_api", """{"id":"slow"}""");
        await link.Envelope("last", "events_api", """{"id":"last"}""");
        while (rig.Heard.Count < most) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("event last", rig.Heard);
        slow.SetResult("");
        var acknowledged = new List<string>();
        for (var i = 0; i <= most; i++) acknowledged.Add((await link.Acknowledged())["envelope_id"]!.ToString());
        Assert.Equal([.. Enumerable.Range(0, most).Select(i => $"e{i}").Append("last").Order(StringComparer.Ordinal)], acknowledged.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Acknowledgements_do_not_run_into_each_other()
    {
        var answer = $$"""{"text":"{{new string('x', 30_000)}}"}""";
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = _ => Task.FromResult(answer));
        var link = await rig.Hub.Greeted();
        for (var i = 0; i < 100; i++) await link.Envelope($"e{i}", "interactive", "{}");
        var ids = new HashSet<string>();
        for (var i = 0; i < 100; i++)
        {
            var acknowledged = await link.Acknowledged();
            Assert.Equal(30_000, acknowledged["payload"]!["text"]!.ToString().Length);
            ids.Add(acknowledged["envelope_id"]!.ToString());
        }
        Assert.Equal(100, ids.Count);
    }

    [Fact]
    public async Task E4_an_answer_to_a_command_whose_line_died_takes_the_response_address()
    {
        var slow = new TaskCompletionSource<string>();
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = _ => slow.Task);
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "slash_commands", $$"""{"text":"1","response_url":"{{rig.Hub.Respond}}"}""");
        while (rig.Heard.IsEmpty) await Task.Delay(5, TestContext.Current.CancellationToken);
        link.Cut();
        await rig.Hub.Greeted();
        slow.SetResult("""{"response_type":"ephemeral","text":"Logged"}""");
        Assert.Equal("""{"response_type":"ephemeral","text":"Logged"}""", await rig.Hub.NextResponse());
    }

    internal static void Same(string expected, JsonObject actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"expected {expected}\nactual {actual.ToJsonString()}");
}
