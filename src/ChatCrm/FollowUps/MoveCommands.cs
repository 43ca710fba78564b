using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>Another time: snooze, their clock, the other reading.</summary>
internal static class MoveCommands
{
    /// <summary>In front of a time that a button carries: the day of it was meant, and no hour.</summary>
    private const string DayAlone = "day ";

    /// <summary>The value is a handle, and perhaps what was chosen: 1h, tomorrow, week, open, or a time. Without it the form asks.</summary>
    public static async ValueTask<Outcome> Snooze(TurnContext turn)
    {
        var (handle, choice) = Handle.Split(turn.Value);
        return await Open(turn, handle, seen => Snooze(turn, seen, choice));
    }

    public static ValueTask<Outcome> SnoozeSubmitted(TurnContext turn) => Open(turn, turn.Submitted.State, seen =>
    {
        var errors = new Dictionary<string, string>();
        var draft = FollowForms.ReadWhen(turn, turn.Submitted.Values.GetValueOrDefault(FollowForms.When, ""), ZoneOf(seen), errors);
        if (errors.Count > 0) return new Outcome.Answer(new Reply.NotValid(FollowForms.ToSnooze(turn, seen).Refused(turn.Submitted.Values, errors)));
        var plan = draft.PlanFor(turn.Roster.Find(seen.FollowUp.Assignee) ?? turn.Member, CustomerRows.Customer(seen.Customer.Row), turn.Roster, turn.Now)!;
        return PutOff(turn, seen, plan.Time, plan.HasTime);
    });

    /// <summary>A button that puts it off to a time, whatever day that is for the customer.</summary>
    internal static Button PutOffTo(FollowUp followUp, PlannedTime time, bool hasTime, string label, Look look = Look.Normal) =>
        new(FollowUpCards.PutOff, label, $"{followUp.Handle}/{(hasTime ? "" : DayAlone)}{WhenText.Carry(time)}", look);

    /// <summary>The same wall time on the customer's clock.</summary>
    public static ValueTask<Outcome> ToTheirTime(TurnContext turn) => Open(turn, turn.Value, seen =>
    {
        var followUp = seen.FollowUp;
        if (ZoneOf(seen) is not { } zone || zone == followUp.Zone) return Nothing(turn, "FollowUps.NothingChanged");
        var time = followUp.Time with { Zone = zone };
        if (!PlanRead.MayBe(time, turn.Now)) return Nothing(turn, "FollowUps.TheirPast", ("time", Text.Ours(WhenText.Of(turn.Words, time, turn.Now))));
        return Moved(turn, seen, time, followUp.HasTime, DrawnCards.Changed);
    });

    /// <summary>The value is a handle and a wall time in the follow-up's zone.</summary>
    public static ValueTask<Outcome> ToOtherReading(TurnContext turn)
    {
        var (handle, wall) = Handle.Split(turn.Value);
        return Open(turn, handle, seen =>
        {
            if (WhenText.ChosenWall(wall) is not { } other) return new Outcome.Answer(TurnCards.Old(turn.Words));
            var time = seen.FollowUp.Time with { Wall = other };
            return PlanRead.MayBe(time, turn.Now) ? Moved(turn, seen, time, seen.FollowUp.HasTime, DrawnCards.Changed) : Nothing(turn, "FollowUps.OtherPast");
        });
    }

    internal static Outcome Snooze(TurnContext turn, SeenFollowUp seen, string choice)
    {
        // What is not due yet is put off from when it is.
        var from = Instant.Max(turn.Now, seen.FollowUp.DueAt);
        var assignee = turn.Roster.Find(seen.FollowUp.Assignee) ?? turn.Member;
        switch (choice)
        {
            case "": return new Outcome.Answer(new Reply.Ask(FollowForms.ToSnooze(turn, seen)));
            case "1h": return PutOff(turn, seen, PlanRead.Moment(from + Duration.FromHours(1), PlanRead.ZoneOf(assignee)), true);
            case "tomorrow": return PutOff(turn, seen, OpensOn(turn, from, assignee, today => today.PlusDays(1)), true);
            case "week": return PutOff(turn, seen, OpensOn(turn, from, assignee, today => today.Next(IsoDayOfWeek.Monday)), true);
            case "open": return Opening.Next(CustomerRows.Customer(seen.Customer.Row), turn.Roster, from) is { } opens
                ? PutOffAnyway(turn, seen, opens, true)
                : Nothing(turn, "FollowUps.SnoozeNoHours");
            default: return Chosen(turn, seen, choice);
        }
    }

