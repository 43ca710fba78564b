using System.Net;
using NodaTime;

namespace ChatCrm.Tests.Calendars;

/// <summary>Mei, in Shanghai, subscribes to her follow-ups. It is Sunday 22 Nov 2026, 08:05 UTC.</summary>
public class FeedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_sees_the_open_follow_ups_at_their_moments()
    {
        await using var feed = await Feed.Of("mei");
        await feed.Say("mei", "follow C-1001 tue 15:00 \"send samples\"");

        var shown = Assert.Single(await feed.Read());

        Assert.Equal(("2026-11-24T07:00:00Z", "2026-11-24T07:30:00Z"), (shown.Start, shown.End));
        Assert.Contains("Acme GmbH", shown.Summary);
        Assert.Contains("send samples", shown.Summary);
        Assert.Contains("Tue 08:00 Berlin", shown.Description);
    }

    [Fact]
    public async Task A_follow_up_without_an_hour_is_for_the_day()
    {
        await using var feed = await Feed.Of("mei");
        await feed.Say("mei", "follow C-1001 tue \"send samples\"");

        Assert.Equal("2026-11-24", Assert.Single(await feed.Read()).Start);
    }

    [Fact]
    public async Task What_is_done_is_there_no_more_and_what_was_moved_is_where_it_is_now()
    {
        await using var feed = await Feed.Of("mei");
        await feed.Say("mei", "follow C-1001 tue 15:00 \"send samples\"");
        await feed.Say("mei", "follow C-1001 wed 15:00 \"call again\"");
        var before = await feed.Read();

        feed.App.Clock.Move(Duration.FromMinutes(5));
        await feed.Push("mei", "15:00 their time");
        await feed.Say("mei", "done 1 \"sent\"");
        var after = Assert.Single(await feed.Read());

        Assert.Equal(2, before.Count);
        var moved = before.Single(shown => shown.Summary.Contains("call again"));
        Assert.Equal((moved.Uid, "2026-11-25T07:00:00Z", "2026-11-25T14:00:00Z"), (after.Uid, moved.Start, after.Start));
        Assert.Equal(("2026-11-22T08:05:00Z", "2026-11-22T08:10:00Z"), (moved.Changed, after.Changed));
    }

    [Fact]
    public async Task Other_words_are_a_change_of_that_moment()
    {
        await using var feed = await Feed.Of("mei");
        await feed.Say("mei", "follow C-1001 tue 15:00 \"send samples\"");
        feed.App.Clock.Move(Duration.FromMinutes(5));

        await feed.Push("mei", "Edit");
        await feed.Submit("mei", ("text", "send prices"));

        var shown = Assert.Single(await feed.Read());
        Assert.Contains("send prices", shown.Summary);
        Assert.Equal("2026-11-22T08:10:00Z", shown.Changed);
    }

    [Fact]
    public async Task Nobody_else_s_follow_ups_are_in_it()
    {
        await using var feed = await Feed.Of("mei");
        await feed.Say("jonas", "follow C-1001 tue 15:00 \"send samples\"");

        Assert.Empty(await feed.Read());
    }

    [Fact]
    public async Task A_new_address_ends_the_one_before()
    {
        await using var feed = await Feed.Of("mei");
        var before = feed.Address;

        await feed.Press("mei", "New address");

        Assert.NotEqual(before, feed.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await feed.Http.GetAsync(before, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await feed.Http.GetAsync(feed.Address, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("feed off")]
    [InlineData("日历地址 关闭")]
    public async Task Turned_off_it_opens_nothing(string line)
    {
        await using var feed = await Feed.Of("mei");

        await feed.Say("mei", line);

        Assert.Equal(HttpStatusCode.NotFound, (await feed.Http.GetAsync(feed.Address, Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/calendar/.ics")]
    [InlineData("/calendar/short.ics")]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%7C.ics")]
    public async Task An_address_that_nobody_was_given_opens_nothing(string path)
    {
        await using var feed = await Feed.Of("mei");

        Assert.Equal(HttpStatusCode.NotFound, (await feed.Http.GetAsync(path, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Who_asks_again_is_told_that_nothing_changed_until_something_did()
    {
        await using var feed = await Feed.Of("mei");
        var first = await feed.Http.GetAsync(feed.Address, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, (await Again()).StatusCode);
        await feed.Say("mei", "follow C-1001 tue 15:00 \"send samples\"");
        Assert.Equal(HttpStatusCode.OK, (await Again()).StatusCode);

        async Task<HttpResponseMessage> Again()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, feed.Address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return await feed.Http.SendAsync(request, Cancel);
        }
    }

    [Fact]
    public async Task It_is_a_calendar_that_no_cache_gives_to_others()
    {
        await using var feed = await Feed.Of("mei");

        var answer = await feed.Http.GetAsync(feed.Address, Cancel);

        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-cache, private", answer.Headers.CacheControl?.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    public async Task The_address_is_in_no_log()
    {
        await using var feed = await Feed.Of("mei");

        await feed.Read();

        Assert.DoesNotContain(feed.App.Logged, line => line.Contains(feed.Address.Split('/')[^1][..20], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Me_shows_it()
    {
        await using var feed = await Feed.Of("mei");

        Assert.Contains(feed.Address, await feed.Say("mei", "me"));
    }

    [Fact]
    public async Task Another_s_card_shows_it_to_nobody()
    {
        await using var feed = await Feed.Of("mei");

        foreach (var line in (string[])["feed", "me", "admin people"]) Assert.DoesNotContain("/calendar/", await feed.Say("sam", line));
    }
}
