using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>Answers that come after the person was told to wait, and messages whose ids are known only once they stand.</summary>
public class LateAnswerTests
{
    private const string Line = "follow Acme GmbH in 3 days \"send samples\"";

    [Theory]
    [InlineData("console:late/7", "console:late/7")]
    [InlineData(null, "console:direct/mei")]
    public async Task Who_was_told_to_wait_gets_the_answer_once_where_it_can_reach_them(string? answerAt, string reached)
    {
        await using var house = await CourierHouse.Open();

        Assert.IsType<Reply.Quiet>(await Say(house, Line, told: true, answerAt));
        await house.DeliverAll(3);

        var post = Assert.Single(house.Office.Posts);
        Assert.Equal(reached, post.To);
        Assert.StartsWith("✓ Follow-up with Acme GmbH", post.Card.Plain());
        Assert.Equal(reached, Assert.Single(await house.Ledger()).Address);
    }

    [Fact]
    public async Task Who_was_not_told_to_wait_is_answered_at_once_and_not_again()
    {
        await using var house = await CourierHouse.Open();

        Assert.StartsWith("✓ Follow-up", (await Say(house, Line, told: false, "console:late/7")).Plain());
        await house.DeliverAll(3);

        Assert.Empty(house.Office.Posts);
    }

    [Fact]
    public async Task A_question_is_answered_at_once_though_they_were_told_to_wait()
    {
        await using var house = await CourierHouse.Open();

        Assert.Contains("Acme KK", string.Join(' ', (await Say(house, "follow acme fri", told: true, null)).Card().Buttons().Select(button => button.Label)));
    }

    [Fact]
    public async Task A_late_answer_to_what_was_undone_meanwhile_is_not_sent()
    {
        await using var house = await CourierHouse.Open();
        await Say(house, Line, told: true, null);

        await house.Workspace.Mei.Say("undo");
        await house.DeliverAll(3);

        Assert.DoesNotContain(house.Office.Posts, post => post.Card.Plain().StartsWith("✓", StringComparison.Ordinal));
    }

    [Fact]
    public async Task B5_A_late_answer_in_a_room_shows_no_more_than_the_room_may_see_now()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Audiences = _ => Audience.External;

        await Say(house, Line, told: true, "console:late/7", room: true);
        await house.DeliverAll(1);

        Assert.Equal("✓ Follow-up with Acme GmbH", Assert.Single(house.Office.Posts).Card.Plain());
    }

    [Fact]
    public async Task Where_a_late_answer_is_refused_it_goes_to_the_direct_chat()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = to => new(to.Value == "console:late/7" ? new Delivery.Refused("expired") : null);

        await Say(house, Line, told: true, "console:late/7", room: true);
        await house.DeliverAll(3);

        var post = Assert.Single(house.Office.Posts);
        Assert.Equal("console:direct/mei", post.To);
        Assert.Contains("send samples", post.Card.Plain());
    }

    [Fact]
    public async Task B5_A_late_answer_that_reaches_nobody_is_shown_to_nobody_else()
    {
        await using var house = await CourierHouse.Open();
        house.Office.Answers = to => new(to.Value is "console:late/7" or "console:direct/mei" ? new Delivery.Refused("expired") : null);

        await Say(house, Line, told: true, "console:late/7");
        await house.DeliverAll(3);

        Assert.Empty(house.Office.Posts);
        Assert.Equal(2, (await house.Parked()).Count);
    }

    [Fact]
    public async Task An_answer_whose_message_is_told_afterwards_is_drawn_again_when_it_changes()
    {
        await using var house = await CourierHouse.Open();
        var answer = await house.Workspace.Mei.Say(Line);

        await answer.Posted!("m-7");
        await house.Workspace.Mei.Say("done 1");
        await house.DeliverAll(1);

        var update = Assert.Single(house.Office.Updates);
        Assert.Equal(("console:direct/mei", "m-7"), (update.To, update.Message));
    }

    [Fact]
    public async Task So_is_the_answer_to_a_retry()
    {
        await using var house = await CourierHouse.Open();
        await (await house.Workspace.Mei.Say(Line, "event-1")).Posted!("m-7");
        house.Clock.Move(Duration.FromMinutes(1));
        await (await house.Workspace.Mei.Say(Line, "event-1")).Posted!("m-8");

        await house.Workspace.Mei.Say("done 1");
        await house.DeliverAll(1);

        Assert.Equal(["m-7", "m-8"], house.Office.Updates.Select(update => update.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_that_is_told_afterwards_is_drawn_again_too()
    {
        await using var house = await CourierHouse.Open();
        await house.Workspace.Mei.Say(Line);
        house.Clock.Move(Duration.FromDays(4));
        await (await house.Workspace.Mei.Say("due")).Posted!("m-9");

        await house.Workspace.Mei.Say("done 1");
        await house.DeliverAll(1);

        Assert.Equal("Nothing is due today.", Assert.Single(house.Office.Updates).Card.Plain());
    }

    [Fact]
    public async Task A_look_up_has_nothing_to_tell()
    {
        await using var house = await CourierHouse.Open();

        Assert.Null((await house.Workspace.Mei.Say("Acme GmbH")).Posted);
    }

    private static Task<Reply> Say(CourierHouse house, string line, bool told, string? answerAt, bool room = false)
    {
        var wait = new Wait();
        if (told) wait.Tell();
        var place = room ? new Place("console:sales", Audience.Members, new("console:room/sales"), "sales") : new Place("console:direct/mei", Audience.Direct, new("console:direct/mei"));
        return house.Workspace.Dispatcher.Answer(new(house.Workspace.NextTurn(), Workspace.Id, new("console:mei", "Mei Lin"), place, new Input.Said(line))
        {
            Wait = wait, AnswerAt = answerAt is null ? null : new Address(answerAt),
        }, TestContext.Current.CancellationToken).AsTask();
    }
}
