using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>The step of a form in which a record is looked for. Its buttons carry all that the form held.</summary>
internal static class SearchParts
{
    private const int LongestQuery = 200;

    /// <summary>The button of a form that leads there: into a dialog, or on in the same one.</summary>
    public static void Open(Sheet sheet, SearchWords words, Form form, LookupField field) => Presses.Send(sheet, words.Open, Envelope.Find, Look.Normal,
        [(Envelope.Form, form.Id), (Envelope.FormId, form.FormId), (Envelope.State, form.State), (Envelope.Search, field.Id), (Envelope.Lookup, field.Lookup)], !sheet.Ways.InDialog);

    public static void Draw(Sheet sheet, SearchWords words, FieldSearch search, IReadOnlyList<Choice> found, Text note) => sheet.Card(found.Count == 0 ? $"{words.Title}\n{note}" : words.Title, "", () =>
    {
        Query(sheet, words.Query, search.Query);
        Presses.Row(sheet, [search], null, (_, _) => Send(sheet, search, words.Title, Envelope.Find));
        if (found.Count == 0) Runs.Draw(sheet, note, new(Tone.Warning));
        else Found(sheet, words.Found, search, found);
        Presses.Row(sheet, [search], null, (_, _) => Send(sheet, search, found.Count == 0 ? words.Back : words.Choose, Envelope.Choose));
    });

    private static void Query(Sheet sheet, string label, string query)
    {
        sheet.Begin("Input.Text");
        sheet.Write("id", Envelope.Query);
        sheet.Write("label", label);
        sheet.Json.WriteNumber("maxLength", LongestQuery);
        if (query.Length > 0) sheet.Write("value", query);
        sheet.End();
    }

    /// <summary>The first one is chosen beforehand where it was looked for; else the field stays as it was.</summary>
    private static void Found(Sheet sheet, string label, FieldSearch search, IReadOnlyList<Choice> found)
    {
        sheet.Begin("Input.ChoiceSet");
        sheet.Write("id", Envelope.Chosen);
        sheet.Write("label", label);
        sheet.Write("style", "expanded");
        FormParts.Choices(sheet, [.. found, new(sheet.Words.None, Envelope.Nothing)]);
        sheet.Write("value", search.Query.Length > 0 ? found[0].Value : Envelope.Nothing);
        sheet.End();
    }

    private static void Send(Sheet sheet, FieldSearch search, string label, string verb) => Presses.Send(sheet, label, verb, Look.Normal,
    [
        (Envelope.Form, search.Form.Form), (Envelope.FormId, search.Form.FormId), (Envelope.State, search.Form.State), (Envelope.Search, search.Field), (Envelope.Lookup, search.Lookup),
        .. search.Form.Values.Select(value => (value.Key, value.Value)),
    ]);
}
