using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Courier;

/// <summary>Cards that stand already when something changes.</summary>
public class PostedCopiesTests
{
    private static readonly Recipient ToPriya = new Recipient.ToMember("priya");
    private static readonly Recipient ToSales = new Recipient.ToRoom("console:sales");

    [Theory]
    [InlineData("unlink")]
    [InlineData("link 华为")]
    public async Task B5_A_room_that_loses_its_link_loses_what_its_older_cards_showed(string line)
    {
        await using var house = await CourierHouse.Open();
        var mei = house.Workspace.Mei.In("sales");
        await mei.Say("link Acme GmbH");
        await house.Deliver();
        await mei.Press((await mei.Say("Acme GmbH")).Card(), "Share");
        await house.Deliver();
        Assert.Contains("+49", Assert.Single(house.Office.Posts).Card.Plain());

        await mei.Say(line);
        await house.Deliver();

        var card = Assert.Single(house.Office.Updates).Card.Plain();
        Assert.StartsWith("Shared by Mei Lin\nAcme GmbH", card);
        Assert.DoesNotContain("+49", card);
    }

    [Fact]
    public void The_ledger_tells_messages_apart_however_long_their_ids_are()
    {
        var (at, id) = (new Address("console:direct/priya"), new string('m', 600));

        Assert.NotEqual(TurnRows.MessageKey(at, id + "1"), TurnRows.MessageKey(at, id + "2"));
        Assert.NotEqual(TurnRows.MessageKey(at, "m1"), TurnRows.MessageKey(new("console:direct/mei"), "m1"));
        Assert.True(TurnRows.SentKey(Workspace.Acme, at, id).Length < RowLimits.CharsPerKey);
        Assert.True(TurnRows.SentKey(new string('x', 64), at, new string('|', 80)).Length < 200);
    }

    [Fact]
    public async Task A_notice_that_waits_is_not_sent_once_its_turn_is_undone()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(PostOffice.Later(60));
        await house.Write("samples", ToPriya);
        await house.Deliver();
        house.Office.Answers = _ => default;

        Assert.Contains("Undone", (await house.Workspace.Mei.Say("undo")).Plain());
        await house.DeliverAll();

        Assert.Empty(house.Office.Posts);
        Assert.Empty(await house.Parked());
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task A_card_that_was_undone_while_it_was_on_its_way_is_drawn_again_as_undone()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = async _ =>
        {
            house.Office.Answers = _ => default;
            await house.Workspace.Mei.Say("undo");
            return null;
        };
        await house.Write("samples", ToPriya);

        await house.DeliverAll();

        var post = Assert.Single(house.Office.Posts);
        var last = house.Office.Updates[^1];
        Assert.Equal(post.Message, last.Message);
        Assert.Contains("Undone", last.Card.Plain());
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task A_change_draws_every_posted_copy_again_for_its_own_reader()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya, ToSales);
        await house.Deliver();
        await house.Change("priya", priya => priya with { Language = "zh-Hans" });
        house.Office.Audiences = _ => Audience.External;

        await house.Write("a price list");
        await house.Deliver();

        Assert.Equal(
            [("console:direct/priya", "zh-Hans Acme GmbH a price list"), ("console:room/sales", "en Acme GmbH ")],
            house.Office.Updates.Select(update => (update.To, update.Card.Plain())).Order());
        Assert.Equal(house.Office.Posts.Select(post => post.Message).Order(), house.Office.Updates.Select(update => update.Message).Order());
        // A button of a card that was drawn again is pressed anew: it must not be taken for the press before.
        await house.Write("two price lists");
        await house.Deliver();
        Assert.Equal(3, house.Office.Posts.Concat(house.Office.Updates).Where(card => card.To == "console:direct/priya").Select(card => card.Card.Drawing).Distinct().Count());
    }

    [Fact]
    public async Task An_undo_leaves_no_posted_card_that_still_offers_the_undone_thing()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);
        await house.Deliver();

        await house.Workspace.Mei.Say("undo");
        await house.Deliver();

        var update = Assert.Single(house.Office.Updates);
        Assert.Contains("Undone", update.Card.Plain());
        Assert.DoesNotContain(update.Card.Buttons(), button => button.Id == "turn.undo");
    }
}
