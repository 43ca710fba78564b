using System.Text.Json.Nodes;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What a service that is well sends.</summary>
internal static class Samples
{
    private static readonly CardWords Words = new("en", count => $"… {count} more", "Shortened.", "Please answer this.", Wording.In("en").Plain("Cards.Refused"), "Yes", "—");

    private static readonly Form Asked = new("interaction.log", "f1", "Log", "Save", [new LookupField("customer", "Customer", "customer.find", Required: true), new TextField("text", "What was said"), new SwitchField("done", "Done")])
    {
        Intro = Conversation.Text.Ours("As you wrote it."),
    };

    /// <summary>A card of the product's, with buttons that carry the label as their id.</summary>
    public static JsonObject Card(string text, params IReadOnlyList<string> buttons) =>
        (JsonObject)JsonNode.Parse(AdaptiveCard.Draw(new Card([new Heading(Conversation.Text.Ours(text))], [.. buttons.Select(label => new Button(label, label))]) { Drawing = "d1" }, Words))!;

    /// <summary>A form of the product's with a searched field that is required and a text.</summary>
    public static JsonObject Form(IReadOnlyDictionary<string, string>? values = null, IReadOnlyDictionary<string, string>? errors = null) =>
        Drawn(values is null ? Asked : Asked.Refused(values, errors!), default);

    /// <summary>The same as a dialog takes it: Action.Submit alone.</summary>
    public static JsonObject DialogForm() => Drawn(Asked, new() { InDialog = true });

    public static JsonObject Message(JsonObject card) => new() { ["type"] = "message", ["summary"] = "A card", ["attachments"] = new JsonArray(Attachment(card)) };

    public static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text };

    public static JsonObject Attachment(JsonObject card) => new() { ["contentType"] = CardTree.MediaType, ["content"] = card };

    /// <summary>The answer to an Action.Execute.</summary>
    public static JsonObject Replaced(JsonObject card) => new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = card };

    public static JsonObject Told(string text) => new() { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = text };

    /// <summary>A dialog, as task/fetch is answered.</summary>
    public static JsonObject Dialog(JsonObject card) => new() { ["task"] = new JsonObject { ["type"] = "continue", ["value"] = new JsonObject { ["title"] = "Log", ["height"] = "medium", ["width"] = "medium", ["card"] = Attachment(card) } } };

    public static JsonObject Found(params IReadOnlyList<(string Title, string Value)> options) => new()
    {
        ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.search.searchResponse",
        ["value"] = new JsonObject { ["results"] = new JsonArray([.. options.Select(option => new JsonObject { ["title"] = option.Title, ["value"] = option.Value })]) },
    };

    private static JsonObject Drawn(Form form, Ways ways) => (JsonObject)JsonNode.Parse(AdaptiveCard.Draw(form, Words, ways))!;
}
