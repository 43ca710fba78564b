using System.Collections.Frozen;
using ChatCrm.Conversation;

namespace ChatCrm.Texts;

/// <summary>Everything the product says, in one language. Nothing that it says changes; one per language, read and parsed before the first use.</summary>
public sealed class Wording
{
    internal const string Fallback = "en";

    /// <summary>The languages that the product speaks, as tags; the first is spoken to everyone else.</summary>
    public static IReadOnlyList<string> Known { get; } = [Fallback, "zh-Hans"];

    private static readonly FrozenDictionary<string, Wording> ByPrimary = Known.ToFrozenDictionary(Tag.Primary, Read, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Wording>.AlternateLookup<ReadOnlySpan<char>> ByTag = ByPrimary.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly record struct Message(string Owner, Pattern Pattern, Text? Constant);

    private readonly FrozenDictionary<string, Message> messages;
    private readonly Plural plural;

    internal Wording(string language, IEnumerable<KeyValuePair<string, Pattern>> patterns)
    {
        Language = language;
        plural = Plural.Of(language);
        messages = patterns.ToFrozenDictionary(p => p.Key, p => Prepared(p.Key, p.Value), StringComparer.Ordinal);
    }

    /// <summary>The tag of the language, one of <see cref="Known"/>.</summary>
    public string Language { get; }

    /// <summary>The days of a year as they are written, by month and day, each once it was asked for: lists say them again and again. Two threads may write the same.</summary>
    internal string?[] DaysOfYear { get; } = new string?[12 * 31];

    /// <summary>The keys, "{area}.{name}".</summary>
    public IEnumerable<string> Keys => messages.Keys;

    /// <summary>The wording for a language tag in any spelling (zh, zh-CN, zh_Hans_CN, en-GB); English where we do not speak it.</summary>
    /// <remarks>Traditional Chinese is answered in simplified Chinese until it has strings of its own.</remarks>
    public static Wording In(string language) => ByTag.TryGetValue(Tag.Primary(language.AsSpan()), out var known) ? known : ByPrimary[Fallback];

    /// <summary>Whether there are words for the key.</summary>
    public bool Has(string key) => messages.ContainsKey(key);

    /// <summary>A label or a title as one string; same arguments as <see cref="Say"/>.</summary>
    /// <exception cref="KeyNotFoundException">There are no words for the key.</exception>
    /// <exception cref="ArgumentException">An argument that the words need is missing or of another type.</exception>
    public string Plain(string key, params ReadOnlySpan<(string Name, object Value)> args)
    {
        var message = Find(key);
        return message.Constant?.ToString() ?? new Sentence(message.Owner, plural, args).Plain(message.Pattern);
    }

    /// <summary>
    /// What people read, as runs. An argument is a <see cref="Run"/> or <see cref="Text"/> (goes in as it is), a string (somebody's
    /// words: <see cref="Typed"/>), an int, long or decimal (ours, as the language writes numbers), or a bool that a select asks for.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There are no words for the key.</exception>
    /// <exception cref="ArgumentException">An argument that the words need is missing or of another type.</exception>
    public Text Say(string key, params ReadOnlySpan<(string Name, object Value)> args)
    {
        var message = Find(key);
        return message.Constant ?? new Sentence(message.Owner, plural, args).Say(message.Pattern);
    }

    /// <summary>A number as the language writes it: 1,234.50, with the digits after the point as they are held.</summary>
    public string Number(decimal number) => Numbers.Show(number);

    internal Pattern PatternOf(string key) => Find(key).Pattern;

    private static Wording Read(string language) =>
        new(language, Areas.Read(language).ToDictionary(s => s.Key, s => PatternParser.Parse($"{s.Key} ({language})", s.Value)));

    private Message Find(string key) => messages.TryGetValue(key, out var message)
        ? message
        : throw new KeyNotFoundException($"There are no words for {key} in {Language}.");

    private Message Prepared(string key, Pattern pattern)
    {
        var owner = $"{key} ({Language})";
        var constant = pattern.Names.Any() ? null : new Sentence(owner, plural, []).Say(pattern);
        return new(owner, pattern, constant);
    }
}
