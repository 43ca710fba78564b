using ChatCrm.Texts;

namespace ChatCrm.Bot.Slack;

/// <summary>What a command is answered where the app was removed, or never installed: nobody's language is known there.</summary>
internal static class NotInstalled
{
    public static ReadOnlyMemory<byte> Answer() => Body.Of(json =>
    {
        json.WriteString("response_type", "ephemeral");
        json.WriteString("text", string.Join('\n', Wording.Known.Select(language => Wording.In(language).Plain("Channel.NotInstalled"))));
    });
}
