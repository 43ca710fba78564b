using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Customers;

public class NewContactTests
{
    [Theory]
    [InlineData("new contact Peter Vogel at Acme GmbH phone:+49 30 555 1234 email:peter@acme.de tz:Europe/Berlin lang:de job:CEO call:\"Herr Vogel\"")]
    [InlineData("新建 联系人 Peter Vogel 在 Acme GmbH 电话:+49 30 555 1234 邮箱:peter@acme.de 时区:柏林 语言:de 职位:CEO 称呼:“Herr Vogel”")]
    [InlineData("新建联系人 Peter Vogel 于 C-1001 电话：+49 30 555 1234 邮箱：peter@acme.de 时区：柏林 语言：de 职位：CEO 称呼：Herr Vogel")]
    public async Task A_line_creates_a_contact_in_either_language(string line)
    {
        await using var house = await Workspace.Open();

        var reply = await house.Mei.Say(line);

        Assert.StartsWith("✓ New contact: Peter Vogel at Acme GmbH", reply.Plain());
        var contact = (await house.Contacts(Workspace.Acme)).Single(each => each.Name == "Peter Vogel");
        Assert.Equal(("+49 30 555 1234", "peter@acme.de", "Europe/Berlin", "de", "CEO", "Herr Vogel"), (contact.Phone, contact.Email, contact.Zone, contact.Language, contact.Job, contact.CallMe));
    }

    [Fact]
    public async Task In_a_linked_room_the_customer_need_not_be_said()
    {
        await using var house = await Workspace.Open();

        Assert.StartsWith("✓ New contact: Kenji at Acme KK", (await house.Mei.In("japan").Say("new contact Kenji")).Plain());
    }

    [Fact]
    public async Task Without_a_customer_the_form_asks_for_it()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("new contact Kenji phone:12345")).Form();

        Assert.Equal(("contact.new", "Kenji", "12345"), (form.Id, Value(form, "name"), Value(form, "phone")));
        Assert.StartsWith("✓ New contact: Kenji at Acme KK", (await house.Mei.Submit(form, ("customer", Workspace.AcmeKk))).Plain());
    }

    [Fact]
    public async Task Two_customers_of_one_name_are_asked_and_the_line_runs_on()
    {
        await using var house = await Workspace.Open();

        var which = (await house.Mei.Say("new contact Kenji at Acme phone:+81 3 555")).Card();
        var reply = await house.Mei.Press(which, "Acme KK");

        Assert.StartsWith("✓ New contact: Kenji at Acme KK", reply.Plain());
        Assert.Contains("+81 3 555", reply.Plain());
    }

    [Theory]
    [InlineData("email", "maria", "email")]
    [InlineData("email", "a@b@c.de", "email")]
    [InlineData("phone", "call me", "phone")]
    [InlineData("zone", "Atlantis", "zone")]
    [InlineData("name", "\u200B", "name")]
    public async Task What_is_not_valid_is_said_and_the_values_stay(string field, string value, string error)
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press("contact.new", Workspace.Acme)).Form();

        var refused = (await house.Mei.Submit(form, ("name", "Peter"), ("job", "CEO"), (field, value))).Form();

        Assert.Equal([error], refused.Errors.Keys);
        Assert.Equal("CEO", Value(refused, "job"));
        Assert.Equal(form.FormId, refused.FormId);
    }

    [Theory]
    [InlineData("new contact Frau M at Huawei email:Maria@acme.example", "same mail address")]
    [InlineData("new contact Frau M at Huawei phone:\"0049 (30) 1234567\"", "same phone number")]
    [InlineData("new contact \"MARIA WEBER\" at C-1001", "same name")]
    public async Task D2_a_contact_that_is_here_already_is_asked(string line, string reason)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var card = (await house.Mei.Say(line)).Card();

        Assert.Contains(reason, card.Plain());
        Assert.Equal(before, await house.Records());
        Assert.StartsWith("✓ New contact", (await house.Mei.Press(card, "Create all the same")).Plain());
    }

    [Fact]
    public async Task D2_a_contact_of_a_colleagues_customer_is_not_told()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Jonas.Say("new contact Someone at Bergmann email:maria@acme.example")).Card();

        Assert.Contains("exists already, Mei Lin looks after it", card.Plain());
        Assert.DoesNotContain("Maria", card.Plain());
        Assert.DoesNotContain("mail", card.Plain());
    }

    [Theory]
    [InlineData("bergmann")]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("acme/maria")]
    [InlineData("../acme")]
    public async Task B1_a_forged_customer_gets_no_contact(string forged)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var form = (await house.Mei.Press("contact.new", Workspace.Acme)).Form();

        await house.Mei.Submit(form with { State = forged }, ("name", "Peter"));
        await house.Mei.Press("contact.new", forged);

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B1_the_form_reads_its_own_fields_alone()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press("contact.new", Workspace.Acme)).Form();

        await house.Mei.Submit(form, [("name", "Peter"), .. Forged.Fields, .. Forged.OfOthers]);

        var contact = (await house.Contacts(Workspace.Acme)).Single(each => each.Name == "Peter");
        Assert.Equal((Workspace.Acme, "", ""), (contact.Customer, contact.CallMe, contact.Job));
        Assert.Empty(await house.Contacts(Workspace.Bergmann));
    }

    [Fact]
    public async Task An_undone_new_contact_leaves_no_index_row()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Say("new contact Peter Vogel at C-1001 phone:+49 30 555 1234 email:peter@acme.de")).Card();

        await house.Mei.Press(card, "Undo");

        Assert.Equal(before, await house.Records());
    }

    private static string Value(Form form, string field) => form.Fields.Single(each => each.Id == field).Value;
}
