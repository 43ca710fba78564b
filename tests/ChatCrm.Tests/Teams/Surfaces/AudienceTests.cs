using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Surfaces;

/// <summary>Who is shown what, and where it goes: guests, people of other companies, rooms that they read.</summary>
public class AudienceTests
{
    private const string OfTheFile = "FOB Hamburg", Phone = "+49 30 1234567", Words = "secret rebate", Aside = "I answered in our own chat: it is for you alone.";

    /// <summary>Each verb, as it is typed.</summary>
    public static readonly string[] Lines =
    [
        "acme gmbh", "find acme", "log Acme GmbH call 15m \"secret rebate\"", "log Acme GmbH", "follow Acme GmbH tue 3pm \"secret rebate\"", "follow Acme GmbH", "set Acme GmbH city:Hamburg",
        "due week", "tier Acme GmbH vip \"secret rebate\"", "history Acme GmbH", "edit", "undo", "help", "me", "new Acme Inc US", "done 1", "snooze 1 1h",
    ];

    public static TheoryData<string> Rooms => ["sales", "board", "lunch", "partners", "alliance"];

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task B5_No_verb_puts_a_word_of_any_customer_into_a_room(string room)
    {
        await using var stage = await Stage.Open();
        var who = room == "board" ? "sam" : "mei";

        foreach (var line in Lines) await stage.Say(who, room, line);

        Assert.All(stage.Posts(who, room), post => Assert.Equal(Aside, stage.Seen(who, post)));
        Assert.Equal(Lines.Length, stage.Posts(who, room).Count);
        Assert.All(stage.Teams.World.People.Values.Where(person => person.Handle != who && person.Handle != "priya"), person => Assert.Empty(stage.Posts(person.Handle)));
    }

    public static TheoryData<string?, bool, bool> Sights => new()
    {
        { null, true, true }, { "sales", true, false }, { "lunch", true, false }, { "partners", false, false }, { "alliance", false, false },
    };

    [Theory]
    [MemberData(nameof(Sights))]
    public async Task B5_An_answer_shows_its_asker_what_the_room_may_read(string? room, bool file, bool phone)
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", room, "acme gmbh");

        Assert.Contains("Acme GmbH", stage.Seen("mei"));
        Assert.Equal((file, phone), (stage.Seen("mei").Contains(OfTheFile, StringComparison.Ordinal), stage.Seen("mei").Contains(Phone, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sales")]
    [InlineData("lunch")]
    public async Task B5_A_shared_card_shows_what_its_room_may_read(string room)
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", room, "acme gmbh");

        await stage.Press("mei", stage.Last("mei"), "Share");

        Assert.Contains(OfTheFile, stage.Sent("jonas", room));
        Assert.DoesNotContain(Phone, stage.Sent("jonas", room));
    }

    [Theory]
    [InlineData("partners")]
    [InlineData("alliance")]
    public async Task B5_Nothing_can_be_shared_among_strangers(string room)
    {
        await using var stage = await Stage.Open();

        await stage.Say("mei", room, "acme gmbh");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
    }

    public static TheoryData<string, string?> Strangers => new() { { "tomo", null }, { "tomo", "partners" }, { "olga", "alliance" } };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task B5_A_stranger_is_shown_nothing_whatever_they_type(string who, string? room)
    {
        await using var stage = await Stage.Open();

        foreach (var line in Lines) await stage.Teams.Write(who, room, line);
        await stage.Quiet();

        var all = string.Join('\n', stage.Teams.World.Posts.Where(post => !post.IsTyped).Select(post => post.Content.ToJsonString(Stage.Plainly)));
        foreach (var word in new[] { "Acme", "C-1001", "Mei Lin", OfTheFile, Phone }) Assert.DoesNotContain(word, all);
        await stage.Say("mei", null, "acme gmbh");
        Assert.DoesNotContain(Words, stage.Seen("mei"));
    }

    [Fact]
    public async Task B5_A_guest_who_joins_before_a_card_is_posted_sees_code_and_name()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "acme gmbh");
        stage.Teams.World.Room("sales").Members.Add(Company.IdOf("tomo"));

        await stage.Press("mei", stage.Last("mei"), "Share");

        Assert.StartsWith("Shared by Mei Lin\nAcme GmbH · C-1001", stage.Seen("tomo", "sales"));
        Assert.DoesNotContain("Berlin", stage.Sent("tomo", "sales"));
    }

    [Fact]
    public async Task B5_A_guest_whose_coming_Teams_told_is_reckoned_with_at_the_next_line()
    {
        await using var stage = await Stage.Open();
        await stage.Say("mei", "sales", "acme gmbh");
        await stage.Teams.Join("sales", "tomo");

        await stage.Say("mei", "sales", "acme gmbh");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
    }

    [Fact]
    public async Task B5_A_channel_that_may_be_shared_is_read_by_strangers_even_where_Teams_lists_none()
    {
        await using var stage = await Stage.Open();
        stage.Teams.AddRoom("joint", RoomKind.SharedChannel, "mei", "sam");

        await stage.Say("mei", "joint", "acme gmbh");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
    }

    [Fact]
    public async Task B5_That_a_channel_is_shared_is_remembered_where_a_later_activity_leaves_it_out()
    {
        await using var stage = await Stage.Open();
        var told = stage.Teams.Message("mei", "sales", "help");
        told["channelData"]!["channel"]!["type"] = "shared";
        await stage.Teams.Tell(told);
        await stage.Quiet();

        await stage.Say("mei", "sales", "acme gmbh");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
    }

    [Fact]
    public async Task B5_Where_Teams_does_not_say_who_reads_along_strangers_do()
    {
        await using var stage = await Stage.Open();
        for (var i = 0; i < 6; i++) stage.Teams.Refuse("members", 500);

        await stage.Say("mei", "sales", "acme gmbh");

        Assert.Equal("Acme GmbH · C-1001", stage.Seen("mei"));
    }

    [Fact]
    public async Task B5_Where_Teams_does_not_say_who_speaks_nobody_is_served()
    {
        await using var stage = await Stage.Open();
        stage.Teams.Wipe();
        stage.App.Clock.Move(NodaTime.Duration.FromMinutes(6));
        for (var i = 0; i < 12; i++) stage.Teams.Refuse("member", 500);

        await stage.Say("mei", "sales", "log Acme GmbH call 15m \"secret rebate\"");

        Assert.Contains("Nothing was saved: we could not check who you are.", stage.Seen("mei"));
        Assert.DoesNotContain("Acme", stage.Sent("mei", "sales"));
    }

    [Fact]
    public async Task B5_Who_became_a_guest_is_reminded_of_nothing()
    {
        await using var stage = await Stage.Open();
        stage.Fails = true;
        await stage.Say("mei", null, "follow Acme GmbH tomorrow 10:00 \"send samples\"");
        stage.Teams.Put(stage.Teams.World.Person("mei") with { Guest = true });
        stage.Teams.Wipe();

        await stage.Pass(NodaTime.Duration.FromHours(18));

        Assert.Empty(stage.Posts("mei"));
    }
}
