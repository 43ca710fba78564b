using System.Text.Json;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>A form: one function per field, in the order of <see cref="Form"/>'s file.</summary>
internal static class FormParts
{
    /// <summary>The blocks, as a list.</summary>
    public static void Draw(Sheet sheet, Form form)
    {
        sheet.Section(form.Intro);
        sheet.Section(Refusal(sheet, form));
        foreach (var field in form.Fields) Draw(sheet, field);
        sheet.Notice();
    }

    /// <summary>A view that is drawn anew carries no errors beside its fields, so all are said on top, each with its field's label.</summary>
    private static Text Refusal(Sheet sheet, Form form) => form.Errors.Count == 0
        ? Text.Empty
        : Text.Join("\n", [Text.Ours(sheet.Words.Plain("Cards.Refused")), .. form.Errors.Select(error => Error(form, error.Key, error.Value))]);

    private static Text Error(Form form, string id, string error) =>
        form.Fields.FirstOrDefault(field => field.Id == id) is { } field ? Text.Ours(field.Label, Weight.Strong) + Text.Ours($": {error}") : Text.Ours(error);

    private static void Draw(Sheet sheet, Field field)
    {
        switch (field)
        {
            case TextField text: Draw(sheet, text); break;
            case ChoiceField choice: Draw(sheet, choice); break;
            case LookupField lookup: Draw(sheet, lookup); break;
            case SwitchField onOff: Draw(sheet, onOff); break;
            default: throw new InvalidOperationException($"A form has no field {field.GetType().Name}.");
        }
    }

    private static void Draw(Sheet sheet, TextField field) => Input(sheet, field, Terms.PlainTextInput, () =>
    {
        if (field.Tall) sheet.Json.WriteBoolean(Terms.Multiline, true);
        sheet.Json.WriteNumber(Terms.MaxLength, Limits.Input);
        sheet.Value(Terms.InitialValue, field.Value, Limits.Input);
    });

    private static void Draw(Sheet sheet, ChoiceField field)
    {
        var shown = Choices.Shown(field, sheet.Fit.Items);
        sheet.More(field.Choices.Count(choice => choice.Value.Length > 0) - shown.Count);
        if (shown.Count == 0) return;
        Input(sheet, field, Terms.StaticSelect, () =>
        {
            Choices.Draw(sheet, field.Required ? shown : [new(sheet.Words.Plain("Cards.None"), Ids.Nothing), .. shown]);
            if (shown.FirstOrDefault(choice => choice.Value == field.Value) is { } chosen) Initial(sheet, chosen);
        });
    }

    private static void Draw(Sheet sheet, LookupField field) => Input(sheet, field, Terms.ExternalSelect, () =>
    {
        sheet.Json.WriteNumber(Terms.MinQueryLength, 1);
        if (Choices.Carried(field.Value)) Initial(sheet, new(field.Shown.Length == 0 ? field.Value : field.Shown, field.Value));
    });

    /// <summary>The label is the question, so the box beside it only says yes.</summary>
    private static void Draw(Sheet sheet, SwitchField field) => Input(sheet, field, Terms.Checkboxes, () =>
    {
        Choice yes = new(sheet.Words.Plain("Cards.Yes"), "true");
        Choices.Draw(sheet, [yes]);
        if (field.Value == "true") Choices.Draw(sheet, [yes], Terms.InitialOptions);
    });

    private static void Initial(Sheet sheet, Choice choice)
    {
        sheet.Json.WritePropertyName(Terms.InitialOption);
        Presses.Option(sheet, choice.Label, choice.Value);
    }

    private static void Input(Sheet sheet, Field field, JsonEncodedText type, Action element)
    {
        sheet.Begin(Terms.Input);
        sheet.Write(Terms.BlockId, Ids.OfField(field));
        sheet.Plain(Terms.Label, field.Label, Limits.Label);
        if (field.Hint.Length > 0) sheet.Plain(Terms.Hint, field.Hint, Limits.Hint);
        sheet.Json.WriteBoolean(Terms.Optional, !field.Required);
        sheet.Json.WriteStartObject(Terms.Element);
        sheet.Write(Terms.Type, type);
        sheet.Write(Terms.ActionId, Ids.Carried(field.Id));
        element();
        sheet.End();
        sheet.End();
    }
}
