using Azure.Identity;
using ChatCrm.Calendars;
using ChatCrm.Tests.Graph.Fake;
using NodaTime;
using static ChatCrm.Tests.Graph.Desk;

namespace ChatCrm.Tests.Graph;

/// <summary>What goes wrong between the service and Graph: nothing is made twice, nothing is waited for longer than our patience, and everything has a name.</summary>
public class TroubleTests
{
    [Fact]
    public async Task A_thousand_lost_answers_make_no_event_twice()
    {
        await using var desk = await Open();
        desk.Graph.Otherwise = call => call % 2 == 1 ? new Mishap.Dropped() : null;

        var lost = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel }, async (n, cancel) =>
        {
            var wanted = Wanted($"k{n}", n % 2 == 0 ? Mei : Jonas);
            while (await desk.Calendar.Put(wanted, cancel) is not CalendarAnswer.Stands) Interlocked.Increment(ref lost);
        });

        Assert.InRange(lost, 1_000, int.MaxValue);
        Assert.Equal(1_000, desk.Graph.Events.Count);
        Assert.Equal(1_000, desk.Graph.Events.Select(one => one.Transaction).Distinct().Count());
        Assert.Equal(1_000, desk.Graph[Mei].Made + desk.Graph[Jonas].Made);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_asked_for_before_is_found_again(bool refusesRepeats)
    {
        await using var desk = await Open();
        desk.Graph.RefusesRepeats = refusesRepeats;
        desk.Graph.Next(new Mishap.Dropped());

        Assert.IsType<CalendarAnswer.Later>(await desk.Calendar.Put(Wanted(), Cancel));
        var stands = await desk.Stands(Wanted());

        Assert.Equal(stands.Id, desk.Only().Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_asked_for_before_is_brought_to_what_is_wanted_now(bool refusesRepeats)
    {
        await using var desk = await Open();
        desk.Graph.RefusesRepeats = refusesRepeats;
        desk.Graph.Next(new Mishap.Dropped());
        await desk.Calendar.Put(Wanted(), Cancel);

        await desk.Stands(Wanted() with { Subject = "Acme GmbH: call", Time = Wanted().Time! with { Start = new(2026, 11, 30, 9, 0) }, Attendees = ["maria@acme.example"], IsOnline = true });

        var made = desk.Only();
        Assert.Equal(("Acme GmbH: call", "2026-11-30T09:00:00"), (made.Subject, made.Start));
        Assert.Equal(["maria@acme.example"], made.Attendees);
        Assert.NotEmpty(made.Join);
    }

    [Theory]
    [InlineData(400, "ErrorInvalidRecipients", CalendarObstacle.NotTaken)]
    [InlineData(401, "InvalidAuthenticationToken", CalendarObstacle.NotSignedIn)]
    [InlineData(403, "ErrorAccessDenied", CalendarObstacle.NoAccess)]
    [InlineData(403, "Authorization_RequestDenied", CalendarObstacle.NoAccess)]
    [InlineData(404, "ErrorInvalidUser", CalendarObstacle.NoMailbox)]
    [InlineData(404, "MailboxNotEnabledForRESTAPI", CalendarObstacle.NoMailbox)]
    [InlineData(404, "ResourceNotFound", CalendarObstacle.NoMailbox)]
    public async Task What_is_refused_is_refused_for_a_reason(int status, string code, CalendarObstacle why)
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Refused(status, code));

        Assert.Equal(new CalendarAnswer.Refused(why), await desk.Calendar.Put(Wanted(), Cancel));
    }

    [Theory]
    [InlineData(500, "ErrorInternalServerError")]
    [InlineData(502, "BadGateway")]
    [InlineData(412, "ErrorIrresolvableConflict")]
    public async Task What_may_pass_is_for_later(int status, string code)
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Refused(status, code));

        Assert.IsType<CalendarAnswer.Later>(await desk.Calendar.Put(Wanted(), Cancel));
        await desk.Stands(Wanted());
    }

    [Fact]
    public async Task Too_many_calls_are_answered_by_waiting_as_long_as_Graph_says()
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Throttled(90));

        Assert.Equal(new CalendarAnswer.Later(Duration.FromSeconds(90)), await desk.Calendar.Put(Wanted(), Cancel));

        // Nothing is sent for this mailbox meanwhile; others are served.
        desk.Time.Move(Duration.FromSeconds(30));
        Assert.Equal(new CalendarAnswer.Later(Duration.FromSeconds(60)), await desk.Calendar.Put(Wanted(), Cancel));
        await desk.Stands(Wanted("k2", Jonas));
        Assert.Equal(2, desk.Graph.Calls.Count);
        desk.Time.Move(Duration.FromSeconds(61));
        await desk.Stands(Wanted());
    }

    /// <summary>The SDK's own tries, and the exception that it throws after them, which is no ODataError.</summary>
    [Fact]
    public async Task A_throttled_call_that_the_SDK_gives_up_is_for_later()
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Throttled(1), new Mishap.Throttled(1), new Mishap.Throttled(1));

        Assert.IsType<CalendarAnswer.Later>(await desk.Calendar.Put(Wanted(), Cancel));

        Assert.Equal(3, desk.Graph.Calls.Count);
        Assert.Empty(desk.Graph.Events);
    }

    [Fact]
    public async Task A_call_that_the_SDK_repeats_makes_one_event()
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Throttled(1));

        await desk.Stands(Wanted());

        Assert.Equal(2, desk.Graph.Calls.Count);
        desk.Only();
    }

    [Fact]
    public async Task Who_never_answers_is_not_waited_for_by_everybody()
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Hanging());

        var waiting = desk.Calendar.Put(Wanted(), Cancel).AsTask();
        await desk.Called(1);
        desk.Time.Move(Duration.FromSeconds(11));

        Assert.IsType<CalendarAnswer.Later>(await waiting);
        Assert.IsType<CalendarAnswer.Later>(await desk.Calendar.Put(Wanted("k2", Jonas), Cancel));
        Assert.Single(desk.Graph.Calls);
        desk.Time.Move(Duration.FromSeconds(31));
        await desk.Stands(Wanted());
    }

    [Fact]
    public async Task At_most_four_calls_are_under_way_for_one_mailbox()
    {
        await using var desk = await Open();
        var held = new TaskCompletionSource();
        desk.Graph.Held = held.Task;

        var all = Enumerable.Range(0, 12).Select(n => desk.Calendar.Put(Wanted($"k{n}"), Cancel).AsTask()).ToList();
        await desk.Called(4);
        held.SetResult();
        await Task.WhenAll(all);

        Assert.Equal(4, desk.Graph.MostAtOnce);
        Assert.Equal(12, desk.Graph.Events.Count);
    }

    [Theory]
    [InlineData("AADSTS7000215: Invalid client secret provided for mei", true)]
    [InlineData("AADSTS7000222: The provided client secret keys are expired", true)]
    [InlineData("AADSTS90033: A transient error has occurred", false)]
    public async Task Without_a_token_nothing_is_sent(string refusal, bool forGood)
    {
        await using var desk = await Open();
        desk.NoToken = new AuthenticationFailedException(refusal);

        var answer = await desk.Calendar.Put(Wanted(), Cancel);

        Assert.Equal(forGood ? new CalendarAnswer.Refused(CalendarObstacle.NotSignedIn) : new CalendarAnswer.Later(Duration.FromMinutes(1)), answer);
        Assert.Empty(desk.Graph.Calls);
    }

    [Fact]
    public async Task Who_stops_waiting_stops_the_call()
    {
        await using var desk = await Open();
        desk.Graph.Next(new Mishap.Hanging());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var waiting = desk.Calendar.Put(Wanted(), stop.Token).AsTask();
        await desk.Called(1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
