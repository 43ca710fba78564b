namespace ChatCrm.Interactions;

/// <summary>A stretch of a free line that says one thing, at the pieces from <paramref name="From"/> up to <paramref name="To"/>.</summary>
/// <param name="Clause">The number of the clause it lies in.</param>
/// <param name="Anchor">The phrase with which it begins; null for one that tells of the contact itself.</param>
internal sealed record Stretch(int Clause, Part.Said? Anchor, int From, int To);

/// <summary>Cuts a free line where something else begins: at a mark, and at a phrase that says what follows.</summary>
internal sealed class FreeLineClauses
{
    private readonly FreeLineParts _parts;
    private readonly List<Stretch> _stretches = [];

    private FreeLineClauses(FreeLineParts parts) => _parts = parts;

    /// <summary>The stretches in order; together they are the whole line but for its marks.</summary>
    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>The verb that says how people were in touch: the first one that is not told of; null where there is none.</summary>
    public Part.Said? Verb { get; private init; }

    /// <summary>The mark that ends each clause; null for the last.</summary>
    public IReadOnlyList<FreeToken?> Ends { get; private init; } = [];

    public static FreeLineClauses Of(FreeLineParts parts)
    {
        var cut = new FreeLineClauses(parts);
        cut.Cut(null);
        var verbs = parts.All.OfType<Part.Said>().Where(part => part.Meaning.Sense == Sense.Verb).ToList();
        var verb = verbs.Find(part => cut.Of(part).Anchor is null) ?? verbs.FirstOrDefault();
        var clauses = new FreeLineClauses(parts) { Verb = verb, Ends = [.. cut.Clauses().Select(clause => clause.End)] };
        clauses.Cut(verb);
        return clauses;
    }

    public Stretch Of(Part part) => _stretches.First(stretch => part.From >= stretch.From && part.From < stretch.To);

    public IEnumerable<Part> In(Stretch stretch) => _parts.All.Where(part => part.From >= stretch.From && part.To <= stretch.To);

    private IEnumerable<(int From, int To, FreeToken? End)> Clauses()
    {
        var from = 0;
        for (var i = 0; i < _parts.Tokens.All.Count; i++)
        {
            if (_parts.Tokens.All[i].Kind != TokenKind.Break || _parts.PartAt(i) is not null) continue;
            yield return (from, i, _parts.Tokens.All[i]);
            from = i + 1;
        }
        yield return (from, _parts.Tokens.All.Count, null);
    }

    private void Cut(Part.Said? verb)
    {
        foreach (var (number, (from, to, _)) in Clauses().Index()) Cut(number, from, to, verb);
    }

    private void Cut(int clause, int from, int to, Part.Said? verb)
    {
        var (start, anchor) = (from, (Part.Said?)null);
        foreach (var part in _parts.All.Where(part => part.From >= from && part.To <= to))
        {
            if (Begins(part, anchor, verb) is not { } begun) continue;
            var at = Math.Max(start, begun.Anchor is { Meaning.Sense: not Sense.Topic } ? Dated(part, from) : begun.From);
            if (at > start) _stretches.Add(new(clause, anchor, start, at));
            (start, anchor) = (at, begun.Anchor);
        }
        if (to > start) _stretches.Add(new(clause, anchor, start, to));
    }

    /// <summary>Where a part begins another stretch than the one with that anchor.</summary>
    private (int From, Part.Said? Anchor)? Begins(Part part, Part.Said? anchor, Part.Said? verb) => part switch
    {
        Part.Said said when said == verb => anchor is null ? null : (said.From, null),
        Part.Named named when anchor is { Meaning.Sense: Sense.Topic } => (Introduced(named), null),
        Part.Said { Meaning.Sense: Sense.Topic } said when anchor is null => (said.From, said),
        Part.Said { Meaning.Sense: Sense.Wish or Sense.Outcome } said when anchor is null or { Meaning.Sense: Sense.Topic } => (said.From, said),
        Part.Said { Meaning.Sense: Sense.Next or Sense.Plan } said when anchor?.Meaning.Sense is not (Sense.Next or Sense.Plan) => (said.From, said),
        _ => null,
    };

    /// <summary>The phrases that lead to a name belong to it: "with Maria", 和Maria.</summary>
    private int Introduced(Part part)
    {
        var from = part.From;
        while (_parts.All.LastOrDefault(before => before.To == from) is Part.Said { Meaning.Sense: Sense.Name } said) from = said.From;
        return from;
    }

    /// <summary>A date right before a phrase says when what follows is wanted, where it says until when or begins the clause: 周五前要报价单.</summary>
    private int Dated(Part part, int clause)
    {
        var before = _parts.All.LastOrDefault(each => each.To <= part.From && each is not Part.Said { Meaning.Sense: Sense.Little });
        if (before is not Part.Dated date || date.From < clause || !_parts.IsLittle(date.To, part.From)) return part.From;
        return date.From == clause || FreeLineWords.IsDeadline(_parts.Tokens.Typed(date.From, date.To)) ? date.From : part.From;
    }
}
