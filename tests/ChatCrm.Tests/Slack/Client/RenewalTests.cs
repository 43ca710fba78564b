using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

public class RenewalTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_that_ends_soon_is_renewed_once_for_many_callers()
    {
        await using var desk = await Opened();
        desk.Time.Move(Duration.FromHours(12) - Duration.FromMinutes(10));
        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => desk.Installations.Of("T1", Cancel).AsTask())));
        Assert.All(found, install => Assert.Equal("token-2", install?.Token));
        var call = Assert.Single(desk.Slack.Calls);
        Assert.Equal("", call.Authorization);
        Assert.Equal(new Dictionary<string, string> { ["client_id"] = "1.2", ["client_secret"] = Desk.ClientSecret, ["grant_type"] = "refresh_token", ["refresh_token"] = "refresh-1" }, call.Form);
    }

    [Fact]
    public async Task A_token_that_lasts_is_left_alone()
    {
        await using var desk = await Opened();
        desk.Time.Move(Duration.FromHours(12) - Duration.FromMinutes(11));
        Assert.Equal("token-1", (await desk.Installations.Of("T1", Cancel))?.Token);
        Assert.Empty(desk.Slack.Calls);
    }

    [Fact]
    public async Task A_token_that_slack_calls_expired_is_renewed_once_under_many_calls()
    {
        await using var desk = await Opened();
        var install = (await desk.Installations.Of("T1", Cancel))!;
        var renew = desk.Slack.Answers;
        desk.Slack.Answers = (http, asked) => asked switch
        {
            { Method: "oauth.v2.access" } => renew(http, asked),
            { Authorization: "Bearer token-2" } => Loopback.Say(http, """{"ok":true}"""),
            _ => Loopback.Say(http, """{"ok":false,"error":"token_expired"}"""),
        };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => desk.Api.Read(install, "users.info", Cancel).AsTask())));
        Assert.All(answers, answer => Assert.IsType<ApiAnswer.Done>(answer));
        Assert.Equal(1, desk.Slack.Count("oauth.v2.access"));
        Assert.Equal(40, desk.Slack.Count("users.info"));
    }

    [Fact]
    public async Task What_is_expired_again_at_once_is_not_tried_for_ever()
    {
        await using var desk = await Opened();
        var install = (await desk.Installations.Of("T1", Cancel))!;
        var renew = desk.Slack.Answers;
        desk.Slack.Answers = (http, asked) => asked.Method == "oauth.v2.access" ? renew(http, asked) : Loopback.Say(http, """{"ok":false,"error":"token_expired"}""");
        Assert.Equal("token_expired", Assert.IsType<ApiAnswer.Refused>(await desk.Api.Read(install, "users.info", Cancel)).Error);
        Assert.Equal((1, 2), (desk.Slack.Count("oauth.v2.access"), desk.Slack.Count("users.info")));
    }

    [Fact]
    public async Task A_new_token_is_on_disk_before_it_is_used()
    {
        var store = new Watched(new MemoryRowStore());
        await using var desk = await Opened(store);
        desk.Time.Move(Duration.FromHours(12));
        store.Refuse = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.Installations.Of("T1", Cancel).AsTask());
        store.Refuse = false;
        // The refresh token is spent: what it bought is kept until the store takes it.
        Assert.Equal("token-2", (await desk.Installations.Of("T1", Cancel))?.Token);
        Assert.Single(desk.Slack.Calls);
        await using var next = await Desk.Open(store: store, time: desk.Time, protection: desk.Get<IDataProtectionProvider>());
        Assert.Equal("token-2", (await next.Installations.Of("T1", Cancel))?.Token);
        Assert.Empty(next.Slack.Calls);
    }

    [Fact]
    public async Task Of_two_processes_that_renew_at_once_the_slower_takes_what_the_faster_got()
    {
        await using var one = await Opened();
        await using var other = await Desk.Open(store: one.Store, time: one.Time, protection: one.Get<IDataProtectionProvider>());
        one.Time.Move(Duration.FromHours(12));
        // While the other waits for Slack, one renews.
        other.Slack.Answers = async (http, _) =>
        {
            Assert.Equal("token-2", (await one.Installations.Of("T1", Cancel))?.Token);
            await Loopback.Say(http, """{"ok":true,"access_token":"lost","refresh_token":"lost","expires_in":43200}""");
        };
        Assert.Equal("token-2", (await other.Installations.Of("T1", Cancel))?.Token);
        Assert.Single(other.Slack.Calls);
    }

    [Fact]
    public async Task A_refresh_token_that_another_process_has_just_spent_ends_nothing()
    {
        await using var one = await Opened();
        await using var other = await Desk.Open(store: one.Store, time: one.Time, protection: one.Get<IDataProtectionProvider>());
        one.Time.Move(Duration.FromHours(12));
        one.Slack.Answers = async (http, _) =>
        {
            other.Slack.Answers = (answer, _) => Loopback.Say(answer, """{"ok":false,"error":"invalid_refresh_token"}""");
            await other.Installations.Of("T1", Cancel);
            await Loopback.Say(http, """{"ok":true,"access_token":"token-2","refresh_token":"refresh-2","expires_in":43200}""");
        };
        Assert.Equal("token-2", (await one.Installations.Of("T1", Cancel))?.Token);
    }

    [Fact]
    public async Task G8_an_install_that_ends_while_it_is_renewed_stays_gone()
    {
        await using var desk = await Opened();
        desk.Time.Move(Duration.FromHours(12));
        desk.Slack.Answers = async (http, _) =>
        {
            await desk.Installations.Drop("T1", desk.Time.GetCurrentInstant(), Cancel);
            await Loopback.Say(http, """{"ok":true,"access_token":"token-2","refresh_token":"refresh-2","expires_in":43200}""");
        };
        Assert.Null(await desk.Installations.Of("T1", Cancel));
        Assert.Equal("", (await desk.Get<Vault>().Find("T1", Cancel))!.Value.Value.Token);
    }

    [Theory]
    [InlineData("invalid_refresh_token")]
    [InlineData("token_revoked")]
    public async Task What_cannot_be_renewed_any_more_is_gone(string error)
    {
        await using var desk = await Opened();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, $$"""{"ok":false,"error":"{{error}}"}""");
        desk.Time.Move(Duration.FromHours(13));
        Assert.Null(await desk.Installations.Of("T1", Cancel));
        Assert.Equal(InstallState.Gone, (await desk.Get<Vault>().Find("T1", Cancel))!.Value.Value.State);
    }

    [Fact]
    public async Task While_slack_cannot_be_asked_calls_are_for_later()
    {
        await using var desk = await Opened();
        var install = (await desk.Installations.Of("T1", Cancel))!;
        desk.Slack.Answers = (http, asked) => asked.Method == "oauth.v2.access" ? Loopback.Drop(http) : Loopback.Say(http, """{"ok":false,"error":"token_expired"}""");
        Assert.IsType<ApiAnswer.Later>(await desk.Api.Read(install, "users.info", Cancel));
        Assert.Equal(1, desk.Slack.Count("oauth.v2.access"));
        Assert.NotNull(await desk.Installations.Of("T1", Cancel));
    }

    /// <summary>An install whose token lasts for twelve hours, and a Slack that renews it: token-2, token-3 …</summary>
    private static async Task<Desk> Opened(IRowStore? store = null)
    {
        var desk = await Desk.Open(store: store);
        var last = 1;
        desk.Slack.Answers = (http, _) =>
        {
            var next = Interlocked.Increment(ref last);
            return Loopback.Say(http, $$"""{"ok":true,"access_token":"token-{{next}}","refresh_token":"refresh-{{next}}","expires_in":43200}""");
        };
        await desk.Installations.Save(Desk.Access("token-1", "refresh-1", Duration.FromHours(12)), Cancel);
        return desk;
    }

    private sealed class Watched(IRowStore store) : IRowStore
    {
        public bool Refuse { get; set; }

        public ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => store.Get(partition, key, cancel);

        public ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default) => store.GetMany(partition, keys, cancel);

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => store.List(partition, ranges, cancel);

        public ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default) =>
            Refuse ? throw new StoreUnavailableException("closed", mayHaveHappened: false) : store.Commit(partition, turn, changes, cancel);
    }
}
