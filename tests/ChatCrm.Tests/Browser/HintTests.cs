using ChatCrm.Tests.App;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatCrm.Tests.Browser;

/// <summary>The line under the composer that says, while somebody types, how it would be read.</summary>
public sealed class HintTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string Line = "log Acme GmbH call 15m follow tue 3pm";
    private const string Hint = "log · Acme GmbH · call 15 min · follow-up Tue 24 Nov 15:00";

    private readonly List<IPage> pages = [];
    private RunningApp app = null!;

    public async ValueTask InitializeAsync()
    {
        BrowserFixture.Needed();
        app = await RunningApp.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await BrowserFixture.Close(pages);
        if (app is not null) await app.DisposeAsync();
    }

    [Fact]
    public async Task It_says_how_the_line_would_be_read_and_goes_when_it_is_sent()
    {
        var page = await Open();

        await page.FillAsync("#text", Line);
        await Expect(Reading(page)).ToHaveTextAsync(Hint);
        await Expect(page.Locator("#hint")).ToBeHiddenAsync();
        await BrowserFixture.Photograph(page, "hint");
        await page.PressAsync("#text", "Enter");

        await Expect(Reading(page)).ToHaveTextAsync("");
        await Expect(page.Locator("#hint")).ToBeVisibleAsync();
        await Expect(page.Locator("article").Last).ToContainTextAsync("✓ Call 15 min with");
    }

    [Fact]
    public async Task A_free_line_is_told_as_it_will_be_saved()
    {
        var page = await Open();
        await page.FillAsync("#text", "昨天和Acme的Maria通话20分钟，关于报价，周五前要报价单");
        await Expect(Reading(page)).ToHaveTextAsync("log · Acme GmbH · call 20 min · with Maria Weber · Sat 21 Nov 09:00 · follow-up Fri 27 Nov 17:00");
        await BrowserFixture.Photograph(page, "hint-free");
    }

    [Fact]
    public async Task A_look_up_without_a_hit_says_nothing()
    {
        var page = await Open();
        await page.FillAsync("#text", "acme gmbh");
        await Expect(Reading(page)).ToHaveTextAsync("look up · Acme GmbH");
        await page.FillAsync("#text", "acme gmbhhh");
        await Expect(Reading(page)).ToHaveTextAsync("");
    }

    [Fact]
    public async Task One_question_is_asked_when_the_fingers_rest_and_the_last_one_wins()
    {
        var page = await Open();
        var asked = new List<string>();
        var first = new TaskCompletionSource();
        await page.RouteAsync("**/console/hint", async route =>
        {
            lock (asked) asked.Add(route.Request.PostDataJSON()!.Value.GetProperty("line").GetString()!);
            if (asked.Count == 1) await first.Task;
            await route.ContinueAsync();
        });

        await page.Locator("#text").PressSequentiallyAsync("acme gmbh");
        await Expect(page.Locator("#text")).ToHaveValueAsync("acme gmbh");
        while (asked.Count == 0) await page.WaitForTimeoutAsync(20);
        await page.FillAsync("#text", Line);
        await Expect(Reading(page)).ToHaveTextAsync(Hint);
        first.SetResult();
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");

        await Expect(Reading(page)).ToHaveTextAsync(Hint);
        Assert.Equal(Line, asked[^1]);
        Assert.InRange(asked.Count, 2, 4);
    }

    [Fact]
    public async Task Whoever_listens_hears_it_once_and_politely()
    {
        var page = await Open();
        await page.FillAsync("#text", Line);
        await Expect(page.Locator("#reading-said")).ToHaveTextAsync(Hint);
        Assert.Equal(("status", "polite", "true"), (await page.GetAttributeAsync("#reading-said", "role"), await page.GetAttributeAsync("#reading-said", "aria-live"), await page.GetAttributeAsync("#reading", "aria-hidden")));
    }

    [Theory]
    [InlineData(1400, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task It_has_room_on_a_telephone_and_in_the_dark(int width, bool dark)
    {
        var page = await Open(width, dark);
        var before = (await page.Locator("#log").BoundingBoxAsync())!.Height;

        await page.FillAsync("#text", "log Acme GmbH call 15m");
        await Expect(Reading(page)).ToHaveTextAsync("log · Acme GmbH · call 15 min");

        await BrowserFixture.Photograph(page, $"hint-{width}{(dark ? "-dark" : "")}");
        Assert.Equal(before, (await page.Locator("#log").BoundingBoxAsync())!.Height);
        Assert.False(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_costs_nothing_but_the_hint()
    {
        var page = await Open();
        await page.RouteAsync("**/console/hint", route => route.AbortAsync());
        await page.FillAsync("#text", Line);
        await page.PressAsync("#text", "Enter");
        await Expect(page.Locator("article").Last).ToContainTextAsync("✓ Call 15 min with");
    }

    private static ILocator Reading(IPage page) => page.Locator("#reading");

    private async Task<IPage> Open(int width = 1400, bool dark = false)
    {
        var page = await browser.Console(app, "mei", width, dark);
        pages.Add(page);
        return page;
    }
}
