using System.Collections.Frozen;

namespace ChatCrm.Texts;

/// <summary>The six forms that a counted word can take; each language uses some of them, and all use <see cref="Other"/>.</summary>
internal enum PluralForm { Zero, One, Two, Few, Many, Other }

/// <summary>
/// Which form a language uses for a number. Source: CLDR 48, supplemental/plurals.xml, cardinal rules.
/// Its compact notation ("1.2M") is not among them: we always write numbers out.
/// </summary>
internal sealed class Plural
{
    // CLDR's operands: n is the absolute value, i its whole part, v the count of digits shown after the point.
    private readonly record struct Shown(decimal N, decimal I, int V)
    {
        public bool Whole => V == 0;
        public bool Millions => Whole && I != 0 && I % 1_000_000 == 0;
        public bool EndsIn(int modulus, int from, int to) => N == I && I % modulus >= from && I % modulus <= to;
    }

    private readonly record struct Case(PluralForm Form, Func<Shown, bool> Holds);

    private static readonly Plural Never = new();
    private static readonly Plural OneThing = new(new Case(PluralForm.One, s => s.I == 1 && s.Whole));
    private static readonly Plural BelowTwo = new(new(PluralForm.One, s => s.I < 2), new(PluralForm.Many, s => s.Millions));

    private static readonly FrozenDictionary<string, Plural> Rules = new Dictionary<string, Plural>
    {
        ["en"] = OneThing,
        ["de"] = OneThing,
        ["fr"] = BelowTwo,
        ["pt"] = BelowTwo,
        ["es"] = new(new(PluralForm.One, s => s.N == 1), new(PluralForm.Many, s => s.Millions)),
        ["ru"] = new(
            new(PluralForm.One, s => s.Whole && s.EndsIn(10, 1, 1) && !s.EndsIn(100, 11, 11)),
            new(PluralForm.Few, s => s.Whole && s.EndsIn(10, 2, 4) && !s.EndsIn(100, 12, 14)),
            new(PluralForm.Many, s => s.Whole)),
        ["ar"] = new(
            new(PluralForm.Zero, s => s.N == 0),
            new(PluralForm.One, s => s.N == 1),
            new(PluralForm.Two, s => s.N == 2),
            new(PluralForm.Few, s => s.EndsIn(100, 3, 10)),
            new(PluralForm.Many, s => s.EndsIn(100, 11, 99))),
        ["zh"] = Never,
        ["ja"] = Never,
        ["ko"] = Never,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Case[] cases;

    private Plural(params Case[] cases) => this.cases = cases;

    /// <summary>The rule of a language tag; only its first part counts.</summary>
    /// <exception cref="KeyNotFoundException">No rule is known for the language.</exception>
    public static Plural Of(string language) => Rules.TryGetValue(Tag.Primary(language), out var rule)
        ? rule
        : throw new KeyNotFoundException($"No plural rule is known for the language {language}.");

    /// <summary>The forms that the language tells apart.</summary>
    public IEnumerable<PluralForm> Forms => [.. cases.Select(c => c.Form), PluralForm.Other];

    /// <summary>The form for a number as it is shown: 1 and 1.0 may differ.</summary>
    public PluralForm Form(decimal number)
    {
        var n = Math.Abs(number);
        var shown = new Shown(n, decimal.Truncate(n), n.Scale);
        foreach (var (form, holds) in cases)
            if (holds(shown)) return form;
        return PluralForm.Other;
    }
}
