using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Customers;

/// <summary>Looking into what was saved.</summary>
internal static class SavedCustomers
{
    extension(Workspace house)
    {
        public async Task<IReadOnlyList<Customer>> Files() =>
            [.. (await house.Rows("customer|")).Where(row => row.Key.EndsWith("|file", StringComparison.Ordinal)).Select(CustomerRows.Customer)];

        public async Task<Customer?> CustomerOrNone(string name) => (await house.Files()).SingleOrDefault(customer => customer.Name == name);

        public async Task<Customer> Customer(string name) => await house.CustomerOrNone(name) ?? throw new InvalidOperationException($"No customer {name}.");

        public async Task<Customer> File(string id) => (await house.Files()).Single(customer => customer.Id == id);

        public async Task<IReadOnlyList<Contact>> Contacts(string customer) => [.. (await house.Rows(CustomerRows.ContactsUnder(customer))).Select(CustomerRows.Contact)];
    }
}

/// <summary>Every property name that a forger may add to a form: none of them is a field of it.</summary>
internal static class Forged
{
    public static readonly (string, string)[] Fields =
    [
        ("id", "forged"), ("Id", "forged"), ("code", "C-9"), ("Code", "C-9"), ("Owner", "jonas"), ("ownerId", "jonas"), ("Tier", "Vip"), ("Country", "JP"), ("zoneOrigin", "Stated"),
        ("consent", "yes"), ("v", "9"), ("more", "{}"), ("role", "Admin"), ("~state", "x"), ("~contested", "name"), ("aliases", "x"), ("callMe", "x"), ("Name", "forged"), ("contact", "x"), ("workspace", "w2"),
    ];

    /// <summary>Those that are fields of another form.</summary>
    public static readonly (string, string)[] OfOthers = [("owner", "jonas"), ("tier", "Potential"), ("reason", "because"), ("customer", "bergmann")];
}
