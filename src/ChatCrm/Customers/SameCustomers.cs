using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>One that may be the same, as the typist may see it. Of customers that are not theirs no reason is told: it would tell their data.</summary>
internal sealed record SameCustomer(SeenCustomer Seen, Resemblance Resemblance)
{
    public IReadOnlyList<Reason> Reasons => Seen.Sight >= Sight.NoContactData ? Resemblance.Reasons : [];
}

/// <summary>Looks for customers that a new one may be: the index in one wave, the likeliest files in another.</summary>
internal sealed class SameCustomers(TurnContext turn)
{
    private const int RowsPerName = 200;
    private const int Compared = 20;
    private const int Shown = 3;

    /// <summary>Those that are certainly or likely the same, the likeliest first.</summary>
    public async ValueTask<IReadOnlyList<SameCustomer>> Of(Customer draft)
    {
        var known = Known(draft, draft.Name);
        var files = await CustomerStore.Of(turn).GetMany(await Candidates(draft, known));
        return [.. files.OfType<SeenCustomer>().Where(seen => seen.Sight > Sight.Nothing)
            .Select(seen => new SameCustomer(seen, Compare(known, CustomerRows.Customer(seen.Row))))
            .Where(same => same.Resemblance.Suspicion != Suspicion.None)
            .OrderByDescending(same => same.Resemblance.Suspicion).ThenByDescending(same => same.Resemblance.Score).ThenBy(same => same.Seen.Customer.Code, StringComparer.Ordinal)
            .Take(Shown)];
    }

    /// <summary>Ids from the index: whoever has the domain, and the names that are nearest or are an alias.</summary>
    private async ValueTask<IReadOnlyList<string>> Candidates(Customer draft, Known known)
    {
        var names = new[] { draft.Name }.Concat(draft.Aliases).SelectMany(Duplicates.BlockingPrefixes).Distinct(StringComparer.Ordinal).Take(6)
            .Select(prefix => CustomerRows.NamesFrom(prefix, RowsPerName)).ToList();
        List<KeyRange> ranges = [.. names, .. draft.Domain.Length > 0 ? new[] { CustomerRows.Same("domain", CustomerRows.Shortened(draft.Domain)) } : []];
        if (ranges.Count == 0) return [];
        var pages = await turn.Rows.List(ranges, turn.Cancel);
        var keys = draft.Aliases.Prepend(draft.Name).SelectMany(Names.Keys).ToHashSet(StringComparer.Ordinal);
        var near = pages.Take(names.Count).SelectMany(page => page.Rows).Select(row => (Key: Keys.Parts(row.Key)[1], Name: CustomerRows.Name(row))).Where(each => each.Name.Contact.Length == 0)
            .OrderByDescending(each => keys.Contains(each.Key) ? 2 : Duplicates.Compare(known, Known(each.Name)).Score).Select(each => each.Name.Customer);
        return [.. pages.Skip(names.Count).SelectMany(page => page.Rows).Select(row => CustomerRows.Pointer(row).Customer).Concat(near).Distinct(StringComparer.Ordinal).Take(Compared)];
    }

    /// <summary>By whichever of its names it is likest.</summary>
    private static Resemblance Compare(Known draft, Customer other) =>
        other.Aliases.Prepend(other.Name).Select(name => Duplicates.Compare(draft, Known(other, name))).MaxBy(each => (each.Suspicion, each.Score))!;

    private static Known Known(Customer customer, string name) =>
        new(name, Empty(customer.Country), Empty(customer.City), null, [], [], customer.Domain.Length > 0 ? [customer.Domain] : []);

    private static Known Known(NameRow row) => new(row.Name, Empty(row.Country), null, null, [], [], []);

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
