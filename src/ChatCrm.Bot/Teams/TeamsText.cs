using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatCrm.Bot.Teams;

/// <summary>A line as it was typed, out of Teams' markup.</summary>
/// <param name="Named">The people named in it, by the token that stands for each, with their id for this bot.</param>
internal sealed partial record TeamsText(string Plain, IReadOnlyList<(string Token, string Mri)> Named)
{
    /// <summary>More names in one line than anybody types, and more letters than a name has.</summary>
    private const int Most = 8, LongestName = 100;

    /// <summary>Reads a message's text. A name is where an entity says so, and nowhere else: an <c>&lt;at&gt;</c> that was typed is text.</summary>
    public static TeamsText Read(JsonElement activity)
    {
        var (text, bot, tokens, named) = (InsertedCard().Replace(activity.Text("text"), " "), activity.Text("recipient", "id"), new Dictionary<string, Queue<string>>(StringComparer.Ordinal), new List<(string, string)>());
        foreach (var entity in activity.Items("entities").Where(entity => entity.Text("type") == "mention"))
        {
            var (written, id, name) = (entity.Text("text"), entity.Text("mentioned", "id"), entity.Text("mentioned", "name"));
            if (id.Length == 0 || (id != bot && (named.Count == Most || !text.Contains(written, StringComparison.Ordinal)))) continue;
            var token = id == bot ? "" : "@" + Graphemes.Shorten(string.Concat((name.Length > 0 ? name : id).Where(c => !char.IsWhiteSpace(c))), LongestName);
            // Two of one name stand in the order of their tags, under tokens of their own.
            if (named.Any(other => other.Item1 == token && other.Item2 != id)) token += named.Count + 1;
            if (!tokens.TryGetValue(written, out var told)) tokens[written] = told = new();
            told.Enqueue(token);
            if (id != bot) named.Add((token, id));
        }
        // What was put in is not looked at again: the text grows by no more than its tags.
        var spoken = tokens.Count == 0 ? text : Tag().Replace(text, tag => tokens.TryGetValue(tag.Value, out var told) ? $" {(told.Count > 1 ? told.Dequeue() : told.Peek())} " : tag.Value);
        var plain = WebUtility.HtmlDecode(spoken).Replace('\u00A0', ' ').Trim();
        // The clients that offer commands behind a slash send it along.
        return new(plain is ['/', var first, ..] && char.IsLetter(first) ? plain[1..] : plain, named);
    }

    /// <summary>Whether somebody inserted a card of the message extension: nothing was said to us by it.</summary>
    public static bool HasCard(JsonElement activity) => InsertedCard().IsMatch(activity.Text("text"));

    // Where a card was inserted, some clients send this in the text, and others in an attachment.
    [GeneratedRegex("<span class=\"inline-compose-card\"[^>]*>\\s*<span[^>]*>\\s*</span>\\s*</span>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex InsertedCard();

    [GeneratedRegex("<at[^<>]*>[^<>]*</at>", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
