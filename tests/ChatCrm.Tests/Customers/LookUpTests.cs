using ChatCrm.Conversation;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Customers;

public class LookUpTests
{
    [Theory]
    [InlineData("C-1001")]
    [InlineData("c1001")]
    [InlineData("Acme GmbH")]
    [InlineData("ACME gmbh")]
    [InlineData("Maria Weber")]
    [InlineData("maria")]
    public async Task A_customer_is_looked_up_by_code_name_or_contact(string line)
    {
        await using var house = await Workspace.Open();

        Assert.StartsWith("Acme GmbH · VIP · new · C-1001", (await house.Mei.Say(line)).Plain());
    }

    [Theory]
    [InlineData("华为")]
    [InlineData("華為")]
    [InlineData("技术")]
    [InlineData("huawei")]
    [InlineData("查 华为")]
    [InlineData("find hua")]
    public async Task A_Chinese_customer_is_found_by_a_piece_of_its_name_in_any_script(string line)
    {
        await using var house = await Workspace.Open();

        Assert.Contains("华为技术有限公司", (await house.Mei.Say(line)).Plain());
    }

    [Fact]
    public async Task A_long_name_is_meant_though_hundreds_begin_alike()
    {
        await using var house = await Workspace.Open();
        foreach (var number in Enumerable.Range(100, 80)) await house.Mei.Say($"new \"Shenzhen Lighting {number}\" country:CN");

        Assert.StartsWith("✓ Call 15 min", (await house.Mei.Say("log shenzhen lighting 178 call 15m asked for prices")).Plain());
    }

    [Fact]
    public async Task The_card_shows_their_time_now_and_what_is_known()
    {
        await using var house = await Workspace.Open();

        var lines = (await house.Mei.Say("Acme GmbH")).Plain().Split('\n');

        Assert.Equal("Berlin, Germany · now Sun 09:05 there (opens tomorrow 09:00) · you: Sun 16:05 · zone assumed from the city", lines[1]);
        Assert.Equal("Owner Mei Lin · no contact yet", lines[2]);
        Assert.Equal("Maria Weber, purchasing · +49 30 1234567 · maria@acme.example · German, English · Frau Weber", lines[3]);
        Assert.Equal("Needs: FOB Hamburg, halal label", lines[4]);
    }

