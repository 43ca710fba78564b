using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What people see of one follow-up. Pure; what the reader's sight does not allow is not there.</summary>
public static class FollowUpCards
{
    public const string Done = "follow-up.done", Snooze = "follow-up.snooze", PutOff = "follow-up.put-off", Give = "follow-up.give", Edit = "follow-up.edit", Their = "follow-up.their", Other = "follow-up.other", New = "follow-up.new", Stop = "follow-up.stop";

    /// <summary>"next: Tue 24 Nov 15:00 Shanghai “send samples” (Mei)".</summary>
    public static Text NextStep(Reader reader, Roster roster, NextStep next, Instant now) => reader.Words.Say("FollowUps.Next",
        ("when", Due(next.HasTime, new Moment(next.DueAt, reader.Dates.NearAt(next.DueAt.InZone(reader.TimeZone).LocalDateTime, now.InZone(reader.TimeZone).Date)))),
        ("text", Quoted(reader.Words, next.Text)), ("who", Who(roster, next.Assignee)));

    /// <summary>The lines about a follow-up on the card of what it was set with: the time in both zones, the words, and what is still to be said.</summary>
    public static IEnumerable<Block> Planned(Reader reader, Roster roster, FollowUp followUp, SeenCustomer customer, InCalendar? calendar, Instant now)
    {
        var words = reader.Words;
        var what = words.Say("FollowUps.Planned", ("when", When(reader, roster, followUp, customer, now)), ("text", Quoted(words, followUp.Text)));
        yield return new Line(reader.Is(followUp.Assignee) ? what : Text.Join(" · ", what, Who(roster, followUp.Assignee)));
        foreach (var line in NowThere(reader, customer, now)) yield return line;
        foreach (var line in Remarks(reader, followUp, customer, calendar)) yield return line;
        foreach (var line in Perhaps(reader, roster, followUp, customer)) yield return line;
    }

    /// <summary>[15:00 their time]: the same wall time on the customer's clock; null where that is the same moment or no such clock is known.</summary>
    public static Button? TheirTime(Reader reader, FollowUp followUp, SeenCustomer customer)
    {
        if (!followUp.IsOpen || customer.Customer.Zone.Length == 0 || !followUp.HasTime) return null;
        if ((followUp.Time with { Zone = customer.Customer.Zone }).ToInstant() == followUp.DueAt) return null;
        return new(Their, reader.Words.Plain("FollowUps.TheirButton", ("time", Text.Ours(reader.Dates.Time(followUp.Time.Wall.TimeOfDay)))), followUp.Handle);
    }

    /// <summary>"✓ Follow-up with Acme GmbH: Tue 24 Nov 15:00 Shanghai · 08:00 Berlin", the words, and what was assumed.</summary>
    /// <param name="room">The name of the room that is reminded too; empty is none.</param>
    public static Card Saved(Reader reader, Roster roster, SeenFollowUp seen, string room, Told told, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        if (!seen.ShowsWordsTo(reader)) return new(new Line(words.Say("FollowUps.SavedShort", ("customer", Name(seen)))));
        var heading = new Heading(words.Say("FollowUps.Saved", ("customer", Name(seen)), ("when", When(reader, roster, followUp, seen.Customer, now))));
        Text[] facts =
        [
            words.Say("FollowUps.Number", ("number", Text.Ours(Number(followUp)))),
            reader.Is(followUp.Assignee) ? Text.Empty : words.Say("FollowUps.For", ("who", Who(roster, followUp.Assignee))),
            room.Length == 0 ? Text.Empty : words.Say("FollowUps.Reminds", ("room", room)),
        ];
        return new(
            [
                heading, .. followUp.Text.Length > 0 ? new[] { new Quote(Text.Theirs(followUp.Text)) } : [], new Line(Text.Join(" · ", facts)), .. NowThere(reader, seen.Customer, now),
                .. told.Flags.Select(flag => WhenText.Said(words, flag)).Where(said => !said.IsEmpty).Select(said => new Line(said, Tone.Quiet)),
                .. Remarks(reader, followUp, seen.Customer, told.Calendar), .. Perhaps(reader, roster, followUp, seen.Customer),
            ],
            reader.Member is null ? [Open(words, seen)] : [.. SavedPresses(reader, seen, told, now)]);
    }

