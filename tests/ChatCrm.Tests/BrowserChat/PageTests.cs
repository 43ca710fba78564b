using ChatCrm.Conversation;
using ChatCrm.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatCrm.Tests.BrowserChat;

/// <summary>The page in real Chromium, with a scripted product behind it.</summary>
public sealed class PageTests(BrowserFixture browser) : IAsyncLifetime
{
    private readonly ScriptedProduct product = new();
    private readonly TaskCompletionSource hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IPage> pages = [];
    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.Start(Answer, TimeSpan.FromMilliseconds(50));

    public async ValueTask DisposeAsync()
    {
        foreach (var page in pages)
        {
            Assert.Empty(await BrowserFixture.Faults(page));
            await page.Context.DisposeAsync();
        }
        await host.DisposeAsync();
    }

    private async Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        if (turn.What is Input.Said { Line: "slow" }) await hold.Task;
        if (turn.What is Input.Said { Line: "broken" } && !hold.Task.IsCompleted) throw new IOException("disk");
        return await product.Answer(turn, cancel);
    }

    private async Task<IPage> Open(string person = "jonas", string room = "direct/jonas", int width = 1400, int height = 860, bool dark = false)
    {
        var page = await browser.Open($"{host.Address}/console#{person}/{room}", width, height, dark);
        pages.Add(page);
        await page.WaitForSelectorAsync($"body[data-ready={person}]");
        return page;
    }

    private static async Task Say(IPage page, string line)
    {
        await page.FillAsync("#text", line);
        await page.Keyboard.PressAsync("Enter");
    }

    [Fact]
    public async Task A_direct_chat_in_which_nothing_was_said_begins_with_a_welcome()
    {
        var page = await Open();
        await Expect(page.Locator(".card")).ToContainTextAsync("Welcome to ChatCrm");
    }

    [Fact]
    public async Task A_typed_line_is_answered_with_a_card_and_what_was_typed_is_never_markup()
    {
        var page = await Open(room: "sales");
        await Say(page, "log Acme call 15m");
        await Expect(page.Locator(".card")).ToContainTextAsync("asked for FOB price, wants *samples* <b>now</b>");
        await Expect(page.Locator("article .only-you").First).ToHaveTextAsync("Only visible to you");
        await Expect(page.Locator("article")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_pressed_button_puts_the_answer_in_the_card_s_place()
    {
        var page = await Open(room: "sales");
        await Say(page, "log Acme call 15m");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".card")).ToHaveTextAsync("Undone. Nothing was logged.");
        var pressed = Assert.Single(product.Heard.OfType<Input.Pressed>());
        Assert.Equal(("interaction.undo", "d-1"), (pressed.Button, pressed.Drawing));
    }

    [Fact]
    public async Task By_keyboard_alone_a_customer_is_searched_and_a_call_is_logged_by_form()
    {
        var page = await Open(room: "sales");
        await Say(page, "log");
        var customer = page.GetByRole(AriaRole.Combobox, new() { Name = "Customer" });
        await Expect(customer).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("huawei");
        await Expect(page.Locator("li[role=option]")).ToHaveTextAsync(["华为 Huawei · CN · Mei"]);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(customer).ToHaveValueAsync("华为 Huawei · CN · Mei");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("15");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog")).Not.ToBeVisibleAsync();
        await Expect(page.Locator(".card")).ToContainTextAsync("Call 15 min");
        var values = Assert.Single(product.Heard.OfType<Input.Submitted>()).Values;
        Assert.Equal(("C-1011", "call", "15", "", "false"), (values["customer"], values["kind"], values["minutes"], values["note"], values["private"]));
    }

    [Fact]
    public async Task A_wrong_form_stays_open_with_what_was_typed_and_says_why_at_the_field()
    {
        var page = await Open(room: "sales");
        await Say(page, "log");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Customer" }).FillAsync("acme");
        await page.Locator("li[role=option]").First.ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Minutes" }).FillAsync("many");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("two\nlines");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator("dialog")).ToContainTextAsync("Write the minutes as a number, like 15.");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Minutes" })).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Minutes" })).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Minutes" })).ToHaveValueAsync("many");
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Note" })).ToHaveValueAsync("two\nlines");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Customer" })).ToHaveValueAsync("Acme GmbH · DE · Jonas");
        await BrowserFixture.Photograph(page, "form-wrong");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Minutes" }).FillAsync("15");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("dialog")).Not.ToBeVisibleAsync();
        Assert.Equal("C-1042", product.Heard.OfType<Input.Submitted>().Last().Values["customer"]);
    }

    [Fact]
    public async Task A_reload_keeps_the_draft_and_the_open_form()
    {
        var page = await Open(room: "sales");
        await Say(page, "log");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Note" }).FillAsync("half a note");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Note" })).ToHaveValueAsync("half a note");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).Not.ToBeVisibleAsync();
        await page.FillAsync("#text", "half a line");
        await page.ReloadAsync();
        await Expect(page.Locator("#text")).ToHaveValueAsync("half a line");
    }

    [Fact]
    public async Task Escape_closes_the_list_first_and_then_the_form()
    {
        var page = await Open(room: "sales");
        await Say(page, "log");
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("acme");
        await Expect(page.Locator("li[role=option]")).ToHaveCountAsync(2);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("[role=listbox]")).Not.ToBeVisibleAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog")).Not.ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_push_appears_while_nothing_is_done_and_marks_a_room_that_is_not_open()
    {
        var page = await Open(room: "sales");
        // The welcome comes first.
        await Expect(page.Locator("#rooms .unread")).ToContainTextAsync("1");
        await host.Outbound.Post(new("console:direct/jonas"), ScriptedProduct.Due(false), TestContext.Current.CancellationToken);
        await Expect(page.Locator("#rooms .unread")).ToContainTextAsync("2");
        await page.GetByRole(AriaRole.Button, new() { Name = "ChatCrm" }).ClickAsync();
        await Expect(page.Locator(".card").Last).ToContainTextAsync("They open in an hour");
        await Expect(page.Locator("#rooms .unread")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Snooze" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "tomorrow" })).ToBeVisibleAsync();
        await BrowserFixture.Photograph(page, "push-with-menu");
        Assert.Empty(product.Heard.OfType<Input.Pressed>());
        await Expect(page.Locator("[data-act]")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "tomorrow" }).ClickAsync();
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        Assert.Equal(("follow-up.snooze", "1d"), product.Heard.OfType<Input.Pressed>().Select(pressed => (pressed.Button, pressed.Value)).Single());
    }

    [Fact]
    public async Task Two_open_pages_show_the_same()
    {
        var (one, other) = (await Open(room: "sales"), await Open("mei", "sales"));
        await Say(one, "share");
        await Expect(other.Locator(".card")).ToContainTextAsync("Call 15 min");
        await Expect(other.Locator("article")).ToHaveCountAsync(1);
        await Expect(one.Locator("article")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_slow_answer_is_awaited_without_a_claim_that_it_is_saved()
    {
        var page = await Open(room: "sales");
        await Say(page, "slow");
        await Expect(page.Locator(".state")).ToContainTextAsync("Still saving.");
        hold.SetResult();
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await Expect(page.Locator(".state")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_could_not_be_sent_stays_and_is_sent_again_on_demand()
    {
        var page = await Open(room: "sales");
        await Say(page, "broken");
        await Expect(page.Locator(".state")).ToContainTextAsync("Not sent.");
        await BrowserFixture.Photograph(page, "not-sent");
        await Expect(page.Locator(".said")).ToHaveTextAsync(["broken"]);
        hold.SetResult();
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await Expect(page.Locator(".said")).ToHaveTextAsync(["broken"]);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_there_after_a_look_at_another_room_and_after_a_reload()
    {
        var page = await Open(room: "sales");
        await Say(page, "broken");
        await Expect(page.Locator(".state")).ToContainTextAsync("Not sent.");
        await page.Locator("[data-room=japan]").ClickAsync();
        await Expect(page.Locator(".state")).ToHaveCountAsync(0);
        await page.Locator("[data-room=sales]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry" })).ToBeVisibleAsync();
        hold.SetResult();
        await page.ReloadAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await Expect(page.Locator(".said")).ToHaveTextAsync(["broken"]);
    }

    [Fact]
    public async Task Up_recalls_the_line_before_and_Shift_Enter_breaks_the_line()
    {
        var page = await Open(room: "sales");
        await Say(page, "first");
        await Say(page, "second");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("ArrowUp");
        await Expect(page.Locator("#text")).ToHaveValueAsync("first");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#text")).ToHaveValueAsync("second");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Keyboard.TypeAsync("more");
        await Expect(page.Locator("#text")).ToHaveValueAsync("second\nmore");
    }

    [Fact]
    public async Task Somebody_else_is_another_language_and_other_rooms()
    {
        var page = await Open(room: "sales");
        await page.SelectOptionAsync("#iam", "mei");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "zh-Hans");
        await Expect(page.Locator("#composer button")).ToHaveTextAsync("发送");
        await page.SelectOptionAsync("#iam", "tomo");
        await Expect(page.Locator("#rooms .name")).ToHaveTextAsync(["ChatCrm", "#partners"]);
        await Expect(page.Locator("#composer button")).ToHaveTextAsync("Send");
    }

    [Fact]
    public async Task On_a_narrow_page_the_rooms_are_a_drawer_for_the_keyboard_too()
    {
        var page = await Open(width: 400, room: "sales");
        await Expect(page.Locator("#side")).Not.ToBeVisibleAsync();
        await page.Locator("#menu").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#iam")).ToBeFocusedAsync();
        await BrowserFixture.Photograph(page, "drawer");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#side")).Not.ToBeVisibleAsync();
        await Expect(page.Locator("#menu")).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(400, false, "jonas", "acme")]
    [InlineData(400, true, "mei", "华为")]
    [InlineData(1400, false, "mei", "华为")]
    [InlineData(1400, true, "jonas", "acme")]
    public async Task The_page_fits_narrow_and_wide_in_light_and_dark(int width, bool dark, string person, string line)
    {
        var page = await Open(person, $"direct/{person}", width, dark: dark);
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await host.Outbound.Post(new("console:room/sales"), ScriptedProduct.Due(false), TestContext.Current.CancellationToken);
        await Say(page, line);
        await Expect(page.Locator(".card")).ToHaveCountAsync(2);
        await BrowserFixture.Photograph(page, $"chat-{width}-{(dark ? "dark" : "light")}-{person}");
        Assert.True(await Fits(page));
        await Say(page, person == "mei" ? "记" : "log");
        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync(person == "mei" ? "华" : "acme");
        await Expect(page.Locator("li[role=option]").First).ToBeVisibleAsync();
        await BrowserFixture.Photograph(page, $"form-{width}-{(dark ? "dark" : "light")}-{person}");
        Assert.True(await Fits(page));
    }

    /// <summary>Nothing has to be scrolled sideways.</summary>
    private static Task<bool> Fits(IPage page) => page.EvaluateAsync<bool>(
        "[document.documentElement, document.querySelector('#log'), document.querySelector('dialog')].every(part => part.scrollWidth <= part.clientWidth)");
}
