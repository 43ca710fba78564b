using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Tests.Slack.Client;

public class PeopleAndRoomsTests
{
    private static readonly string Team = """{"id":"U1","team_id":"T1"},{"id":"U2","team_id":"T1"},{"id":"UBOT","team_id":"T1","is_bot":true},{"id":"UGUEST","team_id":"T1","is_restricted":true},{"id":"UONE","team_id":"T1","is_ultra_restricted":true}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_known_by_name_language_zone_and_confirmed_address()
    {
        await using var desk = await People("""{"id":"U1","team_id":"T1","name":"mei","tz":"Asia/Shanghai","locale":"zh-CN","is_email_confirmed":true,"profile":{"display_name":"","real_name":"Mei Lin","email":"mei@acme.example"}}""");
        Assert.Equal(new SlackUser("U1", "Mei Lin", "zh-CN", "Asia/Shanghai", false, "mei@acme.example"), await desk.Get<Users>().Of(Desk.Acme, "U1", Cancel));
        Assert.Equal("true", Assert.Single(desk.Slack.Calls).Form["include_locale"]);
    }

    [Fact]
    public async Task An_address_that_slack_has_not_confirmed_is_nobodys()
    {
        await using var desk = await People("""{"id":"U1","team_id":"T1","profile":{"display_name":"Mei","email":"boss@acme.example"}}""");
        Assert.Equal(new SlackUser("U1", "Mei", null, null, false, null), await desk.Get<Users>().Of(Desk.Acme, "U1", Cancel));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(",\"is_restricted\":true", true)]
    [InlineData(",\"is_ultra_restricted\":true", true)]
    [InlineData(",\"is_stranger\":true", true)]
    [InlineData(",\"deleted\":true", true)]
    [InlineData(",\"is_bot\":true", true)]
    [InlineData(",\"is_workflow_bot\":true", true)]
    public async Task Guests_and_machines_are_nobody_of_the_company(string flags, bool guest)
    {
        await using var desk = await People($$"""{"id":"U1","team_id":"T1"{{flags}}}""");
        Assert.Equal(guest, (await desk.Get<Users>().Of(Desk.Acme, "U1", Cancel))!.Guest);
    }

    [Theory]
    [InlineData("T1", false, """{"id":"U1","team_id":"T2"}""", true)]
    [InlineData("T1", false, """{"id":"U1"}""", true)]
    [InlineData("T1", false, """{"id":"U1","team_id":"E1","enterprise_user":{"enterprise_id":"E1","teams":["T2","T1"]}}""", false)]
    [InlineData("T1", false, """{"id":"U1","team_id":"E1","enterprise_user":{"enterprise_id":"E1","teams":["T2"]}}""", true)]
    [InlineData("E1", true, """{"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E1","teams":["T2"]}}""", false)]
    [InlineData("E1", true, """{"id":"U1","team_id":"T2","enterprise_user":{"enterprise_id":"E2","teams":["T2"]}}""", true)]
    [InlineData("E1", true, """{"id":"U1","team_id":"T2"}""", true)]
    public async Task People_of_another_team_or_company_are_guests(string on, bool org, string user, bool guest)
    {
        await using var desk = await People(user);
        Assert.Equal(guest, (await desk.Get<Users>().Of(Desk.Acme with { On = on, Org = org, Enterprise = "E1" }, "U1", Cancel))!.Guest);
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"user_not_found"}""")]
    [InlineData("""{"ok":true}""")]
    [InlineData("""{"ok":true,"user":{"id":"U2","team_id":"T1"}}""")]
    public async Task Of_whom_slack_says_nothing_nothing_is_known(string answer)
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, answer);
        Assert.Null(await desk.Get<Users>().Of(Desk.Acme, "U1", Cancel));
    }

    [Fact]
    public async Task A_person_is_asked_for_again_after_five_minutes()
    {
        await using var desk = await People("""{"id":"U1","team_id":"T1"}""");
        foreach (var minutes in new[] { 0, 4, 1, 1 })
        {
            desk.Time.Move(Duration.FromMinutes(minutes));
            await desk.Get<Users>().Of(Desk.Acme, "U1", Cancel);
        }
        Assert.Equal(2, desk.Slack.Calls.Count);
    }

    public static TheoryData<string, string, Audience?> Rooms => new()
    {
        { """{"id":"C1","name":"sales","num_members":3}""", "\"U1\",\"U2\",\"UBOT\"", Audience.Members },
        { """{"id":"C1","name":"sales","is_private":true}""", "\"U1\"", Audience.Members },
        { """{"id":"C1","name":"sales","is_shared":true,"is_org_shared":true}""", "\"U1\"", Audience.Members },
        { """{"id":"C1","name":"mpdm-a--b-1","is_mpim":true}""", "\"U1\",\"U2\"", Audience.Members },
        { """{"id":"C1","name":"sales"}""", "\"U1\",\"UGUEST\"", Audience.External },
        { """{"id":"C1","name":"sales"}""", "\"U1\",\"UONE\"", Audience.External },
        { """{"id":"C1","name":"sales"}""", "\"U1\",\"USTRANGER\"", Audience.External },
        { """{"id":"C1","name":"sales","is_mpim":true}""", "\"U1\",\"UGUEST\"", Audience.External },
        { """{"id":"C1","name":"sales","is_ext_shared":true}""", "\"U1\"", Audience.External },
        { """{"id":"C1","name":"sales","is_pending_ext_shared":true}""", "\"U1\"", Audience.External },
        { """{"id":"C1","name":"sales","pending_connected_team_ids":["T9"]}""", "\"U1\"", Audience.External },
        { """{"id":"C1","name":"sales","is_shared":true}""", "\"U1\"", Audience.External },
        { """{"id":"C1","name":"sales","num_members":5001}""", "\"U1\"", Audience.External },
        { """{"id":"C1","name":"sales","is_archived":true}""", "\"U1\"", null },
        { """{"id":"D1","is_im":true,"user":"U1"}""", "", Audience.Direct },
        { """{"id":"D1","is_im":true,"user":"U1","is_user_deleted":true}""", "", null },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task Who_reads_along_is_asked_before_a_post(string channel, string members, Audience? audience)
    {
        await using var desk = await Room(channel, members);
        Assert.Equal(audience, await desk.Get<Channels>().Now(Desk.Acme, "C1", Cancel));
        await desk.Get<Channels>().Now(Desk.Acme, "C1", Cancel);
        Assert.Equal(2, desk.Slack.Count("conversations.info"));
    }

    [Fact]
    public async Task All_pages_of_members_and_people_are_read()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, asked) => Loopback.Say(http, (asked.Method, asked.Form["cursor"]) switch
        {
            ("users.list", "") => """{"ok":true,"members":[{"id":"U1","team_id":"T1"}],"response_metadata":{"next_cursor":"p2="}}""",
            ("users.list", _) => """{"ok":true,"members":[{"id":"U2","team_id":"T1"}],"response_metadata":{"next_cursor":""}}""",
            ("conversations.members", "") => """{"ok":true,"members":["U1","U2"],"response_metadata":{"next_cursor":"p2="}}""",
            ("conversations.members", _) => """{"ok":true,"members":["U3"]}""",
            _ => "",
        });
        var info = desk.Slack.Answers;
        desk.Slack.Answers = (http, asked) => asked.Method == "conversations.info" ? Loopback.Say(http, """{"ok":true,"channel":{"id":"C1","name":"sales"}}""") : info(http, asked);
        Assert.Equal(Audience.External, await desk.Get<Channels>().Now(Desk.Acme, "C1", Cancel));
        Assert.Equal(["", "p2="], desk.Slack.Calls.Where(call => call.Method == "users.list").Select(call => call.Form["cursor"]));
        Assert.Equal(["", "p2="], desk.Slack.Calls.Where(call => call.Method == "conversations.members").Select(call => call.Form["cursor"]));
    }

    [Fact]
    public async Task A_room_of_more_than_five_thousand_is_not_looked_through()
    {
        await using var desk = await Room("""{"id":"C1","name":"all"}""", string.Join(',', Enumerable.Repeat("\"U1\"", 5_001)));
        Assert.Equal(Audience.External, await desk.Get<Channels>().Now(Desk.Acme, "C1", Cancel));
    }

    [Theory]
    [InlineData("conversations.info")]
    [InlineData("conversations.members")]
    [InlineData("users.list")]
    public async Task What_slack_does_not_say_counts_as_outsiders_and_is_asked_again(string silent)
    {
        await using var desk = await Room("""{"id":"C1","name":"sales"}""", "\"U1\"");
        var says = desk.Slack.Answers;
        desk.Slack.Answers = (http, asked) => asked.Method == silent ? Loopback.Say(http, """{"ok":false,"error":"missing_scope"}""") : says(http, asked);
        Assert.Equal(Audience.External, await desk.Get<Channels>().Now(Desk.Acme, "C1", Cancel));
        Assert.Equal(Audience.External, (await desk.Get<Channels>().Kept(Desk.Acme, "C1", "U1", Cancel)).Audience);
        desk.Slack.Answers = says;
        Assert.Equal((Audience.Members, "sales"), await desk.Get<Channels>().Kept(Desk.Acme, "C1", "U1", Cancel));
    }

    [Fact]
    public async Task An_organisations_token_asks_for_the_people_of_the_rooms_team()
    {
        await using var desk = await Room("""{"id":"C1","name":"sales","context_team_id":"T7"}""", "\"U1\"");
        await desk.Get<Channels>().Now(Desk.Acme with { On = "E1", Org = true }, "C1", Cancel);
        Assert.Equal("T7", desk.Slack.Calls.Single(call => call.Method == "users.list").Form["team_id"]);
    }

    [Fact]
    public async Task A_direct_chat_is_direct_for_its_own_person_alone()
    {
        await using var desk = await Room("""{"id":"D1","is_im":true,"user":"U1"}""", "");
        Assert.Equal((Audience.Direct, ""), await desk.Get<Channels>().Kept(Desk.Acme, "D1", "U1", Cancel));
        Assert.Equal((Audience.Members, ""), await desk.Get<Channels>().Kept(Desk.Acme, "D1", "U2", Cancel));
    }

    [Fact]
    public async Task A_room_out_of_sight_is_nowhere_to_post_and_an_answer_there_is_the_askers_alone()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, """{"ok":false,"error":"channel_not_found"}""");
        Assert.Null(await desk.Get<Channels>().Now(Desk.Acme, "C1", Cancel));
        Assert.Equal((Audience.Members, ""), await desk.Get<Channels>().Kept(Desk.Acme, "C1", "U1", Cancel));
    }

    [Fact]
    public async Task A_room_is_kept_for_five_minutes_for_turns()
    {
        await using var desk = await Room("""{"id":"C1","name":"sales"}""", "\"U1\"");
        foreach (var minutes in new[] { 0, 4, 1 })
        {
            desk.Time.Move(Duration.FromMinutes(minutes));
            await desk.Get<Channels>().Kept(Desk.Acme, "C1", "U1", Cancel);
        }
        Assert.Equal(2, desk.Slack.Count("conversations.info"));
    }

    [Theory]
    [InlineData("slack:T1/C1", "T1", "C1", "")]
    [InlineData("slack:T1/C1/U1", "T1", "C1", "U1")]
    public void An_address_is_read_as_it_was_written(string address, string on, string channel, string only)
    {
        var spot = Spot.Read(new(address))!.Value;
        Assert.Equal(new Spot(on, channel, only), spot);
        Assert.Equal((address, "slack", $"slack:{on}/{channel}"), (spot.ToAddress().Value, spot.ToAddress().Channel, spot.Room));
    }

    [Theory]
    [InlineData("")]
    [InlineData("slack:")]
    [InlineData("slack:T1")]
    [InlineData("slack:T1/")]
    [InlineData("slack:/C1")]
    [InlineData("slack:T1/C1/")]
    [InlineData("slack:T1/C1/U1/x")]
    [InlineData("slack:T1/C 1")]
    [InlineData("console:T1/C1")]
    [InlineData("Slack:T1/C1")]
    public void What_is_no_address_of_ours_is_not_read(string address) => Assert.Null(Spot.Read(new(address)));

    private static async Task<Desk> People(string user)
    {
        var desk = await Desk.Open();
        desk.Slack.Answers = (http, _) => Loopback.Say(http, $$"""{"ok":true,"user":{{user}}}""");
        return desk;
    }

    private static async Task<Desk> Room(string channel, string members)
    {
        var desk = await Desk.Open();
        desk.Slack.Answers = (http, asked) => Loopback.Say(http, asked.Method switch
        {
            "conversations.info" => $$"""{"ok":true,"channel":{{channel}}}""",
            "conversations.members" => $$"""{"ok":true,"members":[{{members}}]}""",
            _ => $$"""{"ok":true,"members":[{{Team}}]}""",
        });
        return desk;
    }
}
