using ChatCrm.Tests.App;
using ChatCrm.Tests.Graph.Fake;
using NodaTime;
using static ChatCrm.Tests.Calendars.OutlookApp;

namespace ChatCrm.Tests.Calendars;

/// <summary>Whatever Outlook does, the log and the follow-up are saved; the event follows, or its owner is told why not, once, and what to do.</summary>
public class OutlookTroubleTests
{
    [Fact]
    public async Task While_Outlook_is_down_the_follow_up_is_saved_and_the_event_follows()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Refused(500, "ErrorInternalServerError"));

        var card = (await outlook.Say(Follow)).ToString();
        Assert.Contains("✓ Follow-up with Acme GmbH", card, StringComparison.Ordinal);
        Assert.Contains("The entry in the Outlook calendar follows", card, StringComparison.Ordinal);
        Assert.Empty(outlook.Graph.Events);

        await outlook.Later(Duration.FromMinutes(1));
        Assert.Single(outlook.Graph.Events);
        Assert.Equal("", await outlook.Pushed());
    }

    [Fact]
    public async Task A_lost_answer_makes_no_event_twice_and_what_moved_meanwhile_stands_where_it_is_now()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Dropped());
        await outlook.Say(Follow);

        await outlook.Press("15:00 their time");
        await outlook.Later(Duration.FromMinutes(1));

        Assert.Equal(1, outlook.Graph[MeisBox].Made);
        Assert.Equal("2026-11-24T15:00:00", outlook.Only().Start);
        Assert.Equal("Europe/Berlin", outlook.Only().Zone);
    }

    [Fact]
    public async Task A_process_that_died_behind_its_asking_makes_no_event_twice()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Dropped());
        await outlook.Say(Follow);

        await outlook.App.Restart();
        await outlook.Later(Duration.FromMinutes(1));

        Assert.Equal(1, outlook.Graph[MeisBox].Made);
        Assert.Contains("\"event\":\"AAMk", Assert.Single(await outlook.App.Rows("event|")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_undone_while_its_answer_was_lost_leaves_nothing_behind()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Dropped());
        await outlook.Say(Follow);
        Assert.Single(outlook.Graph.Events);

        await outlook.Press("Undo");
        await outlook.Later(Duration.FromMinutes(1));

        Assert.Empty(outlook.Graph.Events);
        Assert.Empty(await outlook.App.Rows("event|"));
    }

    [Fact]
    public async Task Whose_mailbox_is_closed_to_the_service_is_told_once_and_tries_again_when_it_is_open()
    {
        await using var outlook = await Start();
        outlook.Graph[MeisBox].Allows = false;

        var card = (await outlook.Say(Follow)).ToString();
        Assert.Contains("✓ Follow-up with Acme GmbH", card, StringComparison.Ordinal);
        var told = await outlook.Pushed();
        Assert.Contains("Not in your Outlook calendar: Acme GmbH — “send samples”", told, StringComparison.Ordinal);
        Assert.Contains("RBAC for Applications", told, StringComparison.Ordinal);

        await outlook.Say("follow Acme KK wed 15:00 \"call\" cal");
        Assert.Equal("", await outlook.Pushed());

        outlook.Graph[MeisBox].Allows = true;
        await outlook.Press("Try Outlook again");
        Assert.Single(outlook.Graph.Events);
    }

    [Fact]
    public async Task The_card_of_what_is_not_there_says_why()
    {
        await using var outlook = await Start();
        outlook.Graph.Close(MeisBox);

        var card = (await outlook.Say(Follow)).ToString();

        Assert.Contains("Not in the Outlook calendar: Outlook knows no mailbox of that address", card, StringComparison.Ordinal);
        Assert.Contains("[Try Outlook again]", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_verified_address_is_told_once()
    {
        await using var outlook = await Start(without: "mei");

        await outlook.Say(Follow);
        Assert.Contains("no verified e-mail address", await outlook.Pushed(), StringComparison.Ordinal);
        await outlook.Say("follow Acme KK wed 15:00 \"call\" cal");

        Assert.Equal("", await outlook.Pushed());
        Assert.Empty(outlook.Graph.Calls);
    }

    [Fact]
    public async Task Who_hears_of_it_hears_of_it_in_their_language()
    {
        await using var outlook = await Start(without: "mei");
        await outlook.Say("me lang zh");

        await outlook.Say(Follow);

        Assert.Contains("没有放入你的 Outlook 日历", await outlook.Pushed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_assignee_is_told_and_not_whoever_set_it()
    {
        await using var outlook = await Start(without: "jonas");

        await outlook.Say(Follow + " for @jonas");

        // They come side by side.
        var told = await outlook.Pushed(Jonas) + await outlook.Pushed(Jonas);
        Assert.Contains("gave you", told, StringComparison.Ordinal);
        Assert.Contains("no verified e-mail address", told, StringComparison.Ordinal);
        Assert.Equal("", await outlook.Pushed());
    }

    [Fact]
    public async Task Hours_without_an_answer_end_in_words()
    {
        await using var outlook = await Start();
        outlook.Graph.Otherwise = _ => new Mishap.Refused(500, "ErrorInternalServerError");
        await outlook.Say(Follow);

        await outlook.HoursOn();

        Assert.Contains("Outlook did not answer for hours", await outlook.Pushed(), StringComparison.Ordinal);
        Assert.Empty(await outlook.App.Parked());
    }

    [Fact]
    public async Task What_cannot_be_taken_away_is_told_to_its_owner()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);
        outlook.Graph[MeisBox].Allows = false;

        await outlook.Say("done 1");
        await outlook.HoursOn();

        Assert.Contains("may still stand in your Outlook calendar", await outlook.Pushed(), StringComparison.Ordinal);
        Assert.Empty(await outlook.App.Rows("event|"));
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationToken")]
    [InlineData(403, "ErrorAccessDenied")]
    public async Task What_is_to_go_while_Outlook_lets_nobody_in_goes_once_it_does(int status, string code)
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);
        outlook.Graph.Otherwise = _ => new Mishap.Refused(status, code);

        await outlook.Say("done 1");
        await outlook.Later(Duration.FromMinutes(2));
        Assert.Single(outlook.Graph.Events);
        Assert.Equal("", await outlook.Pushed());

        outlook.Graph.Otherwise = _ => null;
        await outlook.Later(Duration.FromHours(1));
        Assert.Empty(outlook.Graph.Events);
        Assert.Empty(await outlook.App.Rows("event|"));
        Assert.Equal("", await outlook.Pushed());
    }

    [Fact]
    public async Task Whoever_closed_much_meanwhile_is_told_once()
    {
        await using var outlook = await Start();
        await outlook.Say("follow Acme GmbH fri 15:00 \"send samples\" cal");
        await outlook.Say("follow Acme KK fri 16:00 \"call\" cal");
        await outlook.Say("follow Huawei fri 17:00 \"call\" cal");
        outlook.Graph[MeisBox].Allows = false;

        foreach (var number in (int[])[1, 2, 3]) await outlook.Say(FormattableString.Invariant($"done {number}"));
        await outlook.HoursOn();

        Assert.Contains("may still stand in your Outlook calendar", await outlook.Pushed(), StringComparison.Ordinal);
        Assert.Equal("", await outlook.Pushed());
    }

    [Fact]
    public async Task What_stood_in_the_way_of_a_change_stands_in_no_way_once_that_is_undone()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);
        outlook.Graph[MeisBox].Allows = false;
        await outlook.Later(Duration.FromMinutes(1));
        await outlook.Press("15:00 their time");
        Assert.Contains("\"obstacle\":\"NoAccess\"", Assert.Single(await outlook.App.Rows("event|")).Value, StringComparison.Ordinal);

        await outlook.Say("undo");

        Assert.Contains("\"obstacle\":\"\"", Assert.Single(await outlook.App.Rows("event|")).Value, StringComparison.Ordinal);
        Assert.Equal("Asia/Shanghai", outlook.Only().Zone);
    }

    [Fact]
    public async Task During_an_outage_the_event_follows_when_Outlook_says()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Away(90));

        Assert.Contains("The entry in the Outlook calendar follows", (await outlook.Say(Follow)).ToString(), StringComparison.Ordinal);
        await outlook.Later(Duration.FromSeconds(80));
        Assert.Single(outlook.Graph.Calls);

        await outlook.Later(Duration.FromSeconds(30));
        Assert.Single(outlook.Graph.Events);
    }

    [Fact]
    public async Task An_outage_that_passes_at_once_is_not_seen()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Away(null));

        await outlook.Say(Follow);

        Assert.Equal(2, outlook.Graph.Calls.Count);
        Assert.Single(outlook.Graph.Events);
    }

    [Fact]
    public async Task A_slow_answer_is_an_answer()
    {
        await using var outlook = await Start();
        var answered = new TaskCompletionSource();
        outlook.Graph.Next(new Mishap.Slow(answered.Task));

        var card = outlook.Say(Follow);
        await outlook.Called(1);
        Assert.False(card.IsCompleted);
        answered.SetResult();

        Assert.Contains("In the Outlook calendar", (await card).ToString(), StringComparison.Ordinal);
        Assert.Single(outlook.Graph.Calls);
        Assert.Equal(1, outlook.Graph[MeisBox].Made);
    }

    [Fact]
    public async Task H8_no_line_of_the_log_holds_a_name_a_word_an_address_or_a_token()
    {
        await using var outlook = await Start();
        outlook.Graph.Next(new Mishap.Dropped(), new Mishap.Refused(500, "Acme"), new Mishap.Refused(403, "mei@corp.example"));

        await outlook.Say(Follow);
        await outlook.Later(Duration.FromMinutes(1));
        await outlook.Later(Duration.FromMinutes(1));

        Assert.Contains(outlook.App.Logged, line => line.StartsWith("Microsoft Graph did not create an event", StringComparison.Ordinal));
        Assert.DoesNotContain(outlook.App.Logged, line => new[] { "corp.example", "send samples", "Acme GmbH", FakeGraph.Token, "s3cret" }.Any(word => line.Contains(word, StringComparison.Ordinal)));
    }
}
