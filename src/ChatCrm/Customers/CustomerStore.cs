using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>Reads customers and contacts as somebody may see them, and makes the changes of them. Writes nothing.</summary>
public sealed class CustomerStore(Rows rows, Access access, CancellationToken cancel)
{
    public static CustomerStore Of(TurnContext turn) => new(turn.Rows, turn.Access, turn.Cancel);

    public static CustomerStore Of(DrawContext drawing) => new(drawing.Rows, drawing.Reader.Access, drawing.Cancel);

    /// <summary>The customer as it may be seen; null where there is none.</summary>
    public async ValueTask<SeenCustomer?> Get(string id) => (await GetMany([id]))[0];

    /// <summary>One per id, in one wave.</summary>
    public async ValueTask<IReadOnlyList<SeenCustomer?>> GetMany(IReadOnlyList<string> ids) =>
        [.. (await rows.GetMany([.. ids.Select(id => CustomerRows.FileKey(Safe(id)))], cancel)).Select(row => row is null ? null : Seen(row))];

    /// <summary>The customer, for changing it or what belongs to it.</summary>
    /// <exception cref="DeniedException">There is none, or it may not be changed.</exception>
    public async ValueTask<SeenCustomer> ForChange(string id)
    {
        var row = await rows.Get(CustomerRows.FileKey(Safe(id)), cancel) ?? throw new DeniedException();
        var customer = CustomerRows.Customer(row);
        return access.May(Act.Change, customer.Owner) ? new(customer, Sight.All, row) : throw new DeniedException(customer.Id);
    }

    /// <summary>The customer with its contacts, in one wave; no contacts where their data may not be seen.</summary>
    public async ValueTask<(SeenCustomer? Customer, IReadOnlyList<Contact> Contacts)> WithContacts(string id)
    {
        // One range holds the file and the contacts; what else a customer has lies outside it.
        var pages = await rows.List([KeyRange.Prefix(CustomerRows.FileKey(Safe(id)), 1), KeyRange.Prefix(CustomerRows.ContactsUnder(Safe(id)), 50)], cancel);
        if (pages[0].Rows is not [var file, ..]) return (null, []);
        var seen = Seen(file);
        return (seen, seen.Sight >= Sight.NoContactData ? [.. pages[1].Rows.Select(CustomerRows.Contact).Select(contact => At(contact, CustomerRows.Customer(file), seen.Sight))] : []);
    }

    /// <summary>A contact for changing it, with its customer.</summary>
    /// <exception cref="DeniedException">There is none, or it may not be changed.</exception>
    public async ValueTask<(Contact Contact, Row Row, SeenCustomer Customer)> ContactForChange(string customer, string id)
    {
        var seen = await ForChange(customer);
        var row = await rows.Get(CustomerRows.ContactKey(Safe(customer), Safe(id)), cancel) ?? throw new DeniedException(seen.Id);
        return (CustomerRows.Contact(row), row, seen);
    }

    /// <summary>A customer with the next code. Its creator owns it.</summary>
    public async ValueTask<(Customer Customer, Changes Changes)> New(Customer draft)
    {
        var key = CustomerRows.CounterKey("customer");
        var counter = await rows.Get(key, cancel);
        var number = Math.Max(1000, CustomerRows.Last(counter)) + 1;
        var customer = draft with { Code = $"C-{number.ToString(System.Globalization.CultureInfo.InvariantCulture)}" };
        var value = CustomerRows.Counter(number);
        var changes = new Changes().Record(CustomerRows.FileKey(customer.Id), null, CustomerRows.Value(customer))
            .Raw(counter is null ? new Change.Insert(key, value) : new Change.Replace(key, value, counter.ETag));
        return (customer, changes);
    }

    /// <summary>The change of a file that was read for changing.</summary>
    public static Changes Change(SeenCustomer before, Customer after) =>
        new Changes().Record(before.Row.Key, before.Row, CustomerRows.Value(after));

    public static Changes New(Contact contact) => new Changes().Record(CustomerRows.ContactKey(contact.Customer, contact.Id), null, CustomerRows.Value(contact));

    public static Changes Change(Row before, Contact after) => new Changes().Record(before.Key, before, CustomerRows.Value(after));

    /// <summary>Ids come back from buttons and forms: what no key could hold finds nothing.</summary>
    private static string Safe(string id) => id.Length is > 0 and <= 64 ? id : "-";

    public SeenCustomer Seen(Row row)
    {
        var customer = CustomerRows.Customer(row);
        var sight = access.Sees(customer.Id, customer.Owner);
        return new(customer.At(sight), sight, row);
    }

    /// <summary>A contact as it may be seen; the zone that its phone tells stays where the phone goes.</summary>
    public static Contact At(Contact contact, Customer customer, Sight sight) =>
        sight == Sight.All ? contact : ContactZone.Of(customer, contact).KeptIn(contact) with { Phone = "", Email = "" };
}
