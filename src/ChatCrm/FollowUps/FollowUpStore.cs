using System.Globalization;
using System.Text.Json.Serialization;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What an index row says: which follow-up.</summary>
public sealed record FollowUpPointer : Stored
{
    public required string Customer { get; init; }
    public required string FollowUp { get; init; }

    [JsonIgnore] public string Handle => $"{Customer}/{FollowUp}";
}

/// <summary>The next step of a customer, as its card shows it.</summary>
public sealed record NextStep : Stored
{
    public required string Id { get; init; }
    public required long Number { get; init; }
    public string Text { get; init; } = "";
    public required string Assignee { get; init; }
    public required string Wall { get; init; }
    public required string Zone { get; init; }
    public bool HasTime { get; init; }

    [JsonIgnore] public Instant DueAt => new Time.PlannedTime(WhenText.ChosenWall(Wall) ?? default, Zone, "").ToInstant();
}

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
        },
        new("customer|*|next|*|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, ["text"]),
        new("due|*|*|*|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, []),
        new("number|*", nameof(FollowUps), RowRole.Index, Erasure.WithCustomer, []),
        InCalendar.Kind,
    ];

    public static FollowUpStore Of(TurnContext turn) => new(turn.Rows, turn.Access, turn.Cancel);

    public static FollowUpStore Of(DrawContext drawing) => new(drawing.Rows, drawing.Reader.Access, drawing.Cancel);

    public static string Key(string customer, string id) => Keys.Of("customer", customer, "followup", id);

    public static string WakeKey(FollowUp followUp) => TurnRows.WakeKey(followUp.DueAt, Wake, followUp.Handle);

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
        var read = plan.PlanFor(assignee) ?? throw new InvalidOperationException("A plan without a time is asked about first.");
        var room = await RoomOf(turn, plan);
        var unread = Joined(plan.Unread, plan.RemindTyped.Length > 0 && room.Length == 0 ? plan.RemindTyped : "");
        var key = CustomerRows.CounterKey("followup");
        var counter = await turn.Rows.Get(key, turn.Cancel);
        var followUp = new FollowUp
        {
            Id = turn.Mint(), Number = CustomerRows.Last(counter) + 1, Customer = customer.Id, Wall = "", Zone = "", Text = plan.Text, Unread = unread, Every = plan.Every,
            Assignee = assignee.Id, SetBy = turn.Member.Id, SetAt = turn.Now.ToUnixTimeMilliseconds(), Room = room, Calendar = plan.Calendar || assignee.Calendar,
            Online = plan.Online, Invited = plan.Invited, Typed = plan.Line,
        }.At(read.Time, read.HasTime);
        var value = CustomerRows.Counter(followUp.Number);
        var changes = new Changes().Record(Key(followUp.Customer, followUp.Id), null, Value(followUp))
            .Raw(counter is null ? new Change.Insert(key, value) : new Change.Replace(key, value, counter.ETag));
        return (followUp, changes, plan.Loose ? [.. read.Said, "Loose"] : read.Said);
    }

    /// <summary>The room that is meant, by its id or its name; empty where none is known so.</summary>
    private static async ValueTask<string> RoomOf(TurnContext turn, FollowUpPlan plan)
    {
        if (plan.Room.Length == 0) return "";
        if (turn.Room is { } here && Means(here)) return here.Id;
        return (await WorkspaceRows.Rooms(turn.Rows, turn.Cancel)).FirstOrDefault(Means)?.Id ?? "";

        bool Means(Room room) => room.Id == plan.Room || string.Equals(room.Name, plan.Room, StringComparison.OrdinalIgnoreCase);
    }

    private static string Joined(string first, string second) => $"{first} {second}".Trim();

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

    private static string NumberKey(long number) => Keys.Of("number", number.ToString("D7", CultureInfo.InvariantCulture));

    private static string Value(FollowUp followUp) => followUp.Write(FollowUpJson.Default.FollowUp);

    private static FollowUp Read(string value) => Read(new Row("customer", value, "", ""));

    private static IEnumerable<IndexRow> IndexOf(FollowUp followUp)
    {
        var pointer = new FollowUpPointer { Customer = followUp.Customer, FollowUp = followUp.Id }.Write(FollowUpJson.Default.FollowUpPointer);
        yield return new(NumberKey(followUp.Number), pointer);
        if (!followUp.IsOpen) yield break;
        var due = Keys.OldestFirst(followUp.DueAt);
        yield return new(Keys.Of("due", followUp.Assignee, due, followUp.Customer, followUp.Id), pointer);
        yield return new(WakeKey(followUp), pointer);
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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FollowUp))]
[JsonSerializable(typeof(FollowUpPointer))]
[JsonSerializable(typeof(NextStep))]
[JsonSerializable(typeof(InCalendar))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
