using System.Text.Json.Serialization;
using ChatCrm.Storage;

namespace ChatCrm.Customers;

/// <summary>What the name index says of a customer: enough for a list. Of a contact it says whose it is.</summary>
public sealed record NameRow : Stored
{
    public required string Customer { get; init; }
    public required string Name { get; init; }

    /// <summary>All spellings folded, so that a second word can be looked for without another read.</summary>
    public required string Searched { get; init; }
    public string Code { get; init; } = "";
    public string Country { get; init; } = "";
    public string Zone { get; init; } = "";
    public Tier Tier { get; init; }
    public string Owner { get; init; } = "";

    /// <summary>The contact's id, where the name is a contact's; then only <see cref="Customer"/> and the name are set.</summary>
    public string Contact { get; init; } = "";
}

/// <summary>A number-giver: only rises.</summary>
public sealed record CounterRow : Stored
{
    public required long Last { get; init; }
}

/// <summary>Points from something that tells customers apart (a code, a domain, a phone, a mail address) to the customer.</summary>
public sealed record PointerRow : Stored
{
    public required string Customer { get; init; }
}

/// <summary>What somebody wrote to the customer's owner about it: theirs to log or not. Nobody else reads it.</summary>
public sealed record ColleagueNote : Stored
{
    public required string Text { get; init; }
    public required string By { get; init; }
    public required string For { get; init; }
}

/// <summary>The keys and kinds of customers, contacts and what finds them.</summary>
public static class CustomerRows
{
    public static readonly IReadOnlyList<RowKind> Kinds =
    [
        new("customer|*|file", nameof(Customers), RowRole.Record, Erasure.WithCustomer, ["name", "aliases", "city", "needs", "domain"])
        {
            Index = (_, value) => IndexOf(Customer(value)), Under = key => Keys.Under("customer", Keys.Parts(key)[1]), OwnerOf = value => Customer(value).Owner,
        },
        new("customer|*|contact|*", nameof(Customers), RowRole.Record, Erasure.WithCustomer, ["*"]) { Index = (_, value) => IndexOf(Contact(value)) },
        new("customer|*|note|*", nameof(Customers), RowRole.Book, Erasure.WithCustomer, ["text", "by", "for"]),
        new("name|*|*", nameof(Customers), RowRole.Index, Erasure.WithCustomer, ["*"]),
        new("name|*|*|*", nameof(Customers), RowRole.Index, Erasure.WithCustomer, ["*"]),
        new("list|*|*|*", nameof(Customers), RowRole.Index, Erasure.WithCustomer, ["*"]),
        new("code|*", nameof(Customers), RowRole.Index, Erasure.WithCustomer, []),
        new("same|*|*|*", nameof(Customers), RowRole.Index, Erasure.WithCustomer, ["*"]),
        new("same|*|*|*|*", nameof(Customers), RowRole.Index, Erasure.WithCustomer, ["*"]),
        new("counter|*", nameof(Customers), RowRole.Counter, Erasure.Nothing, []),
    ];

    public static string FileKey(string id) => Keys.Of("customer", id, "file");

    public static string ContactKey(string customer, string id) => Keys.Of("customer", customer, "contact", id);

    public static string ContactsUnder(string customer) => Keys.Under("customer", customer, "contact");

    public static string NoteKey(string customer, string id) => Keys.Of("customer", customer, "note", id);

    public static string CodeKey(string code) => Keys.Of("code", code.ToUpperInvariant());

    /// <summary>One row for each customer there is.</summary>
    public static KeyRange Codes(int limit) => KeyRange.Prefix(Keys.Under("code"), limit);

    public static string CounterKey(string what) => Keys.Of("counter", what);

    /// <summary>All names that begin with a folded prefix, at a word.</summary>
    public static KeyRange NamesFrom(string prefix, int limit) => KeyRange.Prefix("name|" + Keys.Of(prefix), limit);

