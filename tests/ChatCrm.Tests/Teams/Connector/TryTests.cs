using ChatCrm.Bot.Teams.Connector;
using NodaTime;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>What is sent again, when, and what never is.</summary>
public class TryTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("send")]
    [InlineData("create")]
    public async Task G5_a_post_whose_answer_is_lost_is_sent_once(string call)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Drop(http);
        Assert.IsType<ConnectorAnswer.Unknown>(await desk.Time.Spared(CallTests.Call(desk, call, "a:1")));
        Assert.Single(desk.Board.Calls);
    }

    [Fact]
    public async Task G5_a_thousand_lost_answers_are_a_thousand_posts()
    {
        await using var desk = await Desk.Open();
        // Every other answer arrives, so that connections are used again: a stale one must not make the handler send once more.
        var count = 0;
        desk.Board.Answers = (http, _) => Interlocked.Increment(ref count) % 2 == 0 ? Switchboard.Drop(http) : Switchboard.Say(http, "{}", 201);
        var unknown = 0;
        for (var i = 0; i < 1_000; i++)
            if (await desk.Client.Send(desk.Chat, Body, Cancel) is ConnectorAnswer.Unknown) unknown++;
        Assert.Equal((1_000, 500), (desk.Board.Calls.Count, unknown));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(412)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task G5_a_post_that_may_have_been_done_is_sent_once(int status)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answer(status, 201);
        Assert.IsType<ConnectorAnswer.Unknown>(await desk.Time.Spared(desk.Client.Send(desk.Chat, Body, Cancel)));
        Assert.Single(desk.Board.Calls);
    }

    public static TheoryData<string, int> Again => [.. from call in (string[])["update", "delete", "member", "members"] from status in (int[])[412, 502, 504] select (call, status)];

    [Theory]
    [MemberData(nameof(Again))]
    public async Task What_may_be_done_twice_is_tried_three_times(string call, int status)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answer(status);
        var answer = CallTests.Call(desk, call, "a:1").AsTask();
        Assert.InRange(await desk.Time.Pass(answer), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        Assert.InRange(await desk.Time.Pass(answer), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        Assert.IsType<ConnectorAnswer.Unknown>(await answer);
        Assert.Equal(3, desk.Board.Calls.Count);
    }

    [Theory]
    [MemberData(nameof(Again))]
    public async Task A_second_try_that_succeeds_is_the_answer(string call, int status)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => desk.Board.Calls.Count == 1 ? Switchboard.Say(http, "", status) : Switchboard.Say(http, "{}");
        var answer = CallTests.Call(desk, call, "a:1").AsTask();
        await desk.Time.Pass(answer);
        Assert.IsType<ConnectorAnswer.Done>(await answer);
        Assert.Equal(2, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("delete")]
    public async Task E7_a_change_whose_answer_is_lost_is_made_again(string call)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => desk.Board.Calls.Count == 1 ? Switchboard.Drop(http) : Switchboard.Say(http, "");
        var answer = CallTests.Call(desk, call, "a:1").AsTask();
        await desk.Time.Pass(answer);
        Assert.IsType<ConnectorAnswer.Done>(await answer);
        Assert.Equal(2, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_another_try_would_not_change_is_tried_once(int status)
    {
        await using var desk = await Desk.Open();
        foreach (var call in (string[])["update", "delete", "member", "members"])
        {
            desk.Board.Answer(status, 200);
            Assert.Equal(status < 500 ? "Refused" : "Unknown", (await desk.Time.Spared(CallTests.Call(desk, call, "a:1"))).ToString());
        }
        Assert.Equal(4, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("create")]
    [InlineData("member")]
    public async Task What_never_left_is_for_later(string call)
    {
        await using var desk = await Desk.Open();
        var chat = desk.Board.Address;
        await desk.Board.DisposeAsync();
        var to = new Chat(Desk.Acme, chat, "a:1");
        var answer = await (call switch
        {
            "send" => desk.Client.Send(to, Body, Cancel),
            "update" => desk.Client.Update(to, "1", Body, Cancel),
            "delete" => desk.Client.Delete(to, "1", Cancel),
            "create" => desk.Client.Create(Desk.Acme, chat, Body, Cancel),
            _ => desk.Client.Member(to, "29:1", Cancel),
        });
        Assert.Equal(new ConnectorAnswer.Later(Duration.FromSeconds(5)), answer);
    }

    [Theory]
    [InlineData("send", "Unknown")]
    [InlineData("update", "Unknown")]
    [InlineData("delete", "Unknown")]
    [InlineData("member", "Later")]
    public async Task An_answer_that_does_not_come_is_waited_for_fifteen_seconds_and_once(string call, string said)
    {
        await using var desk = await Desk.Open();
        var (arrived, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        desk.Board.Answers = async (_, _) =>
        {
            arrived.SetResult();
            await never.Task;
        };
        var answer = CallTests.Call(desk, call, "a:1").AsTask();
        await arrived.Task;
        desk.Time.Move(Duration.FromMilliseconds(14_999));
        Assert.False(answer.IsCompleted);
        desk.Time.Move(Duration.FromMilliseconds(1));
        Assert.Equal(said, (await desk.Time.Spared(new ValueTask<ConnectorAnswer>(answer))).ToString());
        Assert.Single(desk.Board.Calls);
        never.SetResult();
    }

    [Fact]
    public async Task Who_gives_up_hears_no_answer()
    {
        await using var desk = await Desk.Open();
        using var gone = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        desk.Board.Answers = async (_, _) =>
        {
            await gone.CancelAsync();
            await never.Task;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await desk.Client.Send(desk.Chat, Body, gone.Token));
        never.SetResult();
    }
}
