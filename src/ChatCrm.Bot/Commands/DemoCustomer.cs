using System.Globalization;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Time;

namespace ChatCrm.Bot.Commands;

/// <summary>A person at a customer of the demo.</summary>
internal sealed record DemoContact(string Mail, string Name, string Job, string Language, string CallMe = "");

/// <summary>
/// A customer of the demo: invented, at an <c>.example</c> domain. <paramref name="Phone"/> begins a number that is kept for fiction where the country keeps some
/// (Bundesnetzagentur, ARCEP, Ofcom, PTS, ACMA), else one that cannot be given out; two digits follow.
/// </summary>
internal sealed record DemoCustomer(
    string Id, string Name, string Alias, string Country, string City, string Zone, string Language, Tier Tier, string Phone, string Needs, params DemoContact[] Contacts)
{
    /// <summary>The customer and its contacts as they are kept.</summary>
    /// <param name="place">Which of the demo's customers it is, from 0: codes and phone numbers follow from it.</param>
    public IEnumerable<Changes> Drafts(int place, string owner)
    {
        var file = new Customer
        {
            Id = Id, Code = CodeOf(place), Name = Name, Aliases = Alias.Length > 0 ? [Alias] : [], Country = Country, City = City, Zone = Zone, Language = Language,
            ZoneOrigin = (place % 6) switch { 0 => ZoneOrigin.Stated, 4 => ZoneOrigin.Phone, 5 => ZoneOrigin.Country, _ => ZoneOrigin.City },
            Tier = Tier, Owner = owner, Domain = $"{Id}.example", Needs = Needs,
        };
        yield return new Changes().Record(CustomerRows.FileKey(Id), null, CustomerRows.Value(file));
        for (var i = 0; i < Contacts.Length; i++)
        {
            var contact = Kept(Contacts[i], place * 3 + i);
            yield return new Changes().Record(CustomerRows.ContactKey(Id, contact.Id), null, CustomerRows.Value(contact));
        }
    }

    private Contact Kept(DemoContact contact, int number) => new()
    {
        Id = contact.Mail, Customer = Id, Name = contact.Name, Job = contact.Job, Language = contact.Language, CallMe = contact.CallMe,
        Email = $"{contact.Mail}@{Id}.example", Phone = Phone + (number % 100).ToString("D2", CultureInfo.InvariantCulture),
    };

    private static string CodeOf(int place) => "C-" + (1001 + place).ToString(CultureInfo.InvariantCulture);
}
