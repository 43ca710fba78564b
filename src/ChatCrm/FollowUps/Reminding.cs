using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>
/// The service's own turn when a follow-up falls due, with everybody's settings as they now are: what <see cref="ReminderPlan"/> decides is done in one
/// commit with the end of the wake row. A row of another time than the follow-up's own only goes, and leaves it with its own.
/// </summary>
internal static class Reminding
{
    /// <summary>Of what waited for somebody to be at work, more than this come as one list.</summary>
    public const int MostSingle = 5;

    /// <summary>What comes later than this (the service was down) is in one list where it is more than one, and then no room hears of it.</summary>
    public static readonly Duration CatchUp = Duration.FromDays(1);

    /// <summary>What was set or given so shortly before a list was made may not stand in it.</summary>
    private static readonly Duration Unsure = Duration.FromMinutes(1);

    public static async ValueTask<Outcome> Wake(TurnContext turn)
    {
        if (await Woken.Of(turn) is not { } woken) return Woken.Nothing;
        if (await FollowUpStore.Of(turn).Find(woken.Id) is not { FollowUp: { IsOpen: true, RemindedAt: 0 } } seen) return Done([], new Changes().Raw(woken.Gone), "");
        if (IsEarly(turn, seen.FollowUp)) return Done([], Rightly(seen.FollowUp).Raw(woken.Gone), "");
        var outcome = await Decided(turn, seen);
        // Behind what follows from the record: this one is conditional.
        outcome.Changes.Raw(woken.Gone);
        return outcome;
    }

    /// <summary>A row of another time, of one that is still to come. One that is due is decided by whatever row: two processes with other rules of zones do not send it to and fro.</summary>
    private static bool IsEarly(TurnContext turn, FollowUp followUp) => FollowUpStore.WakeKey(followUp) != turn.Value && followUp.WakesAt > turn.Now;

    /// <summary>Its own wake row: a process with other rules of zones may have put it elsewhere.</summary>
    private static Changes Rightly(FollowUp followUp) => new Changes().Raw(new Change.Put(FollowUpStore.WakeKey(followUp), FollowUpStore.PointerTo(followUp)));

