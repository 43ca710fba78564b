using System.Text.Json;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>
/// Cards and forms as Block Kit, and what comes back of them. All functions are pure; no drawing is larger than Slack takes:
/// what does not fit is left out or shortened, last entries first, and a quiet line says so.
/// </summary>
public static class Blocks
{
    /// <summary>Writes <c>text</c> (the plain-text twin) and <c>blocks</c> into the message that <paramref name="json"/> has open.</summary>
    public static void Message(Utf8JsonWriter json, Card card)
    {
        var sheet = Listed(card);
        card.Plain((sheet, json), static (plain, to) => to.sheet.Twin(to.json, plain));
        json.WritePropertyName(Terms.Blocks);
        Copy(json, sheet);
    }

    /// <summary>Writes <c>blocks</c> alone, for the preview of a link, into the object that <paramref name="json"/> has open.</summary>
    public static void Preview(Utf8JsonWriter json, Card card)
    {
        json.WritePropertyName(Terms.Blocks);
        Copy(json, Listed(card));
    }

    /// <summary>Writes a form as a whole view. What is not valid stands on top.</summary>
    /// <param name="metadata">Comes back untrusted as <c>private_metadata</c>; at most 3,000 characters.</param>
    /// <exception cref="ArgumentException">The metadata or an id is too long, or there are more questions than a view shows (some 95).</exception>
    public static void Modal(Utf8JsonWriter json, Form form, string metadata)
    {
        var sheet = Sheet.In(Wording.In(form.Language));
        Paging.Draw(sheet, form, Surface.View, (form, metadata), static (drawn, of) => Views.Form(drawn, of.form, of.metadata));
        Copy(json, sheet);
    }

    /// <summary>Writes a card as a whole view with a button to close it, nothing to send.</summary>
    /// <inheritdoc cref="Modal(Utf8JsonWriter, Form, string)" path="/param"/>
    public static void Modal(Utf8JsonWriter json, Card card, string metadata, string title)
    {
        var sheet = Sheet.In(Wording.In(card.Language));
        Paging.Draw(sheet, card, Surface.View, (card, metadata, title), static (drawn, of) => Views.Card(drawn, of.card, of.metadata, of.title));
        Copy(json, sheet);
    }

    /// <summary>Writes the view that stands until the answer is there: a trigger lasts three seconds.</summary>
    /// <inheritdoc cref="Modal(Utf8JsonWriter, Form, string)" path="/param"/>
    public static void Loading(Utf8JsonWriter json, Wording words, string metadata, string title)
    {
        var sheet = Sheet.In(words);
        sheet.Draw(Fit.Whole, (metadata, title), static (drawn, of) => Views.Loading(drawn, of.metadata, of.title));
        Copy(json, sheet);
    }

    /// <summary>Writes a card as the whole view of App Home.</summary>
    /// <inheritdoc cref="Modal(Utf8JsonWriter, Form, string)" path="/param"/>
    public static void Home(Utf8JsonWriter json, Card card, string metadata)
    {
        var sheet = Sheet.In(Wording.In(card.Language));
        Paging.Draw(sheet, card, Surface.View, (card, metadata), static (drawn, of) => Views.Home(drawn, of.card, of.metadata));
        Copy(json, sheet);
    }

    /// <summary>Writes <c>{"options":[…]}</c>, the answer to a block_suggestion: the first hundred, without those whose value is empty or over 150 characters.</summary>
    public static void Options(Utf8JsonWriter json, IReadOnlyList<Choice> choices)
    {
        var sheet = Sheet.In(Wording.In("en"));
        sheet.Draw(Fit.Whole, choices, static (drawn, choices) =>
        {
            drawn.Json.WriteStartObject();
            Choices.Draw(drawn, [.. choices.Where(choice => Choices.Carried(choice.Value)).Take(Limits.Options)]);
            drawn.End();
        });
        Copy(json, sheet);
    }

    /// <summary>The answer to a view_submission that marks what is not valid beside its fields.</summary>
    /// <returns>UTF-8 <c>{"response_action":"errors",…}</c>; null where nothing is wrong, or where an error belongs to no field that is shown: then the view is drawn anew.</returns>
    public static byte[]? Errors(Form sent)
    {
        var fields = sent.Fields.ToDictionary(field => field.Id, StringComparer.Ordinal);
        if (sent.Errors.Count == 0 || !sent.Errors.Keys.All(fields.ContainsKey)) return null;
        var sheet = Sheet.In(Wording.In(sent.Language));
        sheet.Draw(Fit.Whole, (sent, fields), static (drawn, of) =>
        {
            drawn.Json.WriteStartObject();
            drawn.Write(Terms.ResponseAction, Terms.Errors);
            drawn.Json.WriteStartObject(Terms.Errors);
            foreach (var (id, error) in of.sent.Errors) drawn.Said(Ids.OfField(of.fields[id]), error);
            drawn.End();
            drawn.End();
        });
        return sheet.Drawn.ToArray();
    }

    /// <summary>What was pressed or chosen: one element of a block_actions payload's <c>actions</c>. Never throws; null for anything that no card of ours sends.</summary>
    /// <param name="message">The id of the message that carries the card, where there is one.</param>
    public static Input.Pressed? ReadAction(JsonElement action, string? message) => Reading.Action(action, message);

    /// <summary>What was typed into a form: the <c>view</c> of a view_submission. Never throws; null for anything that no form of ours sends.</summary>
    /// <param name="formId">From the view's metadata, as <paramref name="state"/>: the caller reads them.</param>
    public static Input.Submitted? ReadSubmission(JsonElement view, string formId, string state, string? message) => Reading.Submission(view, formId, state, message);

    /// <summary>What a lookup field asks for: a block_suggestion payload. Never throws; null for anything that no form of ours sends.</summary>
    public static (string Lookup, string Query)? ReadSuggestion(JsonElement payload) => Reading.Suggestion(payload);

    private static Sheet Listed(Card card)
    {
        var sheet = Sheet.In(Wording.In(card.Language));
        Paging.Draw(sheet, card, Surface.Message, card, static (drawn, card) =>
        {
            drawn.Json.WriteStartArray();
            CardParts.Draw(drawn, card);
            drawn.Json.WriteEndArray();
        });
        return sheet;
    }

    private static void Copy(Utf8JsonWriter json, Sheet sheet) => json.WriteRawValue(sheet.Drawn, skipInputValidation: true);
}
