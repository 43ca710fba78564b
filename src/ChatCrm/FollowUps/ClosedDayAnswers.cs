using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;
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
        if (turn.Choices[Question] == Kept || Found(turn, customer, plan) is not { } found) return null;
        var keep = new Changes();
        return Asked(turn, found, keep,
            new(Drafts.RunLine, found.Label, Drafts.Carry(turn, FollowLine.WhenQuestion, WhenText.Carry(found.Next), keep), Look.Primary),
            new(Drafts.RunLine, turn.Words.Plain("FollowUps.KeepDayButton"), Drafts.Carry(turn, Question, Kept, keep)));
    }

    /// <summary>Asks about what a form says; its values wait. Null where there is nothing to ask.</summary>
    public static Outcome? Ask(TurnContext turn, SeenCustomer customer, FollowDraft draft, SentForm form)
    {
        if (form.Values.GetValueOrDefault(Question) == Kept || Found(turn, customer, draft) is not { } found) return null;
        var id = TurnIds.Minted(turn.Id, 0);
        var keep = ClosedDayCommands.Keep(turn, id, form, Field(found.Planned), Field(found.Next));
        return Asked(turn, found, keep, new(ClosedDayCommands.Next, found.Label, id, Look.Primary), new(ClosedDayCommands.KeepDay, turn.Words.Plain("FollowUps.KeepDayButton"), id));

        // As it was read, so that tomorrow's "tomorrow" is no other day.
        string Field(PlannedTime time) => FollowForms.Typed(turn.Words, draft with { Typed = FollowForms.Written(time) });
    }

    /// <summary>That they may be closed on the day of a follow-up that was saved; empty where nobody has reason to think so.</summary>
    public static Text Perhaps(Reader reader, Roster roster, FollowUp followUp, SeenCustomer customer)
    {
        if (CustomerSchedule.Of(customer.Customer, null, roster) is not { } schedule) return Text.Empty;
        return schedule.OffOn(schedule.DateAt(followUp.DueAt)) is { Certainty: Certainty.MaybeClosed, Name.Length: > 0 } maybe
            ? reader.Words.Say("FollowUps.PerhapsClosed", ("customer", Names.Visible(customer.Customer.Name)), ("name", maybe.Name))
            : Text.Empty;
    }

    /// <summary>What stands in the way of a plan, and the way out.</summary>
    private sealed record Closing(Customer Customer, LocalDate Date, DayOff? Off, PlannedTime Planned, PlannedTime Next, string Label);

    private static Closing? Found(TurnContext turn, SeenCustomer seen, FollowUpPlan plan)
    {
        // Rights follow the record, not what the room shows of it; without a country its weekend is a guess.
        var customer = CustomerRows.Customer(seen.Row);
        if (customer.Country.Length == 0 || CustomerSchedule.Of(customer, null, turn.Roster) is not { } schedule) return null;
        if (plan.PlanFor(plan.For ?? turn.Member, customer, turn.Roster, turn.Now)?.Time is not { } time || schedule.DateAt(time.ToInstant()) is var date && schedule.WorksOn(date)) return null;
        // Whoever plans for the same weekend, or chose the day by its weekday's name, knows what day it is.
        if (schedule.OffOn(date) is not { IsClosed: true } && (date == schedule.DateAt(turn.Now) || turn.Choices.Has(FollowLine.WhenQuestion))) return null;
        var next = PlannedTime.At(schedule.NextOpen(time.ToInstant()), schedule.Zone);
        var label = turn.Words.Plain("FollowUps.NextOpenButton", ("when", Text.Ours(turn.Reader.Dates.At(next.OnTheClock, turn.Now.InZone(turn.Reader.TimeZone).Date))));
        return new(customer, date, schedule.OffOn(date), time, next, label);
    }

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
        return words.Say(key, ("day", Text.Ours(turn.Reader.Dates.Day(found.Date, turn.Now.InZone(turn.Reader.TimeZone).Date))), ("name", found.Off?.Name ?? ""),
            ("country", Text.Ours(Countries.Of(found.Customer.Country)?.In(words.Language) ?? found.Customer.Country)), ("customer", Names.Visible(found.Customer.Name)));
    }
}
