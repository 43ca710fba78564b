using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>What stands around the blocks of a modal or of App Home.</summary>
internal static class Views
{
    public static void Form(Sheet sheet, Form form, string metadata) => View(sheet, Terms.Modal, metadata, () =>
    {
        sheet.Write(Terms.CallbackId, Ids.Carried(form.Id));
        sheet.Plain(Terms.Title, form.Title, Limits.Title);
        sheet.Plain(Terms.Submit, form.SubmitLabel, Limits.Title);
        sheet.Plain(Terms.Close, sheet.Words.Plain("Cards.CancelButton"), Limits.Title);
    }, () => FormParts.Draw(sheet, form));

    public static void Card(Sheet sheet, Card card, string metadata, string title) =>
        View(sheet, Terms.Modal, metadata, () => Closable(sheet, title), () => CardParts.Draw(sheet, card));

    public static void Loading(Sheet sheet, string metadata, string title) =>
        View(sheet, Terms.Modal, metadata, () => Closable(sheet, title), () => sheet.Section(Text.Ours(sheet.Words.Plain("Cards.Loading"))));

    public static void Home(Sheet sheet, Card card, string metadata) =>
        View(sheet, Terms.Home, metadata, () => { }, () => CardParts.Draw(sheet, card));

    private static void Closable(Sheet sheet, string title)
    {
        sheet.Plain(Terms.Title, title, Limits.Title);
        sheet.Plain(Terms.Close, sheet.Words.Plain("Cards.CloseButton"), Limits.Title);
    }

    /// <exception cref="ArgumentException">The metadata is longer than Slack carries.</exception>
    private static void View(Sheet sheet, JsonEncodedText type, string metadata, Action frame, Action blocks)
    {
        if (metadata.Length > Limits.Metadata) throw new ArgumentException($"Slack carries at most {Limits.Metadata} characters of metadata, not {metadata.Length}.");
        sheet.Json.WriteStartObject();
        sheet.Write(Terms.Type, type);
        sheet.Write(Terms.PrivateMetadata, metadata);
        frame();
        sheet.List(Terms.Blocks, blocks);
        sheet.End();
    }
}
