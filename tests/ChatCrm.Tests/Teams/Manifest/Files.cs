using System.Text.Json.Nodes;
using ChatCrm.Tests.Browser;

namespace ChatCrm.Tests.Teams.Manifest;

/// <summary>The files of manifests/teams.</summary>
internal static class Files
{
    public static string PathOf(string file) => Path.Combine(Repository.Root, "manifests", "teams", file);

    public static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(PathOf(file)))!;
}
