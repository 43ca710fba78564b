using System.Text.Json.Serialization;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>A turn that changed something: what its answer is drawn from again.</summary>
public sealed record TurnRow : Stored
{
    public required string Member { get; init; }
    public required long At { get; init; }
    public required string Drawing { get; init; }
    public required IReadOnlyList<string> Records { get; init; }
    public required string Customer { get; init; }

    /// <summary>The key of the row that can undo it; empty where it cannot be undone.</summary>
    public string Undo { get; init; } = "";

    /// <summary>The fingerprint of a form's values: the same id with others is offered as an edit.</summary>
    public string Values { get; init; } = "";
}

/// <summary>Who did what to which records: names of fields, no values.</summary>
public sealed record AuditRow : Stored
{
    public required string Member { get; init; }
    public required string Act { get; init; }
    public required IReadOnlyList<AuditedRecord> Records { get; init; }
}

public sealed record AuditedRecord(string Key, IReadOnlyList<string> Fields);

/// <summary>What the records were before a turn.</summary>
public sealed record UndoRow : Stored
{
    public required string Turn { get; init; }
    public required long At { get; init; }
    public required string Drawing { get; init; }
    public required IReadOnlyList<string> Records { get; init; }
    public required string Customer { get; init; }
    public required IReadOnlyList<Before> Rows { get; init; }

    /// <summary>Keys of the outbox rows that the turn wrote.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>What the route asked for: asked again before the turn is undone.</summary>
    public Workspaces.Permission Permission { get; init; }

    /// <summary>True where the turn was itself an undo: the word undo passes over it.</summary>
    public bool OfUndo { get; init; }

    /// <summary>The turn that this one took back, be it a change or an undo; empty for any other.</summary>
    public string TakesBack { get; init; } = "";

    /// <summary>The turn that undid it; empty while it stands.</summary>
    public string UndoneIn { get; init; } = "";

    /// <summary>The last turn that did this one after all once it was undone: that one is undone in its place. Empty where it never was.</summary>
    public string StandsIn { get; init; } = "";
}

/// <summary>A record's value before; null where it was not there. <paramref name="Left"/> is true where the turn left it in place.</summary>
/// <param name="Turn">The turn that had written that value.</param>
public sealed record Before(string Key, string? Value, bool Left, string Turn = "");

/// <summary>A notice to be sent.</summary>
public sealed record OutboxRow : Stored
{
    public required string Id { get; init; }
    public required string Turn { get; init; }
    public required string Drawing { get; init; }
    public required IReadOnlyList<string> Records { get; init; }
    public required string Customer { get; init; }

    /// <summary>A member, a room or posted copies; a member and the room that they asked in where <see cref="Address"/> is set.</summary>
    public string Member { get; init; } = "";
    public string Room { get; init; } = "";
    public IReadOnlyList<string> About { get; init; } = [];

    /// <summary>Where the late answer to a member goes; null for everything else.</summary>
    public string? Address { get; init; }

    /// <summary>Whoever did what it tells of, and hears of it where a room cannot be told; null is nobody.</summary>
    public string? For { get; init; }

    /// <summary>Where earlier tries reached one of several accounts already.</summary>
    public IReadOnlyList<string> Told { get; init => field = value ?? []; } = [];

    /// <summary>All tries that count: those that a channel put off, and the two kinds below.</summary>
    public int Tries { get; init; }

    /// <summary>Tries that threw.</summary>
    public int Failures { get; init; }

    /// <summary>Tries whose claim ran out: a process died over it, or could not write down how it went.</summary>
    public int Lost { get; init; }

    /// <summary>Tries that the store broke off.</summary>
    public int Outages { get; init; }

    /// <summary>Up to which row of the ledger a redraw has come; empty at its beginning.</summary>
    public string Behind { get; init => field = value ?? ""; } = "";

    /// <summary>True where a redraw has left out a card before that.</summary>
    public bool Missed { get; init; }

    /// <summary>Unix milliseconds until which one Courier has claimed it.</summary>
    public long ClaimedUntil { get; init; }

    /// <summary>Which Courier that is: a name that no other one has, in this process or another.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>True once a send was begun whose end is not known: a further send may be a repeat, and is recorded so.</summary>
    public bool PossibleRepeat { get; init; }

    /// <summary>Why it was given up; empty while it is tried.</summary>
    public string Parked { get; init; } = "";

    /// <summary>Tries that were put off.</summary>
    public int Waits() => Tries - Failures - Lost;

    /// <summary>True where nobody is told: it asks for an <see cref="IErrand"/>.</summary>
    public bool IsErrand() => Address is null && Member.Length == 0 && Room.Length == 0 && Drawing != Drawer.Refresh;
}

/// <summary>A posted card: where it stands and what it was drawn from, so that it can be drawn again, redacted, and found.</summary>
public sealed record SentRow : Stored
{
    public required string Address { get; init; }
    public required string Message { get; init; }
    public required string Turn { get; init; }
    public required string Drawing { get; init; }
    public required IReadOnlyList<string> Records { get; init; }
    public required long At { get; init; }

    /// <summary>Whose card it is: a member, or a room.</summary>
    public string Member { get; init; } = "";
    public string Room { get; init; } = "";
    public bool PossibleRepeat { get; init; }
}

/// <summary>The key of the ledger row of a channel's message.</summary>
public sealed record MessageRow : Stored
{
    public required string Sent { get; init; }
}

/// <summary>A line or a form's values that a button is too small to carry.</summary>
public sealed record DraftRow : Stored
{
    public required string Member { get; init; }
    public required long At { get; init; }
    public string Line { get; init; } = "";
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}

