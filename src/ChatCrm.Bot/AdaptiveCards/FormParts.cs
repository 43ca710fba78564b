using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>A form: one function per field, in the order of <see cref="Form"/>'s file.</summary>
internal static class FormParts
{
    /// <summary>The most that a text field takes.</summary>
    private const int LongestText = 3000;

    public static void Draw(Sheet sheet, Form form) => sheet.Card(Plain(form), "", () =>
    {
        // A dialog's frame shows it already.
        if (!sheet.Ways.InDialog) Runs.Draw(sheet, Text.Ours(form.Title), new(Large: true));
        Runs.Draw(sheet, form.Intro);
        Refusal(sheet, form);
        foreach (var field in form.Fields) Draw(sheet, field, form.Errors.GetValueOrDefault(field.Id, ""));
        Buttons(sheet, form);
        sheet.Notice();
    });

    private static string Plain(Form form) =>
        string.Join('\n', new[] { form.Title, form.Intro.ToString() }.Concat(form.Errors.Values).Where(line => line.Length > 0));

    /// <summary>The line on top of a refused form, with what belongs to no field of it.</summary>
    private static void Refusal(Sheet sheet, Form form)
    {
        if (form.Errors.Count == 0) return;
        Error(sheet, sheet.Words.Refused);
        foreach (var (_, error) in form.Errors.Where(error => form.Fields.All(field => field.Id != error.Key))) Error(sheet, error);
    }

    private static void Error(Sheet sheet, string error) => Runs.Draw(sheet, Text.Ours(error), new(Tone.Attention));

    private static void Draw(Sheet sheet, Field field, string error)
    {
        Error(sheet, error);
        switch (field)
        {
            case TextField text: Draw(sheet, text); break;
            case ChoiceField choice: Draw(sheet, choice); break;
            case LookupField lookup: Draw(sheet, lookup); break;
            case SwitchField onOff: Draw(sheet, onOff); break;
            default: throw new InvalidOperationException($"A form has no field {field.GetType().Name}.");
        }
    }

    private static void Draw(Sheet sheet, TextField field)
    {
        Begin(sheet, "Input.Text", field);
        if (field.Tall) sheet.Json.WriteBoolean("isMultiline", true);
        sheet.Json.WriteNumber("maxLength", LongestText);
        Value(sheet, field.Value);
        sheet.End();
    }

    private static void Draw(Sheet sheet, ChoiceField field)
    {
        // The chosen one is always among them: leaving it out would change the answer.
        var shown = field.Choices.Where((choice, i) => i < sheet.Fit.Items || choice.Value == field.Value).ToList();
        sheet.More(field.Choices.Count - shown.Count);
        Begin(sheet, "Input.ChoiceSet", field);
        sheet.Write("style", "compact");
        Choices(sheet, field.Required ? shown : [new(sheet.Words.None, Envelope.Nothing), .. shown]);
        Value(sheet, field.Value);
        sheet.End();
    }

    private static void Draw(Sheet sheet, LookupField field)
    {
        Begin(sheet, "Input.ChoiceSet", field);
        sheet.Write("style", sheet.Ways.OffersOnly ? "compact" : "filtered");
        Choice[] chosen = field.Value.Length == 0 ? [] : [new(field.Shown.Length == 0 ? field.Value : field.Shown, field.Value)];
        Choices(sheet, [.. chosen, .. field.Offered.Where(choice => choice.Value != field.Value).Take(sheet.Fit.Items)]);
        if (!sheet.Ways.OffersOnly) Query(sheet, field.Lookup);
        Value(sheet, field.Value);
        sheet.End();
    }

    private static void Query(Sheet sheet, string lookup)
    {
        sheet.Json.WriteStartObject("choices.data");
        sheet.Write("type", "Data.Query");
        sheet.Write("dataset", lookup);
        sheet.End();
    }

    /// <summary>The label is the question and the title only says yes, because some hosts read the title as Markdown.</summary>
    private static void Draw(Sheet sheet, SwitchField field)
    {
        Begin(sheet, "Input.Toggle", field, hasPlaceholder: false);
        sheet.Write("title", sheet.Words.Yes);
        sheet.Write("valueOn", "true");
        sheet.Write("valueOff", "false");
        // Always there: clients send an untouched switch without a value as "false".
        sheet.Write("value", field.Value == "true" ? "true" : "false");
        sheet.End();
        Runs.Draw(sheet, Text.Ours(field.Hint), new(Tone.Quiet, Spacing: "none"));
    }

    private static void Buttons(Sheet sheet, Form form)
    {
        LookupField?[] sought = [null, .. sheet.Ways.Search is null ? [] : form.Fields.OfType<LookupField>()];
        Presses.Row(sheet, sought, null, (field, _) =>
        {
            if (field is null) Submit(sheet, form);
            else SearchParts.Open(sheet, sheet.Ways.Search!, form, field);
        });
    }

    private static void Submit(Sheet sheet, Form form) => Presses.Send(sheet, form.SubmitLabel, Envelope.Form, Look.Primary,
        [(Envelope.Form, form.Id), (Envelope.FormId, form.FormId), (Envelope.State, form.State)]);

    private static void Begin(Sheet sheet, string type, Field field, bool hasPlaceholder = true)
    {
        if (Envelope.IsReserved(field.Id)) throw new ArgumentException($"A field cannot have the id {field.Id}: the form itself needs it.");
        sheet.Begin(type);
        sheet.Write("id", field.Id);
        sheet.Write("label", Literal.Ours(field.Label));
        if (hasPlaceholder && field.Hint.Length > 0) sheet.Write("placeholder", Literal.Ours(field.Hint));
        if (!field.Required || sheet.Ways.Search is not null) return;
        sheet.Json.WriteBoolean("isRequired", true);
        sheet.Write("errorMessage", sheet.Words.Required);
    }

    /// <summary>As it was typed, to the letter: it comes back.</summary>
    private static void Value(Sheet sheet, string value)
    {
        if (value.Length > 0) sheet.Write("value", value);
    }

    public static void Choices(Sheet sheet, IReadOnlyList<Choice> choices) => sheet.List(Terms.Choices, () =>
    {
        foreach (var choice in choices)
        {
            sheet.Json.WriteStartObject();
            sheet.Write("title", Literal.Ours(choice.Label));
            sheet.Write("value", choice.Value);
            sheet.End();
        }
    });
}
