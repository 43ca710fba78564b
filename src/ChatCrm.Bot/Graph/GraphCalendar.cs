using ChatCrm.Calendars;
using Microsoft.Graph.Models;
using NodaTime;

namespace ChatCrm.Bot.Graph;

/// <summary>
/// Outlook calendars through Microsoft Graph, as the service itself (application permission <c>Calendars.ReadWrite</c>). Every event is made with a
/// <c>transactionId</c>: Graph knows an asking that it had already, and the SDK repeats some by itself.
/// </summary>
internal sealed class GraphCalendar(Lazy<GraphCalls> calls) : ICalendar
{
    private const int Step = 15;

    public bool IsConnected => true;

    public async ValueTask<IReadOnlyList<BusyTimes>> Busy(IReadOnlyList<string> mailboxes, Interval span, CancellationToken cancel = default)
    {
        if (!span.HasStart || !span.HasEnd || span.Duration > ICalendar.LongestSpan) throw new ArgumentException($"A span has both ends, and at most {ICalendar.LongestSpan.Days} days.", nameof(span));
        // One call each: a mailbox that may not be read takes no other with it.
        return await Task.WhenAll(mailboxes.Select(mailbox => Busy(mailbox, span, cancel).AsTask()));
    }

    public ValueTask<CalendarAnswer> Put(CalendarEvent wanted, CancellationToken cancel = default) => wanted.Id is { } id ? Change(wanted, id, cancel) : Create(wanted, cancel);

    public async ValueTask<CalendarAnswer> Remove(string mailbox, string key, string? id, CancellationToken cancel = default)
    {
        if (id is null)
        {
            var (found, failed) = await Find(mailbox, key, cancel);
            if (failed is not null) return Answer(failed);
            if (found?.Id is not { } known) return new CalendarAnswer.Gone();
            id = known;
        }
        var (_, failure) = await calls.Value.Make<object>("delete an event", mailbox, async (graph, stop) =>
        {
            await graph.Users[mailbox].Events[id].DeleteAsync(cancellationToken: stop);
            return null;
        }, cancel);
        return failure is null ? new CalendarAnswer.Gone() : Answer(failure);
    }

    private async ValueTask<CalendarAnswer> Create(CalendarEvent wanted, CancellationToken cancel)
    {
        var (made, failure) = await Post(wanted, cancel);
        // Some zones are unknown to Outlook alone: the moment is the same.
        if (failure is { Kind: FailureKind.BadZone }) (made, failure) = await Post(Events.InUtc(wanted), cancel);
        if (failure is { Kind: FailureKind.Conflict }) (made, failure) = await Find(wanted.Mailbox, wanted.Key, cancel);
        if (failure is not null) return Answer(failure);
        if (made?.Id is not { } id) return new CalendarAnswer.Refused(CalendarObstacle.NotTaken);
        // An earlier asking under this key whose answer was lost: it may have been for another time.
        if (!Events.Differs(made, wanted)) return Events.Stands(made);
        return await Change(wanted with { Id = id, Body = made.IsOnlineMeeting is true || wanted.IsOnline ? null : wanted.Body, IsOnline = wanted.IsOnline && made.IsOnlineMeeting is not true }, id, cancel);
    }

    private ValueTask<(Event?, Failure?)> Post(CalendarEvent wanted, CancellationToken cancel) =>
        calls.Value.Make("create an event", wanted.Mailbox, (graph, stop) => graph.Users[wanted.Mailbox].Events.PostAsync(Events.New(wanted), cancellationToken: stop), cancel);

    private async ValueTask<CalendarAnswer> Change(CalendarEvent wanted, string id, CancellationToken cancel)
    {
        var (changed, failure) = await Patch(wanted, id, cancel);
        if (failure is { Kind: FailureKind.BadZone }) (changed, failure) = await Patch(Events.InUtc(wanted), id, cancel);
        return failure is not null ? Answer(failure) : changed is null ? new CalendarAnswer.Stands(id) : Events.Stands(changed) with { Id = id };
    }

    private ValueTask<(Event?, Failure?)> Patch(CalendarEvent wanted, string id, CancellationToken cancel) =>
        calls.Value.Make("change an event", wanted.Mailbox, (graph, stop) => graph.Users[wanted.Mailbox].Events[id].PatchAsync(Events.Changed(wanted), cancellationToken: stop), cancel);

    /// <summary>The event of a key; null where there is none.</summary>
    private async ValueTask<(Event?, Failure?)> Find(string mailbox, string key, CancellationToken cancel)
    {
        var (page, failure) = await calls.Value.Make("find an event", mailbox, (graph, stop) => graph.Users[mailbox].Events.GetAsync(request =>
        {
            (request.QueryParameters.Filter, request.QueryParameters.Select, request.QueryParameters.Top) = (Events.With(key), Events.Fields, 1);
        }, stop), cancel);
        return (page?.Value?.FirstOrDefault(), failure);
    }

    private async ValueTask<BusyTimes> Busy(string mailbox, Interval span, CancellationToken cancel)
    {
        var (answer, failure) = await calls.Value.Make("tell busy times", mailbox, (graph, stop) => graph.Users[mailbox].Calendar.GetSchedule.PostAsGetSchedulePostResponseAsync(
            new() { Schedules = [mailbox], StartTime = Events.InUtc(span.Start), EndTime = Events.InUtc(span.End), AvailabilityViewInterval = Step }, cancellationToken: stop), cancel);
        if (failure is not null) return new BusyTimes.Unknown(mailbox, Obstacle(failure) ?? CalendarObstacle.NoAnswer, Obstacle(failure) is null);
        if (answer?.Value is not [var schedule] || schedule.Error is not null) return new BusyTimes.Unknown(mailbox, CalendarObstacle.NoMailbox, Passing: false);
        var spells = (schedule.ScheduleItems ?? []).Select(Spell).ToList();
        return spells.Contains(null)
            ? new BusyTimes.Unknown(mailbox, CalendarObstacle.NoAnswer, Passing: false)
            : new BusyTimes.Known(mailbox, [.. spells.OfType<(bool Counts, BusySpell Spell)>().Where(one => one.Counts).Select(one => one.Spell).OrderBy(spell => spell.From)]);
    }

    /// <summary>Null where its time cannot be read: then nothing is known of that day.</summary>
    private static (bool Counts, BusySpell Spell)? Spell(ScheduleItem item)
    {
        if (Events.InstantOf(item.Start) is not { } from || Events.InstantOf(item.End) is not { } to) return null;
        return item.Status switch
        {
            FreeBusyStatus.Busy => (true, new(from, to, BusyKind.Busy)),
            FreeBusyStatus.Oof => (true, new(from, to, BusyKind.Away)),
            FreeBusyStatus.Tentative => (true, new(from, to, BusyKind.Tentative)),
            _ => (false, default),
        };
    }

    private static CalendarAnswer Answer(Failure failure) => failure.Kind switch
    {
        FailureKind.NoEvent => new CalendarAnswer.Gone(),
        _ => Obstacle(failure) is { } why ? new CalendarAnswer.Refused(why) : new CalendarAnswer.Later(failure.After),
    };

    /// <summary>Null for what may pass.</summary>
    private static CalendarObstacle? Obstacle(Failure failure) => failure.Kind switch
    {
        FailureKind.Passing or FailureKind.Slow or FailureKind.Conflict => null,
        FailureKind.NoAccess => CalendarObstacle.NoAccess,
        FailureKind.NotSignedIn => CalendarObstacle.NotSignedIn,
        FailureKind.NoMailbox => CalendarObstacle.NoMailbox,
        _ => CalendarObstacle.NotTaken,
    };
}
