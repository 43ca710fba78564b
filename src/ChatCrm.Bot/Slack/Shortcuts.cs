using System.Globalization;
using System.Text.Json;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack;

/// <summary>What stands in Slack's menus: one for everywhere, two on a message. Their ids are the manifest's callback ids.</summary>
internal static class Shortcuts
{
    public const string Log = "log", LogMessage = "log_message", FollowMessage = "follow_message";

    /// <summary>Slack's longest message is ten times what a line takes; what is left out stands behind the link.</summary>
    private const int LongestText = 3000;

    /// <summary>The line that a message stands for, with its text and its link; null for an unknown shortcut.</summary>
    public static string? Line(JsonElement payload)
    {
        var verb = payload.Text("callback_id") switch { LogMessage => "log", FollowMessage => "follow", _ => null };
        if (verb is null) return null;
        var text = SlackText.Read(payload.Text("message", "text")).Plain;
        return $"{verb} -- {Shortened(text)}\n{Permalink(payload)}".TrimEnd();
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestText) return text;
        var end = 0;
        while (end + StringInfo.GetNextTextElementLength(text, end) <= LongestText) end += StringInfo.GetNextTextElementLength(text, end);
        return text[..end] + "…";
    }

    /// <summary>https://api.slack.com/methods/chat.getPermalink gives the same, for one more round trip.</summary>
    private static string Permalink(JsonElement payload) =>
        payload.Text("team", "domain") is { Length: > 0 } domain && payload.Text("channel", "id") is { } channel && payload.Text("message", "ts") is { } ts
            ? $"https://{domain}.slack.com/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}"
            : "";
}
