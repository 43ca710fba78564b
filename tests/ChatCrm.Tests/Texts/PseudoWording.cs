using ChatCrm.Texts;

namespace ChatCrm.Tests.Texts;

/// <summary>A wording whose every own letter is ×: a letter that is left in what is shown did not come from the resources.</summary>
internal static class PseudoWording
{
    public static Wording Of(Wording wording) =>
        new(wording.Language, wording.Keys.Select(key => KeyValuePair.Create(key, Masked(wording.PatternOf(key)))));

    private static Pattern Masked(Pattern pattern) => new([.. pattern.Parts.Select(Masked)]);

    private static Part Masked(Part part) => part switch
    {
        Literal literal => new Literal(string.Concat(literal.Value.Select(c => char.IsLetter(c) ? '×' : c))),
        PluralChoice plural => plural with { Exact = Masked(plural.Exact), Forms = Masked(plural.Forms) },
        SelectChoice select => select with { Branches = Masked(select.Branches) },
        _ => part,
    };

    private static Dictionary<TKey, Pattern> Masked<TKey>(IReadOnlyDictionary<TKey, Pattern> branches) where TKey : notnull =>
        branches.ToDictionary(branch => branch.Key, branch => Masked(branch.Value));
}
