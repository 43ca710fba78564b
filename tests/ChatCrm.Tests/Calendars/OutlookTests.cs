using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Graph.Fake;
using NodaTime;
using static ChatCrm.Tests.Calendars.OutlookApp;

namespace ChatCrm.Tests.Calendars;

/// <summary>A follow-up and its assignee's Outlook calendar, over the whole service: whatever becomes of the one becomes of the other.</summary>
public class OutlookTests
{
    [Fact]
    public async Task A_follow_up_with_cal_stands_in_the_assignees_calendar_and_its_card_says_so()
    {
        await using var outlook = await Start();

        var card = (await outlook.Say(Follow)).ToString();

        var made = outlook.Only();
        Assert.Equal(("Acme GmbH: send samples", "2026-11-24T15:00:00", "2026-11-24T15:30:00", "Asia/Shanghai"), (made.Subject, made.Start, made.End, made.Zone));
        Assert.Equal("send samples\n\nSet by Mei Lin in ChatCrm, number 1.", made.Body);
        Assert.Contains("In the Outlook calendar", card, StringComparison.Ordinal);
        Assert.Empty(outlook.App.Errors);
    }

    [Fact]
    public async Task A_follow_up_without_cal_costs_no_call_and_no_notice()
    {
        await using var outlook = await Start();

        await outlook.Say("follow Acme GmbH tue 15:00 \"send samples\"");
        await outlook.Say("done 1");

        Assert.Empty(outlook.Graph.Calls);
        Assert.Empty(await outlook.App.Rows("event|"));
    }

    [Fact]
    public async Task A_follow_up_of_a_log_line_stands_there_too()
    {
        await using var outlook = await Start();

        await outlook.Say("log Acme GmbH call 15m \"asked for price\" follow tue 15:00 \"send samples\" cal");

        Assert.Equal("Acme GmbH: send samples", outlook.Only().Subject);
    }

    [Fact]
    public async Task In_Chinese_too()
    {
        await using var outlook = await Start();

        await outlook.Say("跟进 华为 下周二 15:00 “寄样品” 日历 线上");

        Assert.NotEmpty(outlook.Only().Join);
    }

