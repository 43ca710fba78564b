using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>Buttons and menus.</summary>
internal static class Presses
{
    /// <summary>Buttons in one row: Teams draws six, Microsoft's JavaScript renderer five.</summary>
    private const int MostInRow = 5;

    private const int LongestTitle = 100;

    /// <summary>The buttons in a row; each menu is a button that shows and hides rows of its own under it.</summary>
    public static void Draw(Sheet sheet, IReadOnlyList<Press> presses, string drawing, string? spacing = null)
    {
        if (presses.Count == 0) return;
        if (sheet.Fit.Actions == Actions.None) { sheet.Shortened = true; return; }
        Row(sheet, presses, spacing, (press, i) => Draw(sheet, press, i, drawing));
        for (var i = 0; i < presses.Count; i++)
            if (presses[i] is Menu menu) Entries(sheet, menu, i, drawing);
    }

    /// <summary>
    /// A button that sends <paramref name="data"/> back, as an Action.Execute; clients without it get an Action.Submit with the verb among the data.
    /// What opens a dialog, or stands in one, is such an Action.Submit alone.
    /// </summary>
    public static void Send(Sheet sheet, string label, string verb, Look look, (string Name, string Value)[] data, bool opensDialog = false)
    {
        if (opensDialog || sheet.Ways.InDialog) Submit(sheet, label, verb, look, data, opensDialog);
        else Execute(sheet, label, verb, look, data);
    }

    /// <summary>The button that the host presses by itself, for each viewer of the card.</summary>
    public static void Draw(Sheet sheet, Refresh refresh, string drawing)
    {
        sheet.Json.WriteStartObject("refresh");
        sheet.Json.WriteStartObject("action");
        sheet.Write(Terms.Type, Terms.Execute);
        sheet.Write(Terms.Verb, Refresh.Button);
        Data(sheet, [(Envelope.Button, Refresh.Button), (Envelope.Drawing, drawing)]);
        sheet.End();
        sheet.List(Terms.UserIds, () =>
        {
            foreach (var viewer in refresh.Viewers.Take(Refresh.MostViewers)) sheet.Json.WriteStringValue(viewer);
        });
        sheet.End();
    }

    public static void Row<T>(Sheet sheet, IReadOnlyList<T> items, string? spacing, Action<T, int> draw)
    {
        sheet.Begin("ActionSet", spacing);
        sheet.List(Terms.Actions, () =>
        {
            for (var i = 0; i < items.Count; i++) draw(items[i], i);
        });
        sheet.End();
    }

    private static void Execute(Sheet sheet, string label, string verb, Look look, (string Name, string Value)[] data)
    {
        Begin(sheet, Terms.Execute, label, look);
        sheet.Write(Terms.Verb, verb);
        Data(sheet, data);
        if (sheet.Fit.Actions == Actions.Twofold)
        {
            sheet.Json.WritePropertyName(Terms.Fallback);
            Submit(sheet, label, verb, look, data);
        }
        sheet.End();
    }

    private static void Submit(Sheet sheet, string label, string verb, Look look, (string Name, string Value)[] data, bool opensDialog = false)
    {
        Begin(sheet, Terms.Submit, label, look);
        Data(sheet, [(Envelope.Verb, verb), .. data], opensDialog);
        sheet.End();
    }

    private static void Draw(Sheet sheet, Press press, int place, string drawing)
    {
        if (press is Button button) Draw(sheet, button, drawing);
        else Draw(sheet, (Menu)press, place);
    }

    private static void Draw(Sheet sheet, Button button, string drawing) => Send(sheet, button.Label, button.Id, button.Look,
        [(Envelope.Button, button.Id), (Envelope.Value, button.Value), (Envelope.Drawing, drawing)], sheet.Ways.Opens(button.Id));

    private static void Draw(Sheet sheet, Menu menu, int place)
    {
        Begin(sheet, Terms.ToggleVisibility, menu.Label, Look.Normal, " ▾");
        sheet.List(Terms.TargetElements, () => sheet.Json.WriteStringValue(MenuId(place)));
        sheet.End();
    }

    private static void Entries(Sheet sheet, Menu menu, int place, string drawing)
    {
        sheet.Begin("Container");
        sheet.Write("id", MenuId(place));
        sheet.Json.WriteBoolean("isVisible", false);
        sheet.List(Terms.Items, () =>
        {
            foreach (var row in menu.Items.Chunk(MostInRow)) Row(sheet, row, null, (button, _) => Draw(sheet, button, drawing));
        });
        sheet.End();
    }

    private static void Begin(Sheet sheet, JsonEncodedText type, string label, Look look, string mark = "")
    {
        sheet.Json.WriteStartObject();
        sheet.Write(Terms.Type, type);
        sheet.Write(Terms.Title, Literal.Ours(sheet.Fitted(label, LongestTitle)) + mark);
        if (look == Look.Primary) sheet.Write("style", "positive");
        if (look == Look.Danger) sheet.Write("style", "destructive");
    }

    private static void Data(Sheet sheet, (string Name, string Value)[] data, bool opensDialog = false)
    {
        sheet.Json.WriteStartObject(Terms.Data);
        if (opensDialog)
        {
            sheet.Json.WriteStartObject(Envelope.Teams);
            sheet.Write("type", "task/fetch");
            sheet.End();
        }
        foreach (var (name, value) in data) sheet.Write(name, value);
        if (sheet.Ways.Room is { } room) sheet.Write(Envelope.Where, room);
        sheet.End();
    }

    private static string MenuId(int place) => $"menu-{place}";
}
