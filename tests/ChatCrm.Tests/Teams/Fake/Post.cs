using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>A message, as it stands now.</summary>
internal sealed class Post
{
    private readonly Dictionary<string, JsonObject> own = [];

    public required string Id { get; init; }

    public required Room Room { get; init; }

    /// <summary>Who wrote it: a person's object id, or the bot's.</summary>
    public required string Author { get; init; }

    /// <summary>The first message of its thread, in a channel.</summary>
    public string? Root { get; init; }

    /// <summary>What it answers, where the service says so.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The activity as it was sent last.</summary>
    public JsonObject Content { get; private set; } = [];

    public bool Deleted { get; set; }

    /// <summary>Rises whenever what stands there changes.</summary>
    public int Version { get; private set; }

    public bool IsTyped => Author != World.Bot;

    public string Text => (string?)Content["text"] ?? "";

    /// <summary>The card that all see who have none of their own.</summary>
    public JsonObject? Card => Content["attachments"] is JsonArray { Count: > 0 } attachments && !IsTyped ? attachments[0]?["content"] as JsonObject : null;

    /// <summary>How the service addresses the conversation that it stands in.</summary>
    public string Conversation => Root is null ? Room.Id : $"{Room.Id};messageid={Root}";

    public bool IsSeenBy(Person person) => !Deleted && Room.Members.Contains(person.Id);

    /// <summary>The card as this person sees it.</summary>
    public JsonObject? CardFor(Person person) => own.GetValueOrDefault(person.Id) ?? Card;

    /// <summary>Everybody sees this from now on.</summary>
    public void Show(JsonObject content)
    {
        (Content, Version) = (content, Version + 1);
        own.Clear();
    }

    /// <summary>This person alone sees this card from now on.</summary>
    public void Show(Person person, JsonObject card) => (own[person.Id], Version) = (card, Version + 1);
}

/// <summary>A dialog that somebody has open.</summary>
/// <param name="Post">The card whose button opened it; null for one of the message extension.</param>
/// <param name="Command">The message extension's command, with its context and payload, as the invoke said it.</param>
internal sealed record Dialog(string Title, JsonObject Card, Room Room, Post? Post, JsonObject? Command)
{
    /// <summary>What was typed into it.</summary>
    public Typed Typed { get; } = new();
}
