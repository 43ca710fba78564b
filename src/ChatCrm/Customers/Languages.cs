using ChatCrm.Texts;

namespace ChatCrm.Customers;

/// <summary>The languages of customers: kept as tags, typed and shown by name.</summary>
public static class Languages
{
    private const string Area = "LanguageNames.";

    /// <summary>Those that have a name here; others are known by their tag.</summary>
    private static readonly string[] Named =
    [
        "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "kk", "ko",
        "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "ur", "vi", "yue", "zh",
    ];

    private static readonly ILookup<string, string> Tags = Named.SelectMany(tag => WordLists.Spoken(Area + tag).Select(name => (Name: name, Tag: tag)))
        .ToLookup(pair => pair.Name, pair => pair.Tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>The tag of a name in any language that we speak, or of a tag; null where it is neither.</summary>
    public static string? Read(string typed) => Tags[typed].FirstOrDefault() ?? Tag(typed.Replace('_', '-'));

    /// <summary>What a tag is called; the tag itself where we have no name for it, or it names a variety of the language.</summary>
    public static string NameOf(string tag, Wording words) =>
        words.Has(Area + tag) ? WordLists.Of(words, Area + tag)[0] : tag;

    private static string? Tag(string typed)
    {
        var parts = typed.Split('-');
        var plain = parts.Length <= 3 && parts[0].Length is 2 or 3 && parts.All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
        if (!plain || !parts[0].All(char.IsAsciiLetter)) return null;
        return string.Join('-', parts.Skip(1).Select(Part).Prepend(parts[0].ToLowerInvariant()));
    }

    // zh-hant-tw is written zh-Hant-TW.
    private static string Part(string part) => part.Length == 4 ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant() : part.ToUpperInvariant();
}
