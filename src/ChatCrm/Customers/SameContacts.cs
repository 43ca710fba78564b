using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>A contact that may be the same. Of customers that are not the typist's neither the contact nor the reason is told.</summary>
internal sealed record SameContact(SeenCustomer Customer, Contact Contact, IReadOnlyList<Reason> Reasons)
{
    public bool MayBeTold => Customer.Sight >= Sight.NoContactData;
}

/// <summary>Looks for contacts that a new one may be: those of its customer by name, those of all by mail and phone.</summary>
internal static class SameContacts
{
    private const int Shown = 3;

    public static async ValueTask<IReadOnlyList<SameContact>> Of(TurnContext turn, Contact draft)
    {
        List<KeyRange> same = [KeyRange.Prefix(CustomerRows.ContactsUnder(draft.Customer), 100)];
        if (draft.Email.Length > 0) same.Add(CustomerRows.Same("mail", CustomerRows.Shortened(draft.Email)));
        same.AddRange(Spellings(Phones.Digits(draft.Phone)).Select(digits => CustomerRows.Same("phone", CustomerRows.Shortened(digits))));
        var pages = await turn.Rows.List(same, turn.Cancel);
        var elsewhere = pages.Skip(1).SelectMany(page => page.Rows).Select(row => Keys.Parts(row.Key)[^2..]).Select(parts => CustomerRows.ContactKey(parts[0], parts[1]));
        var contacts = pages[0].Rows.Concat((await turn.Rows.GetMany([.. elsewhere.Distinct(StringComparer.Ordinal)], turn.Cancel)).OfType<Row>())
            .DistinctBy(row => row.Key).Select(CustomerRows.Contact).Select(contact => (Contact: contact, Reasons: Reasons(draft, contact))).Where(each => each.Reasons.Count > 0).Take(Shown).ToList();
        if (contacts.Count == 0) return [];
        var customers = await CustomerStore.Of(turn).GetMany([.. contacts.Select(each => each.Contact.Customer)]);
        return [.. contacts.Zip(customers).Where(pair => pair.Second is { Sight: > Sight.Nothing }).Select(pair => new SameContact(pair.Second!, pair.First.Contact, pair.First.Reasons))];
    }

    private static IReadOnlyList<Reason> Reasons(Contact draft, Contact other)
    {
        var resemblance = Duplicates.Compare(Known(draft), Known(other));
        // Colleagues share the domain of their company; two people of one name may work at two.
        return [.. resemblance.Reasons.Where(reason => reason is Reason.SameEmail or Reason.SamePhone || (reason is Reason.SameName or Reason.LooksLikeName && draft.Customer == other.Customer))];
    }

    /// <summary>The index keeps numbers as they were given: +49 is also written 0049.</summary>
    private static IEnumerable<string> Spellings(string digits) => digits switch
    {
        { Length: <= 6 } => [],
        ['+', ..] => [digits, "00" + digits[1..]],
        ['0', '0', ..] => [digits, "+" + digits[2..]],
        _ => [digits],
    };

    private static Known Known(Contact contact) => new(contact.Name, null, null, null, [contact.Phone], [contact.Email], []);
}
