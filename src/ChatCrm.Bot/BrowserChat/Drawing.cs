using System.Text.Json;
using ChatCrm.Bot.AdaptiveCards;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>Cards and forms as the Adaptive Card JSON that the page's renderer draws.</summary>
public sealed class Drawing(WordsOfCards words)
{
    public JsonElement Of(Card card) => Parsed(AdaptiveCard.Draw(card, words(card.Language)));

    public JsonElement Of(Form form) => Parsed(AdaptiveCard.Draw(form, words(form.Language)));

    private static JsonElement Parsed(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
