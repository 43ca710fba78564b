using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>What Slack refuses, in its own shape.</summary>
internal sealed class SlackError(string error, bool isFault, params IReadOnlyList<string> messages) : Exception(error)
{
    public string Error => Message;

    /// <summary>True where a well-behaved service never sees it; false where the world is so (a channel is gone, a token was revoked).</summary>
    public bool IsFault => isFault;

    public IReadOnlyList<string> Messages => messages;

    /// <summary>The scope that was missing, and those there are.</summary>
    public (string Needed, string Provided)? Scope { get; init; }

    public static SlackError Fault(string error, params IReadOnlyList<string> messages) => new(error, true, messages);

    public static SlackError World(string error) => new(error, false);

    public JsonObject Body()
    {
        var body = new JsonObject { ["ok"] = false, ["error"] = Error };
        if (messages.Count > 0) body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(message => JsonValue.Create(message))]) };
        if (Scope is var (needed, provided)) (body["needed"], body["provided"]) = (needed, provided);
        return body;
    }
}