    /// <summary>A time that <see cref="PutOffTo"/> carried. It comes back untrusted.</summary>
    private static Outcome Chosen(TurnContext turn, SeenFollowUp seen, string choice)
    {
        var isDay = choice.StartsWith(DayAlone, StringComparison.Ordinal);
        if (WhenText.Chosen(isDay ? choice[DayAlone.Length..] : choice) is not { } time) return new Outcome.Answer(TurnCards.Old(turn.Words));
        return PlanRead.MayBe(time, turn.Now) ? PutOffAnyway(turn, seen, time, !isDay) : Nothing(turn, "FollowUps.OtherPast");
    }

    /// <summary>When the assignee's work begins on that day, or on their next working day behind it. Next week is the Monday of the following calendar week.</summary>
    private static PlannedTime OpensOn(TurnContext turn, Instant from, Member assignee, Func<LocalDate, LocalDate> day)
    {
        var zone = PlanRead.ZoneOf(assignee);
        var begins = Zones.Rules[zone].AtStartOfDay(day(from.InZone(Zones.Rules[zone]).Date)).ToInstant();
        return PlanRead.Moment(AtWork.Next(assignee, turn.Roster, begins), zone);
    }

    private static Outcome PutOff(TurnContext turn, SeenFollowUp seen, PlannedTime time, bool hasTime) => ClosedDayAnswers.Ask(turn, seen, time, hasTime) ?? PutOffAnyway(turn, seen, time, hasTime);

    private static Outcome PutOffAnyway(TurnContext turn, SeenFollowUp seen, PlannedTime time, bool hasTime) => At(turn, seen, seen.FollowUp.PutOff(time, hasTime), DrawnCards.Moved);

    private static Outcome Moved(TurnContext turn, SeenFollowUp seen, PlannedTime time, bool hasTime, string drawing) => At(turn, seen, seen.FollowUp.At(time, hasTime), drawing);

    private static Outcome At(TurnContext turn, SeenFollowUp seen, FollowUp moved, string drawing)
    {
        var (time, after) = (moved.Time, moved with { Moved = new(turn.Member.Id, turn.Now.ToUnixTimeMilliseconds()) });
        return new Outcome.Change(drawing, [after.Handle, time.Shift == WallShift.None ? "" : string.Join(',', WhenText.Flags(ShiftOf(time))), ""], Covering.Change(turn, seen, after), after.Customer);
    }

    private static Assumed ShiftOf(PlannedTime time) => new(time, [new(time.Shift == WallShift.MovedForward ? Assuming.GapMoved : Assuming.OverlapFirst)]);

    /// <summary>Rights follow the record, not what the reader's room shows of it.</summary>
    private static string? ZoneOf(SeenFollowUp seen) => CustomerRows.Customer(seen.Customer.Row).Zone is { Length: > 0 } zone ? Zones.Find(zone) : null;

    /// <summary>The decision about a follow-up that is there, may be changed and is open; what became of it otherwise.</summary>
    internal static async ValueTask<Outcome> Open(TurnContext turn, string handle, Func<SeenFollowUp, Outcome> decide) => await FollowUpStore.Of(turn).ForChange(handle) switch
    {
        null => new Outcome.Answer(FollowUpCards.Gone(turn.Words)),
        { FollowUp.IsOpen: false } seen => new Outcome.Answer(FollowUpCards.Still(turn.Reader, turn.Roster, seen, turn.Now)),
        var seen => decide(seen),
    };

    internal static Outcome Nothing(TurnContext turn, string key, params (string, object)[] args) => new Outcome.Answer(new Card(new Line(turn.Words.Say(key, args), Tone.Warning)));
}

/// <summary>What buttons carry: a follow-up's handle, and perhaps something chosen behind it.</summary>
internal static class Handle
{
    public static (string Handle, string Choice) Split(string value) =>
        value.Split('/', 3) is [var customer, var id, .. var rest] ? ($"{customer}/{id}", rest is [var choice] ? choice : "") : (value, "");
}
