namespace ChatCrm.Bot.Slack;

/// <summary>What a person acted on: it decides where the answer goes.</summary>
internal enum Via
{
    /// <summary>A slash command, answered in the response.</summary>
    Command,

    /// <summary>A line in a room that mentions the bot.</summary>
    Mention,

    /// <summary>A line in the bot's own direct chat.</summary>
    Direct,

    /// <summary>A button, or a shortcut, on a message.</summary>
    Message,

    /// <summary>A button on a preview of a link: the message is a person's own.</summary>
    Preview,

    /// <summary>The person's App Home.</summary>
    Home,

    /// <summary>A card in a window.</summary>
    Window,

    /// <summary>A shortcut from anywhere: no room, no message.</summary>
    Shortcut,
}

/// <summary>Where a person acted. It travels with a form, so that the form's answer finds its way back.</summary>
/// <param name="Channel">The room's id; empty where there is none.</param>
/// <param name="Thread">The thread within it; empty for none.</param>
/// <param name="Message">The message acted on; empty where there is none.</param>
/// <param name="Own">True where only the person sees that message, or it stands in their direct chat with the bot.</param>
internal sealed record Origin(Via Via, string Channel = "", string Thread = "", string Message = "", bool Own = true)
{
    /// <summary>Where Slack takes an answer for half an hour, also in rooms that the bot is not in, as it was given; empty where it gave none.</summary>
    public string ResponseUrl { get; init; } = "";

    /// <summary>The same as an address, read when it is needed: most answers are in the response. Null where it is none.</summary>
    public Uri? Respond => Uri.TryCreate(ResponseUrl, UriKind.Absolute, out var respond) ? respond : null;

    /// <summary>The open view that was acted on; empty for none.</summary>
    public string View { get; init; } = "";

    /// <summary>True in the bot's own direct chat.</summary>
    public bool IsDirect => Via == Via.Direct || (Via == Via.Message && Channel.StartsWith('D') && Own && Message.Length > 0);
}
