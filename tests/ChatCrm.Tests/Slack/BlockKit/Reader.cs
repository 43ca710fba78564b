using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>Reads a text as Slack's clients do, after https://docs.slack.dev/messaging/formatting-message-text; written without a look at what draws.</summary>
internal static class Reader
{
    private const RegexOptions Plainly = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private const string Invisible = "[\u200B\u2060\u2068\u2069]";

    /// <summary>A command: a mention, a date, or a link.</summary>
    private static readonly Regex Command = new("<([^<>|]*)(\\|([^<>]*))?>", Plainly);

    /// <summary>Labels know no bold, so their asterisks are nobody's but the words'.</summary>
    private static readonly Regex Marked = new("\u2060?\\*\u2060?", Plainly);

    /// <summary>Bold, slanted, struck and code, each with the sign touching a word; a quoted line; an emoji.</summary>
    private static readonly Regex[] Formats =
    [
        new(@"(^|[^\w\u2060])\*[^\s\u2060*]([^*\n]*[^\s\u2060*])?\*($|[^\w\u2060])", Plainly), new(@"(^|[^\w\u2060])_[^\s\u2060_]([^_\n]*[^\s\u2060_])?_($|[^\w\u2060])", Plainly),
        new(@"(^|[^\w\u2060])~[^\s\u2060~]([^~\n]*[^\s\u2060~])?~($|[^\w\u2060])", Plainly), new("`[^`\n\u2060]+`", Plainly),
        new("^(>|&gt;)", Plainly | RegexOptions.Multiline), new(@":[^\s:\u2060][^\s:]*:", Plainly), new("://[^\u2060]", Plainly),
    ];

    /// <summary>What is read, without our invisible signs.</summary>
    public static string Seen(JsonObject text) => (string?)text["type"] == "mrkdwn" ? Mrkdwn((string)text["text"]!) : Plain((string)text["text"]!);

    public static string Plain(string text) => Visible(Decoded(text));

    public static string Mrkdwn(string text)
    {
        var flat = Command.Replace(text, command => Marked.Replace(command.Groups[3].Value, "\u2060*\u2060"));
        flat = Regex.Replace(flat, "(?m)^>", "", RegexOptions.CultureInvariant);
        return Visible(Decoded(Regex.Replace(flat, "(?<!\u2060)\\*|\\*(?!\u2060)", "", RegexOptions.CultureInvariant)));
    }

    /// <summary>What stands between angle brackets, up to the bar.</summary>
    public static IReadOnlyList<string> Commands(string text) => [.. Command.Matches(text).Select(command => command.Groups[1].Value)];

    /// <summary>The formatting that mrkdwn finds in a text outside of its commands.</summary>
    public static IReadOnlyList<string> Formatting(string text) => [.. Formats.SelectMany(format => format.Matches(Command.Replace(text, "")).Select(match => match.Value))];

    private static string Visible(string text) => Regex.Replace(text, Invisible, "", Plainly);

    /// <summary>Once, and nothing but the three.</summary>
    private static string Decoded(string text)
    {
        var decoded = new StringBuilder(text);
        return decoded.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").ToString();
    }
}
