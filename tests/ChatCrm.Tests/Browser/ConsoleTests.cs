using ChatCrm.Tests.App;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace ChatCrm.Tests.Browser;

/// <summary>The whole service in a real browser: what a newcomer does in the first five minutes.</summary>
public sealed class ConsoleTests(BrowserFixture browser) : IAsyncLifetime
{
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
    public async Task A_call_is_logged_by_typing_one_line_and_undone_by_its_button()
    {
        var page = await Open("mei");

        await Say(page, "log Acme GmbH call 15m \"asked for FOB price\" =interested follow tue 3pm \"send samples\"");
        await Expect(Last(page)).ToContainTextAsync("✓ Call 15 min with");
        await Expect(Last(page)).ToContainTextAsync("Tue 24 Nov 15:00 Shanghai · 08:00 Berlin");
        await Photograph(page, "logged");
        await Last(page).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(Last(page)).ToContainTextAsync("Undone.");
        await Expect(Last(page).GetByRole(AriaRole.Button, new() { Name = "Do it after all" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_old_button_that_is_pressed_twice_does_not_move_away_under_the_second_click()
    {
        var page = await Open("mei");
        await Say(page, "log Acme GmbH call 15m \"asked for FOB price\"");
        await Expect(Last(page)).ToContainTextAsync("✓ Call 15 min with");
        foreach (var line in new[] { "help", "acme gmbh", "help log" })
        {
            await Say(page, line);
            await Expect(Last(page)).Not.ToContainTextAsync("✓ Call 15 min with");
        }
        var undo = page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First;
        await undo.ScrollIntoViewIfNeededAsync();
        var above = await page.Locator("#log").EvaluateAsync<double>("log => log.scrollTop");

        await undo.DblClickAsync();

        await Expect(page.Locator("#log article.ours", new() { HasText = "Undone." })).ToHaveCountAsync(1);
        Assert.Equal(above, await page.Locator("#log").EvaluateAsync<double>("log => log.scrollTop"));
        await Expect(page.Locator("dialog")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_call_is_logged_by_form_with_a_customer_found_while_typing()
    {
        var page = await Open("mei");

        await Say(page, "log");
        await page.Keyboard.TypeAsync("华为");
        await page.Locator("li[role=option]").First.ClickAsync();
        await page.GetByLabel("What was it?").SelectOptionAsync("call");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "What was said" }).FillAsync("谈了报价");
        await Photograph(page, "log-form");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator("dialog")).Not.ToBeVisibleAsync();
        await Expect(Last(page)).ToContainTextAsync("华为技术有限公司");
        await Expect(Last(page)).ToContainTextAsync("谈了报价");
    }

    [Fact]
    public async Task A_form_that_is_not_valid_keeps_what_was_typed_and_says_why()
    {
        var page = await Open("mei");

        await Say(page, "log Acme GmbH");
        await page.GetByLabel("What was it?").SelectOptionAsync("call");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "What was said" }).FillAsync("two\nlines");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "How long" }).FillAsync("a while");
        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator("dialog")).ToContainTextAsync("This does not read as a length of time.");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "How long" })).ToHaveValueAsync("a while");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "What was said" })).ToHaveValueAsync("two\nlines");
        await Photograph(page, "form-refused");
    }

    [Theory]
    [InlineData("查 华为")]
    [InlineData("華為")]
    public async Task A_customer_is_found_in_Chinese(string line)
    {
        var page = await Open("mei");

        await Say(page, line);

        await Expect(Last(page)).ToContainTextAsync("华为技术有限公司");
    }

    [Fact]
    public async Task A_reminder_arrives_while_the_page_is_idle_and_is_answered_on_the_card()
    {
        var page = await Open("mei");
        await Say(page, "follow Acme GmbH in 1 hour \"ring back\"");
        await Expect(Last(page)).ToContainTextAsync("ring back");

        app.Clock.Move(Duration.FromMinutes(61));
        await app.Settled();

        await Expect(Last(page)).ToContainTextAsync("Due now");
        await Expect(Last(page)).ToContainTextAsync("ring back");
        await Photograph(page, "reminder");
        await Last(page).GetByRole(AriaRole.Button, new() { Name = "Done" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("left voicemail");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("#log")).ToContainTextAsync("left voicemail");
    }

    [Fact]
    public async Task A_tier_set_by_hand_reaches_the_manager_at_once_with_its_reason()
    {
        var manager = await Open("priya");
        var rep = await Open("mei");

        await Say(rep, "set Acme GmbH tier:regular \"no orders since May\"");

        await Expect(Last(manager)).ToContainTextAsync("no orders since May");
        await Expect(Last(manager).GetByRole(AriaRole.Button, new() { Name = "Acknowledge" })).ToBeVisibleAsync();
        await Photograph(manager, "tier-alert");
    }

    [Theory]
    [InlineData("light-wide", 1400, false)]
    [InlineData("dark-wide", 1400, true)]
    [InlineData("light-narrow", 400, false)]
    [InlineData("dark-narrow", 400, true)]
    public async Task Cards_fit_the_page_in_light_and_dark_wide_and_narrow_in_both_languages(string name, int width, bool dark)
    {
        var page = await Open("mei", width, dark);

        await Say(page, "Acme GmbH");
        await Say(page, "find acme");
        await Say(page, "follow Acme GmbH tomorrow 10:00 their \"call Ms Weber\"");
        await Say(page, "due");
        await Expect(page.Locator("article")).ToHaveCountAsync(9);
        await Photograph(page, $"cards-{name}-en");
        await Say(page, "me lang zh");
        await Say(page, "Acme GmbH");
        await Say(page, "待办");
        await Expect(Last(page)).ToContainTextAsync("call Ms Weber");
        await Photograph(page, $"cards-{name}-zh");

        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page scrolls sideways.");
    }

    private async Task<IPage> Open(string person, int width = 1400, bool dark = false)
    {
        var page = await browser.Console(app, person, width, dark);
        pages.Add(page);
        return page;
    }

    private static async Task Say(IPage page, string line)
    {
        var before = await page.Locator("article.ours").CountAsync();
        await page.FillAsync("#text", line);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("count => document.querySelectorAll('article.ours').length > count || document.querySelector('dialog[open]')", before);
    }

    private static ILocator Last(IPage page) => page.Locator("article").Last;

    private static Task Photograph(IPage page, string name) => BrowserFixture.Photograph(page, $"console-{name}");
}
