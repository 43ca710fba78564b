using System.Reflection;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Texts;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>What was given up, as an admin sees it.</summary>
public class ParkedTests
{
    private static readonly Recipient ToPriya = new Recipient.ToMember("priya");
    private static readonly Recipient ToSales = new Recipient.ToRoom("console:sales");

    [Fact]
    public async Task F9_An_admin_sees_what_was_given_up_when_for_whom_and_why()
    {
        await using var house = await CourierHouse.Open();
        await GaveUp(house);

        var card = (await house.Workspace.Sam.Say("admin parked")).Card();

        Assert.Equal(
            """
            Not delivered
            today 08:05 · for #sales
            The room is gone, or the app is not in it. · about Acme GmbH
            These were given up and are kept for 30 days. Where somebody else could be told instead, they were.
            """, card.Plain());
        Assert.Contains("Acme GmbH", (await house.Workspace.Sam.Press(card, "Open")).Plain());
    }

    [Fact]
    public async Task In_Chinese_it_is_asked_and_answered_in_Chinese()
    {
        await using var house = await CourierHouse.Open();
        await GaveUp(house);
        await house.Workspace.Sam.Say("me lang zh");

        var shown = (await house.Workspace.Sam.Say("管理 未送达")).Plain();

        Assert.StartsWith("未送达\n", shown);
        Assert.Contains("群组已不存在，或应用不在其中。 · 关于 Acme GmbH", shown);
    }

    [Fact]
    public async Task B2_Nobody_else_does()
    {
        await using var house = await CourierHouse.Open();
        await GaveUp(house);

        foreach (var actor in new[] { house.Workspace.Mei, house.Workspace.Priya })
            Assert.StartsWith("Only an admin", (await actor.Say("admin parked")).Plain());
    }

