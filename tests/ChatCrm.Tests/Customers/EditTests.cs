using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Time;

namespace ChatCrm.Tests.Customers;

public class EditTests
{
    [Fact]
    public async Task The_form_shows_what_is_there_and_saves_what_was_touched()
    {
        await using var house = await Workspace.Open();
        var form = await Opened(house.Mei);
        Assert.Equal(("Acme GmbH", "Germany", "German", ""), (Value(form, "name"), Value(form, "country"), Value(form, "language"), Value(form, "zone")));

        var reply = await house.Mei.Submit(form, ("needs", "CIF Hamburg"), ("tags", "tea，coffee"));

        Assert.Equal("✓ Acme GmbH was changed\nTags: nothing → tea, coffee\nNeeds: FOB Hamburg, halal label → CIF Hamburg", reply.Plain());
        var customer = await house.File(Workspace.Acme);
        Assert.Equal(("CIF Hamburg", "Berlin", ZoneOrigin.City), (customer.Needs, customer.City, customer.ZoneOrigin));
    }

    [Fact]
    public async Task The_form_asks_for_neither_owner_nor_tier_and_carries_little()
    {
        await using var house = await Workspace.Open();
        var form = await Opened(house.Mei);

        Assert.DoesNotContain(form.Fields, field => field.Id is "owner" or "tier" or "code");
        Assert.InRange(form.State.Length, 1, 400);
        Assert.DoesNotContain("Hamburg", form.State);
    }

    [Fact]
    public async Task E1_fields_that_only_others_touched_are_merged()
    {
        await using var house = await Workspace.Open();
        var (mine, theirs) = (await Opened(house.Mei), await Opened(house.Priya));

        await house.Priya.Submit(theirs, ("city", "Hamburg"), ("tags", "tea"));
        await house.Mei.Submit(mine, ("needs", "CIF"));

        var customer = await house.File(Workspace.Acme);
        Assert.Equal(("Hamburg", "CIF"), (customer.City, customer.Needs));
        Assert.Equal(["tea"], customer.Tags);
    }

    [Fact]
    public async Task E1_the_same_field_is_asked_with_both_values_who_and_when_and_nothing_is_saved()
    {
        await using var house = await Workspace.Open();
        var before = await Contested(house);

        var card = before.Card;

        Assert.Equal("""
            Somebody else changed Acme GmbH while you did. Nothing of yours was saved yet.
            Needs: “their needs” (Priya Nair, today 16:05)
            Yours: “my needs”
            Your other changes are kept and saved with either choice.
            """.ReplaceLineEndings("\n"), card.Plain());
        Assert.Equal(["Keep theirs", "Take mine", "Edit"], card.Presses.Select(press => press.Label));
        Assert.Equal(("their needs", "Berlin"), await NeedsAndCity(house));
    }

    [Fact]
    public async Task E1_keep_theirs_keeps_theirs_and_saves_what_was_not_contested()
    {
        await using var house = await Workspace.Open();
        var (card, _) = await Contested(house);

        await house.Mei.Press(card, "Keep theirs");

        Assert.Equal(("their needs", "Munich"), await NeedsAndCity(house));
    }

    [Fact]
    public async Task E1_take_mine_takes_mine()
    {
        await using var house = await Workspace.Open();
        var (card, _) = await Contested(house);

        await house.Mei.Press(card, "Take mine");

        Assert.Equal(("my needs", "Munich"), await NeedsAndCity(house));
    }

    [Fact]
    public async Task E1_edit_opens_the_form_with_mine_and_saves_it()
    {
        await using var house = await Workspace.Open();
        var (card, _) = await Contested(house);

        var form = (await house.Mei.Press(card, "Edit")).Form();
        Assert.Equal(("my needs", "Munich"), (Value(form, "needs"), Value(form, "city")));
        await house.Mei.Submit(form, ("needs", "both needs"));

        Assert.Equal(("both needs", "Munich"), await NeedsAndCity(house));
    }

    [Theory]
    [InlineData("Take mine")]
    [InlineData("Edit")]
    public async Task E1_what_was_changed_after_the_card_was_shown_is_asked_again(string choice)
    {
        await using var house = await Workspace.Open();
        var (card, _) = await Contested(house);
        await house.Priya.Submit(await Opened(house.Priya), ("needs", "their newest needs"));

        var reply = await house.Mei.Press(card, choice);
        if (choice == "Edit") reply = await house.Mei.Submit(reply.Form());

        Assert.Contains("“their newest needs”", reply.Plain());
        Assert.Equal("their newest needs", (await house.File(Workspace.Acme)).Needs);
    }

    [Fact]
    public async Task Both_giving_the_same_value_is_no_conflict()
    {
        await using var house = await Workspace.Open();
        var (mine, theirs) = (await Opened(house.Mei), await Opened(house.Priya));
        await house.Priya.Submit(theirs, ("language", "ja"));

        Assert.Equal("Nothing was different, so nothing was changed.", (await house.Mei.Submit(mine, ("language", "Japanese"))).Plain());
    }

    [Fact]
    public async Task The_waiting_values_are_their_typists_alone()
    {
        await using var house = await Workspace.Open();
        var (card, _) = await Contested(house);

        Assert.StartsWith("This card is from an older version.", (await house.Priya.Press(card, "Take mine")).Plain());
        Assert.Equal("their needs", (await house.File(Workspace.Acme)).Needs);
    }

