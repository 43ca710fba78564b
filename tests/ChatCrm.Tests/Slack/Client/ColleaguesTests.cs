using ChatCrm.Bot.Slack.Places;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

/// <summary>The list of a team's people, which a large company's Slack takes minutes to tell.</summary>
public class ColleaguesTests
{
    private const string Mei = """{"ok":true,"members":[{"id":"U1","team_id":"T1"}]}""", Both = """{"ok":true,"members":[{"id":"U1","team_id":"T1"},{"id":"U2","team_id":"T1"}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_ask_at_once_share_one_reading_of_the_list()
    {
        await using var desk = await Desk.Open();
        var gate = new TaskCompletionSource();
        desk.Slack.Answers = async (http, _) =>
        {
            await gate.Task;
            await Loopback.Say(http, Both);
        };
        var asked = Enumerable.Range(0, 20).Select(_ => Of(desk)).ToList();

        gate.SetResult();

        Assert.All(await Task.WhenAll(asked), own => Assert.Equal(["U1", "U2", "UBOT"], own!.Order()));
        Assert.Equal("200", Assert.Single(desk.Slack.Calls).Form["limit"]);
    }

    [Fact]
    public async Task Each_team_has_a_list_of_its_own()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, asked) => Loopback.Say(http, $$$"""{"ok":true,"members":[{"id":"UOF{{{asked.Form["team_id"]}}}","enterprise_user":{"enterprise_id":"E1"}}]}""");
        var org = Desk.Acme with { On = "E1", Org = true };

        Assert.Contains("UOFT1", (await desk.Get<Colleagues>().Of(org, "T1", Cancel))!);
        Assert.Contains("UOFT2", (await desk.Get<Colleagues>().Of(org, "T2", Cancel))!);
    }

    [Fact]
    public async Task A_list_of_five_minutes_holds_while_it_is_read_again_and_no_answer_waits_for_it()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, Both);
        await Of(desk);
        var gate = new TaskCompletionSource();
        desk.Slack.Answers = async (http, _) =>
        {
            await gate.Task;
            await Loopback.Say(http, Mei);
        };
        desk.Time.Move(Duration.FromMinutes(6));

        Assert.Contains("U2", (await Of(desk))!);
        Assert.Contains("U2", (await Of(desk))!);
        gate.SetResult();

        Assert.True(await Eventually(async () => !(await Of(desk))!.Contains("U2")));
        Assert.Equal(2, desk.Slack.Calls.Count);
    }

    [Fact]
    public async Task A_list_of_half_an_hour_is_read_before_the_answer_and_nobody_is_known_where_Slack_does_not_say()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, Both);
        await Of(desk);
        desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":false,"error":"missing_scope"}""");
        desk.Time.Move(Duration.FromMinutes(29));

        Assert.NotNull(await Of(desk));
        desk.Time.Move(Duration.FromMinutes(2));

        Assert.Null(await Of(desk));
    }

    [Fact]
    public async Task Told_to_wait_between_two_pages_it_waits_and_goes_on_there()
    {
        await using var desk = await Desk.Open();
        var refused = false;
        desk.Slack.Answers = (http, asked) =>
        {
            if (asked.Form["cursor"] == "") return Loopback.Say(http, """{"ok":true,"members":[{"id":"U1","team_id":"T1"}],"response_metadata":{"next_cursor":"p2"}}""");
            if (refused) return Loopback.Say(http, """{"ok":true,"members":[{"id":"U2","team_id":"T1"}]}""");
            refused = true;
            return Loopback.Say(http, """{"ok":false,"error":"ratelimited"}""", 429, "4");
        };
        var asked = Of(desk);
        Assert.True(await Eventually(() => Task.FromResult(refused)));

        await Passing(desk, asked);

        // On a slow machine more seconds have passed here than this one was ready to wait.
        Assert.Equal(["U1", "U2", "UBOT"], (await asked ?? await Of(desk))!.Order());
        Assert.Equal(["", "p2", "p2"], desk.Slack.Calls.Select(call => call.Form["cursor"]));
    }

    [Fact]
    public async Task A_list_that_Slack_puts_off_for_longer_than_it_is_worth_is_asked_for_again_by_the_next_who_needs_it()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":false,"error":"ratelimited"}""", 429, "121");

        Assert.Null(await Of(desk));

        Assert.Single(desk.Slack.Calls);
    }

    [Fact]
    public async Task An_answer_does_not_wait_for_minutes_and_finds_the_list_once_it_is_there()
    {
        await using var desk = await Desk.Open();
        var gate = new TaskCompletionSource();
        desk.Slack.Answers = async (http, _) =>
        {
            await gate.Task;
            await Loopback.Say(http, Both);
        };
        var asked = Of(desk);
        Assert.True(await Eventually(() => Task.FromResult(desk.Slack.Calls.Count == 1)));

        await Passing(desk, asked);

        Assert.Null(await asked);
        gate.SetResult();
        Assert.True(await Eventually(async () => await Of(desk) is not null));
        Assert.Single(desk.Slack.Calls);
    }

    private static Task<IReadOnlySet<string>?> Of(Desk desk) => desk.Get<Colleagues>().Of(Desk.Acme, "T1", Cancel).AsTask();

    /// <summary>Lets time pass, a second at a time, until something has ended; never so much that Slack would count as silent.</summary>
    private static async Task Passing(Desk desk, Task until)
    {
        for (var second = 0; second < 9 && !until.IsCompleted; second++)
        {
            desk.Time.Move(Duration.FromSeconds(1));
            await Task.WhenAny(until, Task.Delay(100, Cancel));
        }
    }

    private static async Task<bool> Eventually(Func<Task<bool>> holds)
    {
        for (var round = 0; round < 400; round++)
        {
            if (await holds()) return true;
            await Task.Delay(25, Cancel);
        }
        return false;
    }
}
