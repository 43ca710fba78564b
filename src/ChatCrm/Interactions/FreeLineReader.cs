using ChatCrm.Customers;
using ChatCrm.Turns;

namespace ChatCrm.Interactions;

/// <summary>Who is meant in a free line.</summary>
/// <param name="Customer">Whom the names can mean, as at the front of any other line.</param>
/// <param name="Names">Where the one customer and its people are named.</param>
/// <param name="People">The people there, as they are called.</param>
internal sealed record FreeNames(CustomerPhrase Customer, IReadOnlyList<Part.Named> Names, IReadOnlyList<string> People)
{
    public static readonly FreeNames Nobody = new(new("", 0, []), [], []);
}

/// <summary>
/// Finds the customer that a free line is about, among those that may be seen: by code, by name, by who works there. One wave for the names, and one where
/// people are found by theirs. Names count as they are written, whole words, never as they might be.
/// </summary>
internal sealed class FreeLineReader(TurnContext turn, FreeLineParts parts)
{
    /// <summary>Places of a line at which a name is looked for, the likeliest first.</summary>
    private const int MostPlaces = 12;

    /// <summary>Rows that are read for one beginning of a name.</summary>
    private const int Considered = 40;

    private const int MostRows = 60;

    private FreeLineTokens Tokens => parts.Tokens;

    /// <summary>A name found at a place.</summary>
    private sealed record Mention(int From, int To, IReadOnlyList<NameRow> Rows)
    {
        public IEnumerable<string> Customers => Rows.Select(row => row.Customer);

        public bool NamesCustomer => Rows.Any(row => row.Contact.Length == 0);
    }

    public async ValueTask<FreeNames> Read()
    {
        if (await Coded() is { } coded) return coded;
        var mentions = Likeliest(await Mentions());
        if (mentions.Count == 0) return FreeNames.Nobody;
        var meant = Meant(mentions);
        if (turn.Choices[CustomerReader.Question]?.Split(',')[0] is { } chosen && meant.Contains(chosen)) meant = [chosen];
        var rows = mentions.SelectMany(mention => mention.Rows).Where(row => meant.Contains(row.Customer)).DistinctBy(row => (row.Customer, row.Contact)).Take(MostRows).ToList();
        return Found(mentions, await CustomerSearch.Of(turn).Hits(rows));
    }

