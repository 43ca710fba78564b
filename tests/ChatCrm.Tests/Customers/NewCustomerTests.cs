using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Tests.House;
using ChatCrm.Time;

namespace ChatCrm.Tests.Customers;

public class NewCustomerTests
{
    [Fact]
    public async Task A_line_with_a_name_creates_the_customer_at_once()
    {
        await using var house = await Workspace.Open();

        var reply = await house.Mei.Say("new \"Zenith Trading\" country:JP domain:https://www.zenith.co.jp/shop city:Tokyo lang:ja tier:vip alias:ZT tag:tea tag:coffee needs:\"halal label\"");

        Assert.StartsWith("✓ New customer: Zenith Trading · C-1005", reply.Plain());
        var customer = await house.Customer("Zenith Trading");
        Assert.Equal(("JP", "zenith.co.jp", "Tokyo", "ja", Tier.Vip), (customer.Country, customer.Domain, customer.City, customer.Language, customer.Tier));
        Assert.Equal(("mei", "halal label"), (customer.Owner, customer.Needs));
        Assert.Equal(["ZT"], customer.Aliases);
        Assert.Equal(["tea", "coffee"], customer.Tags);
        Assert.Equal(["Add contact", "Edit", "Undo"], reply.Card().Presses.Select(press => press.Label));
    }

    [Fact]
    public async Task A_line_in_Chinese_creates_the_same_kind_of_customer()
    {
        await using var house = await Workspace.Open();

        var reply = await house.Mei.Say("新建 泽尼特商社 国家：日本 城市：东京 语言：日语 等级：重点 标签：茶 负责人：@mei");

        Assert.StartsWith("✓ New customer: 泽尼特商社", reply.Plain());
        var customer = await house.Customer("泽尼特商社");
        Assert.Equal(("JP", "东京", "ja", Tier.Vip, "Asia/Tokyo"), (customer.Country, customer.City, customer.Language, customer.Tier, customer.Zone));
    }

    [Fact]
    public async Task Words_behind_a_key_belong_to_its_value()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say("new Empire Tea country:US city:New York");

