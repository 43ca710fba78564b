using System.Globalization;
using System.Text;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>What has left the service for Teams since a moment: the bodies of its answers, and its calls with all that stands in them.</summary>
internal sealed class Traffic(EdgeApp app)
{
    private readonly int answers = app.Answers.Count, calls = app.Teams.Calls.Count;

    public IReadOnlyList<Call> Calls => [.. app.Teams.Calls.Skip(calls)];

    public IReadOnlyList<string> Answers => [.. app.Answers.Skip(answers).Select(Encoding.UTF8.GetString)];

    /// <summary>All of it in small letters, as Teams could read it.</summary>
    public string Text => Plain(string.Join('\n', [.. Answers, .. Calls.Select(call => $"{call.Kind} {call.Conversation} {call.Item} {call.Query} {call.Body.ToJsonString()}")]));

    /// <summary>What was put into a conversation.</summary>
    public IReadOnlyList<Call> Sends => [.. Calls.Where(call => call.Kind is "send" or "update" or "create")];

    /// <summary>The marks that keep people's words inert must not hide a word from a search.</summary>
    public static string Plain(string text) => new([.. text.ToLowerInvariant().Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)]);
}