    private FreeNames Found(IReadOnlyList<Mention> mentions, IReadOnlyList<Hit> hits)
    {
        var seen = hits.Select(hit => hit.Customer).ToHashSet(StringComparer.Ordinal);
        var named = mentions.Where(mention => mention.Customers.Any(seen.Contains)).ToList();
        if (named.Count == 0) return FreeNames.Nobody;
        var front = named.Find(mention => mention.NamesCustomer) ?? named[0];
        var (typed, customers) = (Tokens.Typed(front.From, front.To), hits.DistinctBy(hit => hit.Customer).ToList());
        var phrase = new CustomerPhrase(typed, Tokens.Line.Length, customers.All(hit => front.Customers.Contains(hit.Customer)) ? CustomerReader.Exact(typed, customers) : customers);
        if (phrase.One is not { } one) return new(phrase, [], []);
        var people = hits.Where(hit => hit.Customer == one.Customer && hit.Contact.Length > 0).ToDictionary(hit => hit.ContactId, hit => hit.Contact, StringComparer.Ordinal);
        var ours = named.Where(mention => mention.Rows.Any(row => row.Customer == one.Customer && (row.Contact.Length == 0 || people.ContainsKey(row.Contact)))).ToList();
        return new(phrase, [.. ours.Select(mention => new Part.Named(mention.From, mention.To))], [.. ours.Select(mention => Person(mention, one.Customer, people)).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The person whom a mention names, as typed where it can be several; null where it names the customer itself.</summary>
    private string? Person(Mention mention, string customer, Dictionary<string, string> people)
    {
        var rows = mention.Rows.Where(row => row.Customer == customer).ToList();
        if (rows.Any(row => row.Contact.Length == 0)) return null;
        return rows.Select(row => people[row.Contact]).Distinct(StringComparer.Ordinal).ToList() is [var one] ? one : Tokens.Typed(mention.From, mention.To);
    }

    private async ValueTask<FreeNames?> Coded()
    {
        for (var i = 0; i < Tokens.All.Count; i++)
        {
            // C-1042 is three pieces, c1042 is one.
            var to = i + 2 < Tokens.All.Count && Tokens.All[i + 1].Text == "-" && Tokens.All[i + 2].Start == Tokens.All[i].Start + 2 ? i + 3 : i + 1;
            if (Tokens.All[i].Kind != TokenKind.Word || CustomerSearch.Code(Tokens.Typed(i, to)) is not { } code) continue;
            if (await CustomerSearch.Of(turn).ByCode(code) is { } hit) return new(new(code, Tokens.Line.Length, [hit]), [new(i, to)], []);
        }
        return null;
    }

    /// <summary>Customers by what all the names have in common; where they have nothing in common, whoever is named.</summary>
    private static HashSet<string> Meant(IReadOnlyList<Mention> mentions)
    {
        var firms = mentions.Where(mention => mention.NamesCustomer).ToList();
        var first = firms.Count > 0 ? firms : [.. mentions.Take(1)];
        var meant = Common(first.Select(mention => mention.Customers)) ?? [.. first.SelectMany(mention => mention.Customers)];
        var all = firms.SelectMany(mention => mention.Customers).ToHashSet(StringComparer.Ordinal);
        foreach (var mention in mentions.Except(first))
        {
            // Somebody of that name works for one of them, or for another that is named too; elsewhere it is but a word.
            if (mention.Customers.Any(meant.Contains)) meant.IntersectWith(mention.Customers);
            else meant.UnionWith(mention.Customers.Where(all.Contains));
        }
        return meant;
    }

    private static HashSet<string>? Common(IEnumerable<IEnumerable<string>> sets)
    {
        HashSet<string>? common = null;
        foreach (var set in sets)
            if (common is null) common = new(set, StringComparer.Ordinal);
            else common.IntersectWith(set);
        return common is { Count: > 0 } ? common : null;
    }

    /// <summary>What is named where the line tells of the contact; where nobody is, whoever is named in what it was about.</summary>
    private List<Mention> Likeliest(IReadOnlyList<Mention> mentions)
    {
        var clauses = FreeLineClauses.Of(parts);
        var telling = mentions.Where(mention => clauses.Stretches.Any(stretch => stretch.Anchor is null && mention.From >= stretch.From && mention.From < stretch.To)).ToList();
        return telling.Count > 0 ? telling : [.. mentions];
    }

    private async ValueTask<IReadOnlyList<Mention>> Mentions()
    {
        var places = Places().ToList();
        var asked = places.SelectMany(place => place.Prefixes).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count == 0) return [];
        var pages = await turn.Rows.List([.. asked.Select(prefix => CustomerRows.NamesFrom(prefix, Considered))], turn.Cancel);
        var rows = asked.Zip(pages).ToDictionary(pair => pair.First, pair => pair.Second.Rows.Select(row => (Key: Storage.Keys.Parts(row.Key)[1], Row: CustomerRows.Name(row))).ToList(), StringComparer.Ordinal);
        var mentions = new List<Mention>();
        foreach (var place in places.OrderBy(place => place.From))
            if (place.From >= (mentions.LastOrDefault()?.To ?? 0) && At(place, [.. place.Prefixes.SelectMany(prefix => rows[prefix])]) is { } mention) mentions.Add(mention);
        return mentions;
    }

    /// <summary>The longest name at a place, and whose it is.</summary>
    private static Mention? At(NamePlace place, IReadOnlyList<(string Key, NameRow Row)> rows)
    {
        var reached = rows.Select(each => (each.Row, To: place.Reach(each.Key, each.Row))).Where(each => each.To > place.From).ToList();
        if (reached.Count == 0) return null;
        var to = reached.Max(each => each.To);
        return new(place.From, to, [.. reached.Where(each => each.To == to).Select(each => each.Row).DistinctBy(row => (row.Customer, row.Contact))]);
    }

    /// <summary>Where names may begin: behind a word that leads to one, at a capital letter, anywhere else; in that order as many as are looked up.</summary>
    private IEnumerable<NamePlace> Places() => Enumerable.Range(0, Tokens.All.Count)
        // A name may well begin so: 无印良品.
        .Where(i => Tokens.All[i].Kind is TokenKind.Word or TokenKind.Han or TokenKind.Quote && parts.PartAt(i) is null or Part.Said { Meaning.Sense: Sense.Not })
        .OrderBy(i => NamePlace.RankOf(parts, i)).Take(MostPlaces).Select(i => NamePlace.At(parts, i)).OfType<NamePlace>();
}
