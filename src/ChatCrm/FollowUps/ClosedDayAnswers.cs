using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;
using NodaTime.Text;
using Text = ChatCrm.Conversation.Text;

namespace ChatCrm.FollowUps;

/// <summary>A form as it was sent, which is to be sent again with one field changed.</summary>
/// <param name="Field">The field that holds the date.</param>
public sealed record SentForm(string Id, string State, string Field, IReadOnlyDictionary<string, string> Values);

/// <summary>A follow-up for a day on which the customer is closed: said, and asked, before it is saved. What is not known for sure is not asked.</summary>
public static class ClosedDayAnswers
{
    /// <summary>The question about a line, and the name of its answer among a form's values; no field is called so.</summary>
    internal const string Question = "~closed", Kept = "keep";

    /// <summary>Asks about what a line says; the line is kept. Null where there is nothing to ask.</summary>
    public static Outcome? Ask(TurnContext turn, SeenCustomer customer, FollowUpPlan plan)
    {
        if (turn.Choices[Question] == Kept || Found(turn, customer, TimeOf(turn, customer, plan)) is not { } found) return null;
        var keep = new Changes();
        return Asked(turn, found, keep,
            new(Drafts.RunLine, found.Label, Drafts.Carry(turn, FollowLine.WhenQuestion, WhenText.Carry(found.Next), keep), Look.Primary),
            new(Drafts.RunLine, turn.Words.Plain("FollowUps.KeepDayButton"), Drafts.Carry(turn, Question, Kept, keep)));
    }

    /// <summary>Asks about what a form says; its values wait. Null where there is nothing to ask.</summary>
    public static Outcome? Ask(TurnContext turn, SeenCustomer customer, FollowDraft draft, SentForm form) =>
        Ask(turn, Found(turn, customer, TimeOf(turn, customer, draft)), draft.HasTime, form, typed => FollowForms.Typed(turn.Words, draft with { Typed = typed }));

    /// <summary>Asks about the time to which a form moves a follow-up; its values wait. Null where there is nothing to ask.</summary>
    public static Outcome? Ask(TurnContext turn, SeenFollowUp seen, PlannedTime time, bool hasTime, SentForm form) => Ask(turn, Found(turn, seen, time), hasTime, form, typed => typed);

    /// <summary>Asks about the time to which a button or a date puts a follow-up off. Null where there is nothing to ask.</summary>
    public static Outcome? Ask(TurnContext turn, SeenFollowUp seen, PlannedTime time, bool hasTime) => Found(turn, seen, time) is not { } found ? null : Asked(turn, found, new(),
        MoveCommands.PutOffTo(seen.FollowUp, found.Next, hasTime: true, found.Label, Look.Primary), MoveCommands.PutOffTo(seen.FollowUp, time, hasTime, turn.Words.Plain("FollowUps.KeepDayButton")));

    /// <summary>That they may be closed on the day of a follow-up that was saved; empty where nobody has reason to think so.</summary>
    public static Text Perhaps(Reader reader, Roster roster, FollowUp followUp, SeenCustomer customer)
    {
        if (CustomerSchedule.Of(customer.Customer, null, roster) is not { } schedule) return Text.Empty;
        return schedule.OffOn(schedule.DateAt(followUp.DueAt)) is { Certainty: Certainty.MaybeClosed, Name.Length: > 0 } maybe
            ? reader.Words.Say("FollowUps.PerhapsClosed", ("customer", Names.Visible(customer.Customer.Name)), ("name", maybe.In(reader.Words.Language)))
            : Text.Empty;
    }

    /// <summary>What stands in the way of a plan, and the way out.</summary>
    private sealed record Closing(Customer Customer, LocalDate Date, DayOff? Off, PlannedTime Planned, PlannedTime Next, string Label);

    private static PlannedTime? TimeOf(TurnContext turn, SeenCustomer seen, FollowUpPlan plan) =>
        plan.PlanFor(plan.For ?? turn.Member, CustomerRows.Customer(seen.Row), turn.Roster, turn.Now)?.Time;

