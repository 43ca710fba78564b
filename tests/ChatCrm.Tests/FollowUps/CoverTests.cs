using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>Mei (Shanghai) is away from Monday 23 to Wednesday 25 November, and Jonas (Berlin) covers for her. It is Sunday 22 November.</summary>
public class CoverTests
{
    /// <summary>Monday 10:00 in Berlin.</summary>
    private static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    /// <summary>Thursday 09:00 in Shanghai.</summary>
    private static readonly Instant Back = Instant.FromUtc(2026, 11, 26, 1, 0);

    [Fact]
    public async Task The_cover_gets_it_in_their_hours_and_reads_whom_they_cover_for()
    {
        await using var house = await Away();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 7, 0));
        await house.Wake();
        Assert.Empty(await Reminders(house));

        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 8, 0));
        await house.Wake();

        var reminder = Assert.Single(await Reminders(house));
        Assert.Equal("jonas", reminder.Member);
        var card = await house.Drawn(reminder);
        Assert.Contains("Acme GmbH — “send samples”", card.Plain());
        Assert.EndsWith("You cover for Mei Lin, who is away until Wed 25 Nov.", card.Plain());
        Assert.Contains(card.Buttons(), button => button.Label == "Done");
    }

    [Theory]
    [InlineData("me away 23nov-25nov cover @jonas", "You are away then: Jonas Weber is reminded.", "jonas")]
    [InlineData("me away 23nov-25nov", "You are away then: you are reminded when you are back.", null)]
    [InlineData("me lang zh away 23nov-25nov cover @jonas", "届时你在休假：由 Jonas Weber 接收提醒。", "jonas")]
    public async Task What_she_sets_to_days_that_she_will_be_away_says_who_is_reminded_then(string away, string said, string? reminded)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(away);

        Assert.Contains(said, (await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"")).Plain(), StringComparison.Ordinal);

        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 8, 0));
        await house.Wake();
        Assert.Equal(reminded is null ? [] : [reminded], (await Reminders(house)).Select(notice => notice.Member));
    }

    [Fact]
    public async Task A_cover_who_is_away_longer_is_not_said_to_be_reminded()
    {
        await using var house = await Workspace.Open();
        await house.Jonas.Say("me away 23nov-30nov");
        await house.Mei.Say("me away 23nov-25nov cover @jonas");

        Assert.Contains("You are away then: you are reminded when you are back.", (await house.Mei.Say("follow C-1001 mon 15:00 \"send samples\"")).Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_told_once()
    {
        await using var house = await Handed();
        for (var hours = 0; hours < 40; hours++)
        {
            house.Clock.Move(Duration.FromHours(1));
            await house.Wake();
        }

        Assert.Single(await Reminders(house));
    }

    [Fact]
    public async Task It_comes_back_with_what_was_done()
    {
        await using var house = await Handed("follow C-1002 mon 15:00 \"ask for the label\"", "follow C-1003 mon 15:00 \"book the hall\"");
        await house.Jonas.Say("done 1 \"left voicemail\"");
        await house.Jonas.Press("follow-up.put-off", $"{(await house.Only(Workspace.AcmeKk)).Handle}/tomorrow");

        house.Clock.MoveTo(Back - Duration.FromMinutes(1));
        await house.Wake();
        Assert.Empty(await Returned(house));
        house.Clock.MoveTo(Back);
        await house.Wake();

        var card = (await house.Drawn(Assert.Single(await Returned(house)))).Plain();
        Assert.StartsWith("While you were off, Jonas Weber looked after 3 follow-ups", card);
        Assert.Contains("Jonas Weber closed it, Mon 23 Nov 17:00. Logged: “left voicemail”", card);
        Assert.Contains("Jonas Weber moved it to", card);
        Assert.Contains("book the hall", card);
        Assert.Contains("still to do", card);
        Assert.Empty(await house.Rows("covered|"));
    }

    [Fact]
    public async Task What_the_cover_took_back_is_not_told()
    {
        await using var house = await Handed();
        var done = (await house.Jonas.Say("done 1")).Card();
        await house.Jonas.Press(done, "Undo");
        house.Clock.MoveTo(Back);

        await house.Wake();

        var card = (await house.Drawn(Assert.Single(await Returned(house)))).Plain();
        Assert.DoesNotContain("closed it", card);
        Assert.Contains("still to do", card);
    }

    [Fact]
    public async Task Whoever_is_back_early_gets_it_back_at_once()
    {
        await using var house = await Handed();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 2, 0));

        await house.Mei.Say("me away off");
        await house.Wake();

        Assert.Single(await Returned(house));
    }

    [Fact]
    public async Task What_waited_for_somebody_comes_when_they_are_back_early()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me away 23nov-25nov");
        await house.Priya.Say("follow C-1001 mon 15:00 \"send samples\" for @mei");
        house.Clock.MoveTo(Monday);
        await house.Wake();
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 24, 2, 0));

        await house.Mei.Say("me away off");
        await house.Wake();
        await house.Wake();

        Assert.Equal("mei", Assert.Single(await Reminders(house)).Member);
    }

    [Fact]
    public async Task B2_The_cover_reads_and_changes_the_customers_while_the_days_run_and_not_before_or_behind()
    {
        await using var house = await Away();
        Assert.DoesNotContain("maria@acme.example", (await house.Jonas.Say("C-1001")).Plain());

        house.Clock.MoveTo(Monday);
        Assert.Contains("maria@acme.example", (await house.Jonas.Say("C-1001")).Plain());
        Assert.Contains("send samples", (await house.Jonas.Say("due @mei")).Plain());
        Assert.StartsWith("✓", (await house.Jonas.Say("log C-1001 call 5m \"asked for FOB\"")).Plain());

        house.Clock.MoveTo(Back);
        Assert.DoesNotContain("maria@acme.example", (await house.Jonas.Say("C-1001")).Plain());
        Assert.DoesNotContain("send samples", (await house.Jonas.Say("due @mei")).Plain());
    }

    [Fact]
    public async Task B2_Who_covers_for_nobody_gains_nothing()
    {
        await using var house = await Away();
        house.Clock.MoveTo(Monday);
        await house.Mei.Say("me cover @priya");

        Assert.DoesNotContain("maria@acme.example", (await house.Jonas.Say("C-1001")).Plain());
    }

    [Fact]
    public async Task B2_While_she_sleeps_her_cover_may_act_on_what_they_were_handed_and_on_nothing_else()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me cover @jonas");
        await house.Priya.Say("follow C-1001 mon 21:00 \"send samples\" for @mei");
        await house.Priya.Say("follow C-1002 tue 21:00 \"ask for the label\" for @mei");
        house.Clock.MoveTo(Instant.FromUtc(2026, 11, 23, 13, 0));
        await house.Wake();
        Assert.EndsWith("You cover for Mei Lin, who is off work now.", (await house.Drawn(Assert.Single(await Reminders(house)))).Plain());

        Assert.DoesNotContain("maria@acme.example", (await house.Jonas.Say("C-1001")).Plain());
        Assert.Contains("belongs to somebody else", (await house.Jonas.Say("done 2")).Plain());
        Assert.StartsWith("✓ Done: Acme GmbH — “send samples”", (await house.Jonas.Say("done 1")).Plain());
    }

    [Fact]
    public async Task Undo_of_the_handed_over_one_leaves_nothing_behind()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me away 23nov-25nov cover @jonas");
        var before = await house.Records();
        house.Clock.Move(Duration.FromHours(9));
        var set = (await house.Mei.Say("follow C-1001 in 1 hour \"send samples\"")).Card();
        await house.Mei.Press("follow-up.give", $"{(await house.Only()).Handle}/priya");
        await house.Mei.Say("undo");

        house.Clock.Move(Duration.FromMinutes(5));
        await house.Mei.Press(set, "Undo");

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task A_reminder_is_no_change_that_undo_stops_at()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1001 in 5 minutes \"send samples\"");
        house.Clock.Move(Duration.FromMinutes(6));
        await house.Wake();

        Assert.Contains("Undone", (await house.Mei.Say("undo")).Plain());

        Assert.Empty(await house.All());
        Assert.Empty(await house.Traces());
    }

    private static async Task<Workspace> Away(params string[] more)
    {
        var house = await Workspace.Open();
        await house.Mei.Say("me away 23nov-25nov cover @jonas");
        foreach (var line in more.Prepend("follow C-1001 mon 15:00 \"send samples\"")) await house.Mei.SayAndKeep(line);
        return house;
    }

    private static async Task<Workspace> Handed(params string[] more)
    {
        var house = await Away(more);
        house.Clock.MoveTo(Monday);
        await house.Wake();
        return house;
    }

    private static async Task<IReadOnlyList<OutboxRow>> Reminders(Workspace house) => [.. (await house.Notices()).Where(notice => notice.Drawing == "follow-up.reminder")];

    private static async Task<IReadOnlyList<OutboxRow>> Returned(Workspace house) => [.. (await house.Notices()).Where(notice => notice is { Drawing: "follow-up.returned", Member: "mei" })];
}