    /// <summary>The moment that a reminder was for, as its records carry it.</summary>
    public static Instant? DueOf(string carried) =>
        long.TryParse(carried, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 99_999_999_999_999 ? TurnRows.At(at) : null;

    private static async ValueTask<Outcome.Change> Decided(TurnContext turn, SeenFollowUp seen)
    {
        var followUp = seen.FollowUp;
        switch (ReminderPlan.Of(followUp, turn.Roster, await LastContact(turn, followUp), turn.Now))
        {
            case ReminderPlan.Move(var to):
                return Done([followUp.Handle], FollowUpStore.Change(seen, followUp.At(to, followUp.HasTime)), followUp.Customer);
            case ReminderPlan.Wait(var until):
                return Done([followUp.Handle], FollowUpStore.Noted(seen, followUp with { WaitsUntil = until.ToUnixTimeMilliseconds() }), followUp.Customer);
            case ReminderPlan.Morning:
                return await Shown(turn, seen);
            case ReminderPlan.Remind remind:
                return await Remind(turn, seen, remind);
            default:
                throw new InvalidOperationException("A plan that nobody knows how to carry out.");
        }
    }

    /// <summary>The morning list shows it to its assignee; its room hears of it all the same.</summary>
    private static async ValueTask<Outcome.Change> Shown(TurnContext turn, SeenFollowUp seen)
    {
        var followUp = seen.FollowUp;
        var hears = !IsLate(turn, followUp) && !WasTold(await turn.Rows.Get(FollowUpStore.ToldKey(followUp), turn.Cancel), followUp);
        return Done(Records(followUp), Told(seen, Once(turn, followUp)), followUp.Customer) with { Notices = hears ? ToRoom(followUp) : [] };
    }

    private static async ValueTask<Outcome.Change> Remind(TurnContext turn, SeenFollowUp seen, ReminderPlan.Remind remind)
    {
        var followUp = Once(turn, seen.FollowUp) with { Covered = remind.Covers ? new(remind.Member, turn.Now.ToUnixTimeMilliseconds()) : null };
        var changes = Told(seen, followUp);
        if (remind.Covers) changes.Also(Covering.ComesBack(turn, followUp.Assignee)).Raw(Mark(followUp, remind.Member));
        var (records, late) = (Records(followUp), IsLate(turn, seen.FollowUp));
        var way = await WayOf(turn, seen.FollowUp, remind, late, changes);
        if (way == Way.Told) return Done(records, changes, followUp.Customer);
        var told = way switch
        {
            Way.Listed => [],
            Way.List => new[] { new Notice(DrawnCards.List, [followUp.Assignee], new Recipient.ToMember(remind.Member)) },
            _ => [new Notice(DrawnCards.Reminder, records, new Recipient.ToMember(remind.Member), followUp.Customer)],
        };
        return Done(records, changes, followUp.Customer) with { Notices = [.. told, .. way == Way.Single || !late ? ToRoom(followUp) : []] };
    }

    /// <summary>
    /// How it is told. What comes at its own time comes by itself, however many there are. Of what waited for working hours, and of what comes a day late, the
    /// first of many makes a list, which is drawn behind this commit and so shows all that had fallen due by now: the others are only marked.
    /// </summary>
    private static async ValueTask<Way> WayOf(TurnContext turn, FollowUp followUp, ReminderPlan.Remind remind, bool late, Changes changes)
    {
        var key = FollowUpStore.ListedKey(remind.Member, followUp.Assignee);
        var (list, told) = await turn.Rows.GetMany([key, FollowUpStore.ToldKey(followUp)], turn.Cancel) is [var listed, var last] ? (listed, last) : default;
        if (WasTold(told, followUp)) return Way.Told;
        var held = followUp.WaitsUntil > 0;
        if (!held && !late) return Way.Single;
        Row? before;
        int waiting;
        do
        {
            before = list;
            if (before is not null && StandsIn(FollowUpStore.Listed(before), followUp, late)) return Way.Listed;
            waiting = (await turn.Rows.List(FollowUpStore.Waiting(followUp.Assignee, turn.Now, MostSingle + 1), turn.Cancel)).Count;
            list = await turn.Rows.Get(key, turn.Cancel);
        }
        // Who stands in a list that was made meanwhile waits no more.
        while (list?.ETag != before?.ETag);
        var many = waiting > MostSingle;
        if (!many && !(late && waiting > 1)) return Way.Single;
        var value = FollowUpStore.Value(new Listed(turn.Now.ToUnixTimeMilliseconds(), (many ? turn.Now : turn.Now - CatchUp).ToUnixTimeMilliseconds()));
        changes.Raw(before is null ? new Change.Insert(key, value) : new Change.Replace(key, value, before.ETag));
        return Way.List;
    }

    /// <summary>A list shows whatever was due when it was made; what is less than a day late is told by itself all the same.</summary>
    private static bool StandsIn(Listed list, FollowUp followUp, bool late) =>
        followUp.WakesAt <= TurnRows.At(late ? list.At : list.Until) && followUp.TouchedAt + Unsure <= TurnRows.At(list.At);

    private enum Way
    {
        /// <summary>By a card of its own.</summary>
        Single,

        /// <summary>By the list that this one makes.</summary>
        List,

        /// <summary>By the list that another one made.</summary>
        Listed,

        /// <summary>It was, of this very time: an undo has forgotten that.</summary>
        Told,
    }

    private static bool IsLate(TurnContext turn, FollowUp followUp) => turn.Now - followUp.WakesAt > CatchUp;

    private static bool WasTold(Row? told, FollowUp followUp) => told is not null && TurnRows.At(FollowUpStore.Reminded(told).Due) == followUp.DueAt;

    /// <summary>It is noted with it that they were told of this very time.</summary>
    private static Changes Told(SeenFollowUp seen, FollowUp after) =>
        FollowUpStore.Noted(seen, after).Raw(Mark(after, after.Assignee));

    private static Change.Put Mark(FollowUp followUp, string member) =>
        new(FollowUpStore.ToldKey(followUp, member), FollowUpStore.Value(new Reminded(followUp.DueAt.ToUnixTimeMilliseconds())));

    private static IReadOnlyList<Notice> ToRoom(FollowUp followUp) => followUp.Room.Length == 0
        ? []
        : [new(DrawnCards.RoomReminder, Records(followUp), new Recipient.ToRoom(followUp.Room), followUp.Customer) { For = followUp.Assignee }];

    private static string[] Records(FollowUp followUp) => [followUp.Handle, Carry(followUp.DueAt)];

    private static FollowUp Once(TurnContext turn, FollowUp followUp) => followUp with { RemindedAt = turn.Now.ToUnixTimeMilliseconds(), WaitsUntil = 0 };

    private static async ValueTask<Instant?> LastContact(TurnContext turn, FollowUp followUp) =>
        Repeating.Of(followUp.Every) is { FromLastContact: true } && InteractionStore.Last(await turn.Rows.Get(InteractionStore.LastKey(followUp.Customer), turn.Cancel)) is { } last ? TurnRows.At(last.At) : null;

    private static Outcome.Change Done(IReadOnlyList<string> records, Changes changes, string customer) => new(DrawnCards.Reminder, records, changes, customer);

    private static string Carry(Instant due) => due.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
