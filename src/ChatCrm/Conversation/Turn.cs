namespace ChatCrm.Conversation;

/// <summary>
/// One thing that a person did in a chat: what every channel makes of its platform's payload, after it has verified it.
/// </summary>
/// <param name="Id">The platform's own event id, the same on every retry. Buttons and forms get theirs from <c>Turns/TurnIds</c>.</param>
/// <param name="Workspace">The workspace of the verified connection; never taken from the payload's body.</param>
public sealed record Turn(string Id, string Workspace, Speaker Who, Place Where, Input What)
{
    /// <summary>The connection that it came over: a chat team, a tenant; opaque. Empty where there is none (the console).</summary>
    public string Connection { get; init; } = "";

    /// <summary>True where a form can be opened at once. Elsewhere (a mention has no trigger) a form becomes a card with one button that opens it.</summary>
    public bool CanOpenForm { get; init; } = true;

    /// <summary>The id that the answer's message will have, where the channel knows it beforehand; then the answer joins the ledger of sent posts.</summary>
    public string? ReplyId { get; init; }

    /// <summary>Whether the person was told to wait; null where the channel asks again by itself until it has the answer.</summary>
    public Wait? Wait { get; init; }

    /// <summary>
    /// Where an answer for the asker alone stands, if that is not where it was asked; once they were told to wait, null means their direct chat.
    /// </summary>
    public Address? AnswerAt { get; init; }

    /// <summary>
    /// False in a room where nothing can be shown to one person alone: then what is about the room's own customer is answered there for all, and the
    /// channel takes the rest elsewhere.
    /// </summary>
    public bool CanWhisper { get; init; } = true;

    /// <summary>Where the card stands whose button was pressed, if that is not where it was asked.</summary>
    public Address? PressedAt { get; init; }
}

/// <summary>
/// A channel's patience with one turn. Once the person was told to wait, a crash must not lose the answer: from then on the answer to a change is a
/// notice of the same commit, and the turn itself is answered with <see cref="Reply.Quiet"/>.
/// </summary>
public sealed class Wait
{
    private volatile bool _told;

    public bool Told => _told;

    public void Tell() => _told = true;
}

/// <summary>Who speaks, as the platform verified it.</summary>
/// <param name="Identity">The chat account: opaque, unique over all connections of the service.</param>
/// <param name="Name">The name the platform shows for the account.</param>
/// <param name="Language">A language tag, or null where the platform does not say.</param>
/// <param name="Zone">An IANA zone id, or null; never an offset.</param>
/// <param name="Guest">True for guests and strangers: they never become members.</param>
/// <param name="Email">The account's address in lower case, where the platform has verified it; null else. Accounts of one address are one member.</param>
public sealed record Speaker(string Identity, string Name, string? Language = null, string? Zone = null, bool Guest = false, string? Email = null);

/// <summary>Where it was said.</summary>
/// <param name="Room">The conversation: opaque, unique over all connections of the service.</param>
/// <param name="Name">What people call the room, without sigil; empty in a direct chat.</param>
public sealed record Place(string Room, Audience Audience, Address Address, string Name = "");

/// <summary>Who can read a room, as the platform says at this moment.</summary>
public enum Audience
{
    /// <summary>One member and the bot.</summary>
    Direct,

    /// <summary>Members of the company alone.</summary>
    Members,

    /// <summary>Guests, strangers or another company read along.</summary>
    External,
}

/// <summary>Where to post later: transport only, opaque, read by its channel alone. The part before the first ':' names the channel.</summary>
public readonly record struct Address(string Value)
{
    /// <summary>The name of the channel that can read this address.</summary>
    public string Channel => Value[..Math.Max(0, Value.IndexOf(':'))];

    public override string ToString() => Value;
}

/// <summary>What happened: the closed list of what can arrive.</summary>
public abstract record Input
{
    /// <summary>A typed line, without the bot's mention or the slash command. At most 4,000 characters are read.</summary>
    /// <param name="Mentions">The people and rooms that the platform resolved in the line.</param>
    public sealed record Said(string Line, IReadOnlyList<Mention> Mentions) : Input
    {
        public Said(string line) : this(line, []) { }
    }

    /// <summary>A button or a menu's entry. Nothing in it is trusted: it comes back from the client.</summary>
    /// <param name="Drawing">The id of the turn or notice that drew the card.</param>
    /// <param name="Message">The channel's id of the message that carries the card, where there is one.</param>
    public sealed record Pressed(string Button, string Value, string Drawing, string? Message = null) : Input;

    /// <summary>A form was sent. Nothing in it is trusted.</summary>
    /// <param name="FormId">The id minted when the form was asked: the turn's id.</param>
    /// <param name="State">What the form carried along, see <see cref="Conversation.Form.State"/>.</param>
    public sealed record Submitted(string Form, string FormId, string State, IReadOnlyDictionary<string, string> Values, string? Message = null) : Input;

    /// <summary>A field of a form asks for choices while somebody types.</summary>
    public sealed record LookedUp(string Lookup, string Query) : Input;

    /// <summary>Somebody opened a chat with the bot for the first time.</summary>
    public sealed record Arrived : Input;

    /// <summary>Somebody opened the page of their own that the platform keeps for the bot.</summary>
    public sealed record Opened : Input;

    /// <summary>Somebody pasted a customer link into a room; what is answered stands there for all who read along.</summary>
    /// <param name="Code">The customer's code, from the link. Not trusted.</param>
    public sealed record Pasted(string Code) : Input;

    /// <summary>Somebody looks at a posted card: it is drawn for them alone.</summary>
    /// <param name="Message">The channel's id of the message.</param>
    public sealed record Viewed(string Message) : Input;

    /// <summary>Somebody put a mark on a posted card.</summary>
    /// <param name="Mark">What the mark means: <c>done</c> or <c>snooze</c>.</param>
    /// <param name="Message">The channel's id of the message.</param>
    public sealed record Marked(string Mark, string Message) : Input;

    /// <summary>A time came: the service's own turn, never a person's.</summary>
    /// <param name="Wake">The key of the row that came due.</param>
    public sealed record Woke(string Wake) : Input;
}

/// <summary>A person (<c>@</c>) or room (<c>#</c>) that the platform resolved: <paramref name="Token"/> stands so in the line.</summary>
/// <param name="Room">The room as the platform describes it, so that one that was never spoken in is known too; null for a person.</param>
public sealed record Mention(string Token, string Target, Place? Room = null);
