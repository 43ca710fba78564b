using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime.Text;
using Text = ChatCrm.Conversation.Text;

namespace ChatCrm.FollowUps;

/// <summary>The forms about follow-ups: the same questions as the line's parts.</summary>
public static class FollowForms
{
    public const string Follow = "follow-up.follow", Edit = "follow-up.edit", Done = "follow-up.done", Snooze = "follow-up.snooze";

    public const string Customer = "customer", When = "when", What = "text", Assignee = "assignee", Note = "note", Repeat = "every", Stop = "stop";

    public const int LongestText = 3000;

    private const int LongestLine = 1500;

    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The form to set one, filled with what was understood.</summary>
    public static Form ToFollow(TurnContext turn, Hit? customer, FollowDraft draft)
    {
        var words = turn.Words;
        return new(Follow, turn.FormId, words.Plain("FollowUps.FormTitle"), words.Plain("Turns.SaveButton"),
        [
            new LookupField(Customer, words.Plain("FollowUps.FieldCustomer"), "customer.search", customer?.Customer ?? "", customer is null ? "" : Names.Visible(customer.Name), Required: true),
            WhenField(turn, draft.Typed),
            WhatField(turn, draft.Text),
            .. AssigneeField(turn, (draft.For ?? turn.Member).Id),
        ]) { Intro = Intro(turn, draft), State = Carried(draft) };
    }

    /// <summary>The form to change one; its state tells later which fields the person touched.</summary>
    public static Form ToEdit(TurnContext turn, FollowUp followUp)
    {
        var values = Values(turn, followUp);
        return new(Edit, turn.FormId, turn.Words.Plain("FollowUps.EditTitle"), turn.Words.Plain("Turns.SaveButton"),
            [WhenField(turn, values[When]), WhatField(turn, values[What]), .. AssigneeField(turn, values[Assignee]), RepeatField(turn, values[Repeat])]) { State = FormState.Of(followUp.Handle, values) };
    }

    public static Form ToClose(TurnContext turn, SeenFollowUp seen) => new(Done, turn.FormId, turn.Words.Plain("FollowUps.DoneTitle"), turn.Words.Plain("FollowUps.DoneButton"),
        [
            new TextField(Note, turn.Words.Plain("FollowUps.FieldNote")) { Hint = turn.Words.Plain("FollowUps.FieldNoteHint") },
            .. Repeating.Of(seen.FollowUp.Every) is null ? Array.Empty<Field>() : [new SwitchField(Stop, turn.Words.Plain("FollowUps.FieldStop"))],
        ]) { Intro = FollowUpCards.What(turn.Reader, seen), State = seen.FollowUp.Handle };

    public static Form ToSnooze(TurnContext turn, SeenFollowUp seen) => new(Snooze, turn.FormId, turn.Words.Plain("FollowUps.SnoozeTitle"), turn.Words.Plain("Turns.SaveButton"),
        [WhenField(turn, "")]) { Intro = FollowUpCards.What(turn.Reader, seen), State = seen.FollowUp.Handle };

    /// <summary>A follow-up's fields as the edit form shows them.</summary>
    public static Dictionary<string, string> Values(TurnContext turn, FollowUp followUp) => new()
    {
        [When] = followUp.Zone == turn.Reader.Zone ? Wall.Format(followUp.Time.Wall) : Written(followUp.Time),
        [What] = followUp.Text,
        [Assignee] = followUp.Assignee,
        [Repeat] = followUp.Every,
    };

    /// <summary>A time in words that are read as that and nothing else: "2026-11-24 15:00 Asia/Shanghai".</summary>
    public static string Written(PlannedTime time) => $"{Wall.Format(time.Wall)} {time.Zone}";

    /// <summary>What a submitted form to set one asks for; errors by field.</summary>
    public static (FollowDraft Draft, Dictionary<string, string> Errors) Read(TurnContext turn, string? theirs)
    {
        var (values, errors) = (turn.Submitted.Values, new Dictionary<string, string>());
        var draft = ReadWhen(turn, values.GetValueOrDefault(When, ""), theirs, errors);
        var text = ReadText(turn, values.GetValueOrDefault(What, ""), errors);
        var assignee = values.GetValueOrDefault(Assignee, "");
        var member = assignee.Length == 0 ? draft.For ?? turn.Member : turn.Roster.Find(assignee);
        if (member is null) errors[Assignee] = turn.Words.Plain("FollowUps.NobodyCalled", ("name", assignee));
        draft = draft with { Text = text, People = member is null ? [] : [member], Person = member?.Handle ?? "" };
        return (turn.Submitted.State.Split('\n', 4) is [var room, var calendar, var every, var line]
            ? With(draft with { Line = line }, room, calendar, every)
            : draft, errors);
    }