    [Fact]
    public async Task A_form_that_is_not_valid_comes_back_opened_on_what_it_was_opened_on()
    {
        await using var house = await Workspace.Open();
        var form = await Opened(house.Mei);

        var refused = (await house.Mei.Submit(form, ("country", "Nowhereland"), ("needs", "CIF"))).Form();

        Assert.Equal((form.State, form.FormId, "CIF", "Nowhereland"), (refused.State, refused.FormId, Value(refused, "needs"), Value(refused, "country")));
        Assert.Equal(["country"], refused.Errors.Keys);
        Assert.StartsWith("✓", (await house.Mei.Submit(refused, ("country", "Germany"))).Plain());
    }

    [Fact]
    public async Task Another_place_brings_another_zone_and_a_country_with_several_is_asked()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Submit(await Opened(house.Mei), ("country", "Japan"), ("city", "Osaka"));
        Assert.Equal("Asia/Tokyo", (await house.File(Workspace.Acme)).Zone);
        house.Clock.Move(NodaTime.Duration.FromMinutes(1));

        var refused = (await house.Mei.Submit(await Opened(house.Mei), ("country", "USA"), ("city", ""))).Form();

        Assert.Equal(["zone"], refused.Errors.Keys);
        await house.Mei.Submit(refused, ("zone", "Chicago"));
        var customer = await house.File(Workspace.Acme);
        Assert.Equal(("America/Chicago", ZoneOrigin.Stated), (customer.Zone, customer.ZoneOrigin));
    }

    [Fact]
    public async Task B1_the_form_reads_its_own_fields_alone()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var reply = await house.Mei.Submit(await Opened(house.Mei), [.. Forged.Fields, .. Forged.OfOthers]);

        Assert.Equal("Nothing was different, so nothing was changed.", reply.Plain());
        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData("bergmann")]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("acme\nname=x")]
    public async Task B1_a_forged_customer_is_not_changed(string forged)
    {
        await using var house = await Workspace.Open();
        var form = await Opened(house.Mei);
        var before = (await house.Rows("customer|")).Where(row => !row.Key.Contains("|acme|")).Select(row => row.Value).ToList();

        await house.Mei.Submit(form with { State = forged }, ("name", "Stolen"));
        var pressed = await house.Mei.Press("customer.edit", forged);

        Assert.Equal(before, (await house.Rows("customer|")).Where(row => !row.Key.Contains("|acme|")).Select(row => row.Value));
        Assert.IsType<Reply.Show>(pressed);
    }

    [Theory]
    [InlineData("acme/ito")]
    [InlineData("bergmann/maria")]
    [InlineData("acmekk/maria")]
    [InlineData("maria")]
    [InlineData("a/b/c")]
    public async Task B1_a_forged_contact_is_not_opened(string forged)
    {
        await using var house = await Workspace.Open();

        Assert.IsType<Reply.Show>(await house.Mei.Press("contact.edit", forged));
    }

    [Fact]
    public async Task A_contact_is_edited_by_its_form_and_B1_reads_its_own_fields_alone()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press("contact.edit", "acme/maria")).Form();

        var reply = await house.Mei.Submit(form, [("phone", "+49 30 999 9999"), .. Forged.Fields, .. Forged.OfOthers]);

        Assert.Equal("✓ Maria Weber at Acme GmbH was changed\nPhone: +49 30 1234567 → +49 30 999 9999", reply.Plain());
        var contact = Assert.Single(await house.Contacts(Workspace.Acme));
        Assert.Equal(("maria", "acme", "Frau Weber"), (contact.Id, contact.Customer, contact.CallMe));
    }

    [Fact]
    public async Task E1_a_contact_that_both_changed_is_asked_as_well()
    {
        await using var house = await Workspace.Open();
        var (mine, theirs) = ((await house.Mei.Press("contact.edit", "acme/maria")).Form(), (await house.Priya.Press("contact.edit", "acme/maria")).Form());
        await house.Priya.Submit(theirs, ("job", "CEO"));

        await house.Mei.Press((await house.Mei.Submit(mine, ("job", "CFO"))).Card(), "Take mine");

        Assert.Equal("CFO", Assert.Single(await house.Contacts(Workspace.Acme)).Job);
    }

    [Theory]
    [InlineData("customer.edit", "acme", "name", "Zenith")]
    [InlineData("contact.edit", "acme/maria", "email", "mw@acme.de")]
    public async Task An_undone_edit_leaves_every_index_row_as_it_was(string button, string value, string field, string now)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Submit((await house.Mei.Press(button, value)).Form(), (field, now))).Card();
        Assert.NotEqual(before, await house.Records());

        await house.Mei.Press(card, "Undo");

        Assert.Equal(before, await house.Records());
    }

    private static async Task<Form> Opened(Actor who) => (await who.Press("customer.edit", Workspace.Acme, $"d{Guid.NewGuid()}")).Form();

    /// <summary>Priya and Mei both gave other needs; Mei another city too.</summary>
    private static async Task<(Card Card, Form Form)> Contested(Workspace house)
    {
        var (mine, theirs) = (await Opened(house.Mei), await Opened(house.Priya));
        await house.Priya.Submit(theirs, ("needs", "their needs"));
        return ((await house.Mei.Submit(mine, ("needs", "my needs"), ("city", "Munich"))).Card(), mine);
    }

    private static async Task<(string, string)> NeedsAndCity(Workspace house)
    {
        var customer = await house.File(Workspace.Acme);
        return (customer.Needs, customer.City);
    }

    private static string Value(Form form, string field) => form.Fields.Single(each => each.Id == field).Value;
}
