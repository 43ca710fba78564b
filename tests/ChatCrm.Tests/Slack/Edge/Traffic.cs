using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>What has left the service for Slack since a moment: bodies of messages, views and answers, and the arguments of every call.</summary>
internal sealed class Traffic(FakeSlack slack)
{
    private readonly int emitted = slack.Emitted.Count, calls = slack.Calls.Count;

    public IReadOnlyList<Call> Calls => [.. slack.Calls.Skip(calls)];

    public IReadOnlyList<Emitted> Emitted => [.. slack.Emitted.Skip(emitted)];

    /// <summary>All of it, as Slack could read it.</summary>
    public string Text => string.Join('\n', [.. Emitted.Select(body => Plain(body.Json)), .. Calls.Select(call => Plain(call.Args.ToJsonString()))]);

    /// <summary>What was posted for a whole room; direct chats are none.</summary>
    public IReadOnlyList<Call> ToRooms => [.. Calls.Where(call => call.Method is "chat.postMessage" or "chat.update" && call.Text("channel")?.StartsWith('D') == false)];

    /// <summary>Whether somebody other than this person was shown anything.</summary>
    public bool ReachesOthersThan(Person person) => Calls.Any(call => call.Method switch
    {
        "chat.postMessage" or "chat.update" => call.Text("channel") != "D" + person.Id[1..],
        "chat.postEphemeral" => call.Text("user") != person.Id,
        "views.publish" => call.Text("user_id") != person.Id,
        "conversations.open" => call.Text("users") != person.Id,
        _ => false,
    }) || Emitted.Any(body => body.Json.Contains("in_channel", StringComparison.Ordinal));

    // The marks that keep people's words inert must not hide a word from a search.
    private static string Plain(string json) => new([.. json.ToLowerInvariant().Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)]);
}
