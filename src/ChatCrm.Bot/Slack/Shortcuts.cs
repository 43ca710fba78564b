using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack;

/// <summary>What stands in Slack's menus: one for everywhere, two on a message. Their ids are the manifest's callback ids.</summary>
internal static class Shortcuts
{
    public const string Log = "log", LogMessage = "log_message", FollowMessage = "follow_message";

    /// <summary>The line that a message stands for, with its text and its link; null for an unknown shortcut.</summary>
    public static SlackText? Line(JsonElement payload)
    {
        var verb = payload.Text("callback_id") switch { LogMessage => "log", FollowMessage => "follow", _ => null };
        if (verb is null) return null;
        var text = SlackText.Read(payload.Text("message", "text"));
        var link = Permalink(payload);
        // Slack's longest message is many times what a form's field takes; what is left out stands behind the link.
        return text with { Plain = $"{verb} -- {$"{Graphemes.Shorten(text.Plain, Limits.Input - link.Length - 1)}\n{link}".Trim()}" };
    }

    /// <summary>https://api.slack.com/methods/chat.getPermalink gives the same, for one more round trip.</summary>
    private static string Permalink(JsonElement payload) =>
        payload.Text("team", "domain") is { Length: > 0 } domain && payload.Text("channel", "id") is { } channel && payload.Text("message", "ts") is { } ts
            ? $"https://{domain}.slack.com/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}"
            : "";
}
