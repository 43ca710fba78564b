using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Turns;

namespace ChatCrm.FollowUps;

/// <summary>Other words, another time, somebody else.</summary>
internal static class ReviseCommands
{
    public static ValueTask<Outcome> Ask(TurnContext turn) =>
        MoveCommands.Open(turn, turn.Value, seen => new Outcome.Answer(new Reply.Ask(FollowForms.ToEdit(turn, seen.FollowUp))));

    /// <summary>The value is a handle and a member.</summary>
    public static ValueTask<Outcome> Give(TurnContext turn)
    {
        var (handle, id) = Handle.Split(turn.Value);
        return MoveCommands.Open(turn, handle, seen =>
        {
            if (turn.Roster.Find(id) is not { } member) return new Outcome.Answer(TurnCards.Old(turn.Words));
            if (seen.FollowUp.Assignee == member.Id) return new Outcome.Answer(FollowUpCards.Still(turn.Reader, turn.Roster, seen, turn.Now));
            var after = Given(turn, seen.FollowUp, member.Id);
            return new Outcome.Change(DrawnCards.HandedOver, [after.Handle], Covering.Change(turn, seen, after), after.Customer) { Notices = [.. FollowUpStore.Told(turn, after)] };
        });
    }

    /// <summary>Fields that nobody touched keep what is there now; one that somebody else changed meanwhile is asked about.</summary>
    public static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var state = FormState.Read(turn.Submitted.State);
        if (await FollowUpStore.Of(turn).ForChange(state.Record) is not { FollowUp.IsOpen: true } seen) return new Outcome.Answer(new Reply.KeepForm(turn.Words.Plain("FollowUps.Gone"), turn.Submitted.Values));
        var touched = turn.Submitted.Values.Where(pair => state.Touched(pair.Key, pair.Value)).ToDictionary(StringComparer.Ordinal);
        var (after, said, errors) = Read(turn, seen, state, touched);
        // Opened on what is there now, with what was touched over it: what somebody else changed must not come back as typed.
        if (errors.Count > 0) return new Outcome.Answer(new Reply.NotValid(FollowForms.ToEdit(turn, seen.FollowUp).Refused(touched, errors)));
        if (after == seen.FollowUp) return MoveCommands.Nothing(turn, "FollowUps.NothingChanged");
        if (after.DueAt != seen.FollowUp.DueAt && ClosedDayAnswers.Ask(turn, seen, after.Time, after.HasTime, new SentForm(FollowForms.Edit, turn.Submitted.State, FollowForms.When, turn.Submitted.Values)) is { } asked) return asked;
        var notices = after.Assignee == seen.FollowUp.Assignee ? [] : FollowUpStore.Told(turn, after);
        return new Outcome.Change(DrawnCards.Changed, [after.Handle, string.Join(',', said), ""], Covering.Change(turn, seen, after), after.Customer) { Notices = [.. notices] };
    }

    private static (FollowUp After, IReadOnlyList<string> Said, Dictionary<string, string> Errors) Read(TurnContext turn, SeenFollowUp seen, FormState state, IReadOnlyDictionary<string, string> touched)
    {
        var errors = new Dictionary<string, string>();
        var after = seen.FollowUp;
        IReadOnlyList<string> said = [];
        if (Touched(FollowForms.What) is { } text) after = after.Reworded(FollowForms.ReadText(turn, text, errors), new(turn.Member.Id, turn.Now.ToUnixTimeMilliseconds()));
        if (Touched(FollowForms.Assignee) is { } assignee)
        {
            if (turn.Roster.Find(assignee) is null) errors[FollowForms.Assignee] = turn.Words.Plain("FollowUps.NobodyCalled", ("name", assignee));
            else if (assignee != after.Assignee) after = Given(turn, after, assignee);
        }
        if (Touched(FollowForms.Repeat) is { } words)
        {
            // Other words are another series: it begins with this one.
            after = after with { Every = words, Began = words == after.Every ? after.Began : "" };
            if (words.Length > 0 && Repeating.Of(words) is null) errors[FollowForms.Repeat] = turn.Words.Plain("FollowUps.EveryNotRead");
        }
        if (Touched(FollowForms.When) is { } when)
        {
            var zone = CustomerRows.Customer(seen.Customer.Row).Zone;
            var plan = FollowForms.ReadWhen(turn, when, zone.Length > 0 ? zone : null, errors).PlanFor(turn.Roster.Find(after.Assignee) ?? turn.Member, CustomerRows.Customer(seen.Customer.Row), turn.Roster, turn.Now);
            if (plan is not null) (after, said) = (after.At(plan.Time, plan.HasTime) with { Moved = new(turn.Member.Id, turn.Now.ToUnixTimeMilliseconds()) }, plan.Said);
        }
        foreach (var (field, now) in FollowForms.Values(turn, seen.FollowUp))
            if (Touched(field) is { } mine && state.ChangedSince(field, now) && mine != now.Trim())
                errors[field] = turn.Words.Plain("FollowUps.ChangedMeanwhile", ("now", Text.Theirs(field == FollowForms.Assignee ? turn.Roster.NameOf(now) : now)));
        return (after, said, errors);

        string? Touched(string field) => touched.TryGetValue(field, out var value) ? value.Trim() : null;
    }

    private static FollowUp Given(TurnContext turn, FollowUp followUp, string member) =>
        followUp.ForAnother(member, new(turn.Member.Id, turn.Now.ToUnixTimeMilliseconds())) with { Calendar = followUp.Calendar || turn.Roster.Find(member) is { Calendar: true } };
}
