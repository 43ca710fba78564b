using ChatCrm.Conversation;
using ChatCrm.Storage;

namespace ChatCrm.Turns;

/// <summary>What a handler decided. It has written nothing: the Dispatcher commits.</summary>
public abstract record Outcome
{
    /// <summary>Nothing changed; the answer is drawn already. Not stored: a retry asks again.</summary>
    /// <param name="Keep">Draft rows that the answer's buttons point to; nothing else.</param>
    public sealed record Answer(Reply Reply, Changes? Keep = null) : Outcome
    {
        public Answer(Card card) : this(new Reply.Show(card)) { }

        /// <summary>The one customer that it is about; empty where it is about none, or several.</summary>
        public string Customer { get; init; } = "";

        /// <summary>For a list whose entries can be acted on: it joins the ledger where it lasts, so that it is drawn again when one of them changes.</summary>
        public LastingList? Lasting { get; init; }

        /// <summary>What draws it again where it stands for a whole room: there it joins the ledger too, so that each who looks at it sees their own.</summary>
        public LastingList? ForRoom { get; init; }
    }

    /// <summary>Something is to change.</summary>
    /// <param name="Drawing">The literal id of the drawing that shows it: a retry and a late answer are drawn from it again.</param>
    /// <param name="Records">The ids that the drawing needs; no text.</param>
    /// <param name="Customer">The customer that it is about; empty where it is about none.</param>
    public sealed record Change(string Drawing, IReadOnlyList<string> Records, Changes Changes, string Customer = "") : Outcome
    {
        /// <summary>Rows of the directory, which all workspaces share: committed before the workspace's own, so they must do no harm alone.</summary>
        public IReadOnlyList<Storage.Change> Directory { get; init; } = [];

        /// <summary>What the first answer shows and nothing keeps (a code): behind <see cref="Records"/> for the drawing, which must do without it when it draws again.</summary>
        public IReadOnlyList<string> ShownOnce { get; init; } = [];

        /// <summary>What must be told outside, after the commit.</summary>
        public IReadOnlyList<Notice> Notices { get; init; } = [];

        /// <summary>False for what Undo leaves alone (an undo itself is undone by its own button).</summary>
        public bool CanBeUndone { get; init; } = true;

        /// <summary>True for an undo: the word undo passes over it, only its own button takes it back.</summary>
        public bool OfUndo { get; init; }

        /// <summary>The turn that this one takes back; empty for any other.</summary>
        public string TakesBack { get; init; } = "";
    }

    /// <summary>The same turn, read as another line: the choice on a card that carries it.</summary>
    public sealed record ReadAs(string Line, LineChoices Choices) : Outcome;
}

/// <summary>What a list is drawn from again.</summary>
/// <param name="Records">What its drawing needs, and the records that it shows.</param>
/// <param name="Customers">The customers whose records it shows.</param>
public sealed record LastingList(string Drawing, IReadOnlyList<string> Records, IReadOnlyList<string> Customers);

/// <summary>Something to be told or done outside. Drawn for each recipient when it is sent, so language, zone and rights are those of that moment.</summary>
/// <param name="Drawing">The literal id of the drawing.</param>
/// <param name="Records">The ids that the drawing needs; no text.</param>
/// <param name="Customer">The customer that it is about; empty where it is about none.</param>
public sealed record Notice(string Drawing, IReadOnlyList<string> Records, Recipient To, string Customer = "")
{
    /// <summary>The member who hears of it where a room cannot be told; null is whoever did the turn.</summary>
    public string? For { get; init; }

    /// <summary>An <see cref="IErrand"/> to be run.</summary>
    public static Notice ToDo(string errand, IReadOnlyList<string> records, string customer) => new(errand, records, new Recipient.Outside(), customer);

    /// <summary>How it waits in the outbox.</summary>
    /// <param name="turn">The turn that it follows from: undone, it is not sent any more. Empty where it is to be sent in any case.</param>
    /// <param name="by">Whoever did that turn; null for the service itself.</param>
    public OutboxRow Row(string id, string turn, string? by) => new()
    {
        Id = id,
        Turn = turn,
        Drawing = Drawing,
        Records = Records,
        Customer = Customer,
        Member = To switch { Recipient.ToMember to => to.Member, Recipient.ToAsker to => to.Member, _ => "" },
        Room = To switch { Recipient.ToRoom to => to.Room, Recipient.ToAsker to => to.Room, _ => "" },
        Address = (To as Recipient.ToAsker)?.Address,
        For = For ?? by,
        About = To is Recipient.Copies copies ? copies.About : [],
    };
}

/// <summary>Who is told.</summary>
public abstract record Recipient
{
    /// <summary>A member, in the direct chat.</summary>
    public sealed record ToMember(string Member) : Recipient;

    /// <summary>The one who asked, where they asked: an answer that comes late.</summary>
    /// <param name="Room">The room, by its id; empty for a direct chat.</param>
    public sealed record ToAsker(string Member, string Room, string Address) : Recipient;

    /// <summary>A room, by its id.</summary>
    public sealed record ToRoom(string Room) : Recipient;

    /// <summary>Every posted card of the customer that was drawn from one of these records, or stands in one of these rooms: drawn again in its place.</summary>
    public sealed record Copies(IReadOnlyList<string> About) : Recipient;

    /// <summary>Nobody: something is done outside, see <see cref="IErrand"/>.</summary>
    public sealed record Outside : Recipient;
}
