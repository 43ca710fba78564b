using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Graph.Fake;

/// <summary>A call that Graph refuses. One that breaks its rules is the caller's fault, and fails the test.</summary>
internal sealed class GraphError(int status, string code, string message, bool isFault) : Exception(message)
{
    public int Status => status;

    public bool IsFault => isFault;

    public static GraphError Fault(string message, int status = 400) => new(status, "BadRequest", message, isFault: true);

    public static GraphError World(int status, string code) => new(status, code, code, isFault: false);

    public JsonObject Json() => Body(code, Message);

    public static JsonObject Body(string code, string message) => new()
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["innerError"] = new JsonObject { ["request-id"] = "0", ["date"] = "2026-11-22T00:00:00" } },
    };
}
