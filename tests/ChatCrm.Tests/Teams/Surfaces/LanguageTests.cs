using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Each person's language and zone, the people and rooms that a line names.</summary>
public class LanguageTests
{
    [Fact]
    public async Task A_newcomer_reads_the_language_and_has_the_zone_of_their_client()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("li", "Li Na", "zh-CN", "Asia/Shanghai");

        await stage.Say("li", null, "me");

        Assert.Contains("Asia/Shanghai", stage.Seen("li"));
        Assert.Contains("中文", stage.Seen("li"));
    }

    [Fact]
    public async Task What_somebody_has_set_goes_before_what_their_client_says()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("li", "Li Na", "zh-CN", "Asia/Shanghai");
        await stage.Say("li", null, "me lang en");
        await stage.Say("li", null, "me tz Europe/Berlin");

        await stage.Say("li", null, "me");

        Assert.Contains("English", stage.Seen("li"));
        Assert.Contains("Europe/Berlin", stage.Seen("li"));
    }

    [Fact]
    public async Task The_room_s_line_is_in_the_language_that_was_set()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", "sales", "me lang zh");
        await stage.Say("mei", "sales", "due");

        Assert.Contains("答复只给你看", stage.Seen("jonas", "sales"));
    }

    [Fact]
    public async Task Dialogs_and_their_buttons_are_in_the_person_s_language()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("li", "Li Na", "zh-CN", "Asia/Shanghai");
        await stage.Say("li", null, "me");

        await stage.Begin("li", "sales", "log");

        Assert.StartsWith("记录", stage.Dialog("li").Title);
    }

    [Fact]
    public async Task A_client_that_says_no_locale_and_no_zone_is_read_by_its_client_information()
    {
        await using var stage = await Stage.Open();
        stage.Newcomer("li", "Li Na", "zh-CN", "Asia/Shanghai");
        var activity = stage.Teams.Message("li", null, "me");
        activity.Remove("locale");
        activity.Remove("localTimezone");

        await stage.Teams.Tell(activity);
        await stage.Quiet();

        Assert.Contains("Asia/Shanghai", stage.Seen("li"));
        Assert.Contains("中文", stage.Seen("li"));
    }

    [Theory]
    [InlineData("sales")]
    [InlineData("lunch")]
    public async Task Somebody_who_is_mentioned_is_given_the_follow_up(string room)
    {
        await using var stage = await Stage.Open();

        await stage.Say("priya", room, "follow Acme GmbH fri for @mei \"send samples\"");

        Assert.Contains("Mei Lin", stage.Seen("priya"));
        await stage.Say("mei", null, "due week");
        Assert.Contains("send samples", stage.Seen("mei"));
    }

    [Fact]
    public async Task A_guest_who_is_mentioned_is_given_nothing()
    {
        await using var stage = await Stage.Open();

        await stage.Say("priya", "partners", "follow Acme GmbH fri for @tomo \"send samples\"");

        Assert.DoesNotContain("✓", stage.Seen("priya"));
    }

    [Fact]
    public async Task A_mention_that_was_typed_by_hand_is_text()
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", null, "log Acme GmbH note \"<at>Jonas Weber</at> & <b>co</b>\"");

        Assert.Contains("<at>Jonas Weber</at> & <b>co</b>", stage.Seen("mei"));
        Assert.DoesNotContain(CardTree.Of(stage.Last("mei").Card!["body"], "TextBlock"), block => ((string?)block["text"] ?? "").Contains("<at>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sales", "sales")]
    [InlineData("lunch", "Jonas, Mei, Priya")]
    public async Task A_room_is_called_what_people_call_it(string room, string name)
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", room, "link Acme GmbH");

        Assert.Contains($"#{name} is linked to Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task A_team_s_first_channel_which_has_no_name_is_called_after_the_team()
    {
        await using var stage = await Stage.Open();
        var general = stage.Teams.World.Rooms[Company.Team.Id] = new(Company.Team.Id, null!, RoomKind.Channel, Company.Tenant) { Members = [Company.IdOf("mei")], Team = Company.Team };

        await stage.Say("mei", general.Id, "link Acme GmbH");

        Assert.Contains("#Company General is linked to Acme GmbH", stage.Seen("mei"));
    }

    [Fact]
    public async Task A_room_that_was_spoken_in_can_be_reminded_by_name_from_elsewhere()
    {
        await using var stage = await Stage.Open();
        await stage.Say("sam", "board", "help");

        await stage.Say("priya", null, "follow Acme GmbH tue 3pm remind #board");

        Assert.Contains("reminds #board too", stage.Seen("priya"));
    }
}