    [Fact]
    public async Task Nobody_of_that_name_is_answered_with_who_is_near_and_the_way_to_create_one()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.Say("Akme")).Card();

        Assert.Equal("Nobody is called “Akme”. Did you mean one of these?", card.Plain());
        Assert.Contains("Acme GmbH · DE · you", card.Buttons().Select(button => button.Label));
        Assert.Contains("Create “Akme”", card.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task B5_A_room_that_many_read_shows_no_contact_data()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.In("sales").Say("Acme GmbH")).Plain();

        Assert.Contains("FOB Hamburg", card);
        Assert.DoesNotContain("+49", card);
        Assert.DoesNotContain("maria@", card);
    }

    [Fact]
    public async Task B5_A_room_with_guests_shows_code_and_name_only()
    {
        await using var house = await Workspace.Open();

        Assert.Equal("Acme GmbH · C-1001", (await house.Mei.In("partners").Say("Acme GmbH")).Plain());
    }

    [Fact]
    public async Task B5_A_room_that_is_linked_to_the_customer_shows_all_and_knows_it_by_a_point()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.In("japan").Say(".")).Plain();

        Assert.StartsWith("Acme KK", card);
        Assert.Contains("+81", card);
    }

    [Fact]
    public async Task A_colleagues_customer_shows_name_code_country_and_owner_alone()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.Say("Bergmann")).Card();

        Assert.Equal("Bergmann & Söhne KG · C-1004\nGermany\nOwner Jonas Weber", card.Plain());
    }

    [Fact]
    public async Task A_guest_is_told_nothing()
    {
        await using var house = await Workspace.Open();

        Assert.Equal("ChatCrm is for members of the company. Ask your contact there to send you what you need.", (await house.Tomo.In("partners").Say("Acme GmbH")).Plain());
    }

    [Fact]
    public async Task A_field_that_searches_offers_own_customers_before_anything_is_typed()
    {
        await using var house = await Workspace.Open();

        var reply = await house.Send(house.Mei, new Input.LookedUp("customer.search", ""));

        Assert.Equal(["Acme GmbH · DE · you", "Acme KK · JP · you", "华为技术有限公司 · CN · you"], ((Reply.Options)reply).Choices.Select(choice => choice.Label).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_shared_card_is_drawn_for_the_room_and_names_who_shared_it()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Mei.In("sales").Say("Acme GmbH")).Card();

        await house.Mei.In("sales").Press(card, "Share");

        var notice = Assert.Single(await house.Notices());
        var shared = (await house.Drawn(notice)).Plain();
        Assert.StartsWith("Shared by Mei Lin\nAcme GmbH", shared);
        Assert.DoesNotContain("+49", shared);
    }

    [Fact]
    public async Task A_note_for_a_colleague_outlives_a_day_and_a_change_of_the_customer()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press("customer.note", Workspace.Bergmann)).Form();
        await house.Mei.Submit(form, ("text", "they asked for you"));
        var notice = Assert.Single(await house.Notices(), notice => notice.Drawing == "customer.note-for-owner");

        await house.Jonas.Say("set Bergmann tier A");
        house.Clock.Move(NodaTime.Duration.FromDays(3));

        Assert.Empty(await house.Rows("draft|"));
        Assert.StartsWith("Mei Lin left you a note about Bergmann", (await house.Drawn(notice)).Plain());
        Assert.Contains("they asked for you", (await house.Drawn(notice)).Plain());
    }

    [Theory]
    [InlineData("jonas", true)]
    [InlineData("mei", true)]
    [InlineData("priya", false)]
    [InlineData("sam", false)]
    public async Task B1_a_note_is_read_by_its_writer_and_its_addressee_alone(string reader, bool reads)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Submit((await house.Mei.Press("customer.note", Workspace.Bergmann)).Form(), ("text", "they asked for you"));
        var notice = Assert.Single(await house.Notices(), notice => notice.Drawing == "customer.note-for-owner");

        Assert.Equal(reads, (await house.Drawn(notice with { Member = reader })).Plain().Contains("they asked for you", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_note_that_cannot_be_left_stays_in_its_form()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press("customer.note", Workspace.Bergmann)).Form();

        var kept = Assert.IsType<Reply.KeepForm>(await house.Mei.In("partners").Submit(form, ("text", "they asked for you")));
        Assert.Equal("they asked for you", kept.Values["text"]);
        Assert.Contains("text", Assert.IsType<Reply.NotValid>(await house.Mei.Submit(form, ("text", " "))).Form.Errors.Keys);
        Assert.Empty(await house.Notices());
    }

    [Theory]
    [InlineData("customer.asks-manager|acme|mei|acme")]
    [InlineData("card.shared|acme|mei|customer.card|acme")]
    [InlineData("room.linked|acme|console:sales|acme|")]
    [InlineData("nothing.known|acme|acme")]
    [InlineData("customer.card|acme")]
    public async Task B1_a_forged_share_of_another_drawing_is_refused(string value)
    {
        await using var house = await Workspace.Open();

        var answer = await house.Mei.In("sales").Press("card.share", value);

        Assert.Empty(await house.Notices());
        Assert.DoesNotContain("Shared", answer.Plain());
    }

    [Theory]
    [InlineData(64, 200, 1)]
    [InlineData(65, 200, 0)]
    [InlineData(64, 201, 0)]
    public async Task B1_a_forged_share_of_ids_that_fit_no_key_is_refused(int customer, int record, int shared)
    {
        await using var house = await Workspace.Open();

        await house.Mei.In("sales").Press("card.share", $"customer.card|{new string('x', customer)}|{new string('y', record)}");

        Assert.Equal(shared, (await house.Notices()).Count);
    }

    [Fact]
    public async Task B1_A_forged_share_shows_no_more_than_the_sharer_may_see()
    {
        await using var house = await Workspace.Open();

        await house.Mei.In("sales").Press("card.share", $"customer.card|{Workspace.Bergmann}|{Workspace.Bergmann}");

        Assert.DoesNotContain("Munich", (await house.Drawn(Assert.Single(await house.Notices()))).Plain());
    }
}