/// <summary>When a line was last said by a chat account.</summary>
public sealed record SaidRow : Stored
{
    public required string Turn { get; init; }
    public required long At { get; init; }
}

/// <summary>Work too large for one batch, done in idempotent chunks by Courier.</summary>
public sealed record JobRow : Stored
{
    public required string Kind { get; init; }
    public required string StartedBy { get; init; }
    public required long At { get; init; }
    public string Cursor { get; init; } = "";
    public int Done { get; init; }
    public int Total { get; init; }
    public long ClaimedUntil { get; init; }
}

/// <summary>The keys and kinds of the house's books.</summary>
public static class TurnRows
{
    /// <summary>How long what was given up is kept.</summary>
    public static readonly Duration ParkedFor = Duration.FromDays(30);

    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("turn|*", nameof(Turns), RowRole.Book, Erasure.SoonGone, []) { Retention = Duration.FromDays(7), Since = row => At(row.Read(TurnJson.Default.TurnRow).At) },
        new("audit|*|*", nameof(Turns), RowRole.Book, Erasure.Nothing, []) { Retention = Duration.FromDays(730), Since = row => AtOldestFirst(row.Key) },
        new("undo|*|*|*", nameof(Turns), RowRole.Book, Erasure.SoonGone, ["rows"]) { Retention = Duration.FromDays(2), Since = row => At(row.Read(TurnJson.Default.UndoRow).At) },
        new("outbox|*|*", nameof(Turns), RowRole.Book, Erasure.Nothing, []),
        new("parked|*|*", nameof(Turns), RowRole.Book, Erasure.Nothing, []) { Retention = ParkedFor, Since = row => AtOldestFirst(row.Key) },
        new("customer|*|sent|*|*", nameof(Turns), RowRole.Book, Erasure.WithCustomer, []),
        new("message|*|*", nameof(Turns), RowRole.Book, Erasure.WithCustomer, []),
        new("draft|*", nameof(Turns), RowRole.Book, Erasure.SoonGone, ["line", "values"]) { Retention = Duration.FromDays(1), Since = row => At(row.Read(TurnJson.Default.DraftRow).At) },
        new("said|*|*", nameof(Turns), RowRole.Book, Erasure.SoonGone, []) { Retention = Duration.FromDays(1), Since = row => At(row.Read(TurnJson.Default.SaidRow).At) },
        new("job|*", nameof(Turns), RowRole.Book, Erasure.Nothing, []),
        new("wake|*|*|*", nameof(Turns), RowRole.Index, Erasure.WithCustomer, []),
    ];

    /// <summary>What the keys of all notices begin with.</summary>
    public static readonly string Outbox = Keys.Under("outbox");

    /// <summary>The file that says whose a customer is; its kind tells how (<see cref="RowKind.OwnerOf"/>).</summary>
    public static string FileKey(string customer) => Keys.Of("customer", customer, "file");

    public static string TurnKey(string turn) => Keys.Of("turn", turn);

    public static string AuditKey(Instant at, string turn) => Keys.Of("audit", Keys.OldestFirst(at), turn);

    public static string UndoKey(string member, Instant at, string turn) => Keys.Of("undo", member, Keys.NewestFirst(at), turn);

    public static string OutboxKey(Instant at, string notice) => Keys.Of("outbox", Keys.OldestFirst(at), notice);

    public static string ParkedKey(Instant at, string notice) => Keys.Of("parked", Keys.OldestFirst(at), notice);

    /// <summary>A message's id is its own only within its address: two channels, or two rooms of one, may use the same. Channels make both as long as they like.</summary>
    public static string SentKey(string customer, Conversation.Address address, string message) =>
        Keys.Of("customer", customer, "sent", TurnIds.Fingerprint(address.Value), Bounded(message));

    public static string MessageKey(Conversation.Address address, string message) => Keys.Of("message", TurnIds.Fingerprint(address.Value), Bounded(message));

    /// <summary>When the row of a <see cref="ParkedKey"/> was parked.</summary>
    public static Instant ParkedAt(Row row) => AtOldestFirst(row.Key);

    /// <summary>At most so many of those that were parked since; the oldest first.</summary>
    public static KeyRange ParkedSince(Instant since, int limit) => KeyRange.Prefix(Keys.Under("parked"), limit, Keys.Of("parked", Keys.OldestFirst(since)));

    public static string DraftKey(string id) => Keys.Of("draft", id);

    /// <summary>A line means another thing in another room.</summary>
    public static string SaidKey(string identity, string room, string line) => Keys.Of("said", TurnIds.Fingerprint(identity), TurnIds.Fingerprint(room, line));

    /// <summary>The row that wakes the service for a thing: <paramref name="what"/> is the wake route's id.</summary>
    public static string WakeKey(Instant at, string what, string id) => Keys.Of("wake", Keys.OldestFirst(at), what, id);

    public static Instant At(long unixMilliseconds) => Instant.FromUnixTimeMilliseconds(unixMilliseconds);

    private static string Bounded(string message) => Keys.Of(message).Length > 80 ? TurnIds.Fingerprint(message) : message;

    private static Instant AtOldestFirst(string key) =>
        At(long.Parse(Keys.Parts(key)[1], System.Globalization.CultureInfo.InvariantCulture));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TurnRow))]
[JsonSerializable(typeof(AuditRow))]
[JsonSerializable(typeof(UndoRow))]
[JsonSerializable(typeof(OutboxRow))]
[JsonSerializable(typeof(SentRow))]
[JsonSerializable(typeof(MessageRow))]
[JsonSerializable(typeof(DraftRow))]
[JsonSerializable(typeof(SaidRow))]
[JsonSerializable(typeof(JobRow))]
public sealed partial class TurnJson : JsonSerializerContext;