    /// <summary>The customers of one owner, by name.</summary>
    public static KeyRange OwnedBy(string member, int limit) => KeyRange.Prefix(Keys.Under("list", "owner:" + member), limit);

    /// <summary>The customers that share something: what = "mail", "phone" or "domain".</summary>
    public static KeyRange Same(string what, string value) => KeyRange.Prefix(Keys.Under("same", what, value), 5);

    public static Customer Customer(Row row) => row.Read(CustomerJson.Default.Customer);

    public static Contact Contact(Row row) => row.Read(CustomerJson.Default.Contact);

    public static NameRow Name(Row row) => row.Read(CustomerJson.Default.NameRow);

    public static ColleagueNote Note(Row row) => row.Read(CustomerJson.Default.ColleagueNote);

    public static PointerRow Pointer(Row row) => row.Read(CustomerJson.Default.PointerRow);

    public static string Value(Customer customer) => customer.Write(CustomerJson.Default.Customer);

    public static string Value(Contact contact) => contact.Write(CustomerJson.Default.Contact);

    public static string Value(ColleagueNote note) => note.Write(CustomerJson.Default.ColleagueNote);

    public static long Last(Row? counter) => counter?.Read(CustomerJson.Default.CounterRow).Last ?? 0;

    public static string Counter(long last) => new CounterRow { Last = last }.Write(CustomerJson.Default.CounterRow);

    private static Customer Customer(string value) => Customer(new Row("customer", value, "", ""));

    private static Contact Contact(string value) => Contact(new Row("customer", value, "", ""));

    private static IEnumerable<IndexRow> IndexOf(Customer customer)
    {
        var named = new NameRow
        {
            Customer = customer.Id, Name = customer.Name, Searched = Cut(Names.Searched(customer.Name, customer.Aliases)), Code = customer.Code,
            Country = customer.Country, Zone = customer.Zone, Tier = customer.Tier, Owner = customer.Owner,
        }.Write(CustomerJson.Default.NameRow);
        var pointer = PointerTo(customer.Id);
        foreach (var key in Names.IndexKeys(customer.Name, customer.Aliases)) yield return new(Keys.Of("name", key, customer.Id), named);
        yield return new(Keys.Of("list", "owner:" + customer.Owner, Names.Held(Names.Fold(customer.Name)), customer.Id), named);
        yield return new(CodeKey(customer.Code), pointer);
        if (customer.Domain.Length > 0) yield return new(Keys.Of("same", "domain", Shortened(customer.Domain), customer.Id), pointer);
    }

    private static IEnumerable<IndexRow> IndexOf(Contact contact)
    {
        var named = new NameRow { Customer = contact.Customer, Name = contact.Name, Searched = Cut(Names.Searched(contact.Name, [])), Contact = contact.Id }.Write(CustomerJson.Default.NameRow);
        var pointer = PointerTo(contact.Customer);
        foreach (var key in Names.IndexKeys(contact.Name, [])) yield return new(Keys.Of("name", key, contact.Customer, contact.Id), named);
        if (contact.Email.Length > 0) yield return new(Keys.Of("same", "mail", Shortened(contact.Email), contact.Customer, contact.Id), pointer);
        if (Phones.Digits(contact.Phone) is { Length: > 6 } digits) yield return new(Keys.Of("same", "phone", Shortened(digits), contact.Customer, contact.Id), pointer);
    }

    private static string PointerTo(string customer) => new PointerRow { Customer = customer }.Write(CustomerJson.Default.PointerRow);

    /// <summary>As an index key holds it: a key may not grow with what people type.</summary>
    public static string Shortened(string value) => value.ToLowerInvariant() is var lower && lower.Length > 80 ? lower[..80] : lower;

    private static string Cut(string folded) => folded.Length > 400 ? folded[..400] : folded;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(NameRow))]
[JsonSerializable(typeof(CounterRow))]
[JsonSerializable(typeof(PointerRow))]
[JsonSerializable(typeof(ColleagueNote))]
internal sealed partial class CustomerJson : JsonSerializerContext;
