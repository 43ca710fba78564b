using System.Text;
using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;

namespace ChatCrm.Bot.Teams;

/// <summary>
/// The bodies that invokes are answered with. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview
/// and /task-modules-and-cards/task-modules/task-modules-bots, /messaging-extensions/how-to/search-commands/respond-to-search
/// </summary>
internal static class InvokeAnswer
{
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    private const string PreviewType = "application/vnd.microsoft.card.thumbnail", SentenceType = "application/vnd.microsoft.activity.message", ChoicesType = "application/vnd.microsoft.search.searchResponse";

    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> fields)
    {
        using var paper = Paper.Take();
        paper.Json.WriteStartObject();
        fields(paper.Json);
        paper.Json.WriteEndObject();
        return paper.ToArray();
    }

    /// <summary>A card in the place of the one whose button was pressed, for the one who pressed.</summary>
    public static ReadOnlyMemory<byte> Card(byte[] card) => Acted(CardType, json => json.WriteRawValue(card, skipInputValidation: true));

    public static ReadOnlyMemory<byte> Sentence(string sentence) => Acted(SentenceType, json => Shown(json, sentence));

    /// <summary>A dialog with a card in it.</summary>
    public static ReadOnlyMemory<byte> Dialog(string title, byte[] card) => Task("continue", json =>
    {
        json.WriteStartObject("value");
        json.WritePropertyName("title");
        Shown(json, title);
        json.WriteString("height", "medium");
        json.WriteString("width", "medium");
        json.WriteStartObject("card");
        Attachment(json, card);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>A sentence in the dialog's place.</summary>
    public static ReadOnlyMemory<byte> DialogSentence(string sentence) => Task("message", json =>
    {
        json.WritePropertyName("value");
        Shown(json, sentence);
    });

    /// <summary>Cards to insert, each with the line that stands for it before.</summary>
    public static ReadOnlyMemory<byte> Found(params IEnumerable<(string Title, byte[] Card)> found) => Extension("result", json =>
    {
        json.WriteString("attachmentLayout", "list");
        json.WriteStartArray("attachments");
        foreach (var (title, card) in found)
        {
            json.WriteStartObject();
            Attachment(json, card);
            json.WriteStartObject("preview");
            Preview(json, title);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> ExtensionSentence(string sentence) => Extension("message", json =>
    {
        json.WritePropertyName("text");
        Shown(json, sentence);
    });

    /// <summary>Choices while typing.</summary>
    public static ReadOnlyMemory<byte> Choices(IEnumerable<(string Title, string Value)> choices) => Acted(ChoicesType, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var (title, value) in choices)
        {
            json.WriteStartObject();
            json.WritePropertyName("value");
            Text(json, value);
            json.WritePropertyName("title");
            Shown(json, title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>Contents of an attachment.</summary>
    public static void Attachment(Utf8JsonWriter json, byte[] card)
    {
        json.WriteString("contentType", CardType);
        json.WritePropertyName("content");
        json.WriteRawValue(card, skipInputValidation: true);
    }

    /// <summary>What people read in a notification or a list, outside of any card: no control of a person's words reaches what stands around them.</summary>
    public static void Shown(Utf8JsonWriter json, string text) => Text(json, Literal.Ours(text));

    /// <summary>A card's plain twin in one line. Its end may cut a pair of controls in two.</summary>
    public static string OneLine(string plain, int longest) => Graphemes.Shorten(Literal.Ours(plain).ReplaceLineEndings(" · "), longest);

    /// <summary>Half a surrogate pair becomes U+FFFD on the way to UTF-8; the writer itself would refuse it.</summary>
    public static void Text(Utf8JsonWriter json, string text) => json.WriteStringValue(Encoding.UTF8.GetBytes(text));

    private static void Preview(Utf8JsonWriter json, string title)
    {
        json.WriteString("contentType", PreviewType);
        json.WriteStartObject("content");
        json.WritePropertyName("title");
        // Clients draw a title as it stands: formatting is for a preview's text alone.
        Shown(json, title);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Acted(string type, Action<Utf8JsonWriter> value) => Of(json =>
    {
        json.WriteNumber("statusCode", 200);
        json.WriteString("type", type);
        json.WritePropertyName("value");
        value(json);
    });

    private static ReadOnlyMemory<byte> Task(string type, Action<Utf8JsonWriter> value) => Of(json =>
    {
        json.WriteStartObject("task");
        json.WriteString("type", type);
        value(json);
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Extension(string type, Action<Utf8JsonWriter> fields) => Of(json =>
    {
        json.WriteStartObject("composeExtension");
        json.WriteString("type", type);
        fields(json);
        json.WriteEndObject();
    });
}
