using System.Text;
using ChatCrm.Conversation;
using ChatCrm.Workspaces;

namespace ChatCrm.Turns;

/// <summary>Writes the members whom a platform resolved under their handles: the one way to name a person that every later reading of the line understands.</summary>
public static class Mentioning
{
    public static Input.Said Handles(Input.Said said, Roster roster)
    {
        var known = said.Mentions.Select(mention => (Mention: mention, Member: mention.Room is null ? roster.WithIdentity(mention.Target) : null))
            .Where(found => found.Member is not null && found.Mention.Token.Length > 1)
            .OrderByDescending(found => found.Mention.Token.Length).ToList();
        if (known.Count == 0) return said;
        var line = new StringBuilder();
        for (var at = 0; at < said.Line.Length;)
        {
            var (mention, member) = known.FirstOrDefault(found => string.CompareOrdinal(said.Line, at, found.Mention.Token, 0, found.Mention.Token.Length) == 0);
            line.Append(member is null ? said.Line[at] : $"@{member.Handle}");
            at += member is null ? 1 : mention.Token.Length;
        }
        return new(line.ToString(), [.. said.Mentions.Select(mention => known.FirstOrDefault(found => found.Mention == mention).Member is { } member ? mention with { Token = $"@{member.Handle}" } : mention)]);
    }
}