    /// <summary>What the line said that the form has no field for; what was typed into the date's field goes before it.</summary>
    private static FollowDraft With(FollowDraft draft, string room, string calendar, string every)
    {
        if (draft.Room.Length == 0) draft = draft with { Room = room };
        if (draft.Every.Length == 0) draft = draft with { Every = every };
        var invited = draft.Invited.Length > 0 ? draft.Invited : Invitation.Read(calendar.TrimStart('1', '2')) ?? "";
        return draft with { Calendar = draft.Calendar || calendar.Length > 0, Online = draft.Online || calendar.StartsWith('2'), Invited = invited };
    }

    /// <summary>The date of a form's field; the error says what to write instead.</summary>
    public static FollowDraft ReadWhen(TurnContext turn, string typed, string? theirs, Dictionary<string, string> errors)
    {
        var draft = FollowLine.OfField(turn, typed, theirs);
        if (typed.Trim().Length == 0) errors[When] = turn.Words.Plain("FollowUps.WhenMissing");
        else if (draft.Unread.Length > 0) errors[When] = turn.Words.Plain("FollowUps.WhenNotRead");
        else if (FollowLine.Error(turn, draft, named: false) is { } error) errors[When] = error;
        return draft;
    }

    public static string ReadText(TurnContext turn, string typed, Dictionary<string, string> errors, string field = What)
    {
        if (typed.Length > LongestText) errors[field] = turn.Words.Plain("FollowUps.TooLong", ("most", LongestText));
        return typed.Trim();
    }

    /// <summary>Everything but the text of a draft, in words that <see cref="FollowLine.OfField"/> reads again.</summary>
    public static string Typed(Wording words, FollowDraft draft)
    {
        var person = draft.For is { Handle.Length: > 0 } member ? member.Handle : draft.Person.TrimStart('@');
        // "every tue 3pm" holds its date.
        var date = draft.Every.Contains(draft.Typed, StringComparison.Ordinal) ? draft.Every : $"{draft.Typed} {draft.Every}".Trim();
        string[] parts = [date, draft.AtOpening ? Verb("opening") : "", person.Length > 0 ? $"{Verb("for")} @{person}" : "", draft.Room.Length > 0 ? $"{Verb("remind")} #{draft.Room}" : "",
            draft.Calendar ? Verb("cal") : "", draft.Inviting(words)];
        return string.Join(' ', parts.Where(part => part.Length > 0));

        string Verb(string key) => FollowWords.First(words, key);
    }

    private static TextField WhenField(TurnContext turn, string value) =>
        new(When, turn.Words.Plain("FollowUps.FieldWhen"), value, Required: true) { Hint = turn.Words.Plain("FollowUps.FieldWhenHint") };

    private static TextField RepeatField(TurnContext turn, string value) =>
        new(Repeat, turn.Words.Plain("FollowUps.FieldRepeat"), value) { Hint = turn.Words.Plain("FollowUps.FieldRepeatHint") };

    private static TextField WhatField(TurnContext turn, string value) => new(What, turn.Words.Plain("FollowUps.FieldText"), value, Tall: true);

    /// <summary>Nobody is asked where there is nobody to choose from.</summary>
    private static IEnumerable<Field> AssigneeField(TurnContext turn, string value)
    {
        var members = turn.Roster.Members.OrderBy(member => member.Id == value ? 0 : member.Id == turn.Member.Id ? 1 : 2).Take(100).Select(member => new Choice(member.Name, member.Id)).ToList();
        if (members.Count > 1) yield return new ChoiceField(Assignee, turn.Words.Plain("FollowUps.FieldAssignee"), members, value);
    }

    private static Text Intro(TurnContext turn, FollowDraft draft)
    {
        if (turn.Line.From(turn.Rest) is null) return Text.Empty;
        return Text.Join(" ",
            draft.When is null ? turn.Words.Say("FollowUps.IntroNoDate") : Text.Empty,
            draft.Person.Length > 0 && draft.For is null ? Text.Ours(FollowLine.Error(turn, draft) ?? "") : Text.Empty,
            draft.Unread.Length > 0 ? turn.Words.Say("FollowUps.IntroUnread", ("words", draft.Unread)) : Text.Empty);
    }

    /// <summary>What the form has no field for: it comes back untrusted, and a room is looked up again.</summary>
    private static string Carried(FollowDraft draft) => string.Join('\n',
        Short(draft.Room, 200), draft.Calendar ? Short((draft.Online ? "2" : "1") + " " + draft.Invited, 400) : "", Short(draft.Every, 200), draft.Line.Length <= LongestLine ? draft.Line : "");

    private static string Short(string value, int most) => value.Length <= most && !value.Contains('\n') ? value : "";
}
