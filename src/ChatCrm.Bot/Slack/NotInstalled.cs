using ChatCrm.Texts;

namespace ChatCrm.Bot.Slack;

/// <summary>What a command or a form is answered where the app was removed, or never installed: nobody's language is known there.</summary>
internal static class NotInstalled
{
    public static ReadOnlyMemory<byte> Answer() => Body.Of(json =>
    {
        json.WriteString("response_type", "ephemeral");
        json.WriteString("text", Words());
    });

    /// <summary>The same at a field of a form that was sent: it stays open with what was typed.</summary>
    public static ReadOnlyMemory<byte> Answer(string field) => Body.Of(json =>
    {
        json.WriteString("response_action", "errors");
        json.WriteStartObject("errors");
        json.WriteString(field, Words());
        json.WriteEndObject();
    });

    private static string Words() => string.Join('\n', Wording.Known.Select(language => Wording.In(language).Plain("Channel.NotInstalled")));
}
