using System.Globalization;
using ChatCrm.Customers;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>A follow-up with its customer as somebody may see it.</summary>
public sealed record SeenFollowUp(FollowUp FollowUp, SeenCustomer Customer, Row Row)
{
    /// <summary>True where this reader may read its words: those whose follow-up it is, and those who may read the customer; never a room with outsiders.</summary>
    public bool ShowsWordsTo(Reader reader) => Customer.Sight >= Sight.NoContactData || (Customer.Sight == Sight.Named && reader.Member is { } member && FollowUp.Concerns(member.Id));
}

/// <summary>The keys and rows of follow-ups, and the changes of them. Writes nothing.</summary>
public sealed class FollowUpStore(Rows rows, Access access, CancellationToken cancel)
{
    /// <summary>The id of the wake route, and the second part of its rows' keys.</summary>
    public const string Wake = "follow-up";

    /// <summary>The wake route of a member who is back at work, and the second part of its rows' keys.</summary>
    public const string Back = MemberSchedule.Wake;

    /// <summary>The wake route of all members, where days off are other ones than before.</summary>
    public const string BackAll = MemberSchedule.WakeAll;

    /// <summary>The errand that keeps a follow-up and its assignee's calendar in agreement.</summary>
    public const string Mirror = "calendar.mirror";

    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("customer|*|followup|*", nameof(FollowUps), RowRole.Record, Erasure.WithCustomer, ["text", "words", "unread", "every", "typed", "invited"])
        {
            Mirrored = new(Mirror, value => Read(value) is { IsOpen: true, Calendar: true }),
            Index = (_, value) => IndexOf(Read(value)),
            Concerns = (value, member) => Read(value).Concerns(member),
            OnPageOf = value => Read(value).Assignee,
            Wakes = (before, after) => ToHear(after).Except(ToHear(before)).Select(member => new Wake(Back, member)),
        },
        new("customer|*|next|*|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, ["text"]),
        new("due|*|*|*|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, []),
        new("customer|*|told|*|*", nameof(FollowUps), RowRole.Book, Erasure.WithCustomer, []),
        new("waiting|*|*|*|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, []),
        new("covered|*|*|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, []),
        new("listed|*|*", nameof(FollowUps), RowRole.Book, Erasure.SoonGone, []) { Retention = Duration.FromDays(2), Since = row => TurnRows.At(Listed(row).At) },
        new("number|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, []),
        InCalendar.Kind,
    ];

    public static FollowUpStore Of(TurnContext turn) => new(turn.Rows, turn.Access, turn.Cancel);

    public static FollowUpStore Of(DrawContext drawing) => new(drawing.Rows, drawing.Reader.Access, drawing.Cancel);

    public static string Key(string customer, string id) => Keys.Of("customer", customer, "followup", id);

    public static string WakeKey(FollowUp followUp) => TurnRows.WakeKey(followUp.WakesAt, Wake, followUp.Handle);

    /// <summary>Wakes when a member is at work again, to tell what became of things meanwhile.</summary>
    public static string BackKey(string member, Instant at) => TurnRows.WakeKey(at, Back, member);

    /// <summary>A member's follow-ups that are due and of which nobody was reminded yet, earliest first.</summary>
    public static KeyRange Waiting(string member, Instant until, int limit) =>
        new(Keys.Under("waiting", member), Keys.Under("waiting", member) + Keys.OldestFirst(until + Duration.FromMilliseconds(1)), limit);

    /// <summary>A member's follow-ups that a colleague has in hand, or gave away.</summary>
    public static KeyRange CoveredOf(string member, int limit) => KeyRange.Prefix(Keys.Under("covered", member), limit);

    /// <summary>The last list of a member's follow-ups that somebody got instead of single reminders.</summary>
    public static string ListedKey(string reader, string whose) => Keys.Of("listed", reader, whose);

    /// <summary>For which time of it an assignee was reminded last, or their cover: an undo may bring back a follow-up as it was before that, or as the cover's own.</summary>
    public static string ToldKey(FollowUp followUp, string? member = null) => Keys.Of("customer", followUp.Customer, "told", followUp.Id, member ?? followUp.Assignee);

    public static Reminded Reminded(Row row) => row.Read(FollowUpJson.Default.Reminded);

    public static string Value(Reminded reminded) => reminded.Write(FollowUpJson.Default.Reminded);

    public static Looked Looked(Row row) => row.Read(FollowUpJson.Default.Looked);

    public static string Value(Looked looked) => looked.Write(FollowUpJson.Default.Looked);

    public static Listed Listed(Row row) => row.Read(FollowUpJson.Default.Listed);

    public static string Value(Listed listed) => listed.Write(FollowUpJson.Default.Listed);

    /// <summary>A member's open follow-ups up to a moment (exclusive), earliest first.</summary>
    public static KeyRange DueBefore(string member, Instant end, int limit) =>
        new(Keys.Under("due", member), Keys.Under("due", member) + Keys.OldestFirst(end), limit);

    /// <summary>A member's open follow-ups from a moment on, earliest first.</summary>
    public static KeyRange DueFrom(string member, Instant from, int limit) =>
        KeyRange.Prefix(Keys.Under("due", member), limit, Keys.Under("due", member) + Keys.OldestFirst(from));

    /// <summary>A customer's open follow-ups, earliest first: rows that <see cref="Next"/> reads.</summary>
    public static KeyRange NextOf(string customer, int limit) => KeyRange.Prefix(Keys.Under("customer", customer, "next"), limit);

    public static NextStep Next(Row row) => row.Read(FollowUpJson.Default.NextStep);

    public static FollowUp Read(Row row) => row.Read(FollowUpJson.Default.FollowUp);

    public static FollowUpPointer Pointer(Row row) => row.Read(FollowUpJson.Default.FollowUpPointer);

    public static string Handle(FollowUp followUp) => followUp.Handle;

    /// <summary>The follow-up that a handle names, with its customer; null where it is gone or the handle is none. One wave.</summary>
    public async ValueTask<SeenFollowUp?> Find(string handle) => (await GetMany([handle]))[0];

    /// <summary>One per handle, in one wave.</summary>
    public async ValueTask<IReadOnlyList<SeenFollowUp?>> GetMany(IReadOnlyList<string> handles)
    {
        return handles.Count == 0 ? [] : Seen(handles, await rows.GetMany(KeysOf(handles), cancel));
    }

    /// <summary>What stands of it in a calendar; null where nothing was ever asked for.</summary>
    public async ValueTask<InCalendar?> InCalendarOf(FollowUp followUp) =>
        followUp.Calendar && await rows.Get(InCalendar.KeyOf(followUp.Customer, followUp.Id), cancel) is { } row ? InCalendar.Read(row) : null;

    /// <summary>The rows that <see cref="Seen(IReadOnlyList{string}, IEnumerable{Row?})"/> needs, for a wave that reads more.</summary>
    public static IReadOnlyList<string> KeysOf(IReadOnlyList<string> handles) =>
        [.. handles.Select(Parts).SelectMany(each => new[] { Key(each.Customer, each.Id), CustomerRows.FileKey(each.Customer) }).Distinct()];

    /// <summary>One per handle, from rows that were read; null where it is gone.</summary>
    public IReadOnlyList<SeenFollowUp?> Seen(IReadOnlyList<string> handles, IEnumerable<Row?> read)
    {
        var found = read.OfType<Row>().ToDictionary(row => row.Key, StringComparer.Ordinal);
        return [.. handles.Select(Parts).Select(each => found.TryGetValue(Key(each.Customer, each.Id), out var row) && found.TryGetValue(CustomerRows.FileKey(each.Customer), out var file)
            ? new SeenFollowUp(Read(row), Seen(file), row)
            : null)];
    }

    /// <summary>The handle of the follow-up with a number; null where no such number was given or it was undone.</summary>
    public async ValueTask<string?> WithNumber(long number) =>
        await rows.Get(NumberKey(number), cancel) is { } row ? Pointer(row).Handle : null;

    /// <summary>A follow-up for changing it: by its assignee, by who set it, or by who may change the customer. Null where it is gone.</summary>
    /// <exception cref="DeniedException">It may not be changed.</exception>
    public async ValueTask<SeenFollowUp?> ForChange(string handle)
    {
        if (await Find(handle) is not { } seen) return null;
        var mine = access.Member is { } member && seen.FollowUp.Concerns(member.Id);
        return mine || access.May(Act.Change, CustomerRows.Customer(seen.Customer.Row).Owner) ? seen : throw new DeniedException(seen.Customer.Id);
    }

    /// <summary>The follow-up that a clear plan asks for, with the next number, and the flags of what was assumed. Ask <see cref="CustomerStore.ForChange"/> for the customer.</summary>
    /// <exception cref="InvalidOperationException">The plan is in doubt: ask first.</exception>
    public static async ValueTask<(FollowUp FollowUp, Changes Changes, IEnumerable<string> Said)> New(TurnContext turn, SeenCustomer customer, FollowUpPlan plan)
    {
        var assignee = plan.For ?? turn.Member;
        var read = plan.PlanFor(assignee, CustomerRows.Customer(customer.Row), turn.Roster, turn.Now) ?? throw new InvalidOperationException("A plan without a time is asked about first.");
        var room = await RoomOf(turn, plan);
        var mine = assignee.Id == turn.Member.Id;
        var unread = Joined(plan.Unread, room.Length == 0 ? plan.RemindTyped : "", mine ? "" : plan.Inviting(turn.Words));
        var (number, counter) = await Number(turn);
        var followUp = new FollowUp
        {
            Id = turn.Mint(), Number = number, Customer = customer.Id, Wall = "", Zone = "", Text = plan.Text, Unread = unread, Every = plan.Every,
            Assignee = assignee.Id, SetBy = turn.Member.Id, SetAt = turn.Now.ToUnixTimeMilliseconds(), Room = room, Calendar = plan.Calendar || assignee.Calendar,
            Online = mine && plan.Online, Invited = mine ? plan.Invited : "", Typed = plan.Line,
        }.At(read.Time, read.HasTime);
        var changes = new Changes().Record(Key(followUp.Customer, followUp.Id), null, Value(followUp)).Raw(counter);
        return (followUp, changes, [.. read.Said, .. plan.Loose ? new[] { "Loose" } : [], .. plan.Invites && !mine ? new[] { "OwnInvites" } : []]);
    }

    /// <summary>The next one of a series behind one that is done, with the next number.</summary>
    public static async ValueTask<(FollowUp FollowUp, Changes Changes)> Again(TurnContext turn, FollowUp done, Time.PlannedTime time)
    {
        var (number, counter) = await Number(turn);
        var next = new FollowUp
        {
            Id = turn.Mint(), Number = number, Customer = done.Customer, Wall = "", Zone = "", Text = done.Text, Every = done.Every, Follows = done.Id, Assignee = done.Assignee,
            SetBy = done.SetBy, SetAt = turn.Now.ToUnixTimeMilliseconds(), Room = done.Room, Calendar = done.Calendar,
        }.At(time, done.HasTime) with { Began = NodaTime.Text.LocalDatePattern.Iso.Format(Repeating.BeganOn(done)) };
        return (next, new Changes().Record(Key(next.Customer, next.Id), null, Value(next)).Raw(counter));
    }

    /// <summary>A follow-up that is not to be there any more.</summary>
    public static Changes Remove(SeenFollowUp seen) => new Changes().Record(seen.Row.Key, seen.Row, null);

    private static async ValueTask<(long Number, Change Counter)> Number(TurnContext turn)
    {
        var key = CustomerRows.CounterKey("followup");
        var counter = await turn.Rows.Get(key, turn.Cancel);
        var (number, value) = (CustomerRows.Last(counter) + 1, CustomerRows.Counter(CustomerRows.Last(counter) + 1));
        return (number, counter is null ? new Change.Insert(key, value) : new Change.Replace(key, value, counter.ETag));
    }

    /// <summary>The room that is meant, by its id or its name; empty where none is known so.</summary>
    private static async ValueTask<string> RoomOf(TurnContext turn, FollowUpPlan plan)
    {
        if (plan.Room.Length == 0) return "";
        if (turn.Room is { } here && Means(here)) return here.Id;
        return (await WorkspaceRows.Rooms(turn.Rows, turn.Cancel)).FirstOrDefault(Means)?.Id ?? "";

        bool Means(Room room) => room.Id == plan.Room || string.Equals(room.Name, plan.Room, StringComparison.OrdinalIgnoreCase);
    }

    private static string Joined(params string[] parts) => string.Join(' ', parts.Where(part => part.Length > 0));

    /// <summary>The drawing that tells an assignee of a follow-up that is theirs now.</summary>
    public const string Given = "follow-up.given";

    /// <summary>The notice to an assignee who did not do it themselves.</summary>
    public static IEnumerable<Notice> Told(TurnContext turn, FollowUp followUp)
    {
        if (followUp.Assignee != turn.Member.Id)
            yield return new Notice(Given, [followUp.Handle, turn.Member.Id], new Recipient.ToMember(followUp.Assignee), followUp.Customer);
    }

    /// <summary>Another version of a follow-up that was read for changing.</summary>
    public static Changes Change(SeenFollowUp before, FollowUp after) => new Changes().Record(before.Row.Key, before.Row, Value(after));

    /// <summary>
    /// What the service notes about a follow-up by itself (that it reminded, that it waits), under the turn that people last wrote it in: no change that Undo
    /// should stop at. The commit conflicts where somebody changed it meanwhile.
    /// </summary>
    public static Changes Noted(SeenFollowUp before, FollowUp after)
    {
        var changes = new Changes().Raw(new Change.Replace(before.Row.Key, Value(after), before.Row.ETag) { Turn = before.Row.Turn });
        var (old, now) = (IndexOf(before.FollowUp).ToList(), IndexOf(after).ToList());
        foreach (var gone in old.Where(row => now.All(other => other.Key != row.Key))) changes.Raw(new Change.Delete(gone.Key));
        foreach (var put in now.Except(old)) changes.Raw(new Change.Put(put.Key, put.Value));
        return changes;
    }

    /// <summary>What an index row of a follow-up says.</summary>
    internal static string PointerTo(FollowUp followUp) => new FollowUpPointer { Customer = followUp.Customer, FollowUp = followUp.Id }.Write(FollowUpJson.Default.FollowUpPointer);

    private static string NumberKey(long number) => Keys.Of("number", number.ToString("D7", CultureInfo.InvariantCulture));

    private static string Value(FollowUp followUp) => followUp.Write(FollowUpJson.Default.FollowUp);

    private static FollowUp Read(string value) => Read(new Row("customer", value, "", ""));

    private static IEnumerable<string> ToHear(string? value) => value is null ? [] : Read(value).ToHear;

    private static IEnumerable<IndexRow> IndexOf(FollowUp followUp)
    {
        var pointer = PointerTo(followUp);
        yield return new(NumberKey(followUp.Number), pointer);
        foreach (var member in followUp.ToHear) yield return new(Keys.Of("covered", member, followUp.Customer, followUp.Id), pointer);
        if (!followUp.IsOpen) yield break;
        var due = Keys.OldestFirst(followUp.DueAt);
        yield return new(Keys.Of("due", followUp.Assignee, due, followUp.Customer, followUp.Id), pointer);
        if (followUp.RemindedAt == 0)
        {
            yield return new(WakeKey(followUp), pointer);
            yield return new(Keys.Of("waiting", followUp.Assignee, due, followUp.Customer, followUp.Id), pointer);
        }
        yield return new(Keys.Of("customer", followUp.Customer, "next", due, followUp.Id), new NextStep
        {
            Id = followUp.Id, Number = followUp.Number, Text = followUp.Text, Assignee = followUp.Assignee,
            Wall = followUp.Wall, Zone = followUp.Zone, HasTime = followUp.HasTime,
        }.Write(FollowUpJson.Default.NextStep));
    }

    /// <summary>Handles come back from buttons and forms: what no key could hold names nothing.</summary>
    private static (string Customer, string Id) Parts(string handle) =>
        handle.Split('/') is [{ Length: > 0 and <= 64 } customer, { Length: > 0 and <= 64 } id] ? (customer, id) : ("-", "-");

    private SeenCustomer Seen(Row file)
    {
        var customer = CustomerRows.Customer(file);
        var sight = access.Sees(customer.Id, customer.Owner);
        return new(customer.At(sight), sight, file);
    }
}
