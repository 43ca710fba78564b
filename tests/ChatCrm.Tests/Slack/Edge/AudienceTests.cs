using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>Who is shown what, and where it goes.</summary>
public class AudienceTests
{
    /// <summary>What only members of the company may read: the name, what stands in the file, a contact's phone.</summary>
    private const string Name = Rival.OfCompany, File = "secret" + Rival.OfCompany, Phone = "7777001";

    public static TheoryData<string> Outsiders => ["guest", "single-channel guest", "stranger", "deleted", "bot", "other team"];

    [Theory]
    [MemberData(nameof(Outsiders))]
    public async Task B5_an_outsider_is_shown_nothing_of_any_customer_anywhere(string kind)
    {
        await using var app = await EdgeApp.Start(more: ("Reactions", "true"));
        var outsider = Outsider(app.Slack, kind);
        app.Slack.AddRoom("shared", RoomKind.Public, ["mei", outsider.Handle]).ExtShared = true;
        app.Slack.AddRoom("closed", RoomKind.Private, ["mei", outsider.Handle]);
        await app.Slack.Command("mei", "sales", "help");
        var (card, before, traffic) = (app.Slack.Messages("mei", "sales")[^1], await Kept(app), new Traffic(app.Slack));
        await Try(app, outsider, card);
        foreach (var word in new[] { Name, File, Phone, "acme", "bergmann", "mei lin" }) Assert.False(traffic.Text.Contains(word, StringComparison.Ordinal), $"A {kind} was shown {word}.");
        Assert.Empty(traffic.ToRooms);
        Assert.False(traffic.ReachesOthersThan(outsider));
        Assert.Equal(before, await Kept(app));
        Assert.Empty(app.Errors);
    }

    public static TheoryData<string, bool, bool> Rooms => new()
    {
        { "direct", true, true },
        { "sales", true, false },
        { "closed", true, false },
        { "hidden", true, false },
        { "partners", false, false },
        { "shared", false, false },
        { "pending", false, false },
        { "joined", false, false },
    };

    /// <summary>What its owner is shown of a customer, by the room where they ask.</summary>
    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task B5_an_answer_shows_what_its_room_may_read_and_goes_to_the_asker_alone(string room, bool file, bool phone)
    {
        await using var app = await EdgeApp.Start();
        var slack = app.Slack;
        slack.AddRoom("closed", RoomKind.Private, ["mei", "jonas"]);
        slack.AddRoom("hidden", RoomKind.Private, ["mei", "jonas"], withBot: false);
        slack.AddRoom("shared", RoomKind.Public, ["mei", "jonas"]).ExtShared = true;
        slack.AddRoom("pending", RoomKind.Public, ["mei", "jonas"]).PendingExtShared = true;
        slack.AddRoom("joined", RoomKind.Public, ["mei", "jonas", Outsider(slack, "stranger").Handle]);
        var traffic = new Traffic(slack);
        await slack.Command("mei", room == "direct" ? "" : room, Rival.Code);
        if (room is not ("direct" or "hidden")) await slack.Mention("mei", room, Rival.Code);
        if (room != "direct") await Press(slack, room);
        await app.Settled();
        Assert.True(traffic.Text.Contains(Name, StringComparison.Ordinal));
        Assert.Equal(file, traffic.Text.Contains(File, StringComparison.Ordinal));
        Assert.Equal(phone, traffic.Text.Contains(Phone, StringComparison.Ordinal));
        Assert.Empty(traffic.ToRooms);
        Assert.False(traffic.ReachesOthersThan(slack.World.Person("mei")));
        Assert.Empty(app.Errors);
        Assert.Empty(slack.Faults);
    }

