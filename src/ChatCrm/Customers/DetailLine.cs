using ChatCrm.Conversation;

namespace ChatCrm.Customers;

/// <summary>A key of a line with its value; <paramref name="Away"/> where it is to be taken away (<c>-tag:big</c>).</summary>
internal sealed record KeyedWords(string Key, string Value, bool Away);

/// <summary>What a line says behind its customer: keys with values, and the words that belong to none.</summary>
internal sealed record DetailLine(IReadOnlyList<KeyedWords> Said, IReadOnlyList<string> Left)
{
    /// <summary>Plain words behind a key belong to its value (<c>city:New York</c>), a quotation never does.</summary>
    public static DetailLine Read(CommandLine line, int from)
    {
        var (said, left, open) = (new List<KeyedWords>(), new List<string>(), false);
        for (var word = line.From(from); word is not null; word = line.From(word.End))
        {
            if (Keyed(line, word) is { } keyed) said.Add(keyed);
            else if (open && word.Kind != WordKind.Quoted) said[^1] = said[^1] with { Value = $"{said[^1].Value} {line.Slice(word.Start, word.End)}".Trim() };
            else left.Add(word.Kind == WordKind.Quoted ? word.Text : line.Slice(word.Start, word.End));
            open = said.Count > 0 && word.Kind != WordKind.Quoted && line.Typed[word.End - 1] is not ('"' or '”' or '“' or '」' or '』' or '»');
        }
        return new(said, left);
    }

    /// <summary>Whether a word begins what is said of a customer, so ends its name.</summary>
    public static bool Begins(Word word) => word.Kind is WordKind.Field or WordKind.Quoted || IsAway(word);

    private static bool IsAway(Word word) => word.Kind == WordKind.Plain && word.Text[0] == '-' && word.Text.IndexOf(':') > 1;

    private static KeyedWords? Keyed(CommandLine line, Word word)
    {
        if (word.Kind == WordKind.Field) return new(word.Key.TrimStart('-'), word.Text, word.Key[0] == '-');
        if (!IsAway(word)) return null;
        var colon = word.Text.IndexOf(':');
        return new(word.Text[1..colon].ToLowerInvariant(), line.Slice(word.Start + colon + 1, word.End), Away: true);
    }
}
