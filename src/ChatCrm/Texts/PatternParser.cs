using System.Globalization;
using System.Text;

namespace ChatCrm.Texts;

/// <summary>
/// Reads a subset of ICU MessageFormat: <c>{name}</c>, <c>{n, plural, =0 {…} one {…} other {# …}}</c>,
/// <c>{x, select, a {…} other {…}}</c>, nested at will; <c>''</c> is an apostrophe and <c>'{…}'</c> is literal.
/// Stricter than ICU where ICU would show an author's slip to the reader: a lone brace, an open quote, and <c>#</c> in a select
/// inside a plural (ICU prints it as it is) are errors.
/// </summary>
/// <remarks>https://unicode-org.github.io/icu/userguide/format_parse/messages/</remarks>
internal sealed class PatternParser
{
    // What stands around a message: the number that # shows, and whether that number is one level away.
    private readonly record struct Around(bool Branch, string? Counted, bool CountedIsDirect);

    private readonly string owner;
    private readonly string source;
    private int at;

    private PatternParser(string owner, string source) => (this.owner, this.source) = (owner, source);

    /// <summary>Reads <paramref name="source"/>; <paramref name="owner"/> (its key and language) is named when it is malformed.</summary>
    /// <exception cref="FormatException">The pattern is malformed.</exception>
    public static Pattern Parse(string owner, string source) => new PatternParser(owner, source).Message(default);

    private bool AtEnd => at == source.Length;

    private char Next => AtEnd ? '\0' : source[at];

    private Pattern Message(Around around)
    {
        var parts = new List<Part>();
        while (!AtEnd && !(around.Branch && Next == '}'))
            parts.Add(Next == '{' ? Placeholder(around) : IsCount(around) ? Count(around) : new Literal(LiteralText(around)));
        return new(parts);
    }

    private bool IsCount(Around around) => Next == '#' && around.Counted is not null;

    private Argument Count(Around around)
    {
        if (!around.CountedIsDirect) throw Malformed($"write {{{around.Counted}}} instead of # inside a select");
        at++;
        return new(around.Counted!);
    }

    private string LiteralText(Around around)
    {
        var text = new StringBuilder();
        for (; !AtEnd && Next != '{' && !IsCount(around); at++)
        {
            if (Next == '}' && around.Branch) break;
            if (Next == '}') throw Malformed("a } without its {");
            if (Next == '\'') Apostrophe(text, around);
            else text.Append(Next);
        }
        return text.ToString();
    }

    private void Apostrophe(StringBuilder text, Around around)
    {
        var after = at + 1 < source.Length ? source[at + 1] : '\0';
        if (after == '\'') at++;
        var quotes = after is '{' or '}' || (after == '#' && around.CountedIsDirect);
        if (quotes) Quoted(text);
        else text.Append('\'');
    }

    // Leaves the position on the closing apostrophe.
    private void Quoted(StringBuilder text)
    {
        var start = at;
        while (true)
        {
            var close = source.IndexOf('\'', at + 1);
            if (close < 0) { at = start; throw Malformed("a quotation that does not end"); }
            text.Append(source, at + 1, close - at - 1);
            at = close;
            if (close + 1 == source.Length || source[close + 1] != '\'') return;
            text.Append('\'');
            at++;
        }
    }

    private Part Placeholder(Around around)
    {
        Expect('{');
        var name = Word("the name of an argument");
        Part part = new Argument(name);
        if (Take(',')) part = Choice(name, around);
        Expect('}');
        return part;
    }

    private Part Choice(string name, Around around)
    {
        var kind = Word("plural or select");
        Expect(',');
        return kind switch
        {
            "plural" => PluralOf(name, Branches(new(true, name, true))),
            "select" => new SelectChoice(name, Branches(new(true, around.Counted, false))),
            _ => throw Malformed($"\"{kind}\" where plural or select is expected"),
        };
    }

    private Dictionary<string, Pattern> Branches(Around around)
    {
        var branches = new Dictionary<string, Pattern>(StringComparer.Ordinal);
        for (SkipSpace(); !AtEnd && Next != '}'; SkipSpace())
        {
            var selector = (Take('=') ? "=" : "") + Word("a branch");
            Expect('{');
            if (!branches.TryAdd(selector, Message(around))) throw Malformed($"two branches {selector}");
            Expect('}');
        }
        return branches.ContainsKey("other") ? branches : throw Malformed("no branch other");
    }

    private PluralChoice PluralOf(string name, Dictionary<string, Pattern> branches)
    {
        var exact = new Dictionary<decimal, Pattern>();
        var forms = new Dictionary<PluralForm, Pattern>();
        foreach (var (selector, pattern) in branches)
            if (selector[0] == '=') exact.Add(Number(selector), pattern);
            else forms.Add(Form(selector), pattern);
        return new(name, exact, forms);
    }

    private decimal Number(string selector) =>
        decimal.TryParse(selector.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Malformed($"{selector} is no number");

    private PluralForm Form(string selector) => selector switch
    {
        "zero" => PluralForm.Zero,
        "one" => PluralForm.One,
        "two" => PluralForm.Two,
        "few" => PluralForm.Few,
        "many" => PluralForm.Many,
        "other" => PluralForm.Other,
        _ => throw Malformed($"\"{selector}\" is no plural form"),
    };

    private string Word(string what)
    {
        SkipSpace();
        var start = at;
        while (char.IsAsciiLetterOrDigit(Next) || Next is '_' or '-') at++;
        return at > start ? source[start..at] : throw Malformed($"{what} is missing");
    }

    private bool Take(char sign)
    {
        SkipSpace();
        if (Next != sign) return false;
        at++;
        return true;
    }

    private void Expect(char sign)
    {
        if (!Take(sign)) throw Malformed($"{sign} is missing");
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Next)) at++;
    }

    private FormatException Malformed(string why) => new($"{owner} is malformed at character {at}: {why}. The pattern: {source}");
}
