using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>One act of the page, understood. <paramref name="Act"/> is the page's id of it, the same on every repetition.</summary>
internal sealed record Heard(string Act, Person Person, Room Room, Turn Turn)
{
    /// <summary>The id that a new message with the answer has.</summary>
    public string ReplyId => Turn.ReplyId!;
}

/// <summary>A post that cannot be understood; the message is a sentence for whoever wrote the page.</summary>
internal sealed class NotUnderstood(string sentence) : Exception(sentence);

/// <summary>JSON -> Turn.</summary>
internal static class Inbound
{
    /// <exception cref="NotUnderstood">Malformed JSON, wrong types, duplicate keys, lone surrogates, an unknown person, room or kind.</exception>
    public static Heard Read(ReadOnlySpan<byte> body, BrowserChatOptions options)
    {
        try
        {
            return Read(JsonSerializer.Deserialize(body, Wire.Strict.TurnPost) ?? throw new NotUnderstood("The body is null."), options);
        }
        // A lone surrogate is a JsonException to the serializer and an InvalidOperationException to a JsonElement.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new NotUnderstood("The body is not the JSON that the console's page sends.");
        }
    }

    private static Heard Read(TurnPost post, BrowserChatOptions options)
    {
        if (!Guid.TryParseExact(post.Id, "D", out var act)) throw new NotUnderstood("The turn has no id: a UUID is needed.");
        var person = options.PersonOf(post.Person) ?? throw new NotUnderstood("There is no such person here.");
        var room = options.RoomsOf(person).FirstOrDefault(room => room.Key == post.Room) ?? throw new NotUnderstood("This person is in no such room.");
        var id = act.ToString("D");
        var speaker = new Speaker(person.Identity, person.Name, person.Language, person.Zone, person.Guest);
        var place = new Place(room.Id, room.Audience, room.Address, room.Name);
        return new(id, person, room, new(id, options.Workspace, speaker, place, What(post, options)) { ReplyId = $"m-{id}" });
    }

    private static Input What(TurnPost post, BrowserChatOptions options) => post.Kind switch
    {
        "said" => new Input.Said(Needed(post.Line, "line"), Mentions(post.Line!, options)),
        "pressed" => AdaptiveCard.ReadAction(post.Data, post.Message) as Input.Pressed ?? throw new NotUnderstood("The button's data is not what was drawn."),
        "submitted" => AdaptiveCard.ReadAction(post.Data, post.Message) as Input.Submitted ?? throw new NotUnderstood("The form's data is not what was drawn."),
        "lookedUp" => new Input.LookedUp(Needed(post.Lookup, "lookup"), post.Query ?? ""),
        "arrived" => new Input.Arrived(),
        _ => throw new NotUnderstood("This kind of turn is unknown."),
    };

    private static string Needed(string? value, string name) => value ?? throw new NotUnderstood($"The turn has no {name}.");

    /// <summary>The people and rooms of the line that are known here, by handle and key, in any case.</summary>
    private static IReadOnlyList<Mention> Mentions(string line, BrowserChatOptions options) =>
    [
        .. from word in CommandLine.Read(line).Words
           let target = word.Kind switch
           {
               WordKind.Person => options.People.FirstOrDefault(person => Same(person.Handle, word.Text))?.Identity,
               WordKind.Room => options.Rooms.FirstOrDefault(room => Same(room.Key, word.Text))?.Id,
               _ => null,
           }
           where target is not null
           select new Mention(line[word.Start..word.End], target),
    ];

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
