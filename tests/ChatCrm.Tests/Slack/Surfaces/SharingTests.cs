using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>What stands for a whole room: shared cards and reminders.</summary>
public class SharingTests
{
    [Fact]
    public async Task A_shared_card_stands_in_the_room_with_who_shared_it_and_without_contact_data()
    {
        await using var stage = await Stage.Open();

        await Share(stage, "mei", "sales", "acme gmbh");

        var seen = stage.Seen("jonas", "sales");
        Assert.Contains("Mei Lin", seen);
        Assert.Contains("Acme GmbH", seen);
        Assert.DoesNotContain("+49 30", seen);
        Assert.Contains("Shared in #sales", stage.Seen("mei", "sales") + string.Join('\n', stage.Posts("mei", "sales").Select(post => stage.Slack.Shown(post).ToString())));
    }

    [Fact]
    public async Task What_is_undone_is_undone_on_the_shared_card_too()
    {
        await using var stage = await Stage.Open();
        await Share(stage, "mei", "sales", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("jonas", "sales");
        Assert.Contains("asked", stage.Slack.Shown(shared).ToString());

        await stage.Command("mei", "japan", "undo");

        Assert.DoesNotContain("asked", stage.Slack.Shown(shared).ToString());
    }

    [Fact]
    public async Task An_edit_elsewhere_draws_the_shared_card_again()
    {
        await using var stage = await Stage.Open();
        await Share(stage, "mei", "sales", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("jonas", "sales");

        await stage.Command("mei", "japan", "edit");
        await stage.Submit("mei", ("text", "asked twice"));

        Assert.Contains("asked twice", stage.Slack.Shown(shared).ToString());
    }

    [Fact]
    public async Task Whoever_opens_a_shared_card_s_customer_is_shown_alone_what_they_may_see()
    {
        await using var stage = await Stage.Open();
        await Share(stage, "mei", "sales", "log Acme GmbH call 15m \"asked\"");
        var shared = stage.Last("jonas", "sales");
        var before = stage.Slack.Shown(shared).ToString();

        await stage.Press("jonas", shared, "Open");

        Assert.Equal(before, stage.Slack.Shown(shared).ToString());
        Assert.Equal("U0JONAS", stage.Last("jonas", "sales").Only);
        Assert.DoesNotContain("FOB", stage.Seen("jonas", "sales"));
    }

    [Fact]
    public async Task Who_shares_in_a_private_room_without_the_bot_is_told_to_invite_it()
    {
        await using var stage = await Stage.Open();
        stage.Parks = true;
        stage.Slack.AddRoom("secret", RoomKind.Private, ["mei", "jonas"], withBot: false);

        await Share(stage, "mei", "secret", "acme gmbh");

        Assert.Contains("/invite @ChatCrm", stage.Seen("mei"));
        Assert.Empty(stage.Posts("jonas", "secret"));
    }

    [Fact]
    public async Task Who_shares_in_a_public_room_where_the_bot_may_not_post_is_told_to_invite_it()
    {
        await using var stage = await Stage.Open();
        stage.Parks = true;
        stage.Slack.Installs.Find(Company.Team.Id)!.Scopes.Remove("chat:write.public");
        stage.Slack.AddRoom("club", RoomKind.Public, ["mei", "jonas"], withBot: false);

        await Share(stage, "mei", "club", "acme gmbh");

        Assert.Contains("/invite @ChatCrm", stage.Seen("mei"));
        Assert.Empty(stage.Posts("jonas", "club"));
    }

    [Fact]
    public async Task A_room_that_becomes_shared_before_the_post_sees_the_code_and_the_name()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "acme gmbh");
        stage.Slack.World.Room("sales").ExtShared = true;

        await stage.Press("mei", stage.Last("mei", "sales"), "Share");

        Assert.Equal("Acme GmbH · C-1001", Content(stage.Seen("jonas", "sales")));
    }

    [Fact]
    public async Task A_room_that_a_guest_joins_before_the_post_sees_the_code_and_the_name()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "acme gmbh");
        stage.Slack.World.Room("sales").Members.Add("U0TOMO");

        await stage.Press("mei", stage.Last("mei", "sales"), "Share");

        Assert.Equal("Acme GmbH · C-1001", Content(stage.Seen("tomo", "sales")));
    }

    [Fact]
    public async Task A_reminder_in_a_room_with_guests_names_the_customer_and_not_what_it_is_about()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send the rebate\" remind #sales");
        stage.Slack.World.Room("sales").Members.Add("U0TOMO");

        await stage.Pass(Duration.FromHours(18));

        Assert.Contains("Acme GmbH", stage.Seen("tomo", "sales"));
        Assert.DoesNotContain("rebate", stage.Seen("tomo", "sales"));
    }

    [Fact]
    public async Task A_card_in_a_room_with_guests_shows_its_asker_the_code_and_the_name()
    {
        await using var stage = await Stage.Open();

        await stage.Command("mei", "partners", "acme gmbh");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei", "partners"));
    }

    [Fact]
    public async Task A_reminder_for_a_room_stands_there_and_is_drawn_again_when_it_is_done()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "japan", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        await stage.Pass(Duration.FromHours(18));
        var reminder = stage.Last("jonas", "sales");
        Assert.StartsWith("Due now: Acme GmbH", stage.Slack.Shown(reminder).ToString());

        await stage.Press("mei", stage.Last("mei"), "Done");
        await stage.Submit("mei", ("note", "left voicemail"));

        Assert.Contains("Mei Lin closed it", stage.Slack.Shown(reminder).ToString());
        Assert.DoesNotContain("[Done]", stage.Slack.Shown(reminder).ToString());
    }

    [Fact]
    public async Task A_reminder_in_a_room_that_is_done_there_is_drawn_again_for_all()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        await stage.Pass(Duration.FromHours(18));
        var reminder = stage.Last("jonas", "sales");

        await stage.Press("mei", reminder, "Done");
        await stage.Submit("mei");

        Assert.Contains("Mei Lin closed it", stage.Slack.Shown(reminder).ToString());
        Assert.DoesNotContain(stage.Posts("mei"), post => stage.Slack.Shown(post).Buttons.Contains("Done"));
    }

    private static async Task Share(Stage stage, string who, string room, string line)
    {
        await stage.Command(who, room, line);
        await stage.Press(who, stage.Last(who, room), "Share");
    }

    /// <summary>Without the line that says who shared it.</summary>
    private static string Content(string seen) => seen[(seen.IndexOf('\n', StringComparison.Ordinal) + 1)..];
}
