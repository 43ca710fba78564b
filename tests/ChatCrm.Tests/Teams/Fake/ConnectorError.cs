using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>What the Connector refuses, in its own shape.</summary>
internal sealed class ConnectorError(int status, string code, string message, bool isFault) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>True where a well-behaved service never sees it; false where the world is so (a message is gone, the app is blocked).</summary>
    public bool IsFault => isFault;

    /// <summary>A rule is broken.</summary>
    public static ConnectorError Fault(string message, int status = 400, string code = "BadSyntax") => new(status, code, message, true);

    /// <summary>The world is so.</summary>
    public static ConnectorError World(int status, string code, string message) => new(status, code, message, false);

    public JsonObject Body() => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = Message } };
}
