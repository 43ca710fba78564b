using System.Text;
using System.Text.Json;

namespace ChatCrm.Bot.Commands;

/// <summary>
/// The bill of materials: the packages that lie beside this program, with the hashes that the lock file has checked, and what each of them needs, read from what the
/// build wrote down (<c>ChatCrm.Bot.deps.json</c>); and what lies within it from npm, by the lock file of that. The framework itself is in it as the version that runs. As CycloneDX 1.5: https://cyclonedx.org/docs/1.5/json.
/// </summary>
internal static class Sbom
{
    private const string NuGet = "nuget", Npm = "npm";

    private static readonly string Program = typeof(Sbom).Assembly.GetName().Name!;

    /// <summary>False where the program was published as a single file, which no longer says what it is made of.</summary>
    public static bool Write(string folder, TextWriter output)
    {
        var file = Path.Combine(folder, $"{Program}.deps.json");
        if (!File.Exists(file))
        {
            output.WriteLine($"{file} is not there: a program in a single file does not say what it is made of. Run this from a build that is not.");
            return false;
        }
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true })) Write(json, JsonElement.Parse(File.ReadAllBytes(file)));
        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        return true;
    }

    private static void Write(Utf8JsonWriter json, JsonElement deps)
    {
        var needs = deps.GetProperty("targets").GetProperty(deps.GetProperty("runtimeTarget").GetProperty("name").GetString()!);
        var all = deps.GetProperty("libraries").EnumerateObject().Select(library => Part.Read(library, needs)).OrderBy(part => part.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var within = PartsFromNpm();
        var own = all.Single(part => part.Name == Program);
        var refs = all.ToDictionary(part => part.Name, part => part.Ref, StringComparer.OrdinalIgnoreCase);
        json.WriteStartObject();
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.5");
        json.WriteNumber("version", 1);
        json.WriteStartObject("metadata");
        json.WritePropertyName("component");
        Component(json, own, "application");
        json.WriteEndObject();
        json.WriteStartArray("components");
        foreach (var part in all.Where(part => part != own).Concat(within)) Component(json, part, "library");
        Component(json, new("Microsoft.NETCore.App", Environment.Version.ToString(3), "", "", []), "framework");
        json.WriteEndArray();
        json.WriteStartArray("dependencies");
        foreach (var part in all) Needs(json, part.Ref, part.Needs.Where(refs.ContainsKey).Select(name => refs[name]).Concat(part == own ? within.Select(each => each.Ref) : []));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Component(Utf8JsonWriter json, Part part, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("bom-ref", part.Ref);
        json.WriteString("name", part.Name);
        json.WriteString("version", part.Version);
        if (part.From.Length > 0) json.WriteString("purl", part.Ref);
        if (part.Hash.Length > 0)
        {
            json.WriteStartArray("hashes");
            json.WriteStartObject();
            json.WriteString("alg", "SHA-512");
            json.WriteString("content", part.Hash);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Needs(Utf8JsonWriter json, string part, IEnumerable<string> needed)
    {
        json.WriteStartObject();
        json.WriteString("ref", part);
        json.WriteStartArray("dependsOn");
        foreach (var one in needed) json.WriteStringValue(one);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What the build put into this program from npm; nothing where it was built without the console's page.</summary>
    private static List<Part> PartsFromNpm()
    {
        using var file = typeof(Sbom).Assembly.GetManifestResourceStream("npm/package-lock.json");
        if (file is null) return [];
        using var locked = JsonDocument.Parse(file);
        // The entry without a name is the page itself; what only builds is not shipped.
        return [.. locked.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0 && !package.Value.TryGetProperty("dev", out _)).Select(Part.OfNpm)];
    }

    /// <param name="From">The registry it is a package of; empty where it is none.</param>
    /// <param name="Hash">Of the package as it was fetched: SHA-512 in hexadecimal digits; empty where it is no package.</param>
    /// <param name="Needs">Names.</param>
    private sealed record Part(string Name, string Version, string From, string Hash, IReadOnlyList<string> Needs)
    {
        // A scope's sign is the one character of a name that is escaped: https://github.com/package-url/purl-spec/blob/main/types-doc/npm-definition.md
        public string Ref => From.Length > 0 ? $"pkg:{From}/{Name.Replace("@", "%40", StringComparison.Ordinal)}@{Version}" : $"{Name}@{Version}";

        public static Part Read(JsonProperty library, JsonElement needs) => new(library.Name.Split('/')[0], library.Name.Split('/')[1],
            library.Value.GetProperty("type").GetString() == "package" ? NuGet : "", HashIn(library, "sha512"),
            needs.TryGetProperty(library.Name, out var target) && target.TryGetProperty("dependencies", out var names) ? [.. names.EnumerateObject().Select(name => name.Name)] : []);

        public static Part OfNpm(JsonProperty package) =>
            new(package.Name.Split("node_modules/")[^1], package.Value.GetProperty("version").GetString()!, Npm, HashIn(package, "integrity"), []);

        private static string HashIn(JsonProperty part, string name) =>
            part.Value.TryGetProperty(name, out var told) && told.GetString()!.Split('-') is ["sha512", var hash] ? Convert.ToHexStringLower(Convert.FromBase64String(hash)) : "";
    }
}
