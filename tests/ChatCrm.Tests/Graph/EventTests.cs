using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Calendars;
using ChatCrm.Tests.Graph.Fake;
using NodaTime;
using static ChatCrm.Tests.Graph.Desk;

namespace ChatCrm.Tests.Graph;

/// <summary>What the real SDK sends of our events, and what stands in Outlook then.</summary>
public class EventTests
{
    [Fact]
    public async Task An_event_stands_on_the_follow_ups_own_clock()
    {
        await using var desk = await Open();

        await desk.Stands(Wanted());

        var made = desk.Only();
        Assert.Equal(("Acme GmbH: send samples", "send samples\n\n<b>&", "2026-11-24T15:00:00", "2026-11-24T15:30:00", "Asia/Shanghai"), (made.Subject, made.Body, made.Start, made.End, made.Zone));
        Assert.Equal(("busy", 10, "k1"), (made.ShowAs, made.Reminder, made.Transaction));
    }

    [Fact]
    public async Task An_address_is_escaped_in_the_path()
    {
        await using var desk = await Open();

        await desk.Stands(Wanted());

        Assert.Equal("POST /v1.0/users/mei%40corp.example/events", Assert.Single(desk.Graph.Calls));
    }

    [Fact]
    public async Task A_days_work_without_an_hour_blocks_nobodys_calendar()
    {
        await using var desk = await Open();

        await desk.Stands(Wanted() with { Time = Wanted().Time! with { Blocks = false } });

        Assert.Equal("free", desk.Only().ShowAs);
    }

    [Theory]
    [InlineData(2026, 10, 25, 1, 45, "2026-10-25T02:15:00")]
    [InlineData(2026, 3, 29, 1, 45, "2026-03-29T03:15:00")]
    [InlineData(2026, 11, 24, 23, 45, "2026-11-25T00:15:00")]
    public async Task F1_an_event_takes_half_an_hour_whatever_the_clock_does(int year, int month, int day, int hour, int minute, string end)
    {
        await using var desk = await Open();

        await desk.Stands(Wanted() with { Time = new(new(year, month, day, hour, minute), "Europe/Berlin", Duration.FromMinutes(30), true) });

        Assert.Equal(end, desk.Only().End);
    }

    [Fact]
    public async Task A_zone_that_Outlook_does_not_know_is_told_in_UTC()
    {
        await using var desk = await Open();
        desk.Graph.UnknownZones.Add("Asia/Shanghai");

        await desk.Stands(Wanted());

        var made = desk.Only();
        Assert.Equal(("2026-11-24T07:00:00", "UTC"), (made.Start, made.Zone));
    }

    [Fact]
    public async Task An_event_is_moved_and_keeps_its_words()
    {
        await using var desk = await Open();
        var stands = await desk.Stands(Wanted());

        await desk.Stands(new(Mei, "k1") { Id = stands.Id, Time = new(new(2026, 11, 25, 9, 0), "Asia/Shanghai", Duration.FromMinutes(30), true) });

        var made = desk.Only();
        Assert.Equal(("2026-11-25T09:00:00", "Acme GmbH: send samples"), (made.Start, made.Subject));
    }

    [Fact]
    public async Task A_change_of_attendees_alone_writes_to_those_who_are_new()
    {
        await using var desk = await Open();
        var stands = await desk.Stands(Wanted() with { Attendees = ["maria@acme.example"] });

        await desk.Stands(new(Mei, "k1") { Id = stands.Id, Attendees = ["maria@acme.example", "otto@acme.example"] });

        Assert.Equal([("maria@acme.example", "invited"), ("otto@acme.example", "invited")], desk.Graph[Mei].Mails);
    }

