using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>The words that mean a customer's clock: "their time", 客户时间.</summary>
public static class TheirWords
{
    private static readonly string[] Phrases = [.. Lexicon.All.Phrases(Kind.Zone, 0)];

    /// <summary>False where no time in a text can be on their clock: then nobody needs to know where they are.</summary>
    public static bool MayBeIn(string text) => Fold.Key(text) is var key && Phrases.Any(phrase => key.Contains(phrase, StringComparison.Ordinal));
}
