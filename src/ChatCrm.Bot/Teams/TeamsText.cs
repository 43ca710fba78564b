using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatCrm.Bot.Teams;

/// <summary>A line as it was typed, out of Teams' markup.</summary>
/// <param name="Named">The people named in it, by the token that stands for each, with their id for this bot.</param>
internal sealed partial record TeamsText(string Plain, IReadOnlyList<(string Token, string Mri)> Named)
{
    /// <summary>Whether it was given behind a slash, which needs no mention.</summary>
    public bool IsCommand { get; private init; }

    private const string Opens = "<at", Closes = "</at>";

    /// <summary>More names in one line than anybody types, and more letters than a name has.</summary>
    private const int Most = 8, LongestName = 100, LongestTag = 300;

    /// <summary>Reads a message's text. A name is where an entity says so, and nowhere else: an <c>&lt;at&gt;</c> that was typed is text.</summary>
    public static TeamsText Read(JsonElement activity)
    {
        var (text, bot) = (InsertedCard().Replace(activity.Text("text"), " "), activity.Text("recipient", "id"));
        var (tokens, named) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<(string, string)>());
        foreach (var entity in activity.Items("entities").Where(entity => entity.Text("type") == "mention"))
        {
            var (written, id, name) = (entity.Text("text"), entity.Text("mentioned", "id"), entity.Text("mentioned", "name"));
            if (id.Length == 0 || (id != bot && (named.Count == Most || !text.Contains(written, StringComparison.Ordinal)))) continue;
            var token = id == bot ? "" : "@" + Graphemes.Shorten(string.Concat((name.Length > 0 ? name : id).Where(c => !char.IsWhiteSpace(c))), LongestName);
            if (tokens.TryAdd(written, token) && id != bot) named.Add((token, id));
        }
        text = Spoken(text, tokens);
        var plain = WebUtility.HtmlDecode(text).Replace('\u00A0', ' ').Trim();
        // The clients that offer commands behind a slash send it along.
        return plain is ['/', var first, ..] && char.IsLetter(first) ? new(plain[1..], named) { IsCommand = true } : new(plain, named);
    }

    /// <summary>Whether somebody inserted a card of the message extension: nothing was said to us by it.</summary>
    public static bool HasCard(JsonElement activity) => InsertedCard().IsMatch(activity.Text("text"));

    /// <summary>The text with a token for each tag that has one; what was put in is not looked at again, so it grows by no more than its tags.</summary>
    private static string Spoken(string text, Dictionary<string, string> tokens)
    {
        if (tokens.Count == 0) return text;
        var spoken = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var (length, token) = (LengthOf(rest), (string?)null);
            if (rest.StartsWith(Opens, StringComparison.Ordinal) && !tokens.TryGetValue(rest[..length].ToString(), out token)) length = Opens.Length;
            if (token is null) spoken.Append(rest[..length]);
            else spoken.Append(' ').Append(token).Append(' ');
            rest = rest[length..];
        }
        return spoken.ToString();
    }

    /// <summary>How long the tag is that the text begins with, or what stands before the next one.</summary>
    private static int LengthOf(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith(Opens, StringComparison.Ordinal)) return text.IndexOf(Opens, StringComparison.Ordinal) is >= 0 and var next ? next : text.Length;
        return text[..Math.Min(text.Length, LongestTag)].IndexOf(Closes, StringComparison.Ordinal) is >= 0 and var end ? end + Closes.Length : Opens.Length;
    }

    // Where a card was inserted, some clients send this in the text, and others in an attachment.
    [GeneratedRegex("<span class=\"inline-compose-card\"[^>]*>\\s*<span[^>]*>\\s*</span>\\s*</span>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex InsertedCard();
}
