using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>Buttons and menus.</summary>
internal static class Presses
{
    /// <summary>The buttons and menus under a card: the likeliest first, so the last are left out first.</summary>
    public static void Draw(Sheet sheet, IReadOnlyList<Press> presses, string drawing)
    {
        var fits = presses.Count <= sheet.Fit.Presses;
        sheet.Shortened |= !fits;
        Row(sheet, fits ? presses : [.. presses.Take(sheet.Fit.Presses)], drawing);
    }

    public static void Row(Sheet sheet, IReadOnlyList<Press> presses, string drawing)
    {
        if (presses.Count == 0) return;
        sheet.Begin(Terms.Actions, drawing);
        sheet.Json.WriteStartArray(Terms.Elements);
        for (var i = 0; i < presses.Count; i++) Draw(sheet, presses[i], i);
        sheet.Json.WriteEndArray();
        sheet.End();
    }

    /// <summary>True where the buttons of an entry can stand beside it: one as it is, more of them in a menu.</summary>
    public static bool FitBeside(IReadOnlyList<Button> buttons) =>
        buttons.Count == 1 || buttons.Count > 1 && buttons.All(button => Ids.OfEntry(button).Length <= Limits.OptionValue);

    public static void Beside(Sheet sheet, IReadOnlyList<Button> buttons)
    {
        sheet.Json.WritePropertyName(Terms.Accessory);
        if (buttons.Count == 1) Draw(sheet, buttons[0], 0);
        else Menu(sheet, Terms.Overflow, null, buttons, 0);
    }

    /// <summary>An option of any menu or select.</summary>
    public static void Option(Sheet sheet, string label, string value)
    {
        sheet.Json.WriteStartObject();
        sheet.Plain(Terms.Text, label, Limits.Option);
        sheet.Write(Terms.Value, value);
        sheet.End();
    }

    private static void Draw(Sheet sheet, Press press, int place)
    {
        if (press is Button button) Draw(sheet, button, place);
        else Menu(sheet, Terms.StaticSelect, press.Label, ((Menu)press).Items, place);
    }

    private static void Draw(Sheet sheet, Button button, int place)
    {
        sheet.Json.WriteStartObject();
        sheet.Write(Terms.Type, Terms.Button);
        sheet.Write(Terms.ActionId, Ids.OfElement(sheet.IdPaper, button.Id, place));
        sheet.Plain(Terms.Text, button.Label, Limits.Button);
        if (button.Value.Length > 0) sheet.Write(Terms.Value, button.Value);
        if (button.Look != Look.Normal) sheet.Write(Terms.Style, button.Look == Look.Primary ? Terms.Primary : Terms.Danger);
        sheet.End();
    }

    private static void Menu(Sheet sheet, JsonEncodedText type, string? label, IReadOnlyList<Button> items, int place)
    {
        sheet.Json.WriteStartObject();
        sheet.Write(Terms.Type, type);
        sheet.Write(Terms.ActionId, Ids.OfElement(sheet.IdPaper, "menu", place));
        if (label is not null) sheet.Plain(Terms.Placeholder, label, Limits.Placeholder);
        sheet.List(Terms.Options, () =>
        {
            foreach (var item in items) Option(sheet, item.Label, Ids.OfEntry(item));
        });
        sheet.End();
    }
}
