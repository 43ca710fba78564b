using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>What cannot be delivered is shown another way, once.</summary>
public class UndeliveredTests
{
    private const string Sales = "console:room/sales";

    private static readonly Recipient ToSales = new Recipient.ToRoom("console:sales"), ToPriya = new Recipient.ToMember("priya");

    [Theory]
    [InlineData("not-in-room", "Not posted: I am not in #sales. Add ChatCrm there (/invite @ChatCrm, or the room’s apps) and share again.")]
    [InlineData("archived", "Not posted: #sales is archived.")]
    [InlineData("room-gone", "Not posted: #sales is gone")]
    [InlineData("not-allowed", "Not posted: only some people may post in #sales")]
    [InlineData("missing-right", "Not posted in #sales: I lack a right that it takes. An admin must install the app again.")]
    [InlineData("revoked", "Not posted in #sales: the app is not connected there any more.")]
    [InlineData("something-new", "Not posted: #sales could not be reached.")]
    public async Task G7_Whoever_shared_is_told_that_the_room_was_not(string reason, string said)
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = Refusing(Sales, reason);
        await house.Write("samples", ToSales);

        await house.DeliverAll();

        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/mei", post.To);
        Assert.StartsWith(said, post.Card.Plain());
        Assert.EndsWith("It was about Acme GmbH.", post.Card.Plain());
        Assert.Equal(reason, Assert.Single(await house.Parked()).Parked);
    }

    [Fact]
    public async Task G7_In_Chinese_it_is_told_in_Chinese()
    {
        await using var house = await CourierHouse.Open();
        await house.Change("mei", mei => mei with { Language = "zh-Hans" });
        house.Office.Answers = Refusing(Sales, "not-in-room");
        await house.Write("samples", ToSales);

        await house.DeliverAll();

        Assert.StartsWith("没有发出：我不在 #sales 里。", Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Fact]
    public async Task G7_A_room_that_could_not_be_reached_for_half_a_day_is_told_of_too()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = to => new(to.Value == Sales ? PostOffice.Later(60) : null);
        await house.Write("samples", ToSales);

        await house.DeliverAll(30);

        Assert.StartsWith("Not posted: #sales could not be reached.", Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Fact]
    public async Task G7_Who_shared_a_card_in_a_room_without_us_hears_how_to_invite_us()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = Refusing(Sales, "not-in-room");
        var mei = house.Workspace.Mei.In("sales");
        await mei.Press((await mei.Say("Acme GmbH")).Card(), "Share");

        await house.Deliver();
        await house.Deliver();

        Assert.StartsWith("Not posted: I am not in #sales.", Assert.Single(house.Office.Posts, post => post.To == "console:direct/mei").Card.Plain());
    }

    [Fact]
    public async Task G7_A_reminders_room_that_is_gone_is_told_to_the_assignee()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Audiences = to => to.Value == Sales ? null : Audience.Members;
        await house.Workspace.Priya.Say("follow Acme GmbH in 1 hour \"send samples\" for @mei remind #sales");
        await house.Deliver();
        house.Clock.Move(Duration.FromDays(2));
        await house.Workspace.Wake();

        await house.DeliverAll(2);

        Assert.Contains(house.Office.Posts, post => post.To == "console:direct/mei" && post.Card.Plain().StartsWith("Not posted: #sales is gone", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Office.Posts, post => post.To == "console:direct/priya");
    }

    [Fact]
    public async Task G7_Whose_account_refuses_has_their_manager_told_what_it_was_about_once()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = Refusing("console:direct/mei", "not-allowed");
        await house.Workspace.Priya.Say("follow Acme GmbH in 1 hour \"send samples\" for @mei");
        await house.DeliverAll(1);
        house.Clock.Move(Duration.FromDays(2) - Duration.FromHours(3));
        await house.Workspace.Wake();

        await house.DeliverAll(4);

        var told = house.Office.Posts.Where(post => post.To == "console:direct/priya").ToList();
        Assert.Equal(2, told.Count);
        Assert.All(told, post => Assert.StartsWith("Mei Lin could not be told this:\n", post.Card.Plain()));
        Assert.Contains("Acme GmbH — “send samples”", told[1].Card.Plain());
    }

    [Fact]
    public async Task G7_Without_a_manager_the_admins_are_told()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = Refusing("console:direct/priya", "revoked");
        await house.Write("samples", ToPriya);

        await house.DeliverAll();

        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/sam", post.To);
        Assert.StartsWith("Priya Nair could not be told this:", post.Card.Plain());
    }

    [Fact]
    public async Task B5_What_somebody_was_not_told_is_drawn_with_the_rights_of_whoever_reads_it()
    {
        await using var house = await CourierHouse.Open();
        await house.Change("priya", priya => priya with { Manager = "jonas" });
        house.Office.Answers = Refusing("console:direct/priya", "not-allowed");
        await house.Write("samples", ToPriya);

        await house.DeliverAll(2);

        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/jonas", post.To);
        Assert.DoesNotContain("samples", post.Card.Plain());
        Assert.Contains("Acme GmbH", post.Card.Plain());
    }

    [Fact]
    public async Task G7_What_could_not_be_told_about_what_could_not_be_told_is_only_parked()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(new Delivery.Refused("revoked"));
        await house.Write("samples", ToSales, ToPriya);

        await house.DeliverAll();

        Assert.Empty(await house.Workspace.Notices());
        Assert.Equal(["memo.card", "memo.card", UndeliveredCards.ToRoom, UndeliveredCards.ToMember], (await house.Parked()).Select(parked => parked.Drawing).Order(StringComparer.Ordinal));
        Assert.Equal(4, house.Office.Asked);
    }

    [Fact]
    public async Task Nobody_else_is_told_of_a_defect_of_ours()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("broken", ToPriya);

        await house.DeliverAll();

        Assert.Empty(house.Office.Posts);
        Assert.Equal("failed", Assert.Single(await house.Parked()).Parked);
    }

    [Fact]
    public async Task What_was_undone_meanwhile_is_told_to_nobody()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = Refusing(Sales, "archived");
        await house.Write("samples", ToSales);
        await house.Deliver();

        await house.Workspace.Mei.Say("undo");
        await house.DeliverAll();

        Assert.Empty(house.Office.Posts);
    }

    private static Func<Address, ValueTask<Delivery?>> Refusing(string address, string reason) => to => new(to.Value == address ? new Delivery.Refused(reason) : null);
}