    [Fact]
    public async Task It_moves_when_the_follow_up_moves()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);
        var id = outlook.Only().Id;

        await outlook.Press("15:00 their time");

        Assert.Equal((id, "2026-11-24T15:00:00", "Europe/Berlin"), (outlook.Only().Id, outlook.Only().Start, outlook.Only().Zone));
    }

    [Fact]
    public async Task It_changes_its_owner_when_the_follow_up_is_given_away()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);

        await outlook.Press("Edit");
        await outlook.Submit(("assignee", "Jonas Weber"));

        Assert.Empty(outlook.Graph[MeisBox].Events);
        Assert.Equal("Acme GmbH: send samples", outlook.Only(JonasBox).Subject);
    }

    [Fact]
    public async Task It_goes_when_the_follow_up_is_done_and_comes_back_when_that_is_undone()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);

        await outlook.Say("done 1 \"sent\"");
        Assert.Empty(outlook.Graph.Events);

        await outlook.Press("Undo");
        Assert.Equal("Acme GmbH: send samples", outlook.Only().Subject);
    }

    [Fact]
    public async Task It_goes_when_the_follow_up_is_undone_and_comes_back_when_it_is_done_after_all()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);

        await outlook.Press("Undo");
        Assert.Empty(outlook.Graph.Events);
        Assert.Empty(await outlook.App.Rows("event|"));

        await outlook.Press("Do it after all");
        Assert.Single(outlook.Graph.Events);
        Assert.Equal(2, outlook.Graph[MeisBox].Made);
    }

    [Fact]
    public async Task A_button_puts_it_there_and_the_form_behind_takes_it_out_again()
    {
        await using var outlook = await Start();
        await outlook.Say("follow Acme GmbH tue 15:00 \"send samples\"");

        await outlook.Press("Put into Outlook");
        Assert.Single(outlook.Graph.Events);

        await outlook.Press("Outlook …");
        await outlook.Submit(("calendar", "Not in Outlook"));
        Assert.Empty(outlook.Graph.Events);
    }

    [Fact]
    public async Task Whose_setting_says_so_has_all_of_theirs_there()
    {
        await using var outlook = await Start();
        await outlook.Say("me calendar on");
        await outlook.Say("follow Acme GmbH tue 15:00 \"send samples\"");
        Assert.Single(outlook.Graph.Events);

        await outlook.Say("me calendar off");
        await outlook.Say("follow Acme GmbH wed 15:00 \"send prices\"");
        Assert.Single(outlook.Graph.Events);
    }

    [Fact]
    public async Task Who_is_invited_and_where_to_join_is_asked_for_behind_cal()
    {
        await using var outlook = await Start();

        var card = (await outlook.Say("follow Acme GmbH tue 15:00 \"show samples\" cal teams invite maria@acme.example, otto@acme.example")).ToString();

        var made = outlook.Only();
        Assert.Equal(["maria@acme.example", "otto@acme.example"], made.Attendees);
        Assert.NotEmpty(made.Join);
        Assert.Equal("show samples", made.Body);
        Assert.Contains("Join the online meeting", card, StringComparison.Ordinal);
        Assert.Contains("invited: maria@acme.example, otto@acme.example", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_attendee_is_no_mail_to_the_first()
    {
        await using var outlook = await Start();
        await outlook.Say("follow Acme GmbH tue 15:00 \"show samples\" cal invite maria@acme.example");

        await outlook.Press("Outlook …");
        await outlook.Submit(("invited", "maria@acme.example, otto@acme.example"));

        Assert.Equal([("maria@acme.example", "invited"), ("otto@acme.example", "invited")], outlook.Graph[MeisBox].Mails);
    }

    [Fact]
    public async Task An_online_meeting_that_is_none_any_more_makes_room_for_another_event()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow + " online");

        await outlook.Press("Outlook …");
        await outlook.Submit(("calendar", "In Outlook"));

        Assert.Empty(outlook.Only().Join);
        Assert.Equal(2, outlook.Graph[MeisBox].Made);
    }

    [Fact]
    public async Task Other_words_of_an_online_meeting_leave_its_body_alone()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow + " online");
        var body = outlook.Only().Body;

        await outlook.Press("Edit");
        await outlook.Submit(("text", "send prices"));

        Assert.Equal(("Acme GmbH: send prices", body), (outlook.Only().Subject, outlook.Only().Body));
    }

    [Fact]
    public async Task Other_words_of_any_other_event_are_its_body_too()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);

        await outlook.Press("Edit");
        await outlook.Submit(("text", "send prices"));

        Assert.Equal("Acme GmbH: send prices", outlook.Only().Subject);
        Assert.StartsWith("send prices\n", outlook.Only().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_room_that_many_read_sees_no_address_and_no_way_into_the_meeting()
    {
        await using var outlook = await Start();

        var card = (await outlook.Say("follow Acme GmbH tue 15:00 \"show samples\" cal teams invite maria@acme.example", new("mei", "sales"))).ToString();

        Assert.Contains("In the Outlook calendar", card, StringComparison.Ordinal);
        Assert.DoesNotContain("maria@acme.example", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Join", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_deleted_by_hand_is_there_again_once_the_follow_up_moves()
    {
        await using var outlook = await Start();
        await outlook.Say(Follow);
        outlook.Graph.DeleteByHand(outlook.Only());

        await outlook.Press("15:00 their time");

        Assert.Equal("Europe/Berlin", outlook.Only().Zone);
    }

    [Fact]
    public async Task Nobody_is_written_to_in_the_name_of_a_colleague()
    {
        await using var outlook = await Start();

        var card = (await outlook.Say("follow Acme GmbH tue 15:00 \"pay to the new account\" for @jonas cal teams invite otto@else.example")).ToString();
        Assert.Empty(outlook.Graph[JonasBox].Mails);
        Assert.Equal(("Acme GmbH: pay to the new account", ""), (outlook.Only(JonasBox).Subject, outlook.Only(JonasBox).Join));
        Assert.Contains("Nobody was invited", card, StringComparison.Ordinal);

        await outlook.Say("follow Acme GmbH wed 15:00 \"pay there\" cal teams invite otto@else.example");
        await outlook.Press("Edit");
        await outlook.Submit(("assignee", "Jonas Weber"));
        Assert.Empty(outlook.Graph[JonasBox].Mails);
        Assert.Equal(2, outlook.Graph[JonasBox].Events.Count);
    }

    [Fact]
    public async Task A_meeting_that_took_place_is_not_cancelled_to_those_who_were_in_it()
    {
        await using var outlook = await Start();
        await outlook.Say("follow Acme GmbH tue 15:00 \"show samples\" cal invite maria@acme.example");
        await outlook.Later(Duration.FromDays(3));

        await outlook.Say("done 1 \"shown\"");
        Assert.Single(outlook.Graph.Events);
        Assert.Empty(await outlook.App.Rows("event|"));

        // Nor is anybody invited to what is over.
        await outlook.Say("undo");
        Assert.Equal([("maria@acme.example", "invited")], outlook.Graph[MeisBox].Mails);
    }

    [Fact]
    public async Task A_meeting_that_is_not_to_be_is_cancelled_to_those_who_were_invited()
    {
        await using var outlook = await Start();
        await outlook.Say("follow Acme GmbH tue 15:00 \"show samples\" cal invite maria@acme.example");

        await outlook.Say("done 1 \"by phone\"");

        Assert.Empty(outlook.Graph.Events);
        Assert.Equal([("maria@acme.example", "invited"), ("maria@acme.example", "cancelled")], outlook.Graph[MeisBox].Mails);
    }
}
