using System.Text.Json;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>The words of Adaptive Cards that stand in every drawing many times, ready to be written.</summary>
internal static class Terms
{
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type"), Text = JsonEncodedText.Encode("text"), Spacing = JsonEncodedText.Encode("spacing"),
        TextRun = JsonEncodedText.Encode("TextRun"), Weight = JsonEncodedText.Encode("weight"), Bolder = JsonEncodedText.Encode("bolder"), IsSubtle = JsonEncodedText.Encode("isSubtle");
}
