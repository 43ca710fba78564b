using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Courier;

public class DeliveriesTests
{
    private static readonly Recipient ToPriya = new Recipient.ToMember("priya");
    private static readonly Recipient ToSales = new Recipient.ToRoom("console:sales");

    [Fact]
    public async Task A_notice_to_a_member_is_posted_in_their_direct_chat_and_joins_the_ledger()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);

        await house.Deliver();

        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/priya", post.To);
        Assert.Equal("en Acme GmbH samples", post.Card.Plain());
        Assert.Empty(await house.Workspace.Notices());
        var sent = Assert.Single(await house.Ledger());
        Assert.Equal(("console:direct/priya", post.Message, "priya", "", false), (sent.Address, sent.Message, sent.Member, sent.Room, sent.PossibleRepeat));
        var message = Assert.Single(await house.Workspace.Rows("message|"));
        Assert.Equal(TurnRows.SentKey(Workspace.Acme, new(post.To), post.Message!), message.Read(TurnJson.Default.MessageRow).Sent);
    }

    [Fact]
    public async Task A_posted_card_is_told_apart_by_its_notice_and_still_undoes_its_turn()
    {
        await using var house = await CourierHouse.Open();
        var answer = (await house.Write("samples", ToPriya, ToSales)).Card();

        await house.Deliver();

        Assert.Equal(2, house.Office.Posts.Select(post => post.Card.Drawing).Append(answer.Drawing).Distinct().Count() - 1);
        Assert.All(house.Office.Posts, post => Assert.Equal(answer.Drawing, post.Card.Buttons().Single().Value));
    }

    [Fact]
    public async Task A_notice_speaks_the_language_that_was_chosen_since()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);
        await house.Change("priya", priya => priya with { Language = "zh-Hans" });

        await house.Deliver();

        Assert.StartsWith("zh-Hans ", Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Fact]
    public async Task B4_B5_Who_was_demoted_since_sees_only_what_they_may_see_now()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);
        await house.Change("priya", priya => priya with { Role = Role.Rep });

        await house.Deliver();

        Assert.Equal("en Acme GmbH ", Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Theory]
    [InlineData(Audience.Members, "en Acme GmbH samples")]
    [InlineData(Audience.External, "en Acme GmbH ")]
    public async Task B5_A_room_is_asked_for_its_readers_before_each_post(Audience now, string shown)
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToSales);
        house.Office.Audiences = _ => now;

        await house.Deliver();

        Assert.Equal(shown, Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Fact]
    public async Task B5_A_withdrawn_room_gets_nothing_and_the_notice_is_parked()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToSales, ToPriya);
        house.Office.Audiences = _ => null;

        await house.Deliver();

        Assert.Equal("console:direct/priya", Assert.Single(house.Office.Posts).To);
        Assert.Equal("room-gone", Assert.Single(await house.Parked()).Parked);
    }

    [Theory]
    [InlineData("nobody-of-that-id", "nobody")]
    [InlineData("sam", "account-unreachable")]
    public async Task B5_Who_left_or_cannot_be_reached_gets_nothing(string member, string reason)
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", new Recipient.ToMember(member));
        await house.Change("sam", sam => sam with { Identities = ["gone:sam"] });

        await house.Deliver();

        Assert.Empty(house.Office.Posts);
        Assert.Equal(reason, Assert.Single(await house.Parked()).Parked);
    }

    [Fact]
    public async Task A_crash_between_the_send_and_its_record_repeats_it_once_and_says_so()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change is Change.Delete && change.Key.StartsWith("outbox|", StringComparison.Ordinal));
        await house.Deliver();
        store.FailsCommit = _ => false;

        await house.Deliver();
        Assert.Single(house.Office.Posts);
        house.Clock.Move(Duration.FromSeconds(61));
        await house.Deliver();
        await house.Deliver();

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.True(Assert.Single(await house.Ledger()).PossibleRepeat);
        Assert.Empty(await house.Workspace.Notices());
    }

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
    public async Task What_can_never_be_written_down_is_sent_five_times_and_parked()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        await house.Write("samples", ToPriya);
        store.FailsCommit = changes => changes.Any(change => change.Key.Contains("|sent|", StringComparison.Ordinal));

        for (var minute = 0; minute < 12; minute++)
        {
            await house.Deliver();
            house.Clock.Move(Duration.FromSeconds(61));
        }

        Assert.Equal(5, house.Office.Posts.Count);
        var parked = Assert.Single(await house.Parked());
        Assert.Equal(("unrecorded", true, 0), (parked.Parked, parked.PossibleRepeat, parked.ClaimedUntil));
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task A_card_at_an_address_longer_than_a_key_joins_the_ledger()
    {
        await using var house = await CourierHouse.Open();
        var account = new string('x', 600);
        await house.Change("priya", priya => priya with { Identities = [$"console:{account}"] });
        await house.Write("samples", ToPriya);

        await house.Deliver();

        Assert.Equal($"console:direct/{account}", Assert.Single(await house.Ledger()).Address);
        Assert.Single(await house.Workspace.Rows("message|"));
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
    public async Task What_a_channel_puts_off_is_sent_later_and_not_before()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("samples", ToPriya);
        house.Office.Answers = _ => new(PostOffice.Later(90));
        await house.Deliver();
        house.Office.Answers = _ => default;

        house.Clock.Move(Duration.FromSeconds(89));
        await house.Deliver();
        Assert.Empty(house.Office.Posts);
        Assert.Equal(1, Assert.Single(await house.Workspace.Notices()).Tries);
        house.Clock.Move(Duration.FromSeconds(1));
        await house.Deliver();

        Assert.Single(house.Office.Posts);
        Assert.False(Assert.Single(await house.Ledger()).PossibleRepeat);
    }

    [Fact]
    public async Task What_fails_five_times_is_parked_and_holds_up_no_other()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = to => to.Value == "console:direct/priya" ? throw new InvalidOperationException("broken") : default;
        await house.Write("samples", ToPriya, ToSales);

        await house.DeliverAll();

        Assert.Equal("console:room/sales", Assert.Single(house.Office.Posts).To);
        Assert.Equal("failed", Assert.Single(await house.Parked()).Parked);
        Assert.Equal(1 + 5, house.Office.Asked);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task A_card_that_cannot_be_drawn_is_parked_too()
    {
        await using var house = await CourierHouse.Open();
        await house.Write("broken", ToPriya);

        await house.DeliverAll();

        Assert.Equal("failed", Assert.Single(await house.Parked()).Parked);
        Assert.Equal(0, house.Office.Asked);
    }

    [Fact]
    public async Task What_is_refused_is_parked_at_once()
    {
        const int Admins = 1;
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(new Delivery.Refused("archived"));
        await house.Write("samples", ToPriya);

        await house.DeliverAll();

        Assert.Single(await house.Parked(), parked => parked is { Parked: "archived", Member: "priya", Tries: 0 });
        Assert.Equal(1, house.Office.Asked - Admins);
    }

    [Fact]
    public async Task What_was_perhaps_posted_counts_as_sent_and_is_noted_as_unsure()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(new Delivery.Unknown());
        await house.Write("samples", ToPriya);

        await house.DeliverAll();

        Assert.Equal(1, house.Office.Asked);
        Assert.True(Assert.Single(await house.Ledger()) is { PossibleRepeat: true, Message: "" });
        Assert.Empty(await house.Workspace.Rows("message|"));
    }

    [Fact]
    public async Task A_notice_that_waits_is_not_sent_once_its_turn_is_undone()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = _ => new(PostOffice.Later(5));
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
    public async Task Every_account_of_a_member_is_told_once_though_one_has_to_wait()
    {
        await using var house = await CourierHouse.Open();
        await house.Change("priya", priya => priya with { Identities = ["console:priya", "other:priya"] });
        house.Other.Answers = _ => new(PostOffice.Later(5));
        await house.Write("samples", ToPriya);
        await house.Deliver();
        house.Other.Answers = _ => default;

        await house.DeliverAll();

        Assert.Equal("console:direct/priya", Assert.Single(house.Office.Posts).To);
        Assert.Equal("other:direct/priya", Assert.Single(house.Other.Posts).To);
        Assert.Equal(2, (await house.Ledger()).Count);
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

    [Fact]
    public async Task Two_couriers_send_a_notice_once()
    {
        var store = new BrittleStore();
        await using var house = await CourierHouse.Open(store);
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        house.Office.Answers = async _ => { begun.TrySetResult(); await go.Task; return null; };
        await house.Write("samples", ToPriya);

        var first = house.Deliver();
        await begun.Task;
        await house.Deliver();
        go.SetResult();
        await first;

        Assert.Single(house.Office.Posts);
        Assert.Equal(1, house.Office.Asked);
    }
}