    private static IEnumerable<Press> SavedPresses(Reader reader, SeenFollowUp seen, Told told, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        yield return TurnCards.UndoButton(words, told.Turn);
        if (!followUp.IsOpen) yield break;
        yield return new Button(Edit, words.Plain("Turns.EditButton"), followUp.Handle);
        if (TheirTime(reader, followUp, seen.Customer) is { } theirs) yield return theirs;
        if (told.OffersCalendar && told.Other.Length == 0) yield return CalendarButton(words, followUp, told.Calendar);
        if (WhenText.ChosenWall(told.Other) is { } wall && followUp.Time with { Wall = wall } is var other && other.ToInstant() > now)
            yield return new Button(Other, WhenText.Of(words, other, now), $"{followUp.Handle}/{told.Other}");
        if (Sharing.ButtonFor(reader, told.Drawing, seen.Customer.Id, [followUp.Handle, told.Said, told.Other]) is { } share) yield return share;
    }

    /// <summary>What they may find then: closed doors, or that it is not its assignee who is reminded.</summary>
    private static IEnumerable<Line> Perhaps(Reader reader, Roster roster, FollowUp followUp, SeenCustomer customer)
    {
        if (ClosedDayAnswers.Perhaps(reader, roster, followUp, customer) is { IsEmpty: false } said) yield return new(said, Tone.Quiet);
        if (!followUp.IsOpen || roster.Find(followUp.Assignee) is not { } assignee || !ReminderPlan.IsAway(followUp, assignee)) yield break;
        var covered = ReminderPlan.CoverAt(assignee, roster, followUp.DueAt)?.Id ?? "";
        var key = (reader.Is(assignee.Id), covered.Length > 0) switch
        {
            (true, true) => "FollowUps.YouAwayCovered",
            (true, false) => "FollowUps.YouAway",
            (false, true) => "FollowUps.AwayCovered",
            _ => "FollowUps.Away",
        };
        yield return new(reader.Words.Say(key, ("who", Who(roster, assignee.Id)), ("cover", covered.Length > 0 ? Who(roster, covered) : Text.Empty)), Tone.Quiet);
    }

    /// <summary>It was closed: who, when, what was logged with it, and when it comes again.</summary>
    /// <param name="next">The next one of the series; null where there is none, or none any more.</param>
    public static Card ClosedCard(Reader reader, Roster roster, SeenFollowUp seen, string logged, FollowUp? next, string turn, Instant now)
    {
        var words = reader.Words;
        if (seen.FollowUp.Closed is null) return Still(reader, roster, seen, now);
        return new(
            [
                new Heading(words.Say("FollowUps.Done", ("what", What(reader, seen)))),
                .. logged.Length > 0 && seen.ShowsWordsTo(reader) ? new[] { new Line(words.Say("FollowUps.Logged", ("text", logged))) } : [],
                .. next is not null && seen.ShowsWordsTo(reader) ? new[] { new Line(words.Say("FollowUps.ComesAgain", ("number", Text.Ours(Number(next))), ("when", When(reader, roster, next, seen.Customer, now)))) } : [],
                .. reader.Is(seen.FollowUp.Closed.By) ? Array.Empty<Block>() : [new Line(State(reader, roster, seen, now), Tone.Quiet)],
            ],
            reader.Member is null ? [Open(words, seen)] : [TurnCards.UndoButton(words, turn), Log(words, seen), next is null ? FollowUpAgain(words, seen) : new(Stop, words.Plain("FollowUps.StopButton"), next.Handle), Open(words, seen)]);
    }

    /// <summary>A series was ended.</summary>
    public static Card Stopped(Reader reader, SeenFollowUp seen, string turn) =>
        new([new Heading(reader.Words.Say("FollowUps.Stopped", ("what", What(reader, seen))))], [TurnCards.UndoButton(reader.Words, turn), FollowUpAgain(reader.Words, seen), Open(reader.Words, seen)]);

    /// <summary>It was moved, or given away.</summary>
    public static Card Changed(Reader reader, Roster roster, SeenFollowUp seen, string key, string turn, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        if (!followUp.IsOpen) return Still(reader, roster, seen, now);
        var when = seen.ShowsWordsTo(reader) ? When(reader, roster, followUp, seen.Customer, now) : Text.Ours("–");
        var heading = words.Say(key, ("what", What(reader, seen)), ("when", when), ("who", Who(roster, followUp.Assignee)));
        return new([new Heading(heading), .. NowThere(reader, seen.Customer, now)], reader.Member is null ? [Open(words, seen)] : [TurnCards.UndoButton(words, turn), new Button(Edit, words.Plain("Turns.EditButton"), followUp.Handle), Open(words, seen)]);
    }

