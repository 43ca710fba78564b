using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Slack.Sockets;

/// <summary>How connections come, go and follow each other.</summary>
public class ConnectionTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(30), Slowly = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    public async Task As_many_connections_are_kept_as_are_set(int connections)
    {
        await using var rig = await Rig.Start(connections);
        for (var i = 0; i < connections; i++)
        {
            var link = await rig.Hub.Greeted();
            await link.Envelope($"e{i}", "events_api", """{"id":"1"}""");
            EnvelopeTests.Same($$"""{"envelope_id":"e{{i}}"}""", await link.Acknowledged());
        }
        Assert.Equal(Enumerable.Repeat($"Bearer {Rig.AppToken}", connections), rig.Hub.Asked);
        Assert.Empty(rig.Waits);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("something_new")]
    public async Task No_envelope_is_lost_while_one_connection_takes_over_from_another(string reason)
    {
        var slow = new TaskCompletionSource<string>();
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = what => what == "event 1" ? slow.Task : Task.FromResult(""));
        var old = await rig.Hub.Greeted();
        await old.Envelope("e1", "events_api", """{"id":"1"}""");
        await old.Disconnect(reason);
        var next = await rig.Hub.Next();
        // The new one has not said hello: the old one still serves.
        await old.Envelope("e2", "events_api", """{"id":"2"}""");
        EnvelopeTests.Same("""{"envelope_id":"e2"}""", await old.Acknowledged());
        await next.Say("""{"type":"hello"}""");
        await next.Envelope("e3", "events_api", """{"id":"3"}""");
        EnvelopeTests.Same("""{"envelope_id":"e3"}""", await next.Acknowledged());
        // What was begun on the old one is acknowledged on the old one, which is closed then and not before.
        Assert.False(old.Ended.IsCompleted);
        slow.SetResult("");
        EnvelopeTests.Same("""{"envelope_id":"e1"}""", await old.Acknowledged());
        await Hub.Soon(old.Ended);
        Assert.True(old.Closed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task G6_a_lost_connection_is_opened_again(bool politely)
    {
        await using var rig = await Rig.Start();
        for (var i = 0; i < 8; i++)
        {
            var link = await rig.Hub.Greeted();
            if (politely) await link.Close(); else link.Cut();
        }
        Assert.All(await rig.Waited(7), wait => Assert.InRange(wait, Second, Longest));
        Assert.True(rig.Waits.Last() >= Longest / 2);
    }

    [Fact]
    public async Task What_was_begun_when_Slack_closes_is_still_acknowledged()
    {
        var slow = new TaskCompletionSource<string>();
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = _ => slow.Task);
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "events_api", """{"id":"1"}""");
        await link.Close();
        await rig.Logged("ends: Lost");
        slow.SetResult("");
        EnvelopeTests.Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
    }

    [Fact]
    public async Task G6_a_line_that_has_gone_dead_is_noticed_and_opened_again()
    {
        await using var rig = await Rig.Start(prepare: rig => (rig.AskAfter, rig.Hub.Deaf) = (TimeSpan.FromMilliseconds(100), 1));
        await rig.Hub.Greeted();
        await rig.Hub.Greeted();
        Assert.Equal(2, rig.Hub.Asked.Count);
    }

    [Fact]
    public async Task G6_a_connection_that_never_says_hello_is_opened_again()
    {
        await using var rig = await Rig.Start(prepare: rig => rig.Time = new Hasty());
        await rig.Hub.Next();
        await rig.Hub.Next();
        Assert.InRange((await rig.Waited())[0], Second, Longest);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_allowed_token_type")]
    [InlineData("missing_scope")]
    [InlineData("token_revoked")]
    public async Task A_token_that_is_refused_is_told_once_and_tried_slowly(string error)
    {
        await using var rig = await Rig.Start(connections: 3, prepare: rig =>
        {
            rig.Passes = _ => false;
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = false, error }));
        });
        Assert.All(await rig.Waited(3), wait => Assert.InRange(wait, Slowly - Longest, Slowly));
        Assert.Single(rig.Hub.Asked);
        Assert.Single(rig.Log.Records, record => record.Contains($"refused Slack:AppToken ({error})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_that_was_switched_off_is_told_and_tried_slowly()
    {
        await using var rig = await Rig.Start(prepare: rig => rig.Passes = _ => false);
        var link = await rig.Hub.Greeted();
        await link.Disconnect("link_disabled");
        Assert.Equal([Slowly], await rig.Waited());
        await Hub.Soon(link.Ended);
        await rig.Logged("Socket Mode is switched off in the app's settings");
    }

    [Fact]
    public async Task G3_all_connections_wait_as_long_as_Slack_says()
    {
        await using var rig = await Rig.Start(connections: 2, prepare: rig =>
        {
            rig.Passes = _ => false;
            rig.Hub.Instead.Enqueue(new Busy(70));
        });
        Assert.All(await rig.Waited(2), wait => Assert.InRange(wait, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(70)));
        Assert.Single(rig.Hub.Asked);
    }

    [Fact]
    public async Task G3_tries_that_fail_come_ever_more_slowly_until_one_succeeds()
    {
        await using var rig = await Rig.Start(prepare: rig =>
        {
            for (var i = 0; i < 3; i++) rig.Hub.Instead.Enqueue(Results.StatusCode(503));
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = false, error = "too_many_websockets" }));
            rig.Hub.Instead.Enqueue(Results.Json(new { ok = true }));
            rig.Hub.Instead.Enqueue(Results.Content("<html>", "text/html"));
        });
        await rig.Hub.Greeted();
        int[] least = [1, 2, 4, 8, 15, 15], most = [2, 4, 8, 16, 30, 30];
        Assert.Equal(6, rig.Waits.Count);
        foreach (var (wait, i) in rig.Waits.Select((wait, i) => (wait, i))) Assert.InRange(wait, least[i] * Second, most[i] * Second);
    }

    [Fact]
    public async Task One_connection_too_many_is_given_up_and_tried_again_later()
    {
        await using var rig = await Rig.Start();
        var link = await rig.Hub.Next();
        await link.Disconnect("too_many_websockets");
        await Hub.Soon(link.Ended);
        await rig.Hub.Greeted();
        Assert.InRange(rig.Waits.Single(), Second, Longest);
    }

    [Fact]
    public async Task E4_a_stop_acknowledges_what_was_begun_and_closes()
    {
        var slow = new TaskCompletionSource<string>();
        await using var rig = await Rig.Start(prepare: rig => rig.Answers = _ => slow.Task);
        var link = await rig.Hub.Greeted();
        await link.Envelope("e1", "events_api", """{"id":"1"}""");
        while (rig.Heard.IsEmpty) await Task.Delay(5, TestContext.Current.CancellationToken);
        var stopped = rig.Stop();
        Assert.False(stopped.IsCompleted);
        slow.SetResult("");
        EnvelopeTests.Same("""{"envelope_id":"e1"}""", await link.Acknowledged());
        await Hub.Soon(stopped);
        Assert.True(link.Closed);
        Assert.Equal(["event 1"], rig.Heard);
    }

    /// <summary>429 with the seconds to wait.</summary>
    private sealed class Busy(int seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Task.CompletedTask;
        }
    }

    /// <summary>A time whose waits are short.</summary>
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, dueTime / 100, period);
    }
}
