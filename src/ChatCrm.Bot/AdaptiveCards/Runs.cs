using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>How a whole paragraph looks.</summary>
internal readonly record struct Ink(Tone Tone = Tone.Normal, bool Large = false, bool Right = false, string? Spacing = null)
{
    public static readonly Ink Quiet = new(Tone.Quiet);
}

/// <summary>
/// Texts, always as RichTextBlock: its runs know no Markdown, on any host, so people's words stay as they were typed.
/// </summary>
internal static class Runs
{
    /// <summary>The schemes that a link may have; another one is drawn as text.</summary>
    private static readonly string[] Schemes = ["https", "http", "mailto", "tel"];

    /// <summary>A paragraph; nothing for an empty text.</summary>
    public static void Draw(Sheet sheet, Text text, Ink ink = default)
    {
        if (text.Runs.All(run => run.Plain.Length == 0)) return;
        sheet.Begin("RichTextBlock", ink.Spacing);
        if (ink.Right) sheet.Write("horizontalAlignment", "right");
        sheet.List(Terms.Inlines, () => Inlines(sheet, text, ink));
        sheet.End();
    }

    private static void Inlines(Sheet sheet, Text text, Ink ink)
    {
        var left = sheet.Fit.Text;
        foreach (var run in text.Runs)
        {
            var shown = run.Plain;
            if (shown.Length == 0) continue;
            if (left <= 0) { sheet.Shortened = true; return; }
            Inline(sheet, run, sheet.Fitted(shown, left), ink);
            left -= shown.Length;
        }
    }

    private static void Inline(Sheet sheet, Run run, string shown, Ink ink)
    {
        sheet.Json.WriteStartObject();
        sheet.Write(Terms.Type, Terms.TextRun);
        sheet.Write(Terms.Text, run is Words or Moment ? Literal.Ours(shown) : Literal.Theirs(shown));
        if (ink.Large) sheet.Write("size", "large");
        if (ink.Large || Weight(run) == Conversation.Weight.Strong) sheet.Write(Terms.Weight, Terms.Bolder);
        if (ink.Tone == Tone.Quiet || Weight(run) == Conversation.Weight.Quiet) sheet.Json.WriteBoolean(Terms.IsSubtle, true);
        if (Colour(ink.Tone) is { } colour) sheet.Write("color", colour);
        if (run is Link { Target: { IsAbsoluteUri: true } target } && Schemes.Contains(target.Scheme)) Open(sheet, target);
        sheet.End();
    }

    private static void Open(Sheet sheet, Uri target)
    {
        sheet.Json.WriteStartObject("selectAction");
        sheet.Write("type", "Action.OpenUrl");
        sheet.Write("url", target.AbsoluteUri);
        sheet.End();
    }


    private static Weight Weight(Run run) => run switch
    {
        Words words => words.Weight,
        Typed typed => typed.Weight,
        _ => Conversation.Weight.Normal,
    };

    private static string? Colour(Tone tone) => tone switch
    {
        Tone.Good => "good",
        Tone.Warning => "warning",
        Tone.Attention => "attention",
        _ => null,
    };
}