    /// <summary>Nobody is asked twice about one day: where it is on it already, they know.</summary>
    private static Closing? Found(TurnContext turn, SeenFollowUp seen, PlannedTime time) =>
        Found(turn, seen.Customer, time) is { } found && CustomerSchedule.Of(found.Customer, null, turn.Roster)?.DateAt(seen.FollowUp.DueAt) != found.Date ? found : null;

    private static Closing? Found(TurnContext turn, SeenCustomer seen, PlannedTime? planned)
    {
        // Rights follow the record, not what the room shows of it; without a country its weekend is a guess.
        var customer = CustomerRows.Customer(seen.Row);
        if (customer.Country.Length == 0 || CustomerSchedule.Of(customer, null, turn.Roster) is not { } schedule) return null;
        if (planned is not { } time || schedule.DateAt(time.ToInstant()) is var date && schedule.WorksOn(date)) return null;
        // Whoever plans for the same weekend, or chose the day by its weekday's name, knows what day it is.
        if (schedule.OffOn(date) is not { IsClosed: true } && (date == schedule.DateAt(turn.Now) || turn.Choices.Has(FollowLine.WhenQuestion))) return null;
        var next = PlanRead.Moment(schedule.NextOpen(time.ToInstant()), schedule.Zone);
        var label = turn.Words.Plain("FollowUps.NextOpenButton", ("when", Text.Ours(turn.Reader.Dates.At(next.OnTheClock, turn.Now.InZone(turn.Reader.TimeZone).Date))));
        return new(customer, date, schedule.OffOn(date), time, next, label);
    }

    /// <param name="field">The form's field with another time in it.</param>
    private static Outcome? Ask(TurnContext turn, Closing? closing, bool hasTime, SentForm form, Func<string, string> field)
    {
        if (form.Values.GetValueOrDefault(Question) == Kept || closing is not { } found) return null;
        var id = TurnIds.Minted(turn.Id, 0);
        var keep = ClosedDayCommands.Keep(turn, id, form, field(AsRead(turn, found.Planned, hasTime)), field(AsRead(turn, found.Next, hasTime: true)));
        return Asked(turn, found, keep, new(ClosedDayCommands.Next, found.Label, id, Look.Primary), new(ClosedDayCommands.KeepDay, turn.Words.Plain("FollowUps.KeepDayButton"), id));
    }

    /// <summary>As it was read, so that tomorrow's "tomorrow" is no other day, and a day alone stays one.</summary>
    private static string AsRead(TurnContext turn, PlannedTime time, bool hasTime) =>
        hasTime || time.Zone != turn.Reader.Zone ? FollowForms.Written(time) : LocalDatePattern.Iso.Format(time.Wall.Date);

    private static Outcome Asked(TurnContext turn, Closing found, Changes keep, params Button[] presses) =>
        new Outcome.Answer(new Reply.Show(new Card([new Line(Said(turn.Words, found, turn), Tone.Warning)], presses)), keep);

    /// <summary>"Thu 26 Nov is Thanksgiving Day (United States): Acme Inc is closed."</summary>
    private static Text Said(Wording words, Closing found, TurnContext turn)
    {
        var key = found.Off switch
        {
            null or { IsClosed: false } => "FollowUps.ClosedWeekend",
            { Name.Length: 0 } => "FollowUps.ClosedUnnamed",
            { Certainty: Certainty.Estimated } => "FollowUps.ClosedProbably",
            _ => "FollowUps.ClosedHoliday",
        };
        return words.Say(key, ("day", Text.Ours(turn.Reader.Dates.Day(found.Date, turn.Now.InZone(turn.Reader.TimeZone).Date))), ("name", found.Off?.In(words.Language) ?? ""),
            ("country", Text.Ours(Countries.Of(found.Customer.Country)?.In(words.Language) ?? found.Customer.Country)), ("customer", Names.Visible(found.Customer.Name)));
    }
}
