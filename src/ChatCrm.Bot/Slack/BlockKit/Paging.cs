using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>
/// Draws what fits. What fits whole is drawn once; else the first entries, then shorter texts, then the first blocks,
/// and each thing left out is said in the drawing itself.
/// </summary>
internal static class Paging
{
    /// <param name="what">Handed to <paramref name="draw"/>, which has the card from there.</param>
    public static void Draw<T>(Sheet sheet, Card card, Surface surface, T what, Action<Sheet, T> draw)
    {
        var all = CardParts.Items(card);
        var items = Math.Min(all, surface.Blocks * Limits.Fields);
        if (items < all || !Fits(sheet, surface, Fit.Whole, what, draw)) DrawLess(sheet, card, items, surface, what, draw);
    }

    private static void DrawLess<T>(Sheet sheet, Card card, int items, Surface surface, T what, Action<Sheet, T> draw)
    {
        bool Fits(Fit fit) => Paging.Fits(sheet, surface, fit, what, draw);
        var least = Fit.Least with { Presses = Affordable(sheet, card, surface, what, draw) };
        foreach (var length in Fit.Lengths)
        {
            var fit = new Fit(length, items, card.Blocks.Count, least.Presses);
            if (Largest(Math.Min(1, items), items, shown => Fits(fit with { Items = shown }))) return;
        }
        if (!Largest(0, card.Blocks.Count, blocks => Fits(least with { Blocks = blocks }))) Fits(Fit.Least);
    }

    /// <exception cref="ArgumentException">The form asks more than a view can show: a question left out would change the answer.</exception>
    public static void Draw<T>(Sheet sheet, Form form, Surface surface, T what, Action<Sheet, T> draw)
    {
        bool Fits(Fit fit) => Paging.Fits(sheet, surface, fit, what, draw);
        if (Fits(Fit.Whole)) return;
        var most = form.Fields.OfType<ChoiceField>().Select(field => field.Choices.Count).DefaultIfEmpty().Max();
        if (!Largest(1, most, items => Fits(Fit.Whole with { Items = items }))) Fits(Fit.Whole with { Items = 1 });
        if (sheet.Blocks > surface.Blocks) throw new ArgumentException($"A form of {form.Fields.Count} questions is longer than Slack shows.");
    }

    /// <summary>The buttons and menus under a card may take three quarters of the space.</summary>
    private static int Affordable<T>(Sheet sheet, Card card, Surface surface, T what, Action<Sheet, T> draw)
    {
        var most = surface with { Length = surface.Length * 3 / 4 };
        var presses = card.Presses.Count;
        while (presses > 0 && !Fits(sheet, most, Fit.Least with { Presses = presses }, what, draw)) presses--;
        return presses;
    }

    /// <summary>Draws with the largest count that fits; false where not even the least does.</summary>
    private static bool Largest(int least, int most, Func<int, bool> fits)
    {
        var (best, drawn) = (-1, -1);
        while (least <= most)
        {
            drawn = (least + most + (best < 0 ? 0 : 1)) / 2;
            if (fits(drawn)) (best, least) = (drawn, drawn + 1);
            else most = drawn - 1;
        }
        return best >= 0 && (best == drawn || fits(best));
    }

    private static bool Fits<T>(Sheet sheet, Surface surface, Fit fit, T what, Action<Sheet, T> draw)
    {
        sheet.Draw(fit, what, draw);
        // A character is a byte or more.
        return sheet.Blocks <= surface.Blocks && (sheet.Drawn.Length <= surface.Length || surface.Measure(sheet.Drawn) <= surface.Length);
    }
}