    [Fact]
    public async Task B5_no_line_puts_anything_private_into_a_room()
    {
        await using var app = await EdgeApp.Start(more: ("Reactions", "true"));
        var traffic = new Traffic(app.Slack);
        await Flows.Work(app, "mei", "sales");
        Assert.Empty(traffic.ToRooms);
        Assert.False(traffic.ReachesOthersThan(app.Slack.World.Person("mei")));
        Assert.All(traffic.Calls.Where(call => call.Method == "chat.unfurl"), call =>
        {
            Assert.Contains(Name, call.Args.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(File, call.Args.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Phone, call.Args.ToJsonString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("users.info")]
    [InlineData("conversations.info")]
    [InlineData("conversations.members")]
    [InlineData("users.list")]
    public async Task B5_where_Slack_does_not_say_who_reads_along_outsiders_do(string method)
    {
        await using var app = await EdgeApp.Start();
        for (var i = 0; i < 8; i++) app.Slack.Fail(method, "internal_error");
        var traffic = new Traffic(app.Slack);
        await app.Slack.Mention("mei", "sales", Rival.Code);
        await app.Settled();
        Assert.DoesNotContain(File, traffic.Text);
        Assert.DoesNotContain(Phone, traffic.Text);
        Assert.Equal(method != "users.info", traffic.Text.Contains(Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task B5_whom_a_payload_says_to_be_of_another_team_is_a_stranger()
    {
        await using var app = await EdgeApp.Start();
        var slack = app.Slack;
        await slack.Command("mei", "sales", Rival.Code);
        await slack.Click("mei", slack.Messages("mei", "sales")[^1], "History");
        await slack.Dm("mei", Rival.Code);
        await slack.Mention("mei", "sales", Rival.Code);
        await slack.MessageShortcut("mei", slack.World.Posts.Last(post => post.IsTyped), "log_message");
        await slack.GlobalShortcut("mei", "log");
        await slack.Suggest("mei", slack.Top("mei")!, "customer", "zan");
        await slack.Submit("mei", slack.Top("mei")!, new Dictionary<string, string> { ["customer"] = "Zan", ["kind"] = "call", ["text"] = "spoke" });
        await app.Settled();
        var seen = app.Recorder.All.Where(request => !request.IsCommand).ToList();
        Assert.Equal(7, seen.Select(request => request.Kind).Distinct().Count());
        var (rows, traffic) = (await Kept(app), new Traffic(app.Slack));
        foreach (var request in seen)
        {
            var payload = TenantTests.Fresh(request.Payload, isCommand: false);
            if (request.IsForm) payload["user"]!["team_id"] = "T3OTHER";
            else payload["event"]!["user_team"] = "T3OTHER";
            var got = await app.Attacker.Signed(request.With(payload));
            Assert.False(got.IsServersFault);
            Assert.DoesNotContain(File, got.Body, StringComparison.OrdinalIgnoreCase);
        }
        await app.Settled();
        foreach (var word in new[] { Name, File, Phone }) Assert.DoesNotContain(word, traffic.Text);
        Assert.Equal(rows, await Kept(app));
        Assert.Empty(app.Errors);
    }

    private static async Task Try(EdgeApp app, Person outsider, Post card)
    {
        // Slack tells us what people of other teams do in shared rooms, and no more.
        var (slack, own) = (app.Slack, outsider.Team == Company.Team);
        foreach (var line in Flows.Lines)
        {
            await slack.Command(outsider.Id, "shared", line);
            await slack.Mention(outsider.Id, "shared", line);
        }
        foreach (var line in new[] { "find zan", Rival.Code, "help" })
        {
            await slack.Command(outsider.Id, "closed", line);
            if (own) await slack.Dm(outsider.Id, line);
        }
        await slack.Click(outsider.Id, card, new Knob(new("forged~0", new() { ["type"] = "button", ["action_id"] = "customer.open~0", ["value"] = Rival.Shared }), null));
        await app.Settled();
        if (!own) return;
        await slack.OpenHome(outsider.Id);
        await slack.OpenHome(outsider.Id, "messages");
        await slack.ShareLink(outsider.Id, "shared", Flows.Link);
        await slack.GlobalShortcut(outsider.Id, "log");
        await app.Settled();
    }

    private static async Task Press(FakeSlack slack, string room)
    {
        foreach (var label in new[] { "History", "Contacts", "Edit" })
            if (Screen.Find(slack.Messages("mei", room)[^1].Blocks, label) is { } knob && label != "Edit") await slack.Click("mei", slack.Messages("mei", room)[^1], knob);
    }

    /// <summary>Somebody who is not of the company, as users.info tells it.</summary>
    private static Person Outsider(FakeSlack slack, string kind)
    {
        var other = slack.World.Teams.FirstOrDefault(team => team.Id == "T3OTHER") ?? slack.AddTeam("T3OTHER", "Other");
        var person = new Person(Company.IdOf("odd"), "odd", "Odd One", Company.Team);
        return slack.Put(kind switch
        {
            "guest" => person with { Restricted = true },
            "single-channel guest" => person with { UltraRestricted = true },
            "stranger" => person with { Stranger = true },
            "deleted" => person with { Deleted = true },
            "bot" => person with { Bot = true },
            _ => person with { Team = other },
        });
    }

    private static async Task<IReadOnlyList<string>> Kept(EdgeApp app) => [.. (await app.Rows(EdgeApp.Workspace)).Where(row => !row.Contains(" room|", StringComparison.Ordinal))];
}
