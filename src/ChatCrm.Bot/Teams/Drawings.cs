using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Bot.Teams;

/// <summary>Cards and forms as Teams draws them: buttons that ask for a form open a dialog.</summary>
internal sealed class Drawings(Routes routes, TeamsOptions options, WordsOfCards words)
{
    /// <param name="room">The room that a card in a direct chat was asked in; empty for none.</param>
    /// <param name="viewers">Those in a group chat for whom it is drawn again, each for themselves.</param>
    public byte[] Of(Card card, string room = "", IReadOnlyList<string>? viewers = null) =>
        AdaptiveCard.Draw(card, words(card.Language), new(Opens, Room: Given(room), Refresh: viewers is { Count: > 0 } ? new(viewers) : null));

    public byte[] Of(Form form, string room = "") => AdaptiveCard.Draw(form, words(form.Language), new(Opens, Room: Given(room), OffersOnly: options.Playground, Search: SearchIn(form)));

    public byte[] InDialog(Card card, string room = "") => AdaptiveCard.Draw(card, words(card.Language), new(InDialog: true, Room: Given(room)));

    public byte[] InDialog(Form form, string room = "") => AdaptiveCard.Draw(form, words(form.Language), new(InDialog: true, Room: Given(room), Search: SearchIn(form)));

    /// <summary>The step of a form in which a record is looked for.</summary>
    public byte[] InDialog(FieldSearch search, IReadOnlyList<Choice> found, Text note, Wording wording, string room = "") =>
        AdaptiveCard.Draw(search, found, note, words(wording.Language), new(InDialog: true, Room: Given(room), Search: SearchIn(wording)));

    /// <summary>A card that goes into anybody's message: nothing is known of where it will stand.</summary>
    public byte[] ToInsert(Card card) => AdaptiveCard.Draw(card, words(card.Language));

    /// <summary>With the button by which each asks for a copy of their own.</summary>
    public byte[] WithShowToMe(Card card)
    {
        var show = new Button(Inbound.ShowToMe, Wording.In(card.Language).Plain("Channel.ShowToMe"));
        IReadOnlyList<Press> presses = card.Presses switch
        {
            { Count: < Card.MostPresses } some => [.. some, show],
            [.., Menu { Items.Count: < 10 } menu] all => [.. all.SkipLast(1), new Menu(menu.Label, [.. menu.Items, show])],
            var all => all,
        };
        return Of(new Card(card.Blocks, presses) { Drawing = card.Drawing, Language = card.Language });
    }

    // The Playground shows no dialogs, and cannot search.
    private bool Opens(string button) => !options.Playground && routes.Asks(new Input.Pressed(button, "", ""));

    // Nothing says which clients can search while somebody types, so the step is always there.
    private SearchWords? SearchIn(Form form) => !options.Playground && form.Fields.Any(field => field is LookupField) ? SearchIn(Wording.In(form.Language)) : null;

    private static SearchWords SearchIn(Wording words) =>
        new(words.Plain("Channel.Search"), words.Plain("Channel.SearchTitle"), words.Plain("Channel.SearchQuery"), words.Plain("Channel.SearchFound"), words.Plain("Channel.SearchChoose"), words.Plain("Channel.SearchBack"));

    private static string? Given(string room) => room.Length > 0 ? room : null;
}
