namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>What the host of one card can do beyond drawing it. The default is a host that can do nothing more: the console.</summary>
/// <param name="OpensDialog">
/// Whether a button, by its id, opens a dialog with the form that it asks for; null where there are no dialogs.
/// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
/// </param>
/// <param name="InDialog">True for a card or form inside a dialog. Dialogs take plain Action.Submit alone, and have the form's title in their frame.</param>
/// <param name="Room">Where it was asked: rides in the data of every button and form, see <see cref="AdaptiveCard.RoomOf"/>. Opaque.</param>
/// <param name="Refresh">Whose copies of the card the host asks for anew when they see it; null for nobody's.</param>
/// <param name="OffersOnly">True where the host cannot search while somebody types: what a field offers is all that it has.</param>
/// <param name="Search">
/// The words of the step in which a record is looked for, where a form offers that; null where it does not. No field of such a form is declared as required: the client
/// would not let anybody go there before all else is filled in.
/// </param>
public readonly record struct Ways(
    Func<string, bool>? OpensDialog = null, bool InDialog = false, string? Room = null, Refresh? Refresh = null, bool OffersOnly = false, SearchWords? Search = null)
{
    internal bool Opens(string button) => !InDialog && OpensDialog is { } opens && opens(button);
}

/// <summary>
/// A card that is drawn anew for each viewer. Their client presses the button <see cref="Button"/> by itself, with the card's drawing and no value.
/// </summary>
/// <param name="Viewers">
/// The host's ids of the people in the room (Teams: MRIs, <c>29:…</c>). The first <see cref="MostViewers"/> get their own copy at once; anybody may ask for theirs in the message's menu.
/// </param>
public sealed record Refresh(IReadOnlyList<string> Viewers)
{
    /// <summary>The id of the button that comes back.</summary>
    public const string Button = "card.refresh";

    /// <summary>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views</summary>
    public const int MostViewers = 60;
}
