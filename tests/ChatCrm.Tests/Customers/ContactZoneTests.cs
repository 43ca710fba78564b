using ChatCrm.Customers;
using ChatCrm.Tests.FollowUps;
using ChatCrm.Tests.House;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using Customer = ChatCrm.Customers.Customer;

namespace ChatCrm.Tests.Customers;

public class ContactZoneTests
{
    [Theory]
    [InlineData("DE Europe/Berlin City", "", "", "Europe/Berlin City")]
    [InlineData("DE Europe/Berlin City", "", "+49 30 1234567", "Europe/Berlin City")]
    [InlineData("DE Europe/Berlin Country", "", "+49 30 1234567", "Europe/Berlin Country")]
    [InlineData("DE Europe/Berlin City", "", "030 1234567", "Europe/Berlin City")]
    [InlineData("DE Europe/Berlin City", "", "+1 212 555 0100", "America/New_York Phone")]
    [InlineData("DE Europe/Berlin Stated", "", "0081 3 1234 5678", "Asia/Tokyo Phone")]
    [InlineData("DE Europe/Berlin City", "Asia/Dubai", "+1 212 555 0100", "Asia/Dubai Stated")]
    [InlineData("DE Europe/Berlin City", "", "+1 800 555 0100", "? Phone")]
    [InlineData("DE Europe/Berlin City", "", "+61 412 345 678", "? Phone")]
    [InlineData("US America/Denver City", "", "+1 212 555 0100", "America/Denver City")]
    [InlineData("US America/Denver City", "", "+1 416 555 0100", "America/Toronto Phone")]
    [InlineData("US  Stated", "", "+1 212 555 0100", "America/New_York Phone")]
    [InlineData("US  Stated", "", "+1 800 555 0100", "? Phone")]
    [InlineData("US  Stated", "", "", "? Stated")]
    [InlineData(" Europe/Berlin Stated", "", "+33 1 23 45 67 89", "Europe/Berlin Stated")]
    [InlineData("CN Asia/Shanghai Country", "", "＋８６ ７５５ １２３４５６７", "Asia/Shanghai Country")]
    public void It_is_stated_or_that_of_the_place_or_that_of_the_phone(string customer, string stated, string phone, string known)
    {
        var (country, zone, origin) = customer.Split(' ') is [var a, var b, var c] ? (a, b, Enum.Parse<ZoneOrigin>(c)) : default;
        var found = ContactZone.Of(
            new Customer { Id = "c", Code = "C-1", Name = "C", Owner = "mei", Country = country, Zone = zone, ZoneOrigin = origin },
            new Contact { Id = "m", Customer = "c", Name = "Maria", Zone = stated, Phone = phone });

        Assert.Equal(known, $"{(found.Zone.Length == 0 ? "?" : found.Zone)} {found.Origin}");
    }

    [Fact]
    public async Task The_card_shows_a_contacts_own_time_and_how_it_is_known()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+1-212-555-0100");

        var card = (await house.Mei.Say("C-1001")).Plain();

        Assert.Contains("now Sun 03:05 in New York · zone assumed from the phone number", card, StringComparison.Ordinal);
        Assert.Contains("now Sun 09:05 there", card, StringComparison.Ordinal);
        Assert.Contains("zone assumed from the city", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_phone_may_not_be_shown_the_time_is_the_same()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+1-212-555-0100");
        var contact = CustomerRows.Contact((await house.Rows(CustomerRows.ContactsUnder(Workspace.Acme))).Single(row => row.Value.Contains("Ann", StringComparison.Ordinal)));
        var customer = CustomerRows.Customer((await house.Rows(CustomerRows.FileKey(Workspace.Acme)))[0]);
        var masked = CustomerStore.At(contact, customer, Sight.NoContactData);

        
        Assert.Equal("", masked.Phone);
        Assert.Equal(ContactZone.Of(customer, contact).Zone, ContactZone.Of(customer, masked).Zone);
    }

    [Fact]
    public async Task A_phone_of_a_country_with_several_zones_is_asked_about_and_what_is_chosen_is_stated()
    {
        await using var house = await Workspace.Open();
        var created = (await house.Mei.Say("new contact Ann Smith at C-1001 phone:+61-412-345-678")).Card();
        Assert.Contains("Which one is theirs?", created.Plain(), StringComparison.Ordinal);
        var sydney = created.Buttons().First(button => button.Value.EndsWith("Australia/Brisbane", StringComparison.Ordinal));

        await house.Mei.Press(sydney.Id, sydney.Value);

        var ann = (await house.Contacts(Workspace.Acme)).Single(contact => contact.Name == "Ann Smith");
        Assert.Equal(("Australia/Brisbane", ZoneOrigin.Stated), (ann.Zone, ann.ZoneOrigin));
        Assert.Contains("now Sun 18:05 in Brisbane", (await house.Mei.Say("C-1001")).Plain(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("follow C-1001 fri 10:00 their \"call Ann\"", "America/New_York")]
    [InlineData("follow Ann fri 10:00 their \"call her\"", "America/New_York")]
    [InlineData("follow C-1001 fri 10:00 their \"call Maria\"", "Europe/Berlin")]
    [InlineData("follow C-1001 fri 10:00 their \"send samples\"", "Europe/Berlin")]
    [InlineData("follow C-1001 fri 10:00 their \"call Ann and Maria\"", "Europe/Berlin")]
    [InlineData("follow C-1001 fri 10:00 \"call Ann\"", "Asia/Shanghai")]
    [InlineData("log C-1001 call with Ann \"price\" > fri 10:00 their", "America/New_York")]
    [InlineData("跟进 C-1001 周五 10点 客户时间 \"call Ann\"", "America/New_York")]
    [InlineData("follow C-1001 fri 10:00 their \"call 花子\"", "Asia/Tokyo")]
    public async Task Their_time_is_that_of_the_contact_who_is_named(string line, string zone)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+1-212-555-0100");
        await house.Mei.Say("new contact \"伊藤 花子\" at C-1001 tz:Tokyo");

        await house.Mei.Say(line);

        Assert.Equal(("2026-11-27T10:00", zone), ((await house.Only()).Wall, (await house.Only()).Zone));
    }

    [Fact]
    public async Task Their_time_is_asked_where_nobody_knows_the_contacts()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+61-412-345-678");

        var asked = (await house.Mei.Say("follow C-1001 fri 10:00 their \"call Ann\"")).Plain();

        Assert.Contains("Nobody has told yet", asked, StringComparison.Ordinal);
        Assert.Empty(await house.All());
    }
}
