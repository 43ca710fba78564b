using System.Text.Json;

namespace ChatCrm.Bot.AdaptiveCards;

/// <summary>The words of Adaptive Cards that stand in every drawing many times, ready to be written.</summary>
internal static class Terms
{
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type"), Text = JsonEncodedText.Encode("text"), Spacing = JsonEncodedText.Encode("spacing"),
        TextRun = JsonEncodedText.Encode("TextRun"), Weight = JsonEncodedText.Encode("weight"), Bolder = JsonEncodedText.Encode("bolder"), IsSubtle = JsonEncodedText.Encode("isSubtle"),
        Items = JsonEncodedText.Encode("items"), Inlines = JsonEncodedText.Encode("inlines"), Actions = JsonEncodedText.Encode("actions"),
        Title = JsonEncodedText.Encode("title"), Verb = JsonEncodedText.Encode("verb"), Data = JsonEncodedText.Encode("data"), Fallback = JsonEncodedText.Encode("fallback"),
        Body = JsonEncodedText.Encode("body"), Columns = JsonEncodedText.Encode("columns"), Choices = JsonEncodedText.Encode("choices"),
        UserIds = JsonEncodedText.Encode("userIds"), TargetElements = JsonEncodedText.Encode("targetElements"),
        Execute = JsonEncodedText.Encode("Action.Execute"), Submit = JsonEncodedText.Encode("Action.Submit"),
        ToggleVisibility = JsonEncodedText.Encode("Action.ToggleVisibility");
}
