using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Turns;

/// <summary>People and rooms that the platform resolved in a line, where the line has to wait for a choice: then only its text is left.</summary>
public class MentioningTests
{
    private static readonly Mention Jonas = new("@Jonas W.", "console:jonas");
    private static readonly Mention Osaka = new("#osaka", "console:osaka", new("console:osaka", Audience.Members, new("console:room/osaka"), "osaka"));
    private static readonly Mention Lena = new("@Lena", "console:lena");

    [Fact]
    public async Task A_mentioned_colleague_is_still_meant_after_a_choice()
    {
        await using var house = await Workspace.Open();
        var which = (await Say(house.Mei, "follow acme fri 10:00 \"call\" for @Jonas W.", Jonas)).Card();

        await house.Mei.Press(which, "Acme KK");

        Assert.Equal("jonas", (await FollowUp(house, Workspace.AcmeKk)).Assignee);
    }

    [Fact]
    public async Task Without_a_choice_a_mentioned_colleague_is_meant_too()
    {
        await using var house = await Workspace.Open();

        await Say(house.Mei, "follow Acme KK fri 10:00 \"call\" for @Jonas W.", Jonas);

        Assert.Equal("jonas", (await FollowUp(house, Workspace.AcmeKk)).Assignee);
    }

    [Theory]
    [InlineData("follow Acme KK fri 10:00 \"call\" remind #osaka", null)]
    [InlineData("follow acme fri 10:00 \"call\" remind #osaka", "Acme KK")]
    public async Task A_mentioned_room_that_was_never_spoken_in_is_reminded(string line, string? choice)
    {
        await using var house = await Workspace.Open();

        var answer = await Say(house.Mei, line, Osaka);
        if (choice is not null) answer = await house.Mei.Press(answer.Card(), choice);

        Assert.Contains("reminds #osaka too", answer.Plain());
        Assert.Equal("console:osaka", (await FollowUp(house, Workspace.AcmeKk)).Room);
        Assert.Equal("console:room/osaka", WorkspaceRows.Room(Assert.Single(await house.Rows("room|console:osaka"))).Address);
    }

    [Fact]
    public async Task B5_A_guest_makes_no_room_known()
    {
        await using var house = await Workspace.Open();

        await Say(house.Tomo, "follow Acme KK fri remind #osaka", Osaka);

        Assert.Empty(await house.Rows("room|console:osaka"));
    }

    [Theory]
    [InlineData("follow Acme KK fri 10:00 \"call\" for @Lena")]
    [InlineData("follow acme fri 10:00 \"call\" for @Lena")]
    public async Task Somebody_mentioned_who_is_no_member_is_nobody_here(string line)
    {
        await using var house = await Workspace.Open();

        var answer = await Say(house.Mei, line, Lena);
        if (line.Contains("acme", StringComparison.Ordinal)) answer = await house.Mei.Press(answer.Card(), "Acme KK");

        Assert.Contains("Nobody here is called “Lena”", answer is Reply.Ask or Reply.NotValid ? $"{answer.Form().Intro} {string.Join(' ', answer.Form().Errors.Values)}" : answer.Plain());
        Assert.Empty(await house.Rows($"customer|{Workspace.AcmeKk}|followup|"));
    }

    [Fact]
    public async Task What_is_kept_of_the_line_names_people_as_everybody_reads_them()
    {
        await using var house = await Workspace.Open();
        var coded = new Mention("@U0429", "console:jonas");

        await Say(house.Mei, "log Acme KK call \"spoke of @U0429 and prices\"", coded);

        var logged = InteractionStore.Read(Assert.Single(await house.Rows($"customer|{Workspace.AcmeKk}|interaction|")));
        Assert.Equal("spoke of @jonas and prices", logged.Text);
        Assert.DoesNotContain("U0429", logged.Typed);
    }

    [Fact]
    public async Task The_longest_of_two_names_that_begin_alike_is_meant()
    {
        await using var house = await Workspace.Open();

        await Say(house.Mei, "follow Acme KK fri 10:00 \"call\" for @Jonas Weber", new("@Jonas", "console:priya"), new("@Jonas Weber", "console:jonas"));

        Assert.Equal("jonas", (await FollowUp(house, Workspace.AcmeKk)).Assignee);
    }

    private static Task<Reply> Say(Actor who, string line, params Mention[] mentions) => who.Workspace.Send(who, new Input.Said(line, mentions));

    private static async Task<FollowUp> FollowUp(Workspace house, string customer) => FollowUpStore.Read(Assert.Single(await house.Rows($"customer|{customer}|followup|")));
}
