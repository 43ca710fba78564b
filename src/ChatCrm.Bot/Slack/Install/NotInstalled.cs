using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Texts;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>
/// What is answered without an install: where the app was removed, or never installed, or where that cannot be said now. Nobody's language is known there,
/// so all are spoken.
/// </summary>
internal static class NotInstalled
{
    public const string Gone = "Channel.NotInstalled", NotNow = "Channel.NotNow";

    /// <summary>To a command.</summary>
    /// <param name="typed">What was typed, where it is worth trying again.</param>
    public static ReadOnlyMemory<byte> Answer(string sentence, string typed) => Body.Of(json =>
    {
        json.WriteString("response_type", "ephemeral");
        BlockKit.Blocks.Message(json, Card(sentence, typed));
    });

    public static Card Card(string sentence, string typed = "") =>
        new([.. Wording.Known.Select(language => new Line(Wording.In(language).Say(sentence), Tone.Warning)), .. typed.Length > 0 ? [new Quote(Text.Theirs(typed))] : Array.Empty<Block>()]);

    /// <summary>At a field of a form that was sent: it stays open with what was typed.</summary>
    public static ReadOnlyMemory<byte> At(string field, string sentence) => Body.Of(json =>
    {
        json.WriteString("response_action", "errors");
        json.WriteStartObject("errors");
        json.WriteString(field, string.Join('\n', Wording.Known.Select(language => Wording.In(language).Plain(sentence))));
        json.WriteEndObject();
    });
}
