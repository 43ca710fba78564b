using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace ChatCrm.Texts;

/// <summary>
/// The strings as they lie in this folder: <c>Customers.resx</c> and its translations are the area Customers, their keys are
/// "Customers.{name}". A new file is found by being there. English is in this assembly, every other language in its satellite.
/// </summary>
internal static class Areas
{
    private const string Ending = ".resources";

    private static readonly Assembly Home = typeof(Areas).Assembly;
    private static readonly string Folder = typeof(Areas).Namespace + ".";

    /// <summary>All strings of a language by key.</summary>
    /// <exception cref="MissingManifestResourceException">An area has no strings in the language, or its satellite was not deployed.</exception>
    public static IReadOnlyDictionary<string, string> Read(string language)
    {
        var strings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var area in Names())
            foreach (DictionaryEntry entry in Strings(area, language))
                strings.Add($"{area}.{entry.Key}", (string)entry.Value!);
        return strings;
    }

    private static IEnumerable<string> Names() => Home.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^Ending.Length]);

    // No parents: a string that is missing in one language must not silently be another's.
    private static ResourceSet Strings(string area, string language) =>
        new ResourceManager(Folder + area, Home).GetResourceSet(Culture(language), createIfNotExists: true, tryParents: false)
        ?? throw new MissingManifestResourceException($"The area {area} has no strings in {language}: its file or the satellite assembly is missing.");

    private static CultureInfo Culture(string language) =>
        language == Wording.Fallback ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
}