    [Fact]
    public async Task An_online_meeting_tells_where_it_is_joined()
    {
        await using var desk = await Open();

        var stands = await desk.Stands(Wanted() with { IsOnline = true });

        Assert.StartsWith("https://teams.microsoft.com/l/meetup-join/", stands.Join!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_deleted_by_hand_is_gone()
    {
        await using var desk = await Open();
        var stands = await desk.Stands(Wanted());
        desk.Graph.DeleteByHand(desk.Graph[Mei].Events[0]);

        Assert.IsType<CalendarAnswer.Gone>(await desk.Calendar.Put(new(Mei, "k1") { Id = stands.Id, Subject = "other" }, Cancel));
        Assert.IsType<CalendarAnswer.Gone>(await desk.Calendar.Remove(Mei, "k1", stands.Id, Cancel));
    }

    [Fact]
    public async Task An_event_is_taken_away_by_its_id()
    {
        await using var desk = await Open();
        await desk.Stands(Wanted("k1"));
        var second = await desk.Stands(Wanted("k2"));

        Assert.IsType<CalendarAnswer.Gone>(await desk.Calendar.Remove(Mei, "k2", second.Id, Cancel));

        Assert.Equal("k1", desk.Only().Transaction);
    }

    [Fact]
    public async Task An_event_whose_making_was_never_answered_is_taken_away_by_its_key()
    {
        await using var desk = await Open();
        await desk.Stands(Wanted("k1"));
        await desk.Stands(Wanted("k2"));

        Assert.IsType<CalendarAnswer.Gone>(await desk.Calendar.Remove(Mei, "k2", null, Cancel));
        Assert.IsType<CalendarAnswer.Gone>(await desk.Calendar.Remove(Mei, "k3", null, Cancel));

        Assert.Equal("k1", desk.Only().Transaction);
    }

    [Fact]
    public async Task Busy_times_are_told_for_each_mailbox_and_one_that_is_closed_takes_no_other_with_it()
    {
        await using var desk = await Open();
        await desk.Stands(Wanted());
        desk.Graph[Mei].Other.Add(("oof", Instant.FromUtc(2026, 11, 25, 0, 0), Instant.FromUtc(2026, 11, 26, 0, 0)));
        desk.Graph[Mei].Other.Add(("free", Instant.FromUtc(2026, 11, 24, 1, 0), Instant.FromUtc(2026, 11, 24, 2, 0)));
        desk.Graph[Mei].Other.Add(("tentative", Instant.FromUtc(2026, 11, 23, 1, 0), Instant.FromUtc(2026, 11, 23, 2, 0)));
        desk.Graph[Jonas].Allows = false;

        var told = await desk.Calendar.Busy([Jonas, Mei, "nobody@corp.example"], new(Instant.FromUtc(2026, 11, 23, 0, 0), Instant.FromUtc(2026, 11, 27, 0, 0)), Cancel);

        Assert.Equal(new BusyTimes.Unknown(Jonas, CalendarObstacle.NoAccess, Passing: false), told[0]);
        Assert.Equal(
            [
                new(Instant.FromUtc(2026, 11, 23, 1, 0), Instant.FromUtc(2026, 11, 23, 2, 0), BusyKind.Tentative),
                new(Instant.FromUtc(2026, 11, 24, 7, 0), Instant.FromUtc(2026, 11, 24, 7, 30), BusyKind.Busy),
                new(Instant.FromUtc(2026, 11, 25, 0, 0), Instant.FromUtc(2026, 11, 26, 0, 0), BusyKind.Away),
            ],
            Assert.IsType<BusyTimes.Known>(told[1]).Spells);
        Assert.Equal(new BusyTimes.Unknown("nobody@corp.example", CalendarObstacle.NoMailbox, Passing: false), told[2]);
    }

    [Fact]
    public async Task A_span_is_not_longer_than_calendars_tell_of()
    {
        await using var desk = await Open();
        var from = Instant.FromUtc(2026, 11, 23, 0, 0);

        await Assert.ThrowsAsync<ArgumentException>(async () => await desk.Calendar.Busy([Mei], new(from, from + ICalendar.LongestSpan + Duration.FromMinutes(1)), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await desk.Calendar.Busy([Mei], new(from, null), Cancel));
    }

    /// <summary>So the fake does not depend on how the SDK writes its keys.</summary>
    [Theory]
    [InlineData("subject", "start", "dateTime", "timeZone", "end", "transactionId", "singleValueExtendedProperties", "id", "value")]
    [InlineData("Subject", "Start", "DateTime", "TimeZone", "End", "TransactionId", "SingleValueExtendedProperties", "Id", "Value")]
    public async Task Keys_are_taken_in_both_casings(string subject, string start, string at, string zone, string end, string transaction, string properties, string id, string value)
    {
        await using var desk = await Open();
        using var http = new HttpClient { BaseAddress = desk.Graph.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", FakeGraph.Token);
        var sent = new JsonObject
        {
            [subject] = "call", [transaction] = "k1",
            [start] = new JsonObject { [at] = "2026-11-24T15:00:00", [zone] = "UTC" },
            [end] = new JsonObject { [at] = "2026-11-24T15:30:00", [zone] = "UTC" },
            [properties] = new JsonArray(new JsonObject { [id] = "String {5b3c7a7e-2f0d-4a55-9d0e-6f1f6c1f9a41} Name ChatCrmKey", [value] = "k1" }),
        };

        using var body = new StringContent(sent.ToJsonString(), Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Created, (await http.PostAsync($"v1.0/users/{Mei}/events", body, Cancel)).StatusCode);

        Assert.Equal(("call", "2026-11-24T15:00:00", "k1", "k1"), (desk.Only().Subject, desk.Only().Start, desk.Only().Transaction, desk.Only().Tag));
    }
}
