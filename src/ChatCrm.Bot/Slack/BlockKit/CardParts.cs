using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>A card: one function per block, in the order of <see cref="Card"/>'s file. Slack's blocks have no colours, so a tone other than quiet is left to the words.</summary>
internal static class CardParts
{
    /// <summary>The blocks, as a list.</summary>
    public static void Draw(Sheet sheet, Card card)
    {
        for (var i = 0; i < Math.Min(card.Blocks.Count, sheet.Fit.Blocks); i++) Draw(sheet, card.Blocks[i], card.Drawing);
        sheet.More(Math.Max(0, card.Blocks.Count - sheet.Fit.Blocks));
        Presses.Draw(sheet, card.Presses, card.Drawing);
        sheet.Notice();
    }

    /// <summary>The number of entries and facts of a card.</summary>
    public static int Items(Card card)
    {
        var items = 0;
        for (var i = 0; i < card.Blocks.Count; i++)
            items += card.Blocks[i] switch
            {
                Facts facts => facts.Items.Count,
                Entries entries => entries.Items.Count,
                _ => 0,
            };
        return items;
    }

    private static void Draw(Sheet sheet, Block block, string drawing)
    {
        switch (block)
        {
            case Heading heading: Draw(sheet, heading); break;
            case Line line: Draw(sheet, line); break;
            case Quote quote: sheet.Section(quote.Text, Ink.Quote); break;
            case Facts facts: Draw(sheet, facts); break;
            case Entries entries: Draw(sheet, entries, drawing); break;
            case Rule: Divider(sheet); break;
            default: throw new InvalidOperationException($"A card has no block {block.GetType().Name}.");
        }
    }

    /// <summary>In a header where it fits into one; those know neither links nor viewers' times.</summary>
    private static void Draw(Sheet sheet, Heading heading)
    {
        if (FitsHeader(sheet, heading.Text)) Header(sheet, heading.Text);
        else sheet.Section(heading.Text, Ink.Heading);
        sheet.Context(heading.Aside ?? Text.Empty);
    }

    private static bool FitsHeader(Sheet sheet, Text text) =>
        !text.Runs.Any(run => run is Moment or Link) && sheet.Takes(text, Limits.Header);

    private static void Header(Sheet sheet, Text text)
    {
        if (Runs.IsEmpty(text)) return;
        sheet.Begin(Terms.Header);
        sheet.Prose(Terms.Text, text, Limits.Header, Ink.Plain);
        sheet.End();
    }

    private static void Draw(Sheet sheet, Line line)
    {
        if (line.Tone == Tone.Quiet) sheet.Context(line.Text);
        else sheet.Section(line.Text);
    }

    private static void Draw(Sheet sheet, Facts facts)
    {
        var shown = sheet.Take(facts.Items);
        foreach (var row in shown.Select(Together).Where(fact => !Runs.IsEmpty(fact)).Chunk(Limits.Fields)) Fields(sheet, row);
        sheet.More(facts.Items.Count - shown.Count);
    }

    /// <summary>The label over its value: Slack puts the fields of a section into two columns.</summary>
    private static Text Together(Fact fact) => Text.Join("\n", Text.Ours(fact.Label, Weight.Strong), fact.Value);

    private static void Fields(Sheet sheet, Text[] fields)
    {
        sheet.Begin(Terms.Section);
        sheet.List(Terms.Fields, () =>
        {
            foreach (var field in fields) sheet.Prose(null, field, Limits.Field);
        });
        sheet.End();
    }

    private static void Draw(Sheet sheet, Entries entries, string drawing)
    {
        var shown = sheet.Take(entries.Items);
        for (var i = 0; i < shown.Count; i++) Draw(sheet, shown[i], drawing);
        sheet.More(entries.Items.Count - shown.Count);
    }

    /// <summary>One block, with its buttons at the right; a row under it where they carry more than a menu's entry can.</summary>
    private static void Draw(Sheet sheet, Entry entry, string drawing)
    {
        var says = !Runs.IsEmpty(entry.Main) || (entry.Detail is { } detail && !Runs.IsEmpty(detail));
        if (says && Presses.FitBeside(entry.Buttons)) Beside(sheet, entry, drawing);
        else
        {
            sheet.Section(entry.Main, beneath: entry.Detail);
            Presses.Row(sheet, entry.Buttons, drawing);
        }
    }

    private static void Beside(Sheet sheet, Entry entry, string drawing)
    {
        sheet.Begin(Terms.Section, drawing);
        sheet.Prose(Terms.Text, entry.Main, Limits.Section, beneath: entry.Detail);
        Presses.Beside(sheet, entry.Buttons);
        sheet.End();
    }

    private static void Divider(Sheet sheet)
    {
        sheet.Begin(Terms.Divider);
        sheet.End();
    }
}
