using System.Collections.Frozen;
using ChatCrm.Texts;

namespace ChatCrm.Customers;

/// <summary>Texts that list the words people type for one thing, the first of which we say ourselves.</summary>
internal static class WordLists
{
    private static readonly char[] Separators = [',', '，', '、'];

    /// <summary>The words of one language, as they are written.</summary>
    public static IReadOnlyList<string> Of(Wording words, string key) =>
        words.Plain(key).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The words of all languages together, in any case.</summary>
    public static IReadOnlySet<string> Spoken(string key) =>
        Wording.Known.SelectMany(language => Of(Wording.In(language), key)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
