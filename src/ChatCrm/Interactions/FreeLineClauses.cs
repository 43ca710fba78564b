namespace ChatCrm.Interactions;

/// <summary>A stretch of a free line that says one thing, at the pieces from <paramref name="From"/> up to <paramref name="To"/>.</summary>
/// <param name="Clause">The number of the clause it lies in.</param>
/// <param name="Anchor">The phrase with which it begins; null for one that tells of the contact itself.</param>
/// <param name="Denial">What stands in front of the phrase, so that it is not so; null where it is.</param>
internal sealed record Stretch(int Clause, Part.Said? Anchor, int From, int To, Part.Said? Denial = null)
{
    public bool IsDenied => Denial is { Meaning.Sense: Sense.Not };
}

/// <summary>Cuts a free line where something else begins: at a mark, and at a phrase that says what follows.</summary>
internal sealed class FreeLineClauses
{
    private readonly FreeLineParts _parts;
    private readonly FreeLineDenials _denials;
    private readonly List<Stretch> _stretches = [];

    private FreeLineClauses(FreeLineParts parts) => (_parts, _denials) = (parts, new(parts));

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

    /// <summary>Whether a clause asks.</summary>
    public bool Asks(int clause) => (Ends[clause] is { } end && FreeLineWords.Asks(end.Text))
        || (_stretches.Last(stretch => stretch.Clause == clause).To is > 0 and var last && FreeLineWords.Asks(_parts.Tokens.All[last - 1].Text));

    /// <summary>Whether a clause says that something is not so.</summary>
    public bool Denies(int clause) => _parts.All.Any(part => part is Part.Said { Meaning.Sense: Sense.Not } && Of(part).Clause == clause);

    /// <summary>Whether a clause says no more than that it was not then: "…, not today".</summary>
    public bool IsDenialAlone(int clause) => Denies(clause) && _stretches.Where(stretch => stretch.Clause == clause).SelectMany(stretch => Enumerable.Range(stretch.From, stretch.To - stretch.From))
        .All(at => _parts.Tokens.All[at].Kind == TokenKind.Mark || _parts.PartAt(at) is Part.Dated or Part.Said { Meaning.Sense: Sense.Not or Sense.Little or Sense.Name });

    /// <summary>Whether a time stands among nothing that tells of something else than the contact, as in "line was down for 2 hours". A quotation and an address stand for themselves.</summary>
    public bool IsOfContact(Stretch stretch, Part time)
    {
        var people = FreePeople.Of(_parts, stretch).ToList();
        return Enumerable.Range(stretch.From, time.From - stretch.From).Reverse().TakeWhile(IsOpen).All(IsContact) && Enumerable.Range(time.To, stretch.To - time.To).TakeWhile(IsOpen).All(IsContact);

        bool IsOpen(int at) => _parts.Tokens.All[at].Kind is not (TokenKind.Quote or TokenKind.Whole or TokenKind.Outcome);

        bool IsContact(int at) => _parts.Tokens.All[at].Kind == TokenKind.Mark || _parts.PartAt(at) is not (null or Part.Said { Meaning.Sense: Sense.Not or Sense.Unless })
            || people.Any(person => at >= person.From && at < person.To);
    }

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
        var now = new Stretch(clause, null, from, to);
        foreach (var part in _parts.All.Where(part => part.From >= from && part.To <= to))
        {
            if (Begins(part, now, verb) is not { } begun) continue;
            var denial = begun.Anchor is { } said ? _denials.Of(said, from) : null;
            var first = Math.Min(denial?.From ?? begun.From, begun.From);
            var at = Math.Max(now.From, begun.Anchor is { Meaning.Sense: not Sense.Topic } ? Dated(first, from) : first);
            if (at > now.From) _stretches.Add(now with { To = at });
            now = new(clause, begun.Anchor, at, to, denial);
        }
        if (to > now.From) _stretches.Add(now);
    }

    /// <summary>Where a part begins another stretch than the one that runs.</summary>
    private (int From, Part.Said? Anchor)? Begins(Part part, Stretch now, Part.Said? verb) => Begins(part, part != verb && IsTurned(part, now) ? null : now.Anchor, verb);

    /// <summary>Something else is told behind what was denied: "has not agreed but wants …".</summary>
    private bool IsTurned(Part part, Stretch now) => now.IsDenied && Enumerable.Range(now.Anchor!.To, Math.Max(0, part.From - now.Anchor.To)).Any(at => FreeLineWords.IsTurn(_parts.Tokens.All[at].Text));

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
    private int Dated(int at, int clause)
    {
        var before = _parts.All.LastOrDefault(each => each.To <= at && each is not Part.Said { Meaning.Sense: Sense.Little });
        if (before is not Part.Dated date || date.From < clause || !_parts.IsLittle(date.To, at)) return at;
        return date.From == clause || FreeLineWords.IsDeadline(_parts.Tokens.Typed(date.From, date.To)) ? date.From : at;
    }
}