    /// <summary>For whoever was given it: from whom, what and when.</summary>
    public static Card GivenToYou(Reader reader, Roster roster, SeenFollowUp seen, string giver, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        if (!followUp.IsOpen || !reader.Is(followUp.Assignee)) return Still(reader, roster, seen, now);
        return new(
            [
                new Heading(words.Say("FollowUps.GivenToYou", ("who", Who(roster, giver)), ("what", What(reader, seen)))),
                new Line(When(reader, roster, followUp, seen.Customer, now)), .. NowThere(reader, seen.Customer, now),
            ],
            [new Button(Done, words.Plain("FollowUps.DoneButton"), followUp.Handle), SnoozeMenu(words, followUp), Open(words, seen)]);
    }

    /// <summary>What has become of it, politely, with nothing on offer that is gone.</summary>
    public static Card Still(Reader reader, Roster roster, SeenFollowUp seen, Instant now) =>
        new([new Heading(What(reader, seen)), new Line(State(reader, roster, seen, now)), .. seen.FollowUp.IsOpen ? NowThere(reader, seen.Customer, now) : []], [Open(reader.Words, seen)]);

    public static Card Gone(Wording words) => new(new Line(words.Say("FollowUps.Gone"), Tone.Quiet));

    /// <summary>"Mei closed it, today 14:02"; who moved it or gave it away; else until when it is open.</summary>
    internal static Text State(Reader reader, Roster roster, SeenFollowUp seen, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        if (followUp.Closed is { } closed) return words.Say("FollowUps.ClosedBy", ("who", Who(roster, closed.By)), ("when", TurnCards.When(reader, TurnRows.At(closed.At), now)));
        var time = When(reader, roster, followUp, seen.Customer, now);
        if (followUp.Given is { } given && given.At >= (followUp.Moved?.At ?? 0))
            return words.Say("FollowUps.GivenBy", ("who", Who(roster, given.By)), ("whom", Who(roster, followUp.Assignee)), ("when", TurnCards.When(reader, TurnRows.At(given.At), now)));
        return followUp.Moved is { } moved
            ? words.Say("FollowUps.MovedBy", ("who", Who(roster, moved.By)), ("time", time), ("when", TurnCards.When(reader, TurnRows.At(moved.At), now)))
            : words.Say("FollowUps.StillOpen", ("when", time), ("who", Who(roster, followUp.Assignee)));
    }

    /// <summary>"Acme GmbH — “send samples”"; the words only where the reader may read them.</summary>
    internal static Text What(Reader reader, SeenFollowUp seen) => seen.ShowsWordsTo(reader) && seen.FollowUp.Text.Length > 0
        ? reader.Words.Say("FollowUps.What", ("customer", Name(seen)), ("text", seen.FollowUp.Text))
        : Name(seen);

    /// <summary>The time in our zones and the customer's.</summary>
    internal static Text When(Reader reader, Roster roster, FollowUp followUp, SeenCustomer customer, Instant now)
    {
        var assignee = roster.Find(followUp.Assignee)?.Zone ?? followUp.Zone;
        var theirs = customer.Customer.Zone;
        // Planned on a contact's clock, it may be neither's.
        var planned = theirs.Length == 0 || followUp.Zone == assignee || followUp.Zone == theirs ? "" : followUp.Zone;
        return Due(followUp.HasTime, WhenText.Of(reader, followUp.DueAt, now, assignee, planned, theirs));
    }

    private static IEnumerable<Block> NowThere(Reader reader, SeenCustomer customer, Instant now) =>
        !WhenText.IsOnTheClockOf(reader, customer.Customer.Zone, now) && CustomerCards.NowThere(reader, customer.Customer, now) is { IsEmpty: false } there ? [new Line(there, Tone.Quiet)] : [];

    /// <summary>A day alone is no moment: on another clock it must not become another day.</summary>
    internal static Text Due(bool hasTime, Text at) => hasTime ? at : Text.Ours(at.ToString());

    internal static Menu SnoozeMenu(Wording words, FollowUp followUp) => new(words.Plain("FollowUps.SnoozeButton"),
    [
        new(PutOff, words.Plain("FollowUps.SnoozeHourButton"), followUp.Handle + "/1h"),
        new(PutOff, words.Plain("FollowUps.SnoozeTomorrowButton"), followUp.Handle + "/tomorrow"),
        new(PutOff, words.Plain("FollowUps.SnoozeWeekButton"), followUp.Handle + "/week"),
        new(PutOff, words.Plain("FollowUps.SnoozeOpenButton"), followUp.Handle + "/open"),
        new(Snooze, words.Plain("FollowUps.SnoozePickButton"), followUp.Handle),
    ]);

