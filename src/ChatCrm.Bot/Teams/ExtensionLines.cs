using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatCrm.Customers;

namespace ChatCrm.Bot.Teams;

/// <summary>What is done through the message extension, as lines and codes that the product knows.</summary>
/// <param name="ours">Null where the service has no address to the outside.</param>
internal sealed partial class ExtensionLines(CustomerLink? ours = null)
{
    /// <summary>The look-up whose choices are codes, so that a card can be inserted by one.</summary>
    public const string Codes = "customer.codes";

    /// <summary>A form's text takes this much; what is left out stands behind the link.</summary>
    private const int LongestText = 3000;

    /// <summary>What was typed; empty before anything was.</summary>
    public static string Query(JsonElement value) => value.Items("parameters").FirstOrDefault(parameter => parameter.Text("name") != "initialRun").Text("value");

    /// <summary>The line that an action stands for: a message's text, who wrote it, and the way back to it; null for an unknown action.</summary>
    public static string? Line(JsonElement value) => value.Text("commandId") switch
    {
        ExtensionCommands.Log => "",
        ExtensionCommands.LogMessage => Of("log", value.Part("messagePayload")),
        ExtensionCommands.FollowMessage => Of("follow", value.Part("messagePayload")),
        _ => null,
    };

    /// <summary>The customer's code in a link of ours, https://crm.example.com/c/C-1042; null for any other address.</summary>
    public string? CodeOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var link) && ours is not null && link.IdnHost == ours.Address.IdnHost && link.AbsolutePath.StartsWith(CustomerLink.Path, StringComparison.Ordinal)
            && link.AbsolutePath[CustomerLink.Path.Length..] is { Length: > 0 and <= 20 } code
            ? code
            : null;

    private static string Of(string verb, JsonElement message)
    {
        var (writer, link) = (message.Text("from", "user", "displayName"), message.Text("linkToMessage"));
        if (!Uri.TryCreate(link, UriKind.Absolute, out var back) || back.Scheme != Uri.UriSchemeHttps || link.Length > LongestText / 3) link = "";
        var tail = string.Join('\n', new[] { writer.Length > 0 ? $"– {writer}" : "", link }.Where(part => part.Length > 0));
        var text = Written(message.Part("body"));
        return $"{verb} -- {$"{Graphemes.Shorten(text, Math.Max(0, LongestText - tail.Length - 1))}\n{tail}".Trim()}";
    }

    /// <summary>A message's words: the body of most messages is HTML.</summary>
    private static string Written(JsonElement body)
    {
        var content = body.Text("content");
        if (body.Text("contentType") != "html") return content.Trim();
        var lines = Breaks().Replace(content, "\n");
        return WebUtility.HtmlDecode(Tags().Replace(lines, "")).Replace('\u00A0', ' ').Trim();
    }

    [GeneratedRegex("<br\\s*/?>|</p>|</div>|</li>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
