using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>Buttons and menus.</summary>
internal static class Presses
{
    /// <summary>The buttons and menus under a card: the likeliest first, so the last are left out first.</summary>
    public static void Draw(Sheet sheet, IReadOnlyList<Press> presses, string drawing)
    {
        sheet.Shortened |= presses.Count > sheet.Fit.Presses;
        Row(sheet, [.. presses.Take(sheet.Fit.Presses)], drawing);
    }

    public static void Row(Sheet sheet, IReadOnlyList<Press> presses, string drawing)
    {
        if (presses.Count == 0) return;
        sheet.Begin("actions", drawing);
        sheet.List("elements", () =>
        {
            for (var i = 0; i < presses.Count; i++) Draw(sheet, presses[i], i);
        });
        sheet.End();
    }

    /// <summary>True where the buttons of an entry can stand beside it: one as it is, more of them in a menu.</summary>
    public static bool FitBeside(IReadOnlyList<Button> buttons) =>
        buttons.Count == 1 || buttons.Count > 1 && buttons.All(button => Ids.OfEntry(button).Length <= Limits.OptionValue);

    public static void Beside(Sheet sheet, IReadOnlyList<Button> buttons)
    {
        sheet.Json.WritePropertyName("accessory");
        if (buttons.Count == 1) Draw(sheet, buttons[0], 0);
        else Menu(sheet, "overflow", null, buttons, 0);
    }

    /// <summary>An option of any menu or select.</summary>
    public static void Option(Sheet sheet, string label, string value)
    {
        sheet.Json.WriteStartObject();
        sheet.Plain("text", label, Limits.Option);
        sheet.Write("value", value);
        sheet.End();
    }

    private static void Draw(Sheet sheet, Press press, int place)
    {
        if (press is Button button) Draw(sheet, button, place);
        else Menu(sheet, "static_select", press.Label, ((Menu)press).Items, place);
    }

    private static void Draw(Sheet sheet, Button button, int place)
    {
        sheet.Json.WriteStartObject();
        sheet.Write("type", "button");
        sheet.Write("action_id", Ids.OfButton(button, place));
        sheet.Plain("text", button.Label, Limits.Button);
        if (button.Value.Length > 0) sheet.Write("value", button.Value);
        if (button.Look != Look.Normal) sheet.Write("style", button.Look == Look.Primary ? "primary" : "danger");
        sheet.End();
    }

    private static void Menu(Sheet sheet, string type, string? label, IReadOnlyList<Button> items, int place)
    {
        sheet.Json.WriteStartObject();
        sheet.Write("type", type);
        sheet.Write("action_id", Ids.Numbered("menu", place));
        if (label is not null) sheet.Plain("placeholder", label, Limits.Placeholder);
        sheet.List("options", () =>
        {
            foreach (var item in items) Option(sheet, item.Label, Ids.OfEntry(item));
        });
        sheet.End();
    }
}
