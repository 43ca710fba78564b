using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Tests.Customers;
using ChatCrm.Tests.House;
using ChatCrm.Tiers;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Tiers;

public class TierTests
{
    private const string Line = "set C-1002 tier:vip \"3 orders in Q3\"";

    [Theory]
    [InlineData(Line)]
    [InlineData("set C-1002 tier:vip 3 orders in Q3")]
    [InlineData("设置 C-1002 等级：VIP “3 orders in Q3”")]
    public async Task A_tier_holds_at_once_with_its_reason(string line)
    {
        await using var house = await Workspace.Open();

        var reply = await house.Mei.Say(line);

        Assert.Equal("✓ Acme KK was changed\nTier: regular → VIP\n“3 orders in Q3”\nPriya Nair will be told.", reply.Plain());
        Assert.Equal(Tier.Vip, (await house.File(Workspace.AcmeKk)).Tier);
        var change = Assert.Single(await Changes(house));
        Assert.Equal((Tier.Regular, Tier.Vip, "mei", "3 orders in Q3", TierSource.ByHand), (change.From, change.To, change.By, change.Reason, change.Source));
    }

    [Fact]
    public async Task Without_a_reason_the_form_asks_and_the_whole_line_runs_on()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("set C-1002 tier:vip lang:en \"ok\"")).Form();
        Assert.Equal(("tier.set", "Vip", "ok"), (form.Id, form.Fields[0].Value, form.Fields[1].Value));
        var refused = (await house.Mei.Submit(form)).Form();
        Assert.Equal(["reason"], refused.Errors.Keys);
        await house.Mei.Submit(refused, ("reason", "3 orders"));

        var file = await house.File(Workspace.AcmeKk);
        Assert.Equal((Tier.Vip, "en"), (file.Tier, file.Language));
        Assert.Equal("3 orders", Assert.Single(await Changes(house)).Reason);
    }

    [Fact]
    public async Task A_line_too_long_for_a_button_survives_the_question()
    {
        await using var house = await Workspace.Open();
        var needs = string.Join(' ', Enumerable.Repeat("pallets", 300));

        await house.Mei.Submit((await house.Mei.Say($"set C-1002 needs:\"{needs}\" tier:vip")).Form(), ("reason", "3 orders"));

        var file = await house.File(Workspace.AcmeKk);
        Assert.Equal((needs, Tier.Vip), (file.Needs, file.Tier));
    }

    [Fact]
    public async Task The_button_sets_it_by_form()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Submit((await house.Mei.Press("tier.set", Workspace.AcmeKk)).Form(), ("tier", "Potential"), ("reason", "no orders"));

        Assert.Equal(Tier.Potential, (await house.File(Workspace.AcmeKk)).Tier);
    }

    [Theory]
    [InlineData("bergmann")]
    [InlineData("unknown")]
    [InlineData("")]
    [InlineData("customer=bergmann,0\nset C-1004 tier:vip")]
    [InlineData("\n\nnodraft")]
    public async Task B1_a_forged_form_moves_nobody_elses_customer(string forged)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var form = (await house.Mei.Press("tier.set", Workspace.AcmeKk)).Form();

        await house.Mei.Submit(form with { State = forged }, ("tier", "Vip"), ("reason", "3 orders"));

        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData("tier", "9")]
    [InlineData("tier", "platinum")]
    [InlineData("tier", "")]
    [InlineData("reason", "")]
    public async Task B1_the_form_refuses_what_is_no_tier_and_reads_its_own_fields_alone(string field, string value)
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press("tier.set", Workspace.AcmeKk)).Form();
        var before = await house.Records();

        var refused = await house.Mei.Submit(form, [("tier", "Vip"), ("reason", "3 orders"), .. Forged.Fields, ("owner", "jonas"), (field, value)]);

        Assert.Equal([field], refused.Form().Errors.Keys);
        Assert.Equal(before, await house.Records());
        await house.Mei.Submit(form, [("tier", "Vip"), ("reason", "3 orders"), .. Forged.Fields, ("owner", "jonas"), ("by", "sam"), ("source", "Kept")]);
        var change = Assert.Single(await Changes(house));
        Assert.Equal(("mei", TierSource.ByHand), (change.By, change.Source));
        Assert.Equal("mei", (await house.File(Workspace.AcmeKk)).Owner);
    }

    [Fact]
    public async Task The_owners_manager_gets_one_alert_however_often_the_line_is_delivered()
    {
        await using var house = await Workspace.Open();

        for (var retry = 0; retry < 3; retry++) await house.Mei.Say(Line, "event-1");

        var alert = Assert.Single(await house.Alerts());
        Assert.Equal("priya", alert.Member);
        Assert.Equal("""
            Acme KK moved from regular to VIP · by Mei Lin, today 16:05
            “3 orders in Q3”
            Owner Mei Lin · no contact yet · now Sun 17:05 in Tokyo
            """.ReplaceLineEndings("\n"), (await house.Drawn(alert)).Plain());
        Assert.Equal(["Acknowledge", "Keep it regular", "Why", "Create follow-up"], (await house.Drawn(alert)).Presses.Select(press => press.Label));
    }

    [Fact]
    public async Task A_manager_who_sets_it_is_not_told_but_the_owner_is()
    {
        await using var house = await Workspace.Open();

        await house.Priya.Say(Line);

        var alert = Assert.Single(await house.Alerts());
        Assert.Equal("mei", alert.Member);
        Assert.Equal(["Why", "Create follow-up"], (await house.Drawn(alert)).Presses.Select(press => press.Label));
    }

    [Fact]
    public async Task An_acknowledged_alert_says_by_whom_and_when_on_every_copy()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var alert = Assert.Single(await house.Alerts());
        var card = await house.Drawn(alert);
        house.Clock.Move(Duration.FromMinutes(10));

        var answered = await house.Priya.Press(card, "Acknowledge");

        Assert.IsType<Reply.Replace>(answered);
        Assert.Contains("Acknowledged by Priya Nair, today 16:15", answered.Plain());
        Assert.Equal(answered.Plain(), (await house.Drawn(alert)).Plain());
        Assert.Equal(["Why", "Create follow-up"], answered.Card().Presses.Select(press => press.Label));
        Assert.Contains(await house.Notices(), notice => notice.Drawing == Drawer.Refresh && notice.About.Any(id => alert.Records[0].EndsWith("/" + id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_verdict_that_was_given_stands()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var card = await house.Drawn(Assert.Single(await house.Alerts()));
        await house.Priya.Press(card, "Acknowledge");
        var before = await house.Records();

        var late = await house.Sam.Press(card, "Keep it regular");

        Assert.Contains("Acknowledged by Priya Nair", late.Plain());
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task Keeping_it_sets_it_back_and_tells_whoever_moved_it()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var alert = Assert.Single(await house.Alerts());

        var kept = await house.Priya.Press(await house.Drawn(alert), "Keep it regular");

        Assert.Contains("Kept regular by Priya Nair", kept.Plain());
        Assert.Equal(Tier.Regular, (await house.File(Workspace.AcmeKk)).Tier);
        var told = Assert.Single(await house.Alerts(), notice => notice.Member == "mei");
        Assert.StartsWith("Acme KK moved from VIP to regular · by Priya Nair, today 16:05\nThe change before was not followed.", (await house.Drawn(told)).Plain());
        Assert.Equal(2, (await Changes(house)).Count);
    }

    [Fact]
    public async Task What_was_moved_on_since_is_not_set_back()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var card = await house.Drawn(Assert.Single(await house.Alerts()));
        house.Clock.Move(Duration.FromMinutes(1));
        await house.Mei.Say("set C-1002 tier:potential \"all cancelled\"");

        Assert.Contains("was moved again since, it is potential now", (await house.Priya.Press(card, "Keep it regular")).Plain());
        Assert.Equal(Tier.Potential, (await house.File(Workspace.AcmeKk)).Tier);
    }

    [Theory]
    [InlineData("tier.acknowledge")]
    [InlineData("tier.keep")]
    public async Task B4_only_those_above_the_owner_decide_as_their_role_is_now(string button)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var handle = Assert.Single(await house.Alerts()).Records[0];
        var before = await house.Records();

        await house.Mei.Press(button, handle);
        await house.Jonas.Press(button, handle);
        await house.Demote("priya");
        var demoted = await house.Records();
        await house.Priya.Press(button, handle);

        Assert.Equal(before.Where(row => !row.StartsWith("member|", StringComparison.Ordinal)), demoted.Where(row => !row.StartsWith("member|", StringComparison.Ordinal)));
        Assert.Equal(demoted, await house.Records());
    }

    [Theory]
    [InlineData("")]
    [InlineData("acmekk")]
    [InlineData("acmekk/1/2")]
    [InlineData("acmekk/99999999999999/x")]
    [InlineData("a/b/c/d")]
    public async Task B1_a_forged_handle_finds_nothing(string forged)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        Assert.StartsWith("This change was taken back", (await house.Priya.Press("tier.acknowledge", forged)).Plain());
        Assert.StartsWith("This change was taken back", (await house.Priya.Press("tier.keep", forged)).Plain());
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B5_an_alert_whose_reader_may_no_longer_see_the_customer_tells_nothing()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var alert = Assert.Single(await house.Alerts());
        await house.Demote("priya");

        var card = await house.Drawn(alert);

        Assert.Equal("This change was taken back, or it is not yours to see.", card.Plain());
        Assert.Empty(card.Presses);
    }

    [Fact]
    public async Task Why_shows_every_move_the_latest_first()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        house.Clock.Move(Duration.FromMinutes(5));
        await house.Mei.Say("set C-1002 tier:potential \"all cancelled\"");

        var reply = await house.Priya.Press("tier.why", Workspace.AcmeKk);

        Assert.Equal("""
            Acme KK is potential
            VIP → potential · “all cancelled”
            by Mei Lin, today 16:10
            regular → VIP · “3 orders in Q3”
            by Mei Lin, today 16:05
            """.ReplaceLineEndings("\n"), reply.Plain());
        Assert.IsType<Reply.Show>(await house.Jonas.Press("tier.why", Workspace.AcmeKk));
        Assert.DoesNotContain("cancelled", (await house.Jonas.Press("tier.why", Workspace.AcmeKk)).Plain());
    }

    [Fact]
    public async Task An_undone_tier_takes_its_alert_back_and_sent_copies_offer_nothing()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var card = (await house.Mei.Say(Line)).Card();
        var alert = Assert.Single(await house.Alerts());

        await house.Mei.Press(card, "Undo");

        Assert.Equal(before, await house.Records());
        Assert.Empty(await house.Alerts());
        Assert.DoesNotContain((await house.Drawn(alert)).Buttons(), button => button.Id is "tier.acknowledge" or "tier.keep");
    }

    [Fact]
    public async Task An_undone_verdict_makes_the_alert_ask_again()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        var alert = Assert.Single(await house.Alerts());
        await house.Priya.Press(await house.Drawn(alert), "Keep it regular");

        await house.Priya.Say("undo");

        Assert.Equal(Tier.Vip, (await house.File(Workspace.AcmeKk)).Tier);
        Assert.Contains("Acknowledge", (await house.Drawn(alert)).Presses.Select(press => press.Label));
    }

    private static async Task<IReadOnlyList<TierChange>> Changes(Workspace house) =>
        [.. (await house.Rows($"customer|{Workspace.AcmeKk}|tier|")).Select(row => System.Text.Json.JsonSerializer.Deserialize(row.Value, TierJson.Default.TierChange)!)];
}
