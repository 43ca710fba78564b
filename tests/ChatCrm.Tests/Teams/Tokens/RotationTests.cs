using ChatCrm.Tests.Slack.Client;
using NodaTime;

namespace ChatCrm.Tests.Teams.Tokens;

public class RotationTests
{
    private const string Third = "key-3";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A5_a_new_key_is_fetched_within_the_request_that_names_it()
    {
        await using var bench = await Bench.Open();
        Assert.True(await bench.Takes(bench.Token()));
        bench.Issuer.Keys = [Issuer.Jwk(Bench.ThirdKey, Third)];
        Assert.True(await bench.Takes(Jwt.Write(Bench.ThirdKey, bench.Header(Third), bench.Claims())));
        Assert.False(await bench.Takes(bench.Token()));
    }

    [Fact]
    public async Task A5_a_thousand_unknown_keys_cause_one_fetch_a_minute()
    {
        await using var bench = await Bench.Open();
        Assert.True(await bench.Takes(bench.Token()));
        await Strangers(bench, 1000);
        Assert.Equal(2, bench.Issuer.Fetches);
        bench.Time.Move(Duration.FromSeconds(59));
        await Strangers(bench, 10);
        Assert.Equal(2, bench.Issuer.Fetches);
        bench.Time.Move(Duration.FromSeconds(1));
        await Strangers(bench, 10);
        Assert.Equal(3, bench.Issuer.Fetches);
        Assert.True(await bench.Takes(bench.Token()));
    }

    [Fact]
    public async Task A5_a_thousand_unknown_keys_before_any_known_one_cause_one_fetch()
    {
        await using var bench = await Bench.Open();
        await Strangers(bench, 1000);
        Assert.Equal(1, bench.Issuer.Fetches);
        Assert.True(await bench.Takes(bench.Token()));
    }

    [Fact]
    public async Task A5_who_hangs_up_causes_no_further_fetch()
    {
        await using var bench = await Bench.Open();
        Assert.True(await bench.Takes(bench.Token()));
        for (var n = 0; n < 20; n++)
        {
            using var hangUp = new CancellationTokenSource();
            var check = bench.CheckFor($"Bearer {Jwt.Write(Bench.Stranger, bench.Header("unknown"), bench.Claims())}", hangUp.Token);
            await hangUp.CancelAsync();
            try
            {
                Assert.Null(await check);
            }
            catch (OperationCanceledException) { }
        }
        Assert.False(await bench.Takes(Jwt.Write(Bench.Stranger, bench.Header("unknown"), bench.Claims())));
        Assert.Equal(2, bench.Issuer.Fetches);
    }

    [Fact]
    public async Task A5_keys_count_for_five_days_while_the_issuer_is_down()
    {
        await using var bench = await Bench.Open();
        Assert.True(await bench.Takes(bench.Token()));
        bench.Issuer.Instead = Loopback.Drop;
        bench.Time.Move(Duration.FromDays(5) - Duration.FromSeconds(1));
        Assert.True(await bench.Takes(bench.Token()));
        bench.Time.Move(Duration.FromSeconds(1));
        Assert.False(await bench.Takes(bench.Token()));
        bench.Issuer.Instead = null;
        bench.Time.Move(Duration.FromMinutes(1));
        Assert.True(await bench.Takes(bench.Token()));
    }

    [Fact]
    public async Task A5_nothing_is_taken_unchecked_while_there_are_no_keys()
    {
        await using var bench = await Bench.Open();
        bench.Issuer.Instead = http => Loopback.Say(http, "{}", 503);
        Assert.False(await bench.Takes(bench.Token()));
        Assert.Contains(bench.Log.Records, record => record.Contains("The host answered 503", StringComparison.Ordinal));
        bench.Issuer.Instead = null;
        Assert.False(await bench.Takes(bench.Token()));
        bench.Time.Move(Duration.FromSeconds(5));
        Assert.True(await bench.Takes(bench.Token()));
    }

    [Fact]
    public async Task A5_an_issuer_that_never_answers_is_not_waited_for()
    {
        await using var bench = await Bench.Open();
        var (asked, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Issuer.Instead = _ =>
        {
            asked.TrySetResult();
            return never.Task;
        };
        var check = bench.Takes(bench.Token());
        await asked.Task.WaitAsync(Cancel);
        Assert.False(check.IsCompleted);
        bench.Time.Move(Duration.FromSeconds(5));
        Assert.False(await check);
        never.SetResult();
    }

    [Fact]
    public async Task A5_a_key_that_the_issuer_took_away_is_forgotten_after_twelve_hours()
    {
        await using var bench = await Bench.Open();
        Assert.True(await bench.Takes(bench.Token()));
        bench.Issuer.Keys = [Issuer.Jwk(Bench.ThirdKey, Third)];
        bench.Time.Move(Duration.FromHours(12));
        var token = bench.Token();
        await bench.Takes(token);
        // The old ones are used until the new ones are there.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await bench.Takes(token)) patience.Token.ThrowIfCancellationRequested();
        Assert.True(await bench.Takes(Jwt.Write(Bench.ThirdKey, bench.Header(Third), bench.Claims())));
    }

    private static Task Strangers(Bench bench, int count) =>
        Parallel.ForAsync(0, count, Cancel, async (n, _) => Assert.False(await bench.Takes(Jwt.Write(Bench.Stranger, bench.Header($"stranger-{n}"), bench.Claims()))));
}
