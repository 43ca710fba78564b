using ChatCrm.Conversation;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Turns;

public sealed class TurnsInFlightTests
{
    /// <summary>Of somebody who is never told, in milliseconds.</summary>
    private const int Patience = 30_000;

    private readonly TurnsInFlight turns = new();

    [Fact(Timeout = Patience)]
    public async Task Who_joins_meanwhile_gets_the_same_answer()
    {
        var (work, answer) = (turns.Of("w", "t", out var first), new Reply.Quiet());
        var joined = turns.Of("w", "t", out var second).Joined();
        Assert.False(joined.IsCompleted);
        using (work) work.Answer = answer;
        Assert.Same(answer, await joined);
        Assert.Equal((true, false), (first, second));
    }

    [Fact(Timeout = Patience)]
    public async Task Who_waits_only_after_the_end_gets_it_too()
    {
        var (work, answer) = (turns.Of("w", "t", out _), new Reply.Quiet());
        var joined = turns.Of("w", "t", out _);
        using (work) work.Answer = answer;
        Assert.Same(answer, await joined.Joined());
    }

    [Fact(Timeout = Patience)]
    public async Task Who_joined_work_that_fails_is_told_so()
    {
        var work = turns.Of("w", "t", out _);
        var joined = turns.Of("w", "t", out _).Joined();
        work.Dispose();
        await Assert.ThrowsAsync<InvalidOperationException>(() => joined);
    }

    [Fact]
    public void What_has_ended_is_begun_anew()
    {
        turns.Of("w", "t", out _).Dispose();
        turns.Of("w", "t", out var first);
        Assert.True(first);
    }

    [Fact]
    public void The_same_id_in_another_workspace_is_another_turn()
    {
        turns.Of("w", "t", out _);
        turns.Of("v", "t", out var first);
        Assert.True(first);
    }

    [Fact(Timeout = Patience)]
    public async Task Everybody_is_told_however_joining_and_ending_meet()
    {
        var answer = new Reply.Quiet();
        for (var round = 0; round < 2_000; round++)
        {
            var work = turns.Of("w", "t", out _);
            using var start = new Barrier(2);
            var joined = Task.Run(() => { start.SignalAndWait(); return work.Joined(); }, TestContext.Current.CancellationToken);
            start.SignalAndWait(TestContext.Current.CancellationToken);
            using (work) work.Answer = answer;
            Assert.Same(answer, await joined);
        }
    }
}