    internal static Button Open(Wording words, SeenFollowUp seen) => new("customer.open", words.Plain("Turns.OpenButton"), seen.Customer.Id);

    internal static Button Log(Wording words, SeenFollowUp seen) => new("interaction.log", words.Plain("FollowUps.LogButton"), seen.Customer.Id);

    internal static Text Name(SeenFollowUp seen) => Text.Theirs(Names.Visible(seen.Customer.Customer.Name), Weight.Strong);

    internal static Text Who(Roster roster, string member) => roster.Person(member);

    internal static string Number(FollowUp followUp) => followUp.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Button FollowUpAgain(Wording words, SeenFollowUp seen) => new(New, words.Plain("FollowUps.AgainButton"), seen.Customer.Id);

    private static Text Quoted(Wording words, string text) => text.Length == 0 ? Text.Empty : words.Say("FollowUps.Quoted", ("text", text));

    /// <summary>[Put into Outlook]; where it stands there, the way to who is invited and to take it out.</summary>
    internal static Button CalendarButton(Wording words, FollowUp followUp, InCalendar? calendar) => (followUp.Calendar, calendar?.Obstacle) switch
    {
        (false, _) => new(CalendarCommands.Put, words.Plain("FollowUps.CalendarButton"), followUp.Handle),
        (_, { Length: > 0 }) => Again(words, followUp),
        _ => new(CalendarCommands.Edit, words.Plain("FollowUps.CalendarEditButton"), followUp.Handle),
    };

    /// <summary>[Try Outlook again].</summary>
    internal static Button Again(Wording words, FollowUp followUp) => new(CalendarCommands.Put, words.Plain("FollowUps.CalendarAgainButton"), followUp.Handle);

    /// <summary>Whether it stands in the calendar, and how to join; why it does not.</summary>
    private static IEnumerable<Block> CalendarLines(Reader reader, FollowUp followUp, SeenCustomer customer, InCalendar? calendar)
    {
        if (!followUp.Calendar || !followUp.IsOpen) yield break;
        var words = reader.Words;
        // Addresses are contact data, and a meeting is for those who are in it.
        var isPrivate = customer.Sight > Sight.NoContactData || reader.Is(followUp.Assignee) && reader.Access.Audience == Audience.Direct;
        var invited = isPrivate && followUp.Invited.Length > 0 ? words.Say("FollowUps.CalendarInvited", ("who", followUp.Invited)) : Text.Empty;
        if (calendar is { Obstacle.Length: > 0 }) yield return new Line(words.Say("FollowUps.NotInCalendar", ("why", words.Say($"FollowUps.Obstacle{(words.Has($"FollowUps.Obstacle{calendar.Obstacle}") ? calendar.Obstacle : "NoAnswer")}"))), Tone.Warning);
        else yield return new Line(Text.Join(" · ", words.Say(calendar is { Stands: true } ? "FollowUps.InCalendar" : "FollowUps.CalendarFollows"), invited), Tone.Quiet);
        if (isPrivate && calendar is { Stands: true } && Uri.TryCreate(calendar.Join, UriKind.Absolute, out var join) && join.Scheme == Uri.UriSchemeHttps) yield return new Line(new Link(words.Plain("FollowUps.Join"), join));
    }

    private static IEnumerable<Block> Remarks(Reader reader, FollowUp followUp, SeenCustomer customer, InCalendar? calendar)
    {
        var words = reader.Words;
        foreach (var line in CalendarLines(reader, followUp, customer, calendar)) yield return line;
        if (followUp.Every.Length > 0) yield return new Line(words.Say(Repeating.Of(followUp.Every) is null ? "FollowUps.EveryOnce" : "FollowUps.Repeats", ("words", followUp.Every)), Tone.Quiet);
        if (followUp.Unread.Length > 0) yield return new Line(words.Say("FollowUps.Unread", ("words", followUp.Unread)), Tone.Warning);
    }
}

/// <summary>What the card of a change says beside the record: ids, no text.</summary>
/// <param name="Turn">The turn that its Undo takes back.</param>
/// <param name="Said">Flags of what was assumed, with commas between.</param>
/// <param name="Other">The wall time of the other reading; empty where there is none.</param>
public sealed record Told(string Drawing, string Turn, string Said, string Other)
{
    /// <summary>What stands of it in a calendar; null where nothing is known.</summary>
    public InCalendar? Calendar { get; init; }

    /// <summary>Whether there are calendars to put it into.</summary>
    public bool OffersCalendar { get; init; }

    public IEnumerable<string> Flags => Said.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
