using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>Who is told, and what they are shown.</summary>
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
    public async Task Every_account_of_a_member_is_told_once_though_one_has_to_wait()
    {
        await using var house = await CourierHouse.Open();
        await house.Change("priya", priya => priya with { Identities = ["console:priya", "other:priya"] });
        house.Other.Answers = _ => new(PostOffice.Later(60));
        await house.Write("samples", ToPriya);
        await house.Deliver();
        house.Other.Answers = _ => default;

        await house.DeliverAll();

        Assert.Equal("console:direct/priya", Assert.Single(house.Office.Posts).To);
        Assert.Equal("other:direct/priya", Assert.Single(house.Other.Posts).To);
        Assert.Equal(2, (await house.Ledger()).Count);
    }

    [Fact]
    public async Task Who_was_told_by_one_account_is_not_parked_as_unreachable_when_the_other_one_refuses_at_last()
    {
        await using var house = await CourierHouse.Open();
        await house.Change("priya", priya => priya with { Identities = ["console:priya", "other:priya"] });
        house.Other.Answers = _ => new(PostOffice.Later(60));
        await house.Write("samples", ToPriya);
        await house.Deliver();
        house.Other.Answers = _ => new(new Delivery.Refused("revoked"));

        await house.DeliverAll();

        Assert.Single(house.Office.Posts);
        Assert.Empty(await house.Parked());
    }

    [Theory]
    [InlineData(1, "Mon 09:05 in Berlin")]
    [InlineData(-1, "Sat 09:05 in Berlin")]
    public async Task A_card_tells_the_time_at_which_it_is_sent_though_the_machine_slept_between_it_and_the_one_before(int days, string now)
    {
        await using var house = await CourierHouse.Open();
        house.StandStill();
        foreach (var text in new[] { "one", "two" }) await house.Workspace.Priya.Say($"follow C-1001 tomorrow 10:00 \"{text}\" for @mei");
        house.Office.Answers = _ =>
        {
            house.Office.Answers = _ => default;
            house.Set(Duration.FromDays(days));
            return default;
        };

        await house.Deliver();

        Assert.Equal(2, house.Office.Posts.Count);
        Assert.Contains("Sun 09:05 in Berlin", house.Office.Posts[0].Card.Plain());
        Assert.Contains(now, house.Office.Posts[1].Card.Plain());
    }
}
