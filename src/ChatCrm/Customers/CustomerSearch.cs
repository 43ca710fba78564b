using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>A hit of a search: what the index row says, as it may be seen.</summary>
/// <param name="Contact">The contact's name, where that was found.</param>
public sealed record Hit(string Customer, string Name, string Code, string Country, string Zone, Tier Tier, string Owner, Sight Sight, string ContactId = "", string Contact = "");

/// <summary>Finds customers by code, name or contact: the index first, then one wave for what it does not say.</summary>
public sealed class CustomerSearch(Rows rows, Access access, CancellationToken cancel)
{
    /// <summary>Rows that a search of several words may read of its narrowest range.</summary>
    private const int Narrow = 200;

    /// <summary>Words whose ranges are read; the others are checked on what is found.</summary>
    private const int MostWords = 5;

    /// <summary>Names that are looked through faster than they are put into a dictionary.</summary>
    internal const int Few = 16;

    /// <summary>What is read of a typed name: no name is longer, and a whole line of 4,000 characters may stand in its place.</summary>
    private const int Longest = 200;

    public static CustomerSearch Of(TurnContext turn) => new(turn.Rows, turn.Access, turn.Cancel);

    /// <summary>
    /// The customers that a typed name means, at most <paramref name="limit"/>, own ones first. One wave; a hit by a contact's name costs a second one.
    /// </summary>
    /// <param name="more">True where the index has more than was read.</param>
    public async ValueTask<(IReadOnlyList<Hit> Hits, bool More)> Find(string typed, int limit)
    {
        typed = Shortened(typed);
        if (await ByCode(typed) is { } coded) return ([coded], false);
        var (hits, more, hidden) = await Read(typed, limit, limit);
        // Colleagues' contacts, who are not shown, must not hide one's own customers behind them.
        if (hidden && more) (hits, more, _) = await Read(typed, Narrow, limit);
        return (OwnFirst(hits), more);
    }

    private IReadOnlyList<Hit> OwnFirst(IReadOnlyList<Hit> hits)
    {
        // Most lists are of one kind, and stay as they are.
        for (var i = 1; i < hits.Count; i++)
            if (IsOwn(hits[i]) != IsOwn(hits[0])) return [.. hits.Where(IsOwn), .. hits.Where(hit => !IsOwn(hit))];
        return hits;
    }

    private bool IsOwn(Hit hit) => hit.Sight == Sight.All && hit.Owner == access.Member?.Id;

    private async ValueTask<(IReadOnlyList<Hit> Hits, bool More, bool Hidden)> Read(string typed, int rowsRead, int limit)
    {
        var sought = Names.Sought(typed);
        if (sought.Count == 0) return ([], false, false);
        var several = sought[0].Count > 1;
        var pages = await rows.List(several ? Ranges(sought[0]) : Ranges(typed, rowsRead), cancel);
        var rarest = several ? Rarest(pages) : 0;
        var named = several ? Named(NamePage.Of(pages[rarest]).With(sought, rarest)) : Named([.. pages.SelectMany(page => NamePage.Of(page).All)]);
        var more = several ? pages[rarest].Continue is not null : pages.Any(page => page.Continue is not null);
        var hits = await Hits(named);
        return (hits.Count > limit ? [.. hits.Take(limit)] : hits, hits.Count > limit || more, hits.Count < named.Count);
    }

    /// <summary>The word whose range ends first; the others are checked on the value.</summary>
    private static int Rarest(IReadOnlyList<Page> pages)
    {
        var rarest = 0;
        for (var i = 1; i < pages.Count; i++)
            if (Width(pages[i]) < Width(pages[rarest])) rarest = i;
        return rarest;

        static int Width(Page page) => page.Continue is null ? page.Rows.Count : int.MaxValue;
    }

    /// <summary>The names that are near a typed one, at most three.</summary>
    public async ValueTask<IReadOnlyList<Hit>> Near(string typed)
    {
        typed = Shortened(typed);
        var ranges = Duplicates.BlockingPrefixes(typed).Select(prefix => prefix[..1]).Distinct()
            .Select(prefix => CustomerRows.NamesFrom(prefix, Narrow)).ToList();
        if (ranges.Count == 0) return [];
        var known = (await rows.List(ranges, cancel)).SelectMany(page => page.Rows).Select(CustomerRows.Name).DistinctBy(row => row.Customer);
        return await Hits([.. NameLikeness.Nearest(typed, known, row => row.Name)]);
    }

    /// <summary>The customers of a member, by name: what a search field shows before anything is typed.</summary>
    public async ValueTask<(IReadOnlyList<Hit> Hits, bool More)> Of(string member, int limit)
    {
        var page = (await rows.List([CustomerRows.OwnedBy(member, limit)], cancel))[0];
        return (await Hits([.. page.Rows.Select(CustomerRows.Name)]), page.Continue is not null);
    }

