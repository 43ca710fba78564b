using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Turns;

/// <summary>A card that stands for a room, drawn for one who looks at it.</summary>
public class ViewedTests
{
    [Fact]
    public async Task Each_sees_their_own_buttons()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");

        Assert.Contains("Undo", Labels(await View(house.Mei, "m1")));
        Assert.DoesNotContain("Undo", Labels(await View(house.Jonas, "m1")));
    }

    [Fact]
    public async Task Each_reads_their_own_language()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");
        await house.Priya.Say("me lang zh");

        var card = (await View(house.Priya, "m1")).Card();

        Assert.Equal("zh-Hans", card.Language);
        Assert.Contains("已记录", card.Plain());
    }

    [Fact]
    public async Task It_is_drawn_as_it_is_now()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");
        var edit = (await house.Mei.Say("edit")).Form();

        await house.Mei.Submit(edit, ("text", "asked twice"));

        Assert.Contains("asked twice", (await View(house.Priya, "m1")).Plain());
    }

    [Fact]
    public async Task What_was_undone_says_so()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");

        await house.Mei.Say("undo");

        Assert.StartsWith("Undone", (await View(house.Priya, "m1")).Plain());
    }

    [Fact]
    public async Task A_customer_s_card_that_was_looked_up_for_the_room_is_each_one_s_own()
    {
        await using var house = await Workspace.Open();
        await Posted(house, ".", "m1");

        Assert.Contains("Log", Labels(await View(house.Mei, "m1")));
        Assert.DoesNotContain("Log", Labels(await View(house.Jonas, "m1")));
    }

    [Fact]
    public async Task B5_Where_a_guest_reads_along_nobody_is_shown_more_than_that_room_may_read()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");

        var seen = await house.Dispatcher.Answer(Turn(house.Mei, "m1", Audience.External), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("asked", seen.Plain());
    }

    [Fact]
    public async Task B5_What_stands_for_one_person_is_nobody_else_s()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1", canWhisper: true);

        Assert.IsType<Reply.Show>(await View(house.Mei, "m1"));
        Assert.IsType<Reply.Quiet>(await View(house.Priya, "m1"));
    }

    [Fact]
    public async Task B5_A_guest_is_shown_nothing()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");

        Assert.IsType<Reply.Quiet>(await View(house.Tomo, "m1"));
    }

    [Theory]
    [InlineData("m2", "japan")]
    [InlineData("m1", "sales")]
    [InlineData("", "japan")]
    [InlineData("m1|../file", "japan")]
    public async Task A_message_that_we_did_not_post_there_is_answered_with_nothing(string message, string room)
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");

        Assert.IsType<Reply.Quiet>(await house.Dispatcher.Answer(Turn(house.Mei, message, room: room), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_was_shared_offers_no_undo_as_sharing_is_not_what_it_shows()
    {
        await using var house = await Workspace.Open();
        var saved = (await house.Mei.In("sales").Say("follow Acme GmbH tue 15:00 \"send samples\"")).Card();
        Assert.Contains("Undo", saved.Buttons().Select(button => button.Label));
        await house.Mei.In("sales").Press(saved, "Share");
        var shared = Assert.Single(await house.Notices(), notice => notice.Drawing == "card.shared");

        var copy = await house.Drawn(shared with { Member = "mei" });

        Assert.Contains("Edit", copy.Buttons().Select(button => button.Label));
        Assert.DoesNotContain("Undo", copy.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task Looking_changes_nothing()
    {
        await using var house = await Workspace.Open();
        await Posted(house, "log Acme GmbH call 15m \"asked\"", "m1");
        var before = await house.Records();

        await View(house.Priya, "m1");

        Assert.Equal(before, await house.Records());
    }

    /// <summary>Linked to Acme GmbH, and what is answered there stands for all.</summary>
    private static async Task Posted(Workspace house, string line, string message, bool canWhisper = false)
    {
        await house.Mei.In("japan").Say("link Acme GmbH");
        house.Clock.Move(Duration.FromMinutes(1));
        var turn = new Turn(house.NextTurn(), Workspace.Id, new(house.Mei.Identity, house.Mei.Name), Where("japan"), new Input.Said(line)) { CanWhisper = canWhisper };
        await Assert.IsType<Reply.Show>(await house.Dispatcher.Answer(turn, TestContext.Current.CancellationToken)).Posted!(message);
    }

    private static Task<Reply> View(Actor who, string message) => who.Workspace.Dispatcher.Answer(Turn(who, message), TestContext.Current.CancellationToken).AsTask();

    private static Turn Turn(Actor who, string message, Audience audience = Audience.Members, string room = "japan") =>
        new(who.Workspace.NextTurn(), Workspace.Id, new(who.Identity, who.Name, Guest: who.Guest), Where(room, audience), new Input.Viewed(message)) { CanWhisper = false };

    private static Place Where(string room, Audience audience = Audience.Members) => new($"console:{room}", audience, new($"console:room/{room}"), room);

    private static IEnumerable<string> Labels(Reply reply) => reply.Card().Buttons().Select(button => button.Label);
}