    [Fact]
    public async Task Where_all_was_delivered_it_says_so()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);
        await house.Deliver();

        Assert.Equal("Nothing was left undelivered in the last 30 days.", (await house.Workspace.Sam.Say("admin parked")).Plain());
    }

    [Fact]
    public async Task Of_many_the_newest_are_shown()
    {
        await using var house = await CourierHouse.Open();
        for (var n = 0; n < 250; n++)
        {
            await Park(house, $"n{n}", "failed", member: n == 249 ? "mei" : "priya");
            house.Clock.Move(Duration.FromMinutes(1));
        }

        var card = (await house.Workspace.Sam.Say("admin parked")).Card();

        var entries = card.Blocks.OfType<Entries>().Single().Items;
        Assert.Equal(20, entries.Count);
        Assert.Equal("today 12:14 · for Mei Lin", entries[0].Main.ToString());
        Assert.Contains("The newest 20 are shown; there are more.", card.Plain());
    }

    [Fact]
    public async Task Many_at_one_time_are_shown_too()
    {
        await using var house = await CourierHouse.Open();
        for (var n = 0; n < 101; n++) await Park(house, $"n{n:D3}", "failed");

        var card = (await house.Workspace.Sam.Say("admin parked")).Card();

        Assert.Equal(20, card.Blocks.OfType<Entries>().Single().Items.Count);
        Assert.Contains("there are more", card.Plain());
    }

    [Theory]
    [InlineData(21, 20, 0)]
    [InlineData(150, 20, 0)]
    [InlineData(150, 10, 3)]
    [InlineData(350, 29, 1)]
    public async Task Many_that_came_together_long_ago_are_shown_behind_the_few_since(int many, int days, int few)
    {
        await using var house = await CourierHouse.Open();
        for (var n = 0; n < many; n++) await Park(house, $"n{n:D3}", "failed");
        house.Clock.Move(Duration.FromDays(days - 1));
        for (var n = 0; n < few; n++) await Park(house, $"new{n}", "failed", member: "mei");
        house.Clock.Move(Duration.FromDays(1));

        var card = (await house.Workspace.Sam.Say("admin parked")).Card();

        var entries = card.Blocks.OfType<Entries>().Single().Items;
        Assert.Equal(20, entries.Count);
        Assert.Equal(few, entries.TakeWhile(entry => entry.Main.ToString().EndsWith("Mei Lin", StringComparison.Ordinal)).Count());
        Assert.Contains("The newest 20 are shown; there are more.", card.Plain());
    }

    [Fact]
    public async Task What_is_about_a_customer_that_is_gone_is_shown_without_it()
    {
        await using var house = await CourierHouse.Open();
        await Park(house, "n1", "nobody", "gone", "erased");

        var card = (await house.Workspace.Sam.Say("admin parked")).Card();

        Assert.Contains("for –\nThey are not a member any more, or have no chat account here.\n", card.Plain());
        Assert.Empty(card.Buttons());
    }

    public static TheoryData<string> Reasons =>
    [
        .. typeof(Refusals).GetFields(BindingFlags.Public | BindingFlags.Static).Where(constant => constant.IsLiteral).Select(constant => (string)constant.GetRawConstantValue()!).Except([Refusals.Other]),
        "room-unknown", "nobody", "unknown-drawing", "failed", "unreachable", "unrecorded",
    ];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Every_reason_has_words_of_its_own(string reason)
    {
        await using var house = await CourierHouse.Open();
        await Park(house, "n1", reason);

        Assert.DoesNotContain(Wording.In("en").Plain("Workspaces.Parked-other"), (await house.Workspace.Sam.Say("admin parked")).Plain());
    }

    [Theory]
    [InlineData("en", "failed", "for an Outlook calendar\nIt failed five times")]
    [InlineData("en", "unreachable", "for an Outlook calendar\nOutlook did not answer for half a day.")]
    [InlineData("zh", "failed", "给 Outlook 日历\n")]
    [InlineData("zh", "unreachable", "给 Outlook 日历\nOutlook 半天没有回应。")]
    public async Task What_was_to_be_done_in_a_calendar_is_no_card(string language, string reason, string said)
    {
        await using var house = await CourierHouse.Open();
        await house.Workspace.Sam.Say($"me lang {language}");
        await Park(house, house.Clock.Now, Notice.ToDo("calendar.mirror", [], "").Row("n1", "", null) with { Parked = reason });

        var shown = (await house.Workspace.Sam.Say("admin parked")).Plain();

        Assert.Contains(said, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "for cards that stand already")]
    [InlineData("zh", "给 已发出的卡片")]
    public async Task What_was_to_be_drawn_again_is(string language, string said)
    {
        await using var house = await CourierHouse.Open();
        await house.Workspace.Sam.Say($"me lang {language}");
        await Park(house, house.Clock.Now, new Notice(Drawer.Refresh, [], new Recipient.Copies(["f1"])).Row("n1", "", null) with { Parked = "failed" });

        Assert.Contains(said, (await house.Workspace.Sam.Say("admin parked")).Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reason_that_is_not_known_is_a_refusal()
    {
        await using var house = await CourierHouse.Open();
        await Park(house, "n1", "something-new");

        Assert.Contains("The chat refused it.", (await house.Workspace.Sam.Say("admin parked")).Plain());
    }

    private static async Task GaveUp(CourierHouse house)
    {
        await house.Write("samples", ToSales);
        house.Office.Audiences = _ => null;
        await house.Deliver();
        house.Office.Audiences = _ => Audience.Members;
        await house.Deliver();
    }

    private static Task Park(CourierHouse house, string id, string reason, string member = "priya", string customer = "") =>
        Park(house, house.Clock.Now, new OutboxRow { Id = id, Turn = "", Drawing = "memo.card", Records = [], Customer = customer, Member = member, Parked = reason });

    private static async Task Park(CourierHouse house, Instant at, OutboxRow notice) =>
        await house.Workspace.Store.Commit(Workspace.Id, notice.Id, [new Change.Insert(TurnRows.ParkedKey(at, notice.Id), notice.Write(TurnJson.Default.OutboxRow))], TestContext.Current.CancellationToken);
}
