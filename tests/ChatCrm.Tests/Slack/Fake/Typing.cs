using System.Text.RegularExpressions;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What Slack makes of a typed line: escapes, links, people and channels. https://docs.slack.dev/messaging/formatting-message-text</summary>
internal static partial class Typing
{
    /// <summary>A typed line as the service gets it, also by a command with should_escape.</summary>
    public static string Sent(World world, string line)
    {
        var escaped = line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        return Linked().Replace(escaped, match => match.Value[0] switch
        {
            '@' => Person(world, match.Value),
            '#' => Room(world, match.Value),
            _ when match.Groups["mail"].Success => $"<mailto:{match.Value}|{match.Value}>",
            _ when match.Groups["site"].Success => $"<http://{match.Value}|{match.Value}>",
            _ => $"<{match.Value}>",
        });
    }

    private static string Person(World world, string word) => world.People.Values.FirstOrDefault(person => person.Handle == word[1..]) is { } person ? $"<@{person.Id}>" : word;

    /// <summary>A private channel's name is kept back.</summary>
    private static string Room(World world, string word) =>
        world.Rooms.Values.FirstOrDefault(room => room.Name == word[1..]) is { } room ? $"<#{room.Id}|{(room.Kind == RoomKind.Private ? "" : room.Name)}>" : word;

    [GeneratedRegex(@"https?://[^\s""<>]+|(?<mail>[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)|(?<site>\b[a-z0-9-]+\.(?:com|org|net|de|cn|io)\b)|@[a-z0-9._-]+|#[a-z0-9_-]+",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Linked();
}
