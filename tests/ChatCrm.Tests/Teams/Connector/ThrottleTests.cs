using ChatCrm.Bot.Teams.Connector;
using NodaTime;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>The Connector's "too many" (429): nothing is sent before it wants more, and nothing is dropped.</summary>
public class ThrottleTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3", 3)]
    [InlineData("60", 60)]
    [InlineData("86400", 3_600)]
    [InlineData("Sun, 22 Nov 2026 08:05:30 GMT", 30)]
    public async Task G3_no_post_is_sent_before_the_connector_wants_one(string after, int seconds)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, "", 429, after);
        Assert.Equal(Later(seconds), await desk.Time.Spared(desk.Client.Send(desk.Chat, Body, Cancel)));
        desk.Time.Move(Duration.FromMilliseconds((seconds * 1_000) - 2_001));
        Assert.Equal(new ConnectorAnswer.Later(Duration.FromMilliseconds(2_001)), await desk.Time.Spared(desk.Client.Send(desk.Chat, Body, Cancel)));
        Assert.Single(desk.Board.Calls);
        desk.Time.Move(Duration.FromMilliseconds(2_001));
        desk.Board.Answer(201);
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
        Assert.Equal(2, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("1", 1)]
    [InlineData("0", 1)]
    [InlineData("Sun, 22 Nov 2020 08:05:30 GMT", 1)]
    public async Task G3_a_short_wait_is_waited_out(string after, int seconds)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => desk.Board.Calls.Count == 1 ? Switchboard.Say(http, "", 429, after) : Switchboard.Say(http, "{}", 201);
        var answer = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(seconds), await desk.Time.Pass(answer));
        Assert.IsType<ConnectorAnswer.Done>(await answer);
        Assert.Equal(2, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("create")]
    [InlineData("member")]
    public async Task G3_the_third_short_wait_is_for_later(string call)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, "", 429, "1");
        var answer = CallTests.Call(desk, call, "a:1").AsTask();
        await desk.Time.Pass(answer);
        await desk.Time.Pass(answer);
        Assert.Equal(Later(1), await answer);
        Assert.Equal(3, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    public async Task G3_a_post_without_a_time_to_wait_for_is_for_later(string? after)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, "", 429, after);
        Assert.InRange(Assert.IsType<ConnectorAnswer.Later>(await desk.Time.Spared(desk.Client.Send(desk.Chat, Body, Cancel))).After, Duration.FromSeconds(4), Duration.FromSeconds(8));
        Assert.Single(desk.Board.Calls);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("delete")]
    [InlineData("member")]
    [InlineData("members")]
    public async Task G3_what_may_be_done_twice_waits_by_itself_where_no_time_is_said(string call)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => desk.Board.Calls.Count < 3 ? Switchboard.Say(http, "", 429) : Switchboard.Say(http, "{}");
        var answer = CallTests.Call(desk, call, "a:1").AsTask();
        Assert.InRange(await desk.Time.Pass(answer), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8));
        await desk.Time.Pass(answer);
        Assert.IsType<ConnectorAnswer.Done>(await answer);
    }

    [Fact]
    public async Task G3_whoever_comes_meanwhile_waits_too()
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, "", 429, "60");
        await desk.Client.Send(desk.At("19:c@thread.tacv2;messageid=1"), Body, Cancel);
        Assert.Equal(Later(60), await desk.Client.Send(desk.At("19:c@thread.tacv2;messageid=2"), Body, Cancel));
        Assert.Equal(Later(60), await desk.Client.Update(desk.At("19:c@thread.tacv2"), "1", Body, Cancel));
        Assert.Single(desk.Board.Calls);
    }

    [Fact]
    public async Task G3_other_conversations_and_other_tenants_do_not_wait()
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, "", 429, "60");
        await desk.Client.Send(desk.At("a:1"), Body, Cancel);
        desk.Board.Answer(201);
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.At("a:2"), Body, Cancel));
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.At("a:1", "other-tenant"), Body, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task G3_a_storm_of_refusals_costs_few_calls_and_no_message(bool says)
    {
        await using var desk = await Desk.Open();
        var early = 0;
        var begin = desk.Time.GetUtcNow();
        var open = begin;
        // Ten minutes in which the Connector is closed for the first 18 s of each.
        desk.Board.Answers = (http, _) =>
        {
            var now = desk.Time.GetUtcNow();
            if (now < open) Interlocked.Increment(ref early);
            var second = (int)(now - begin).TotalSeconds % 60;
            if (second >= 18) return Switchboard.Say(http, "{}", 201);
            if (says) open = now.AddSeconds(18 - second);
            return Switchboard.Say(http, "", 429, says ? $"{18 - second}" : null);
        };
        var sent = 0;
        var wait = desk.Time.Next().AsTask();
        while (sent < 400)
        {
            desk.Time.Move(Duration.FromSeconds(1));
            var answer = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
            // A wait of 2 s or less is waited out within the call.
            while (await Task.WhenAny(answer, wait) == wait)
            {
                desk.Time.Move(Duration.FromTimeSpan(await wait));
                wait = desk.Time.Next().AsTask();
            }
            switch (await answer)
            {
                case ConnectorAnswer.Done: sent++; break;
                case ConnectorAnswer.Later later: desk.Time.Move(later.After); break;
                default: Assert.Fail("An answer was lost."); break;
            }
        }
        Assert.Equal(0, early);
        Assert.InRange(desk.Board.Calls.Count, 400, 480);
    }

    private static ConnectorAnswer.Later Later(int seconds) => new(Duration.FromSeconds(seconds));
}
