using System.Text;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

public class ApiTests
{
    private static readonly byte[] Body = """{"blocks":[{"channel":"C9"}],"channel":"C1","text":"hello"}"""u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_method_is_called_with_its_install_s_token_and_body()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":true,"ts":"1.2"}""");
        var done = Assert.IsType<ApiAnswer.Done>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
        Assert.Equal("1.2", done.Body.GetProperty("ts").GetString());
        Assert.Equal(new Asked("chat.postMessage", $"Bearer {Desk.Bot}", "application/json; charset=utf-8", Encoding.UTF8.GetString(Body)), Assert.Single(desk.Slack.Calls));
    }

    [Fact]
    public async Task A_reading_method_gets_a_form()
    {
        await using var desk = await Desk.Open();
        await desk.Api.Read(Desk.Acme, "users.info", Cancel, ("user", "U&1="), ("include_locale", "true"));
        Assert.Equal(new Asked("users.info", $"Bearer {Desk.Bot}", "application/x-www-form-urlencoded", "user=U%261%3D&include_locale=true"), Assert.Single(desk.Slack.Calls));
    }

    [Theory]
    [InlineData("chat.postMessage", 1)]
    [InlineData("chat.postEphemeral", 1)]
    [InlineData("views.open", 1)]
    [InlineData("views.push", 1)]
    [InlineData("something.new", 1)]
    [InlineData("chat.update", 2)]
    [InlineData("chat.delete", 2)]
    [InlineData("views.update", 2)]
    [InlineData("views.publish", 2)]
    public async Task G5_what_posts_is_never_sent_twice(string method, int sends)
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Drop(http);
        Assert.IsType<ApiAnswer.Unknown>(await desk.Api.Post(Desk.Acme, method, Body, Cancel));
        Assert.Equal(sends, desk.Slack.Count(method));
    }

    [Fact]
    public async Task G5_a_thousand_dropped_answers_are_a_thousand_posts()
    {
        await using var desk = await Desk.Open(new() { ["Slack:PostEvery"] = "00:00:00" });
        // Every other answer arrives, so that connections are used again: a stale one must not make the handler send once more.
        var count = 0;
        desk.Slack.Answers = (http, _) => Interlocked.Increment(ref count) % 2 == 0 ? Loopback.Drop(http) : Loopback.Say(http, """{"ok":true}""");
        var unknown = 0;
        for (var i = 0; i < 1_000; i++)
            if (await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel) is ApiAnswer.Unknown) unknown++;
        Assert.Equal((1_000, 500), (desk.Slack.Count("chat.postMessage"), unknown));
    }

    [Fact]
    public async Task A_dropped_answer_to_a_question_is_asked_for_once_more()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => desk.Slack.Calls.Count == 1 ? Loopback.Drop(http) : Loopback.Say(http, """{"ok":true}""");
        Assert.IsType<ApiAnswer.Done>(await desk.Api.Read(Desk.Acme, "users.info", Cancel));
        Assert.Equal(2, desk.Slack.Calls.Count);
    }

    [Theory]
    [InlineData(500, "{\"ok\":true}")]
    [InlineData(503, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, "{\"ok\":tr")]
    [InlineData(200, "{\"ok\":false,\"error\":\"internal_error\"}")]
    [InlineData(200, "{\"ok\":false,\"error\":\"fatal_error\"}")]
    public async Task An_answer_that_says_nothing_leaves_it_open(int status, string body)
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, body, status);
        Assert.IsType<ApiAnswer.Unknown>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, $$"""{"ok":true,"x":"{{new string('x', 4 * 1024 * 1024)}}"}""");
        Assert.IsType<ApiAnswer.Unknown>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_waited_for_ten_seconds()
    {
        await using var desk = await Desk.Open();
        var arrived = new TaskCompletionSource();
        var never = new TaskCompletionSource();
        desk.Slack.Answers = async (_, _) => { arrived.SetResult(); await never.Task; };
        var answer = desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel).AsTask();
        await arrived.Task;
        desk.Time.Move(Duration.FromMilliseconds(9_999));
        Assert.False(answer.IsCompleted);
        desk.Time.Move(Duration.FromMilliseconds(1));
        Assert.IsType<ApiAnswer.Unknown>(await answer);
        never.SetResult();
    }

    [Fact]
    public async Task What_never_left_is_for_later()
    {
        await using var desk = await Desk.Open();
        await desk.Slack.DisposeAsync();
        Assert.Equal(new ApiAnswer.Later(Duration.FromSeconds(5)), await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
    }

    [Theory]
    [InlineData(429, "{\"ok\":false,\"error\":\"ratelimited\"}", "7", 7)]
    [InlineData(429, "", "7", 7)]
    [InlineData(429, "", null, 30)]
    [InlineData(429, "", "soon", 30)]
    [InlineData(429, "", "0", 1)]
    [InlineData(200, "{\"ok\":false,\"error\":\"ratelimited\"}", "7", 7)]
    [InlineData(200, "{\"ok\":false,\"error\":\"rate_limited\"}", null, 30)]
    public async Task G3_no_call_is_made_before_slack_wants_one(int status, string body, string? after, int seconds)
    {
        await using var desk = await Desk.Open(new() { ["Slack:PostEvery"] = "00:00:00" });
        desk.Slack.Answers = (http, _) => Loopback.Say(http, body, status, after);
        Assert.Equal(new ApiAnswer.Later(Duration.FromSeconds(seconds), true), await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
        desk.Time.Move(Duration.FromSeconds(seconds) - Duration.FromMilliseconds(1));
        Assert.Equal(new ApiAnswer.Later(Duration.FromMilliseconds(1), true), await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
        Assert.Single(desk.Slack.Calls);
        desk.Time.Move(Duration.FromMilliseconds(1));
        desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":true}""");
        Assert.IsType<ApiAnswer.Done>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
    }

    [Fact]
    public async Task G3_other_methods_and_other_installs_do_not_wait()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, asked) => asked is { Method: "chat.postMessage", Authorization: $"Bearer {Desk.Bot}" } ? Loopback.Say(http, "", 429, "60") : Loopback.Say(http, """{"ok":true}""");
        Assert.IsType<ApiAnswer.Later>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
        Assert.IsType<ApiAnswer.Done>(await desk.Api.Post(Desk.Acme, "chat.update", Body, Cancel));
        Assert.IsType<ApiAnswer.Done>(await desk.Api.Post(Desk.Acme with { On = "T2", Token = "other" }, "chat.postMessage", Body, Cancel));
    }

    [Fact]
    public async Task G3_a_storm_of_refusals_costs_few_calls_and_no_message()
    {
        await using var desk = await Desk.Open(new() { ["Slack:PostEvery"] = "00:00:00" });
        var early = 0;
        var begin = desk.Time.GetUtcNow();
        var open = begin;
        // Ten minutes in which Slack is closed for the first 18 s of each.
        desk.Slack.Answers = (http, _) =>
        {
            var now = desk.Time.GetUtcNow();
            if (now < open) Interlocked.Increment(ref early);
            var second = (int)(now - begin).TotalSeconds % 60;
            if (second >= 18) return Loopback.Say(http, """{"ok":true}""");
            open = now.AddSeconds(18 - second);
            return Loopback.Say(http, "", 429, $"{18 - second}");
        };
        var sent = 0;
        while (sent < 400)
        {
            desk.Time.Move(Duration.FromSeconds(1));
            switch (await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel))
            {
                case ApiAnswer.Done: sent++; break;
                case ApiAnswer.Later later: desk.Time.Move(later.After); break;
                default: Assert.Fail("An answer was lost."); break;
            }
        }
        Assert.Equal(0, early);
        Assert.InRange(desk.Slack.Calls.Count, 400, 480);
    }

    [Fact]
    public async Task Posts_to_a_channel_follow_each_other_a_second_apart()
    {
        await using var desk = await Desk.Open();
        await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel);
        var second = desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel).AsTask();
        Assert.Single(desk.Slack.Calls);
        desk.Time.Move(Duration.FromSeconds(1));
        Assert.IsType<ApiAnswer.Done>(await second);
        Assert.Equal(2, desk.Slack.Calls.Count);
    }

    [Fact]
    public async Task Another_channel_does_not_wait()
    {
        await using var desk = await Desk.Open();
        await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel);
        Assert.IsType<ApiAnswer.Done>(await desk.Api.Post(Desk.Acme, "chat.postMessage", """{"channel":"C2"}"""u8.ToArray(), Cancel));
    }

    [Fact]
    public async Task Who_would_wait_for_more_than_five_seconds_hears_so_at_once()
    {
        await using var desk = await Desk.Open();
        await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel);
        var queue = Enumerable.Range(0, 5).Select(_ => desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel).AsTask()).ToList();
        Assert.Equal(new ApiAnswer.Later(Duration.FromSeconds(6)), await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel));
        for (var i = 0; i < 5; i++)
        {
            desk.Time.Move(Duration.FromSeconds(1));
            Assert.IsType<ApiAnswer.Done>(await queue[i]);
        }
    }

    [Theory]
    [InlineData("not_in_channel", "not-in-room")]
    [InlineData("channel_not_found", "room-gone")]
    [InlineData("is_archived", "archived")]
    [InlineData("restricted_action", "not-allowed")]
    [InlineData("restricted_action_read_only_channel", "not-allowed")]
    [InlineData("missing_scope", "missing-right")]
    [InlineData("token_revoked", "revoked")]
    [InlineData("account_inactive", "revoked")]
    [InlineData("invalid_auth", "revoked")]
    [InlineData("messages_tab_disabled", "account-unreachable")]
    [InlineData("cannot_dm_bot", "account-unreachable")]
    [InlineData("user_not_found", "account-unreachable")]
    [InlineData("user_disabled", "account-unreachable")]
    [InlineData("msg_blocks_too_long", "not-drawable")]
    [InlineData("invalid_blocks", "not-drawable")]
    [InlineData("something_new", "refused")]
    public async Task G7_a_refusal_has_a_reason_of_ours(string error, string reason)
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, $$"""{"ok":false,"error":"{{error}}"}""");
        Assert.Equal(reason, Refusals.Reason(Assert.IsType<ApiAnswer.Refused>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel)).Error));
    }

    [Theory]
    [InlineData("Mei Lin\\r\\nERROR")]
    [InlineData("xoxb-1 secret")]
    [InlineData("")]
    public async Task H8_an_error_that_is_no_constant_goes_nowhere(string error)
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, $$"""{"ok":false,"error":"{{error}}"}""");
        Assert.Equal("unnamed_error", Assert.IsType<ApiAnswer.Refused>(await desk.Api.Post(Desk.Acme, "chat.postMessage", Body, Cancel)).Error);
    }
}
