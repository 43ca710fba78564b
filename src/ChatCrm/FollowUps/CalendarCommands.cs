using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.FollowUps;

/// <summary>Whether a service has calendars to put follow-ups into: where not, cards do not offer it.</summary>
public sealed record CalendarAround(bool IsHere);

/// <summary>A follow-up into its assignee's calendar, and out of it; who is invited, and whether it is an online meeting.</summary>
internal static class CalendarCommands
{
    /// <summary>One puts, the other asks: a channel opens a window for what asks.</summary>
    public const string Put = "follow-up.calendar", Edit = "follow-up.calendar-edit";

    public const string Where = "calendar", Invited = "invited", InCalendar = "in", Online = "online", Nowhere = "out";

    /// <summary>[Put into Outlook]: once more where it stands there already, or could not.</summary>
    public static ValueTask<Outcome> Into(TurnContext turn) => MoveCommands.Open(turn, turn.Value, seen => Changed(turn, seen, seen.FollowUp with { Calendar = true }));

    public static ValueTask<Outcome> Ask(TurnContext turn) => MoveCommands.Open(turn, turn.Value, seen => new Outcome.Answer(new Reply.Ask(Form(turn, seen))));

    public static ValueTask<Outcome> Submitted(TurnContext turn) => MoveCommands.Open(turn, turn.Submitted.State, seen =>
    {
        var (where, typed) = (turn.Submitted.Values.GetValueOrDefault(Where, InCalendar), turn.Submitted.Values.GetValueOrDefault(Invited, ""));
        if (Invitation.Read(typed) is not { } invited)
        {
            var error = new Dictionary<string, string> { [Invited] = turn.Words.Plain("FollowUps.InvitedNotRead", ("most", Invitation.Most)) };
            return new Outcome.Answer(new Reply.NotValid(Form(turn, seen).Refused(turn.Submitted.Values, error)));
        }
        var into = where != Nowhere;
        var after = seen.FollowUp with { Calendar = into, Online = into && where == Online, Invited = into ? invited : "" };
        return into && NotTheirs(turn, seen.FollowUp, after) is { } errors ? new Outcome.Answer(new Reply.NotValid(Form(turn, seen).Refused(turn.Submitted.Values, errors))) : Changed(turn, seen, after);
    });

    /// <summary>Invitations go out in the assignee's name: what another one would change of them, as errors by field; null where that is nothing.</summary>
    private static Dictionary<string, string>? NotTheirs(TurnContext turn, FollowUp before, FollowUp after) =>
        turn.Member.Id == before.Assignee || (before.Online, before.Invited) == (after.Online, after.Invited)
            ? null
            : new() { [before.Invited != after.Invited ? Invited : Where] = turn.Words.Plain("FollowUps.OwnInvites", ("who", Text.Theirs(turn.Roster.NameOf(before.Assignee)))) };

    private static Outcome Changed(TurnContext turn, SeenFollowUp seen, FollowUp after)
    {
        if (after != seen.FollowUp) return new Outcome.Change(DrawnCards.Changed, [after.Handle, "", ""], FollowUpStore.Change(seen, after), after.Customer);
        if (!after.Calendar) return MoveCommands.Nothing(turn, "FollowUps.NothingChanged");
        return new Outcome.Change(DrawnCards.Changed, [after.Handle, "", ""], new(), after.Customer) { Notices = [Notice.ToDo(FollowUpStore.Mirror, [seen.Row.Key], after.Customer)] };
    }

    private static Form Form(TurnContext turn, SeenFollowUp seen)
    {
        var (words, followUp) = (turn.Words, seen.FollowUp);
        var where = !followUp.Calendar ? Nowhere : followUp.Online ? Online : InCalendar;
        return new(Edit, turn.FormId, words.Plain("FollowUps.CalendarTitle"), words.Plain("Turns.SaveButton"),
        [
            new ChoiceField(Where, words.Plain("FollowUps.FieldCalendar"),
                [new(words.Plain("FollowUps.CalendarIn"), InCalendar), new(words.Plain("FollowUps.CalendarOnline"), Online), new(words.Plain("FollowUps.CalendarOut"), Nowhere)], where, Required: true),
            new TextField(Invited, words.Plain("FollowUps.FieldInvited"), followUp.Invited) { Hint = words.Plain("FollowUps.FieldInvitedHint") },
        ]) { Intro = FollowUpCards.What(turn.Reader, seen), State = followUp.Handle };
    }
}

/// <summary>The addresses of those who are invited, as they are kept: in order, each once, with ", " between.</summary>
public static class Invitation
{
    /// <summary>The most that one event invites here.</summary>
    public const int Most = 20;

    private const int Longest = 254;

    private static readonly char[] Between = [' ', ',', ';', '\n', '\t', '，', '；', '、'];

    /// <summary>What was typed, made ready; empty where nobody is invited, null where it holds what is no address, or too many.</summary>
    public static string? Read(string typed)
    {
        var addresses = typed.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return addresses.Count <= Most && addresses.TrueForAll(IsAddress) ? string.Join(", ", addresses) : null;
    }

    public static IReadOnlyList<string> Of(FollowUp followUp) => followUp.Invited.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Something that mail can go to: a name, one @, a domain with a dot.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= Longest && text.Split('@') is [{ Length: > 0 } name, var domain] && domain.IndexOf('.') is > 0 and var dot && dot < domain.Length - 1
        && !domain.EndsWith('.') && (name + domain).All(c => c > ' ' && c is not ('<' or '>' or '(' or ')' or '"' or ',' or ';' or ':' or '\\' or '[' or ']'));
}
