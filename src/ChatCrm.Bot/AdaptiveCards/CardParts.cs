using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>A card: one function per block, in the order of <see cref="Card"/>'s file.</summary>
internal static class CardParts
{
    public static void Draw(Sheet sheet, Card card) => sheet.Card(card.Plain(), card.Drawing, () =>
    {
        foreach (var block in card.Blocks.Take(sheet.Fit.Blocks)) Draw(sheet, block, card.Drawing);
        sheet.More(Math.Max(0, card.Blocks.Count - sheet.Fit.Blocks));
        Presses.Draw(sheet, card.Presses, card.Drawing);
        sheet.Notice();
    });

    /// <summary>The number of entries and facts of a card.</summary>
    public static int Items(Card card) => card.Blocks.Sum(block => block switch
    {
        Facts facts => facts.Items.Count,
        Entries entries => entries.Items.Count,
        _ => 0,
    });

    private static void Draw(Sheet sheet, Block block, string drawing)
    {
        switch (block)
        {
            case Heading heading: Draw(sheet, heading); break;
            case Line line: Draw(sheet, line); break;
            case Quote quote: Draw(sheet, quote); break;
            case Facts facts: Draw(sheet, facts); break;
            case Entries entries: Draw(sheet, entries, drawing); break;
            case Rule: sheet.Rule(); break;
            default: throw new InvalidOperationException($"A card has no block {block.GetType().Name}.");
        }
    }

    private static void Draw(Sheet sheet, Heading heading)
    {
        if (heading.Aside is not { IsEmpty: false } aside) Runs.Draw(sheet, heading.Text, new(Large: true));
        else
            Columns(sheet, null,
                (3, () => Runs.Draw(sheet, heading.Text, new(Large: true))),
                (2, () => Runs.Draw(sheet, aside, new(Tone.Quiet, Right: true))));
    }

    private static void Draw(Sheet sheet, Line line) => Runs.Draw(sheet, line.Text, new(line.Tone));

    private static void Draw(Sheet sheet, Quote quote)
    {
        sheet.Begin("Container");
        sheet.Write("style", "emphasis");
        sheet.List(Terms.Items, () => Runs.Draw(sheet, quote.Text));
        sheet.End();
    }

    private static void Draw(Sheet sheet, Facts facts)
    {
        var shown = sheet.Take(facts.Items);
        for (var i = 0; i < shown.Count; i++) Draw(sheet, shown[i], first: i == 0);
        sheet.More(facts.Items.Count - shown.Count);
    }

    /// <summary>One row. Equal shares make columns of all rows, and both sides wrap on a narrow screen (a FactSet would read the value as Markdown).</summary>
    private static void Draw(Sheet sheet, Fact fact, bool first) => Columns(sheet, first ? null : "small",
        (1, () => Runs.Draw(sheet, Text.Ours(fact.Label), Ink.Quiet)),
        (2, () => Runs.Draw(sheet, fact.Value)));

    private static void Draw(Sheet sheet, Entries entries, string drawing)
    {
        var shown = sheet.Take(entries.Items);
        foreach (var entry in shown) Draw(sheet, entry, drawing);
        sheet.More(entries.Items.Count - shown.Count);
    }

    private static void Draw(Sheet sheet, Entry entry, string drawing)
    {
        sheet.Begin("Container");
        sheet.List(Terms.Items, () =>
        {
            Runs.Draw(sheet, entry.Main, new(entry.Tone));
            Runs.Draw(sheet, entry.Detail ?? Text.Empty, new(Tone.Quiet, Spacing: "none"));
            Presses.Draw(sheet, entry.Buttons, drawing, "small");
        });
        sheet.End();
    }

    private static void Columns(Sheet sheet, string? spacing, params (int Width, Action Items)[] columns)
    {
        sheet.Begin("ColumnSet", spacing);
        sheet.List(Terms.Columns, () =>
        {
            foreach (var (width, items) in columns) Column(sheet, width, items);
        });
        sheet.End();
    }

    private static void Column(Sheet sheet, int width, Action items)
    {
        sheet.Begin("Column");
        sheet.Json.WriteNumber("width", width);
        sheet.List(Terms.Items, items);
        sheet.End();
    }
}
