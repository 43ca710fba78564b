using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>The few words that a drawing itself needs, in a language (a tag, or null for English).</summary>
public delegate CardWords WordsOfCards(string? language);

/// <summary>Cards and forms as the Adaptive Card JSON that the page's renderer draws.</summary>
public sealed class Drawing(WordsOfCards words)
{
    public JsonElement Of(Card card, string? language) => Parsed(AdaptiveCard.Draw(card, words(language)));

    public JsonElement Of(Form form, string? language) => Parsed(AdaptiveCard.Draw(form, words(language)));

    private static JsonElement Parsed(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