    /// <summary>The customer with a code.</summary>
    public async ValueTask<Hit?> ByCode(string typed)
    {
        var code = Code(typed);
        if (code is null || await rows.Get(CustomerRows.CodeKey(code), cancel) is not { } row) return null;
        return await ById(CustomerRows.Pointer(row).Customer);
    }

    public async ValueTask<Hit?> ById(string id) => (await new CustomerStore(rows, access, cancel).Get(id)) is { } seen ? HitOf(seen) : null;

    /// <summary>The code that a word is: <c>C-1042</c>, <c>c1042</c>; null where it is none.</summary>
    public static string? Code(string typed)
    {
        var word = typed.Trim();
        if (word.Length is < 3 or > 12 || word[0] is not ('c' or 'C')) return null;
        var digits = word[1] == '-' ? word[2..] : word[1..];
        return digits.Length > 0 && digits.All(char.IsAsciiDigit) ? "C-" + digits : null;
    }

    private static string Shortened(string typed) => typed.Length > Longest ? typed[..Longest] : typed;

    private static KeyRange[] Ranges(string typed, int limit) => [.. Names.SearchKeys(typed).Select(key => CustomerRows.NamesFrom(key, limit))];

    private static KeyRange[] Ranges(IReadOnlyList<string> words)
    {
        var ranges = new KeyRange[Math.Min(words.Count, MostWords)];
        for (var i = 0; i < ranges.Length; i++) ranges[i] = CustomerRows.NamesFrom(Names.Held(words[i]), Narrow);
        return ranges;
    }

    /// <summary>One row for each customer, by its own name before a contact's.</summary>
    internal static List<NameRow> Named(List<NameRow> found)
    {
        // Mostly no customer is found by two names.
        if (found.Count <= Few && AreAllDifferent(found)) return found;
        var (named, places) = (new List<NameRow>(found.Count), new Dictionary<string, int>(found.Count, StringComparer.Ordinal));
        foreach (var name in found)
        {
            if (places.TryAdd(name.Customer, named.Count)) named.Add(name);
            else if (name.Contact.Length == 0 && named[places[name.Customer]].Contact.Length > 0) named[places[name.Customer]] = name;
        }
        return named;
    }

    private static bool AreAllDifferent(List<NameRow> found)
    {
        for (var i = 1; i < found.Count; i++)
            for (var before = 0; before < i; before++)
                if (found[i].Customer == found[before].Customer) return false;
        return true;
    }

    /// <summary>A contact's row does not say whose customer it is: those files are read, in one wave.</summary>
    public ValueTask<IReadOnlyList<Hit>> Hits(IReadOnlyList<NameRow> named)
    {
        var hits = new Hit[named.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            if (named[i].Contact.Length > 0) return HitsWithContacts(named);
            hits[i] = HitOf(named[i]);
        }
        return new(hits);
    }

    private async ValueTask<IReadOnlyList<Hit>> HitsWithContacts(IReadOnlyList<NameRow> named)
    {
        var contacts = named.Where(row => row.Contact.Length > 0).Select(row => row.Customer).Distinct().ToList();
        var files = await new CustomerStore(rows, access, cancel).GetMany(contacts);
        var byId = files.OfType<SeenCustomer>().ToDictionary(seen => seen.Id, StringComparer.Ordinal);
        return [.. named.Select(row => row.Contact.Length == 0 ? HitOf(row) : byId.TryGetValue(row.Customer, out var seen) ? HitOf(seen, row) : null).OfType<Hit>()];
    }

    private Hit HitOf(NameRow row)
    {
        var sight = access.Sees(row.Customer, row.Owner);
        return sight switch
        {
            >= Sight.NoContactData => new(row.Customer, row.Name, row.Code, row.Country, row.Zone, row.Tier, row.Owner, sight),
            Sight.Named => new(row.Customer, row.Name, row.Code, row.Country, "", default, row.Owner, sight),
            _ => new(row.Customer, row.Name, row.Code, "", "", default, "", sight),
        };
    }

    private static Hit? HitOf(SeenCustomer seen, NameRow contact) =>
        // Whom one may not see is not found by a contact's name either.
        seen.Sight < Sight.NoContactData ? null : HitOf(seen) with { ContactId = contact.Contact, Contact = contact.Name };

    private static Hit HitOf(SeenCustomer seen) =>
        new(seen.Id, seen.Customer.Name, seen.Customer.Code, seen.Customer.Country, seen.Customer.Zone, seen.Customer.Tier, seen.Customer.Owner, seen.Sight);
}
