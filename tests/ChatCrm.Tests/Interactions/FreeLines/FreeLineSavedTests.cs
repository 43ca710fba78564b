using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Tests.House;
using NodaTime;
using static ChatCrm.Tests.Interactions.Logged;

namespace ChatCrm.Tests.Interactions.FreeLines;

/// <summary>A free line is logged as any other is: it is said how it was read, it is undone, asked about, and kept as typed.</summary>
public class FreeLineSavedTests
{
    private const string Line = "called Maria at Acme 20 min re pricing, wants quote by Friday";

    [Fact]
    public async Task The_answer_says_what_was_saved_and_what_was_assumed()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.Say(Line)).Card();

        var lines = card.Plain().Split('\n');
        Assert.Equal("✓ Call 20 min with Acme GmbH, today 16:05", lines[0]);
        Assert.Equal("“pricing · wants quote by Friday” · with Maria Weber", lines[1]);
        Assert.Contains(lines, line => line.Contains("Fri 27 Nov 17:00 Shanghai", StringComparison.Ordinal) && line.Contains("“quote”", StringComparison.Ordinal));
        Assert.Equal(["Undo", "Edit"], card.Buttons().Select(button => button.Label).Take(2));
    }

    [Fact]
    public async Task Their_time_is_that_of_whoever_is_named()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("new contact Ann Smith at C-1001 phone:+1-212-555-0100");

        await house.Mei.Say("called Ann Smith at Acme GmbH, follow up Tuesday 10:00 their time");

        Assert.Equal("America/New_York", FollowUpStore.Read(Assert.Single(await house.Rows("customer|acme|followup|"))).Zone);
    }

    [Fact]
    public async Task The_line_is_kept_as_typed()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        Assert.Equal(Line, (await Only(house)).Typed);
    }

    [Fact]
    public async Task An_undone_line_leaves_nothing_behind()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        await house.Mei.Press((await house.Mei.Say(Line)).Card(), "Undo");

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task The_same_turn_again_is_one_record()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line, "t-1");
        Assert.StartsWith("✓ Call 20 min", (await house.Mei.Say(Line, "t-1")).Plain());
        await Only(house);
    }

    [Fact]
    public async Task The_same_line_again_within_two_minutes_is_asked()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say(Line);
        Assert.StartsWith("Saved at 16:05 already.", (await house.Mei.Say(Line)).Plain());
        await Only(house);
    }

    [Fact]
    public async Task A_colleagues_record_of_the_same_call_is_asked_about_and_the_line_runs_on()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("log Acme GmbH call 15m \"talked\"");

        var asked = (await house.Mei.Say(Line)).Card();
        await house.Mei.Press(asked, "Log separately");

        Assert.Equal(2, (await house.Rows("customer|acme|interaction|")).Count);
    }

    [Theory]
    [InlineData("called Acme 20 min re pricing, wants quote by Friday", "pricing · wants quote by Friday")]
    [InlineData("给Acme打了20分钟电话，关于报价，周五前要报价单", "报价 · 周五前要报价单")]
    public async Task Several_customers_of_a_name_are_asked_and_the_whole_line_runs_on(string line, string text)
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say(line)).Card();
        Assert.DoesNotContain(await house.Rows("customer|"), row => row.Key.Contains("|interaction|", StringComparison.Ordinal));
        await house.Mei.Press(asked, "Acme KK");

        var logged = await Only(house, Workspace.AcmeKk);
        Assert.Equal((InteractionKind.Call, 20, text, line), (logged.Kind, logged.Minutes, logged.Text, logged.Typed));
    }

    [Fact]
    public async Task A_line_of_4000_characters_runs_on_after_the_choice()
    {
        await using var house = await Workspace.Open();
        var line = "called Acme 20 min re pricing, " + string.Concat(Enumerable.Repeat("lorem ipsum ", 400))[..3900];

        await house.Mei.Press((await house.Mei.Say(line)).Card(), "Acme KK");

        Assert.Equal(line, (await Only(house, Workspace.AcmeKk)).Typed);
    }

    [Fact]
    public async Task A_colleagues_customer_is_not_written_about()
    {
        await using var house = await Workspace.Open();
        Assert.StartsWith("Bergmann & Söhne KG belongs to Jonas Weber", (await house.Mei.Say("called Bergmann 20 min")).Plain());
        Assert.Empty(await house.Rows("customer|bergmann|interaction|"));
    }

    [Fact]
    public async Task A_colleagues_contact_is_nobody_to_others()
    {
        await using var house = await Workspace.Open();
        await house.Jonas.Say("new contact Gerlinde at Bergmann");

        var form = (await house.Mei.Say("called Gerlinde 20 min re pricing")).Form();

        Assert.Equal("", Value(form, LogForm.Customer));
    }

    [Fact]
    public async Task What_is_in_doubt_is_marked_in_the_form_and_the_line_stands_on_top()
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say("called Maria at Acme 4/5 re pricing")).Form();

        Assert.Equal([LogForm.When], form.Errors.Keys);
        Assert.Contains("called Maria at Acme 4/5 re pricing", form.Intro.ToString(), StringComparison.Ordinal);
        Assert.Equal((Workspace.Acme, "Call", "pricing", "Maria Weber", "4/5"), (Value(form, LogForm.Customer), Value(form, LogForm.Kind), Value(form, LogForm.Text), Value(form, LogForm.With), Value(form, LogForm.When)));
    }

    [Fact]
    public async Task The_line_is_kept_with_what_the_form_saves()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Say("called Maria at Acme tomorrow re pricing")).Form();

        await house.Mei.Submit(form, (LogForm.When, ""));

        var logged = await Only(house);
        Assert.Equal(("pricing", "called Maria at Acme tomorrow re pricing"), (logged.Text, logged.Typed));
    }

    [Theory]
    [InlineData("Met Office")]
    [InlineData("微信支付")]
    [InlineData("called Nobody")]
    public async Task A_name_that_nobody_has_is_a_look_up_even_where_it_begins_like_a_line(string line)
    {
        await using var house = await Workspace.Open();
        Assert.StartsWith($"Nobody is called “{line}”.", (await house.Mei.Say(line)).Plain());
    }

    [Theory]
    [InlineData("Called Maria GmbH")]
    [InlineData("微信支付")]
    public async Task A_customer_who_is_called_so_is_looked_up(string name)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say($"new \"{name}\" country:DE");

        Assert.StartsWith(name, (await house.Mei.Say(name)).Plain());
    }

    [Fact]
    public async Task In_a_room_it_is_logged_all_the_same()
    {
        await using var house = await Workspace.Open();
        Assert.StartsWith("✓ Call 20 min", (await house.Mei.In("sales").Say(Line)).Plain());
    }

    [Fact]
    public async Task A_guest_writes_nothing()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        await house.Tomo.In("partners").Say(Line);
        Assert.Equal(before, await house.Records());
    }
}