        var customer = await house.Customer("Empire Tea");
        Assert.Equal(("New York", "America/New_York", ZoneOrigin.City), (customer.City, customer.Zone, customer.ZoneOrigin));
    }

    [Theory]
    [InlineData("country:DE", "Europe/Berlin", ZoneOrigin.Country, "Berlin, assumed from the country")]
    [InlineData("city:Osaka", "Asia/Tokyo", ZoneOrigin.City, "Tokyo, assumed from the city")]
    [InlineData("country:JP tz:Asia/Singapore city:Tokyo", "Asia/Singapore", ZoneOrigin.Stated, "Time zone: Singapore")]
    [InlineData("country:JP city:Berlin", "Asia/Tokyo", ZoneOrigin.Country, "Tokyo, assumed from the country")]
    [InlineData("", "", ZoneOrigin.Stated, "✓ New customer")]
    public async Task The_zone_is_the_stated_one_else_the_citys_else_that_of_a_country_with_one(string said, string zone, ZoneOrigin origin, string shown)
    {
        await using var house = await Workspace.Open();

        var reply = await house.Mei.Say($"new Zenith {said}");

        var customer = await house.Customer("Zenith");
        Assert.Equal((zone, origin), (customer.Zone, customer.ZoneOrigin));
        Assert.Contains(shown, reply.Plain());
    }

    [Fact]
    public async Task A_country_with_several_zones_is_asked_and_the_values_wait()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("new Zenith country:US lang:en")).Card();
        Assert.Contains("Zenith: United States has several time zones. Which one is theirs?", asked.Plain());
        Assert.Null(await house.CustomerOrNone("Zenith"));
        var denver = Assert.Single(asked.Blocks.OfType<Entries>()).Items.Single(entry => entry.Main.ToString() == "Denver").Buttons[0];
        await house.Mei.Press(denver.Id, denver.Value, asked.Drawing);

        var customer = await house.Customer("Zenith");
        Assert.Equal(("America/Denver", ZoneOrigin.Stated, "en"), (customer.Zone, customer.ZoneOrigin, customer.Language));
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_yet_stays_open()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Press((await house.Mei.Say("new Zenith country:US")).Card(), "Not known yet");

        Assert.Equal("", (await house.Customer("Zenith")).Zone);
    }

    [Theory]
    [InlineData("new")]
    [InlineData("新建")]
    [InlineData("new country:JP")]
    public async Task An_incomplete_line_opens_the_form_with_what_was_understood(string line)
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say(line)).Form();

        Assert.Equal("customer.new", form.Id);
        Assert.Equal(line.Contains("JP") ? "JP" : "", form.Fields.Single(field => field.Id == "country").Value);
    }

    [Theory]
    [InlineData("new Zenith country:Nowhereland", "country")]
    [InlineData("new Zenith tz:CST", "zone")]
    [InlineData("new Zenith lang:klingonese", "language")]
    [InlineData("new Zenith domain:zenith", "domain")]
    [InlineData("new Zenith hours:whenever", "hours")]
    [InlineData("new Zenith tier:platinum", "tier")]
    [InlineData("new Zenith owner:@nobody", "owner")]
    [InlineData("new \"\u200B\u202E\"", "name")]
    public async Task What_is_not_valid_comes_back_in_the_form_with_everything_typed(string line, string field)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var form = (await house.Mei.Say(line)).Form();

        Assert.Equal([field], form.Errors.Keys);
        Assert.Equal(before, await house.Records());
        if (field != "name") Assert.Equal("Zenith", form.Fields.Single(each => each.Id == "name").Value);
    }

    [Theory]
    [InlineData("name", 200)]
    [InlineData("city", 500)]
    [InlineData("needs", 3000)]
    public async Task A_field_has_a_bound_and_says_so(string field, int most)
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Say("new")).Form();

        var refused = (await house.Mei.Submit(form, ("name", "Zenith"), (field, new string('x', most + 1)))).Form();
        Assert.Contains(most.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), refused.Errors[field]);
        Assert.StartsWith("✓", (await house.Mei.Submit(refused, (field, new string('x', most)))).Plain());
    }

    [Fact]
    public async Task An_unknown_key_is_shown_in_the_form_and_nothing_is_saved()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("new Zenith colour:red")).Form();

        Assert.Equal("Not understood: “colour:red”.", form.Intro.ToString());
        Assert.Equal("Zenith", form.Fields.Single(field => field.Id == "name").Value);
    }

    [Theory]
    [InlineData("new \"Acme Gmbh\"", "same name")]
    [InlineData("new Acmee country:DE", "similar name")]
    [InlineData("new \"Huawei\"", "same name")]
    [InlineData("新建 華為技術", "same name")]
    [InlineData("新建 “华为技术有限公司” 国家：中国", "same name")]
    public async Task D2_one_that_may_be_here_already_is_asked_before_it_is_saved(string line, string reason)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var card = (await house.Mei.Say(line)).Card();

        Assert.Contains(reason, card.Plain());
        Assert.Equal(before, await house.Records());
        Assert.Contains("Open existing", card.Buttons().Select(button => button.Label));
        Assert.InRange(card.Blocks.OfType<Entries>().Single().Items.Count, 1, 3);
        await house.Mei.Press(card, "Create all the same");
        Assert.Equal(5, (await house.Files()).Count);
    }

    [Fact]
    public async Task D2_the_same_web_domain_is_certain()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new Zenith domain:zenith.com");

        var card = (await house.Mei.Say("new Nadir domain:www.zenith.com")).Card();

        Assert.StartsWith("Nadir is probably here already.", card.Plain());
        Assert.Contains("same web domain", card.Plain());
    }

    [Fact]
    public async Task D2_of_a_colleagues_customer_only_that_it_exists_and_whose_it_is_is_told()
    {
        await using var house = await Workspace.Open();
        await house.Jonas.Say("new Zenith domain:zenith.com city:Hamburg country:DE");

        var card = (await house.Mei.Say("new Nadir domain:zenith.com")).Card();

        Assert.Contains("exists already, Jonas Weber looks after it", card.Plain());
        Assert.DoesNotContain("domain", card.Plain());
        Assert.DoesNotContain("Hamburg", card.Plain());
    }

    [Fact]
    public async Task D2_a_form_that_is_sent_is_checked_as_well_and_keeps_its_values()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Say("new")).Form();

        var card = (await house.Mei.Submit(form, ("name", "Acme"), ("needs", "samples"))).Card();
        await house.Mei.Press(card, "Create all the same");

        Assert.Equal("samples", (await house.Customer("Acme")).Needs);
    }

    [Fact]
    public async Task The_values_that_wait_are_their_typists_alone()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.Say("new Acme")).Card();

        var reply = await house.Jonas.Press(card, "Create all the same");

        Assert.StartsWith("This card is from an older version.", reply.Plain());
        Assert.Equal(4, (await house.Files()).Count);
    }

    [Fact]
    public async Task B1_the_form_reads_its_own_fields_alone()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Say("new")).Form();

        await house.Mei.Submit(form, [("name", "Zenith"), .. Forged.Fields]);

        var customer = await house.Customer("Zenith");
        Assert.Equal(("C-1005", "mei", ""), (customer.Code, customer.Owner, customer.Country));
        Assert.NotEqual("forged", customer.Id);
    }

    [Fact]
    public async Task An_undone_new_customer_leaves_nothing_but_its_number()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Say("new Zenith country:JP domain:zenith.co.jp alias:ZT")).Card();

        var undone = await house.Mei.Press(card, "Undo");

        Assert.StartsWith("Undone. The customer is gone again.", undone.Plain());
        Assert.Equal(before, await house.Records());
        Assert.Contains("C-1006", (await house.Mei.Say("new Nadir")).Plain());
    }

    [Fact]
    public async Task The_same_button_opens_a_form_of_its_own_each_time()
    {
        await using var house = await Workspace.Open();
        var first = (await house.Mei.Press("contact.new", Workspace.Acme)).Form();
        await house.Mei.Submit(first, ("name", "Anna"));
        house.Clock.Move(NodaTime.Duration.FromSeconds(20));

        var second = (await house.Mei.Press("contact.new", Workspace.Acme)).Form();

        Assert.StartsWith("✓ New contact: Boris", (await house.Mei.Submit(second, ("name", "Boris"))).Plain());
    }
}
