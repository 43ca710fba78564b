using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Texts;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>What admins see of what could not be delivered. Pure.</summary>
public static class ParkedCards
{
    /// <summary>The most that are shown.</summary>
    public const int Most = 20;

    /// <summary>In the place of a drawing: no card, but something that was due and whose turn always failed.</summary>
    public const string Wake = "wake";

    private static readonly HashSet<string> Known =
    [
        "not-in-room", "room-gone", "room-unknown", "archived", "not-allowed", "missing-right", "revoked", "account-unreachable", "nobody", "not-drawable", "unknown-drawing", "failed",
        "unreachable", "unrecorded",
    ];

    private static readonly int Days = TurnRows.ParkedFor.Days;

    /// <param name="customers">Those that they are about; null where the reader has no sight of one.</param>
    /// <param name="parked">When each was given up, and what it was; the newest first.</param>
    public static Card List(
        Reader reader, Roster roster, IReadOnlyList<Room> rooms, IReadOnlyList<SeenCustomer?> customers, IReadOnlyList<(Instant At, OutboxRow Notice)> parked, bool isAll, Instant now)
    {
        var words = reader.Words;
        if (parked.Count == 0) return new(new Line(words.Say("Workspaces.ParkedNone", ("n", Days)), Tone.Quiet));
        var seen = customers.OfType<SeenCustomer>().Where(customer => customer.Sight > Sight.Nothing).ToDictionary(customer => customer.Id);
        return new(
        [
            new Heading(words.Say("Workspaces.Parked")),
            new Entries([.. parked.Select(one => Entry(one.At, one.Notice))]),
            .. isAll ? Array.Empty<Block>() : [new Line(words.Say("Workspaces.ParkedShown", ("n", parked.Count)))],
            new Line(words.Say("Workspaces.ParkedMeans", ("n", Days)), Tone.Quiet),
        ]);

        Entry Entry(Instant at, OutboxRow notice)
        {
            var said = words.Say("Workspaces.ParkedFor", ("when", TurnCards.When(reader, at, now)), ("who", Whom(words, roster, rooms, notice)));
            var reason = words.Say($"Workspaces.Parked-{ReasonOf(notice)}");
            return seen.GetValueOrDefault(notice.Customer) is { } about
                ? new(said, words.Say("Workspaces.ParkedAbout", ("reason", reason), ("customer", Names.Visible(about.Customer.Name))), [new("customer.open", words.Plain("Turns.OpenButton"), about.Id)])
                : new(said, reason, []);
        }
    }

    private static string ReasonOf(OutboxRow notice) => notice switch
    {
        { Drawing: Wake } => Wake,
        { Parked: "unreachable" } when notice.IsErrand() => "unanswered",
        _ => Known.Contains(notice.Parked) ? notice.Parked : "other",
    };

    private static Text Whom(Wording words, Roster roster, IReadOnlyList<Room> rooms, OutboxRow notice) => notice switch
    {
        { Drawing: Wake } => Text.Ours(words.Plain("Workspaces.ParkedDue")),
        { Member.Length: > 0 } => roster.Person(notice.Member),
        { Room.Length: > 0 } => Text.Theirs("#" + (rooms.FirstOrDefault(room => room.Id == notice.Room)?.Name ?? "–")),
        _ => Text.Ours(words.Plain(notice.IsErrand() ? "Workspaces.ParkedErrand" : "Workspaces.ParkedCopies")),
    };
}
