using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>
/// What clients do with the answers to invokes; one that is not as documented is a fault. What is no 200 shows the person nothing.
/// https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
/// </summary>
internal sealed class InvokeAnswers(World world)
{
    private const string Card = "application/vnd.microsoft.card.adaptive", Message = "application/vnd.microsoft.activity.message", Error = "application/vnd.microsoft.error", Found = "application/vnd.microsoft.search.searchResponse";

    private static readonly string[] Errors = [Error, "application/vnd.microsoft.error.incorrectAuthCode", "application/vnd.microsoft.error.preconditionFailed", "application/vnd.microsoft.activity.loginRequest"];

    private static readonly string[] Results = ["result", "auth", "config", "message", "botMessagePreview", "silentAuth"];

    /// <summary>To a press of an Action.Execute: a card in the pressed one's place for this person alone, or a line; the inputs are cleared then.</summary>
    public void Executed(Answer answer, Person person, Post post, Typed typed) => Guarded("adaptiveCard/action", answer, body =>
    {
        if (body["statusCode"] is not JsonValue code || !code.TryGetValue<int>(out var status)) throw ConnectorError.Fault("no statusCode");
        switch ((string?)body["type"])
        {
            case Card:
                var card = Checked(body["value"], post.Room);
                post.Show(person, card);
                world.Journal.Add(new(Happened.Replaced, post, person.Id));
                break;
            case Message:
                Tell(person, body["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw ConnectorError.Fault("a message is a string"), post);
                break;
            case var type when Errors.Contains(type) && status >= 400 && body["value"] is JsonObject error:
                Tell(person, (string?)error["message"] ?? "Something went wrong. Please try again.", post);
                break;
            default: throw ConnectorError.Fault($"no answer: {status} {body["type"]} {body["value"]?.GetValueKind()}");
        }
        typed.Clear();
    });

    /// <summary>To what a person does where a dialog can come: it comes, is drawn anew, or closes with or without a line.</summary>
    public void Asked(Answer answer, Person person, Room room, Post? post, JsonObject? command, bool mayBeEmpty) => Guarded("dialog", answer, body =>
    {
        if (body["task"] is JsonObject task) Task(task, person, room, post, command);
        else if (command is not null && body["composeExtension"] is JsonObject extension)
        {
            Extension(extension, room);
            Close(person);
        }
        else throw ConnectorError.Fault("neither a task nor a composeExtension");
    }, mayBeEmpty ? () => Close(person) : null);

    /// <summary>To a search of the message extension: what is found, as the client lists it.</summary>
    public IReadOnlyList<JsonObject> Listed(Answer answer, Room room)
    {
        IReadOnlyList<JsonObject> found = [];
        Guarded("composeExtension", answer, body => found = Extension(body["composeExtension"] as JsonObject ?? throw ConnectorError.Fault("no composeExtension"), room));
        return found;
    }

    /// <summary>To a search of a field: titles and values.</summary>
    public IReadOnlyList<(string Title, string Value)> Options(Answer answer)
    {
        IReadOnlyList<(string, string)> options = [];
        Guarded("application/search", answer, body =>
        {
            if ((string?)body["type"] != Found) throw ConnectorError.Fault($"no answer: {body["type"]}");
            if (body["statusCode"] is { } code && (int)code != 200) throw ConnectorError.Fault($"statusCode {code}");
            var results = body["value"]?["results"] as JsonArray ?? throw ConnectorError.Fault("no results");
            options = [.. results.Select(result => ((string?)result?["title"] ?? throw ConnectorError.Fault("no title"), (string?)result?["value"] ?? throw ConnectorError.Fault("no value")))];
        });
        return options;
    }

    private void Task(JsonObject task, Person person, Room room, Post? post, JsonObject? command)
    {
        switch ((string?)task["type"])
        {
            case "continue" when task["value"] is JsonObject { } value:
                if (value["title"] is not JsonValue) throw ConnectorError.Fault("a dialog has a title");
                foreach (var (name, node) in value) Property(name, node);
                world.Dialogs[person.Id] = new((string)value["title"]!, Attached(value["card"], room, inDialog: true), room, post, command);
                world.Journal.Add(new(Happened.DialogShown, null, person.Id));
                break;
            case "message" when task["value"] is JsonValue said && said.TryGetValue<string>(out var text):
                Close(person);
                Tell(person, text, post);
                break;
            default: throw ConnectorError.Fault($"no task of the type {task["type"]}");
        }
    }

    private static void Property(string name, JsonNode? value)
    {
        if (name is not ("title" or "height" or "width" or "card")) throw ConnectorError.Fault($"unknown property {name} of a dialog");
        if (name is "height" or "width" && value?.GetValueKind() != JsonValueKind.Number && (string?)value is not ("small" or "medium" or "large")) throw ConnectorError.Fault($"no {name}: {value}");
    }

    private IReadOnlyList<JsonObject> Extension(JsonObject extension, Room room)
    {
        if (!Results.Contains((string?)extension["type"])) throw ConnectorError.Fault($"no answer of the type {extension["type"]}");
        if ((string?)extension["type"] != "result") return [];
        if ((string?)extension["attachmentLayout"] is not ("list" or "grid")) throw ConnectorError.Fault($"no layout {extension["attachmentLayout"]}");
        var attachments = extension["attachments"] as JsonArray ?? throw ConnectorError.Fault("no attachments");
        foreach (var attachment in attachments.Where(attachment => (string?)attachment?["contentType"] == CardTree.MediaType)) Attached(attachment, room);
        foreach (var preview in attachments.Select(attachment => attachment?["preview"]).OfType<JsonObject>())
            if ((string?)preview["contentType"] is not ("application/vnd.microsoft.card.hero" or "application/vnd.microsoft.card.thumbnail" or CardTree.MediaType)) throw ConnectorError.Fault("a preview that no client draws");
        return [.. attachments.OfType<JsonObject>()];
    }

    private JsonObject Attached(JsonNode? attachment, Room room, bool inDialog = false) => (string?)attachment?["contentType"] == CardTree.MediaType
        ? Checked(attachment["content"], room, inDialog)
        : throw ConnectorError.Fault($"unknown contentType {attachment?["contentType"]}");

    private JsonObject Checked(JsonNode? node, Room room, bool inDialog = false)
    {
        var card = node as JsonObject ?? throw ConnectorError.Fault("no card");
        var problems = CardRules.Check(card, room, world, inDialog);
        if (problems.Count > 0) throw ConnectorError.Fault(string.Join("; ", problems));
        world.Cards.Enqueue(card.ToJsonString());
        return card;
    }

    private void Close(Person person)
    {
        if (world.Dialogs.Remove(person.Id)) world.Journal.Add(new(Happened.DialogClosed, null, person.Id));
    }

    private void Tell(Person person, string text, Post? post) => world.Journal.Add(new(Happened.Told, post, person.Id, text));

    private void Guarded(string name, Answer answer, Action<JsonObject> take, Action? empty = null)
    {
        try
        {
            if (answer.Status != 200) return;
            if (answer.Body.Length == 0 && empty is not null) empty();
            else take(answer.Json ?? throw ConnectorError.Fault("an invoke is answered with JSON"));
        }
        catch (ConnectorError error)
        {
            world.Fault(error, name);
        }
    }
}
