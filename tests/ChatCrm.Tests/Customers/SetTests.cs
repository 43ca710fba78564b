using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Tests.House;
using ChatCrm.Time;

namespace ChatCrm.Tests.Customers;

public class SetTests
{
    [Fact]
    public async Task Several_details_are_set_in_one_line_and_shown_old_and_new()
    {
        await using var house = await Workspace.Open();

        var reply = await house.Mei.Say("set Acme GmbH lang:ja tz:Asia/Tokyo city:New York needs:\"CIF Tokyo\" tag:tea domain:acme.de hours:9-17");

        Assert.Equal("""
            ✓ Acme GmbH was changed
            City: Berlin → New York
            Time zone: Europe/Berlin → Asia/Tokyo
            Language: German → Japanese
            Web domain: nothing → acme.de
            Tags: nothing → tea
            Needs: FOB Hamburg, halal label → CIF Tokyo
            Opening hours: nothing → 9-17
            """.ReplaceLineEndings("\n"), reply.Plain());
        var file = await house.File(Workspace.Acme);
        Assert.Equal(("Asia/Tokyo", ZoneOrigin.Stated), (file.Zone, file.ZoneOrigin));
    }

    [Fact]
    public async Task A_line_in_Chinese_sets_the_same()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say("设置 华为 语言：英语 城市：东莞 标签：通信 需求：“FOB 盐田”");

        var file = await house.File(Workspace.Huawei);
        Assert.Equal(("en", "东莞", "FOB 盐田"), (file.Language, file.City, file.Needs));
        Assert.Equal(["通信"], file.Tags);
    }

    [Fact]
    public async Task Lists_gain_and_lose_and_an_empty_value_clears()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("set C-1001 tag:tea tag:\"green coffee\" alias:ACM");
        await house.Mei.Say("set C-1001 -tag:TEA tag:cocoa -alias:acm needs:");

        var file = await house.File(Workspace.Acme);
        Assert.Equal(["green coffee", "cocoa"], file.Tags);
        Assert.Empty(file.Aliases);
        Assert.Equal("", file.Needs);
    }

    [Fact]
    public async Task An_unknown_key_is_told_with_the_keys_there_are_and_nothing_is_changed()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var reply = await house.Mei.Say("set C-1001 lang:ja colour:red");

        Assert.Contains("“colour” cannot be set.", reply.Plain());
        Assert.Contains("There are name: country: region: city: tz: lang: domain: tag: needs: alias: hours: tier: owner:", reply.Plain());
        Assert.Contains("set C-1001 lang:ja colour:red", reply.Plain());
        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData("set C-1001 tz:CST", "Time zone: “CST” can mean several time zones. Write a city: Chicago or Shanghai or Havana.")]
    [InlineData("set C-1001 country:Nowhereland lang:ja", "Country: “Nowhereland” is not a country we know.")]
    [InlineData("set C-1001 lang:ja \"whatever\"", "Not understood: “whatever”.")]
    [InlineData("set C-1001 name:\u200B", "Name:")]
    public async Task What_is_not_valid_changes_nothing(string line, string said)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        Assert.Contains(said, (await house.Mei.Say(line)).Plain());
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task A_country_with_several_zones_is_asked_and_the_line_runs_on()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("set C-1001 country:US city: lang:en")).Card();
        var zone = asked.Blocks.OfType<Entries>().Single().Items.Single(entry => entry.Main.ToString() == "Chicago").Buttons[0];
        await house.Mei.Press(zone.Id, zone.Value, asked.Drawing);

        var file = await house.File(Workspace.Acme);
        Assert.Equal(("US", "", "America/Chicago", "en"), (file.Country, file.City, file.Zone, file.Language));
    }

    [Fact]
    public async Task Without_anything_to_set_the_form_opens()
    {
        await using var house = await Workspace.Open();

        Assert.Equal("customer.edit", (await house.Mei.Say("set C-1001")).Form().Id);
        Assert.StartsWith("Say which customer and what", (await house.Mei.Say("set")).Plain());
    }

    [Fact]
    public async Task What_is_so_already_changes_nothing()
    {
        await using var house = await Workspace.Open();

        Assert.StartsWith("Acme GmbH is so already.", (await house.Mei.Say("set C-1001 lang:German country:Germany")).Plain());
    }

    [Fact]
    public async Task The_owner_the_owners_manager_and_an_admin_hand_over_and_nobody_else()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("set C-1001 owner:@jonas");
        Assert.Equal("jonas", (await house.File(Workspace.Acme)).Owner);

        Assert.StartsWith("Acme GmbH belongs to Jonas", (await house.Mei.Say("set C-1001 owner:@mei")).Plain());
        await house.Priya.Say("set C-1001 owner:@mei");
        Assert.Equal("mei", (await house.File(Workspace.Acme)).Owner);
        await house.Sam.Say("set C-1001 负责人:Jonas Weber");
        Assert.Equal("jonas", (await house.File(Workspace.Acme)).Owner);
    }

    [Fact]
    public async Task A_colleague_of_the_team_changes_but_does_not_hand_over()
    {
        await using var house = await Workspace.Open();
        await house.JoinTeam("jonas", "asia");

        Assert.Contains("Only Mei Lin, their manager or an admin can hand this customer over.", (await house.Jonas.Say("set C-1001 owner:@jonas")).Plain());
        Assert.StartsWith("✓", (await house.Jonas.Say("set C-1001 lang:ja")).Plain());
    }

    [Theory]
    [InlineData("set C-1001 lang:ja tag:tea alias:ACM")]
    [InlineData("set C-1001 owner:@mei name:Zenith country:JP city:Tokyo")]
    [InlineData("set C-1001 tier:regular \"no orders this year\" lang:ja")]
    public async Task An_undone_set_leaves_no_row_behind(string line)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Say(line)).Card();
        Assert.NotEqual(before, await house.Records());

        await house.Mei.Press(card, "Undo");

        Assert.Equal(before, await house.Records());
        Assert.DoesNotContain(await house.Notices(), notice => notice.Drawing == "tier.alert");
    }
}
