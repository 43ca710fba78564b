using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Bot.Teams;

/// <summary>How something came: it decides where the answer goes.</summary>
internal enum Via
{
    /// <summary>A line; its answer is a message of its own.</summary>
    Message,

    /// <summary>A button of a client without Action.Execute: a message with data.</summary>
    Submit,

    /// <summary>A button, or a form on a card: answered in the response, in the card's place.</summary>
    Execute,

    /// <summary>A client draws a card again that it shows: answered in the response.</summary>
    Refresh,

    /// <summary>A button that opens a dialog.</summary>
    Fetch,

    /// <summary>A dialog was sent; it is answered in the response.</summary>
    Dialog,

    /// <summary>The message extension's dialogs, from anywhere.</summary>
    Extension,

    /// <summary>Choices while typing, in a field of a form.</summary>
    Field,

    /// <summary>The message extension's search, and links of ours that are pasted.</summary>
    Search,

    /// <summary>The app came to a conversation.</summary>
    Arrival,
}

/// <summary>One thing that a person did in Teams, as read from an activity; nothing of the activity itself is kept.</summary>
/// <param name="Id">Teams' id of it, the same on the first layer of its retries.</param>
internal sealed record Heard(string Id, Whence From, Via Via, Input What)
{
    /// <summary>What Teams calls the person.</summary>
    public string Name { get; init; } = "";

    public string? Language { get; init; }

    public string? Zone { get; init; }

    /// <summary>The message that was acted on, as <see cref="MessageId"/> writes it; empty for none.</summary>
    public string Message { get; init; } = "";

    /// <summary>The people named in a line, by the token that stands for each, with their id for this bot.</summary>
    public IReadOnlyList<(string Token, string Mri)> Named { get; init; } = [];

    /// <summary>The room in which the card was asked that stands in somebody's direct chat; empty for none. Not trusted.</summary>
    public string AskedIn { get; init; } = "";

    /// <summary>The step of a form in which a record is looked for; null for anything else.</summary>
    public FieldSearch? Search { get; init; }

    /// <summary>True for what is done from anywhere, with nobody reading along.</summary>
    public bool IsAlone => From.Kind == ChatKind.Personal || Via is Via.Extension or Via.Search or Via.Arrival;
}

/// <summary>What a line says about a message's place: in a channel a message is found by its thread, too.</summary>
internal static class MessageId
{
    private const char Between = ':';

    /// <summary><c>{root}:{id}</c> in a thread, <c>{id}</c> where it begins one, or there are none.</summary>
    public static string Of(string root, string id) => root.Length == 0 || root == id ? id : root + Between + id;

    public static (string Root, string Id) Read(string message) =>
        message.IndexOf(Between, StringComparison.Ordinal) is >= 0 and var at ? (message[..at], message[(at + 1)..]) : (message, message);
}

/// <summary>One thing that a person did, while it is answered.</summary>
internal sealed class Act(Heard heard)
{
    public Heard Heard => heard;

    public Whence From => heard.From;

    public Spot Person => Spot.With(From.Tenant, From.Account);

    /// <summary>The room that it belongs to, for a card that stands elsewhere; empty for none.</summary>
    public string Room => heard.Via is Via.Extension ? "" : heard.IsAlone ? heard.AskedIn : From.Conversation;

    /// <summary>Whether the form that was sent stands on a card in the person's own chat; a dialog's message is the card behind it.</summary>
    public bool IsOwnForm => From.Kind == ChatKind.Personal && heard is { Message.Length: > 0, Via: Via.Execute or Via.Submit };

    public Wait Wait { get; } = new();

    /// <summary>The person's language, as soon as it is known.</summary>
    public Wording Words { get; set; } = Wording.In(heard.Language ?? "en");

    /// <summary>The line that said "still working", where the answer can take its place; null for none.</summary>
    public (Spot At, string Message)? Still { get; set; }

    /// <summary>True where the answer is for the person alone, and they cannot be written to.</summary>
    public bool Unreached { get; set; }

    /// <summary>Why there was no turn, in a sentence that holds nothing of anybody; null where there was one.</summary>
    public string? Refusal { get; set; }

    /// <summary>Who reads the room of the turn, as the answer was drawn for; null where there was no turn.</summary>
    public Audience? Audience { get; set; }

    /// <summary>True where the answer stands nowhere: it was refused, or nobody knows whether it does.</summary>
    public bool IsLost { get; set; }

    private volatile object? _ready;

    /// <summary>The answer, where it is ready before all else is done: what is still to be done for others need not be waited for.</summary>
    public ReadOnlyMemory<byte> Ready
    {
        // In one piece: one thread places, another answers when time is up.
        get => _ready is ReadOnlyMemory<byte> ready ? ready : default;
        set => _ready = value;
    }

    /// <summary>True once the response is given: the answer cannot be in it any more.</summary>
    public bool IsLate { get; set; }

    /// <summary>True once the room was told where the answer is.</summary>
    public bool RoomIsTold { get; set; }
}

/// <summary>What a turn came to.</summary>
/// <param name="Turn">Null where it was refused before there was one.</param>
internal sealed record Answered(Turn? Turn, Reply Reply);
