namespace ChatCrm.Texts;

/// <summary>One piece of a <see cref="Pattern"/>.</summary>
internal abstract record Part;

/// <summary>Words to show as they are.</summary>
internal sealed record Literal(string Value) : Part;

/// <summary>The place of an argument: <c>{name}</c>, and <c>#</c> for the number of the plural around it.</summary>
internal sealed record Argument(string Name) : Part;

/// <summary>A branch by number; exact numbers (<c>=0</c>) go before forms.</summary>
internal sealed record PluralChoice(
    string Name, IReadOnlyDictionary<decimal, Pattern> Exact, IReadOnlyDictionary<PluralForm, Pattern> Forms) : Part;

/// <summary>A branch by word; "other" is always there.</summary>
internal sealed record SelectChoice(string Name, IReadOnlyDictionary<string, Pattern> Branches) : Part;

/// <summary>A message in the subset of ICU MessageFormat that <see cref="PatternParser"/> reads.</summary>
internal sealed record Pattern(IReadOnlyList<Part> Parts)
{
    /// <summary>Every part, those of the branches too.</summary>
    public IEnumerable<Part> All => Parts.SelectMany(part => Branches(part).SelectMany(branch => branch.All).Prepend(part));

    /// <summary>The names of the arguments that the message, or any of its branches, asks for.</summary>
    public IEnumerable<string> Names => All.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal);

    private static IEnumerable<Pattern> Branches(Part part) => part switch
    {
        PluralChoice plural => plural.Exact.Values.Concat(plural.Forms.Values),
        SelectChoice select => select.Branches.Values,
        _ => [],
    };

    private static string? NameOf(Part part) => part switch
    {
        Argument argument => argument.Name,
        PluralChoice plural => plural.Name,
        SelectChoice select => select.Name,
        _ => null,
    };
}
