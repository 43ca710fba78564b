using ChatCrm.Texts;

namespace ChatCrm.Customers;

/// <summary>The languages of customers: kept as tags, typed and shown by name.</summary>
public static class Languages
{
    private const string Area = "LanguageNames.";

    private static readonly ILookup<string, string> Tags = (
        from language in Wording.Known
        let words = Wording.In(language)
        from key in words.Keys
        where key.StartsWith(Area, StringComparison.Ordinal)
        from name in WordLists.Of(words, key)
        select (Name: name, Tag: key[Area.Length..])).ToLookup(pair => pair.Name, pair => pair.Tag, StringComparer.OrdinalIgnoreCase);

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
