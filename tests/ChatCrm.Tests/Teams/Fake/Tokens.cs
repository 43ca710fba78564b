using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Looking into a bearer.</summary>
internal static class Tokens
{
    public static JsonObject Header(string authorization) => Part(authorization, 0);

    public static JsonObject Payload(string authorization) => Part(authorization, 1);

    private static JsonObject Part(string authorization, int part) => (JsonObject)JsonNode.Parse(Base64Url.DecodeFromChars(authorization["Bearer ".Length..].Split('.')[part]))!;
}
