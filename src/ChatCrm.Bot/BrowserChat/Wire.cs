using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>What the page posts: one thing that a person did. Which fields count depends on <paramref name="Kind"/>; nothing in it is trusted.</summary>
/// <param name="Id">The page's own id of the act, a UUID, the same on every repetition.</param>
/// <param name="Room"><c>sales</c> or <c>direct/mei</c>.</param>
/// <param name="Kind"><c>said</c>, <c>pressed</c>, <c>submitted</c>, <c>lookedUp</c> or <c>arrived</c>.</param>
/// <param name="Message">The message whose button was pressed or opened the form.</param>
/// <param name="Data">The data of the Adaptive Card's action, with the form's values beside it as the renderer of Adaptive Cards sends them.</param>
public sealed record TurnPost(string? Id, string? Person, string? Room, string? Kind,
    string? Line, string? Message, JsonElement Data, string? Lookup, string? Query);

/// <summary>The answer to a post: done, or still under way; a form or choices belong to the asking page alone and come here.</summary>
/// <param name="Kept">Why the open form stays as it is.</param>
public sealed record TurnAnswer(bool Still = false, FormAnswer? Form = null, IReadOnlyList<ChoiceAnswer>? Options = null, string? Kept = null);

/// <summary>A form as an Adaptive Card; <paramref name="Errors"/> by the field's id.</summary>
public sealed record FormAnswer(string Title, JsonElement Card, IReadOnlyDictionary<string, string> Errors);

/// <summary>How a line would be read, in pieces; none where there is nothing to say.</summary>
public sealed record HintAnswer(IReadOnlyList<HintPiece> Pieces);

/// <summary>A piece of a hint. <paramref name="Theirs"/>: words that people typed, which may run the other way.</summary>
public sealed record HintPiece(string Text, bool Theirs);

public sealed record ChoiceAnswer(string Label, string Value);

/// <summary>A message as one person sees it; <paramref name="At"/> is ISO 8601 in UTC.</summary>
public sealed record MessageEvent(string Id, long Order, string Room, string? From, string? Name, string At, bool OnlyYou, string Text, JsonElement? Card);

public sealed record Problem(string Error);

public sealed record Start(IReadOnlyList<StartPerson> People);

public sealed record StartPerson(string Handle, string Name, string? Language, string? Zone, bool Guest, IReadOnlyList<StartRoom> Rooms);

public sealed record StartRoom(string Key, string Name, string Audience);

[JsonSerializable(typeof(TurnPost))]
[JsonSerializable(typeof(TurnAnswer))]
[JsonSerializable(typeof(HintAnswer))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Start))]
internal sealed partial class Wire : JsonSerializerContext
{
    /// <summary>Strict: a body that can be read in two ways is not read at all.</summary>
    public static Wire Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        MaxDepth = 16,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });
}
