namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>Our own words that a drawing itself needs, in the reader's language.</summary>
/// <param name="Language">The reader's language tag, for screen readers.</param>
/// <param name="More">What stands where a number of entries is left out: "… 3 more, not shown here".</param>
/// <param name="Shortened">What stands under a card of which some text or buttons are left out.</param>
/// <param name="Required">What a client says about a required field that is empty.</param>
/// <param name="Refused">The line on top of a form that was not valid.</param>
/// <param name="Yes">What stands beside a switch.</param>
/// <param name="None">The choice that chooses nothing: "—".</param>
public sealed record CardWords(string Language, Func<int, string> More, string Shortened, string Required, string Refused, string Yes, string None);

/// <summary>The same in a language.</summary>
public delegate CardWords WordsOfCards(string language);
