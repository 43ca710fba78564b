using ChatCrm.Bot;
using ChatCrm.Bot.Teams.Connector;
using NodaTime;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>The limits that are kept before the Connector says anything: 7 sends in 1 s, 8 in 2 s, 60 in 30 s in a thread, and 30 in 1 s in a tenant.</summary>
public class PaceTests
{
    private static readonly byte[] Body = "{}"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_eighth_send_waits_a_second_and_the_ninth_two()
    {
        await using var desk = await Desk.Open(paced: true);
        for (var i = 0; i < 7; i++) Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
        var eighth = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(1), await desk.Time.Next(eighth));
        var ninth = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(2), await desk.Time.Next(ninth));
        desk.Time.Move(Duration.FromMilliseconds(999));
        Assert.Equal(7, desk.Board.Calls.Count);
        desk.Time.Move(Duration.FromMilliseconds(1));
        Assert.IsType<ConnectorAnswer.Done>(await eighth);
        Assert.False(ninth.IsCompleted);
        desk.Time.Move(Duration.FromSeconds(1));
        Assert.IsType<ConnectorAnswer.Done>(await ninth);
        Assert.Equal(9, desk.Board.Calls.Count);
    }

    [Fact]
    public async Task The_sixty_first_send_in_half_a_minute_is_for_later()
    {
        await using var desk = await Desk.Open(paced: true);
        // 60 in 20 s: as fast as 7/s and 8/2 s let them, then some.
        for (var i = 0; i < 60; i++)
        {
            Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
            desk.Time.Move(Duration.FromMilliseconds(333));
        }
        Assert.Equal(new ConnectorAnswer.Later(Duration.FromMilliseconds(30_000 - (60 * 333))), await desk.Client.Send(desk.Chat, Body, Cancel));
        desk.Time.Move(Duration.FromMilliseconds(30_000 - (60 * 333)));
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
        Assert.Equal(61, desk.Board.Calls.Count);
    }

    [Fact]
    public async Task Two_threads_do_not_wait_for_each_other()
    {
        await using var desk = await Desk.Open(paced: true);
        foreach (var conversation in (string[])["a:1", "a:2", "a:3", "a:4"])
            for (var i = 0; i < 7; i++) Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.At(conversation), Body, Cancel));
        Assert.Equal(28, desk.Board.Calls.Count);
    }

    [Fact]
    public async Task The_threads_of_a_channel_are_counted_together()
    {
        await using var desk = await Desk.Open(paced: true);
        for (var i = 0; i < 7; i++) await desk.Client.Send(desk.At($"19:c@thread.tacv2;messageid={i}"), Body, Cancel);
        var opened = """{"isGroup":true,"channelData":{"channel":{"id":"19:c@thread.tacv2"}},"activity":{}}"""u8.ToArray();
        var eighth = desk.Client.Create(Desk.Acme, desk.Board.Address, opened, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(1), await desk.Time.Pass(eighth));
        Assert.IsType<ConnectorAnswer.Done>(await eighth);
    }

    [Fact]
    public async Task A_tenants_thirty_first_call_waits_and_another_tenants_does_not()
    {
        await using var desk = await Desk.Open(paced: true);
        for (var i = 0; i < 30; i++) Assert.IsType<ConnectorAnswer.Done>(await (i % 2 == 0 ? desk.Client.Send(desk.At($"a:{i}"), Body, Cancel) : desk.Client.Create(Desk.Acme, desk.Board.Address, Body, Cancel)));
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.At("a:0", "other-tenant"), Body, Cancel));
        var next = desk.Client.Member(desk.At("a:99"), "29:1", Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(1), await desk.Time.Pass(next));
        Assert.IsType<ConnectorAnswer.Done>(await next);
    }

    [Fact]
    public async Task Questions_about_members_have_a_count_of_their_own()
    {
        await using var desk = await Desk.Open(paced: true);
        for (var i = 0; i < 7; i++) await desk.Client.Send(desk.Chat, Body, Cancel);
        for (var i = 0; i < 14; i++) Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Members(desk.Chat, null, Cancel));
        var next = desk.Client.Members(desk.Chat, null, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(1), await desk.Time.Pass(next));
        Assert.IsType<ConnectorAnswer.Done>(await next);
    }

    [Fact]
    public async Task Another_try_takes_another_turn()
    {
        await using var desk = await Desk.Open(paced: true);
        for (var i = 0; i < 6; i++) await desk.Client.Send(desk.Chat, Body, Cancel);
        desk.Board.Answers = (http, _) => desk.Board.Calls.Count == 7 ? Switchboard.Say(http, "", 429, "1") : Switchboard.Say(http, "{}", 201);
        var answer = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
        await desk.Time.Pass(answer);
        Assert.IsType<ConnectorAnswer.Done>(await answer);
        // The eighth of two seconds is gone with it.
        var ninth = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(1), await desk.Time.Pass(ninth));
        Assert.IsType<ConnectorAnswer.Done>(await ninth);
    }

    [Fact]
    public async Task A_refusal_of_reading_holds_up_nothing_that_is_sent()
    {
        await using var desk = await Desk.Open(paced: true);
        desk.Board.Answers = (http, _) => http.Request.Method == "GET" ? Switchboard.Say(http, "", 429, "60") : Switchboard.Say(http, "{\"id\":\"1\"}", 201);
        Assert.Equal(new ConnectorAnswer.Later(Duration.FromSeconds(60)), await desk.Client.Member(desk.Chat, "29:1", Cancel));

        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
        Assert.IsType<ConnectorAnswer.Later>(await desk.Client.Members(desk.Chat, null, Cancel));
    }

    [Fact]
    public async Task A_part_of_a_millisecond_is_waited_for_too()
    {
        await using var desk = await Desk.Open(paced: true);
        for (var i = 0; i < 7; i++) await desk.Client.Send(desk.Chat, Body, Cancel);
        desk.Time.Move(Duration.FromTicks(1));
        var eighth = desk.Client.Send(desk.Chat, Body, Cancel).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(1), await desk.Time.Pass(eighth));
        Assert.IsType<ConnectorAnswer.Done>(await eighth);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task No_limit_is_passed_whoever_comes_when(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var (random, time) = (new Random(seed), new Waits());
        var pace = new Pace(time);
        Limit[] thread = [new(7, TimeSpan.FromSeconds(1)), new(8, TimeSpan.FromSeconds(2)), new(60, TimeSpan.FromSeconds(30))], tenant = [new(30, TimeSpan.FromSeconds(1))];
        var turns = new List<(int Thread, DateTimeOffset At)>();
        var refused = 0;
        for (var i = 0; i < 2_000; i++)
        {
            if (random.Next(8) == 0) time.Move(Duration.FromMilliseconds(random.Next(1, 300)));
            var of = random.Next(1, 21);
            var turn = pace.Turn(Cancel, new("all", tenant), new($"{of}", thread));
            if (turn.IsCompleted && await turn is not null) refused++;
            else turns.Add((of, time.GetUtcNow() + (time.Begun() ?? TimeSpan.Zero)));
        }
        Assert.NotEqual(0, refused);
        Assert.Equal(30, Most(turns.Select(turn => turn.At), tenant[0].Within));
        foreach (var one in turns.GroupBy(turn => turn.Thread))
            foreach (var (many, within) in thread) Assert.InRange(Most(one.Select(turn => turn.At), within), 1, many);
        Assert.Contains(turns.GroupBy(turn => turn.Thread), one => Most(one.Select(turn => turn.At), thread[1].Within) == 8);
    }

    /// <summary>The most of them that fall into any span.</summary>
    private static int Most(IEnumerable<DateTimeOffset> at, TimeSpan within) => at.Max(first => at.Count(one => one >= first && one < first + within));
}
