using System.Text;
using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>
/// Cards and forms as Adaptive Card 1.5, and what comes back of them.
/// The JSON is what Teams takes and what Microsoft's JavaScript renderer draws; all functions are pure.
/// </summary>
public static class AdaptiveCard
{
    /// <summary>
    /// The most UTF-16 units of a card. Teams takes 100 KB, advises 80 KB and counts two bytes a unit; the activity around the card needs some, and older clients took 40 KB.
    /// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
    /// </summary>
    public const int Longest = 25_000;

    /// <summary>
    /// A card as JSON, at most <see cref="Longest"/> units: what does not fit is left out or shortened, last entries first, and a quiet line says so.
    /// </summary>
    /// <param name="ways">What the host can do beside; nothing of it counts for less than <see cref="Longest"/>.</param>
    /// <returns>UTF-8, not indented.</returns>
    public static byte[] Draw(Card card, CardWords words, Ways ways = default)
    {
        byte[] Drawn(Fit fit) => Render(words, ways, fit, sheet => CardParts.Draw(sheet, card));
        var whole = Drawn(Fit.Whole);
        return Fits(whole) ? whole : Paged(card, Drawn);
    }

    /// <summary>
    /// A form as JSON. Long lists of choices are shortened with a notice; what somebody typed never is, so a form into which more than
    /// some 15,000 characters were typed is longer than <see cref="Longest"/>.
    /// </summary>
    /// <returns>UTF-8, not indented.</returns>
    /// <exception cref="ArgumentException">A field has an id that the form itself needs, see <see cref="Envelope"/>.</exception>
    public static byte[] Draw(Form form, CardWords words, Ways ways = default)
    {
        byte[] Drawn(Fit fit) => Render(words, ways, fit, sheet => FormParts.Draw(sheet, form));
        var whole = Drawn(Fit.Whole);
        if (Fits(whole)) return whole;
        var most = form.Fields.OfType<ChoiceField>().Select(field => field.Choices.Count).DefaultIfEmpty().Max();
        return Largest(0, most, items => Drawn(Fit.Whole with { Items = items })) ?? Drawn(Fit.Least);
    }

    /// <summary>
    /// What was pressed or submitted, from the data that an Action.Execute or Action.Submit sends back.
    /// Never throws: null for anything that no card of ours sends. Inputs that the client left out are absent; numbers and booleans count as their text.
    /// </summary>
    /// <param name="message">The channel's id of the message that carries the card.</param>
    public static Input? ReadAction(JsonElement data, string? message = null) => Envelope.Read(data, message);

    /// <summary>The step of a form in which a record is looked for, as JSON; see <see cref="FieldSearch"/>.</summary>
    /// <param name="found">What can be chosen.</param>
    /// <param name="note">What is said in its place where nothing can.</param>
    /// <param name="ways">With the step's own words.</param>
    /// <returns>UTF-8, not indented.</returns>
    public static byte[] Draw(FieldSearch search, IReadOnlyList<Choice> found, Conversation.Text note, CardWords words, Ways ways) =>
        Render(words, ways, Fit.Whole, sheet => SearchParts.Draw(sheet, ways.Search!, search, found, note));

    /// <summary>The step of a form in which a record is looked for, from the data that a button of it sends back; null for anything else. Not trusted.</summary>
    public static FieldSearch? ReadSearch(JsonElement data) => Envelope.Sought(data);

    /// <summary>Where the card was asked, see <see cref="Ways.Room"/>; null where its data does not say. Not trusted: it comes back from the client.</summary>
    public static string? RoomOf(JsonElement data) => Envelope.Room(data);

    /// <summary>The first entries, then shorter texts, then the first blocks.</summary>
    private static byte[] Paged(Card card, Func<Fit, byte[]> drawn)
    {
        var actions = Affordable(drawn);
        var items = CardParts.Items(card);
        foreach (var length in Fit.Lengths)
        {
            var fit = new Fit(length, items, card.Blocks.Count, actions);
            if (Largest(Math.Min(1, items), items, shown => drawn(fit with { Items = shown })) is { } page) return page;
        }
        var least = Fit.Least with { Actions = actions };
        return Largest(0, card.Blocks.Count, blocks => drawn(least with { Blocks = blocks })) ?? drawn(Fit.Least);
    }

    /// <summary>Buttons may take half of a card; above that they lose their copy for old clients, above three quarters they are left out.</summary>
    private static Actions Affordable(Func<Fit, byte[]> drawn)
    {
        int Alone(Actions actions) => Length(drawn(Fit.Least with { Actions = actions }));
        return Alone(Actions.Twofold) <= Longest / 2 ? Actions.Twofold
            : Alone(Actions.Single) <= Longest * 3 / 4 ? Actions.Single
            : Actions.None;
    }

    /// <summary>The drawing with the largest count that fits; null where not even the least does.</summary>
    private static byte[]? Largest(int least, int most, Func<int, byte[]> drawn)
    {
        byte[]? best = null;
        while (least <= most)
        {
            var middle = (least + most + (best is null ? 0 : 1)) / 2;
            var card = drawn(middle);
            if (Fits(card)) (best, least) = (card, middle + 1);
            else most = middle - 1;
        }
        return best;
    }

    private static byte[] Render(CardWords words, Ways ways, Fit fit, Action<Sheet> draw)
    {
        using var paper = Paper.Take();
        draw(new(paper, words, ways, fit));
        return paper.ToArray();
    }

    // No text has more units than bytes.
    private static bool Fits(byte[] card) => card.Length <= Longest || Length(card) <= Longest;

    private static int Length(byte[] card) => Encoding.UTF8.GetCharCount(card);
}
