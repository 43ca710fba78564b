using ChatCrm.Benchmarks;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

public class HomeTests
{
    /// <summary>Tuesday 24 Nov, 16:30 in Shanghai.</summary>
    private static readonly Instant Tuesday = Instant.FromUtc(2026, 11, 24, 8, 30);

    [Fact]
    public async Task The_page_shows_what_is_overdue_and_due_today_as_the_due_list_does()
    {
        await using var house = await Filled();

        var card = (await Open(house.Mei)).Card();

        var said = card.Plain().Split('\n');
        Assert.Equal("1 overdue · 1 still due today", said[0]);
        Assert.Equal(["Overdue", "1 华为技术有限公司 — “first”"], said[1..3]);
        Assert.Contains("overdue by 7 hours", said[3]);
        Assert.Equal(["Due today", "2 Acme GmbH — “second”"], said[4..6]);
        Assert.Equal(["Done", "Log", "Snooze"], Entries(card)[0].Buttons.Select(button => button.Label));
        Assert.Equal((await house.Mei.Say("due")).Card().Blocks.OfType<Entries>().Single().Items[0].Buttons.Select(button => button.Id), Entries(card)[0].Buttons.Select(button => button.Id));
    }

    [Fact]
    public async Task Own_customers_stand_there_the_last_one_in_touch_first()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme KK call");
        house.Clock.Move(Duration.FromMinutes(1));
        await house.Mei.Say("log Acme GmbH call");

        var card = (await Open(house.Mei)).Card();

        Assert.Equal(["Acme GmbH", "Acme KK", "华为技术有限公司"], Entries(card).Where(entry => entry.Buttons is [{ Id: "customer.open" }]).Select(entry => entry.Main.ToString()));
        Assert.DoesNotContain("Bergmann", card.Plain());
        var open = Entries(card).First(entry => entry.Main.ToString() == "Acme GmbH");
        Assert.Contains("last contact", open.Detail!.ToString());
        Assert.StartsWith("Acme GmbH", (await house.Mei.Press(open.Buttons[0].Id, open.Buttons[0].Value)).Plain());
    }

    [Fact]
    public async Task Settings_are_one_press_away_and_so_are_the_first_steps()
    {
        await using var house = await Workspace.Open();

        var card = (await Open(house.Mei)).Card();

        Assert.Contains("English · Shanghai · Asia/Shanghai · now Sun 16:05", card.Plain());
        Assert.Equal("people.me", (await house.Mei.Press(card, "Edit")).Form().Id);
        Assert.Equal("interaction.log", (await house.Mei.Press(card, "Log")).Form().Id);
        Assert.Equal("customer.new", (await house.Mei.Press(card, "New customer")).Form().Id);
        Assert.StartsWith("What you can type", (await house.Mei.Press(card, "Help")).Plain());
    }

    [Fact]
    public async Task What_is_empty_says_what_to_do_next()
    {
        await using var house = await Workspace.Open();

        Assert.Contains("Nothing is planned either.", (await Open(house.Mei)).Plain());
        Assert.Contains("No customer is yours yet.", (await Open(house.Priya)).Plain());
        await house.Mei.Say("follow C-1003 thu 9:00 \"x\"");
        Assert.StartsWith("Nothing is due today.\nNext: Thu 26 Nov, 华为技术有限公司 — “x”.", (await Open(house.Mei)).Plain());
    }

    [Fact]
    public async Task Of_a_long_list_ten_are_shown_and_the_rest_is_one_press_away()
    {
        await using var house = await Workspace.Open();
        for (var n = 0; n < 12; n++) await house.Mei.Say($"follow Acme GmbH today 18:{n + 10} \"step {n}\"");

        var card = (await Open(house.Mei)).Card();

        Assert.Equal(10, Entries(card).Count(entry => entry.Buttons.Any(button => button.Id == "follow-up.done")));
        Assert.Contains("2 more are due", card.Plain());
        Assert.StartsWith("12 follow-ups are due", (await house.Mei.Press(card, "Show")).Plain());
    }

    [Fact]
    public async Task B3_The_page_shows_nothing_of_anybody_elses_even_to_an_admin()
    {
        await using var house = await Filled();

        var shown = (await Open(house.Sam)).Plain();

        Assert.DoesNotContain("Acme GmbH", shown);
        Assert.DoesNotContain("华为", shown);
    }

    [Fact]
    public async Task In_Chinese_all_of_it_is_Chinese()
    {
        await using var house = await Filled();
        await house.Mei.Say("me lang zh");

        var shown = (await Open(house.Mei)).Plain();

        Assert.StartsWith("逾期 1 个 · 今天还有 1 个", shown);
        Assert.Contains("我的客户", shown);
        Assert.Contains("你的设置", shown);
    }

    [Fact]
    public async Task A_guest_is_told_whom_it_is_for()
    {
        await using var house = await Workspace.Open();

        Assert.StartsWith("ChatCrm is for members", (await Open(house.Tomo)).Plain());
    }

    [Fact]
    public async Task The_page_takes_two_waves_of_reads_and_no_commit()
    {
        var store = new CountedRowStore(new MemoryRowStore());
        await using var house = await Filled(store);
        await house.Mei.Say("due");
        store.Take();

        await Open(house.Mei);

        var (counts, reads) = store.TakeWithReads();
        Assert.True(counts is { Waves: <= 2, Commits: 0 }, $"{counts}\n{string.Join('\n', reads)}");
    }

    private static Task<Reply> Open(Actor who) => who.Workspace.Send(who, new Input.Opened());

    private static async Task<Workspace> Filled(ChatCrm.Storage.IRowStore? store = null)
    {
        var house = await Workspace.Open(store);
        await house.Mei.Say("follow C-1003 tue 9:00 \"first\"");
        await house.Mei.Say("follow Acme GmbH tue 18:00 \"second\"");
        house.Clock.MoveTo(Tuesday);
        return house;
    }

    private static List<Entry> Entries(Card card) => [.. card.Blocks.OfType<Entries>().SelectMany(entries => entries.Items)];
}
