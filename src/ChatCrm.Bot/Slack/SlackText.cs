using System.Text;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Conversation;

namespace ChatCrm.Bot.Slack;

/// <summary>A text as Slack sends it: three characters escaped, people, rooms and links in angle brackets.</summary>
/// <param name="Plain">As it was typed: "@U1" and "#sales" stand for what was resolved.</param>
/// <param name="Users">The ids of the people that it mentions, each standing in the text as "@" and the id.</param>
/// <param name="Channels">The rooms that it names: the id, and the name that stands in the text behind "#".</param>
internal sealed record SlackText(string Plain, IReadOnlyList<string> Users, IReadOnlyList<(string Id, string Name)> Channels)
{
    /// <summary>Reads a text; never throws.</summary>
    /// <param name="without">A user id whose first mention is left out: the bot's own.</param>
    public static SlackText Read(string text, string without = "")
    {
        if (!text.AsSpan().ContainsAny('<', '&')) return new(text.Trim(), [], []);
        var plain = new StringBuilder(text.Length);
        var (users, channels) = (new List<string>(), new List<(string, string)>());
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] == '<' ? text.IndexOf('>', at) : -1;
            if (end < 0)
            {
                plain.Append(text[at++]);
                continue;
            }
            var (inside, label) = text[(at + 1)..end].IndexOf('|') is >= 0 and var bar ? (text[(at + 1)..(at + 1 + bar)], text[(at + 2 + bar)..end]) : (text[(at + 1)..end], "");
            at = end + 1;
            if (inside.StartsWith('@') && inside[1..] == without && without.Length > 0) (without, at) = ("", Blank(text, at));
            else Append(plain, inside, label, users, channels);
        }
        // The ampersand last: "&amp;lt;" was typed as "&lt;".
        return new(plain.Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").ToString().Trim(), users, channels);
    }

    private static int Blank(string text, int at) => at < text.Length && text[at] is ' ' or ':' or ',' ? at + 1 : at;

    private static void Append(StringBuilder plain, string inside, string label, List<string> users, List<(string, string)> channels)
    {
        switch (inside)
        {
            case ['@', .. var user]:
                users.Add(user);
                plain.Append('@').Append(user);
                break;
            case ['#', .. var channel]:
                // A private room that we may not know comes without its name.
                channels.Add((channel, label.Length > 0 ? label : channel));
                plain.Append('#').Append(label.Length > 0 ? label : channel);
                break;
            case ['!', .. var special]:
                plain.Append(label.Length > 0 ? label : "@" + special.Split('^')[0]);
                break;
            default:
                // A link: what was typed is its label where that is the same place ("example.com"), else the address.
                plain.Append(label.Length > 0 && inside.EndsWith(label, StringComparison.OrdinalIgnoreCase) ? label : inside);
                break;
        }
    }
}
