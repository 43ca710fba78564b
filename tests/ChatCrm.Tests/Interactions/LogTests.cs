using ChatCrm.Interactions;
using ChatCrm.Tests.House;
using NodaTime;
using static ChatCrm.Tests.Interactions.Logged;

namespace ChatCrm.Tests.Interactions;

public class LogTests
{
    [Theory]
    [InlineData("log Acme GmbH call 15m \"asked for FOB price, wants samples\" =interested")]
    [InlineData("l acme gmbh c 15min =interested \"asked for FOB price, wants samples\"")]
    [InlineData("log Acme GmbH =interested “asked for FOB price, wants samples” 15m call")]
    [InlineData("记 Acme GmbH 电话 15分 「asked for FOB price, wants samples」 =interested")]
    [InlineData("ｌｏｇ Acme GmbH call １５m \"asked for FOB price, wants samples\" ＝interested")]
    [InlineData("log C-1001 call 15m =interested -- asked for FOB price, wants samples")]
    public async Task The_parts_of_a_line_stand_in_any_order_and_in_either_language(string line)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        var logged = await Only(house);
        Assert.Equal((InteractionKind.Call, 15, "interested", "asked for FOB price, wants samples", "mei", line), (logged.Kind, logged.Minutes, logged.Outcome, logged.Text, logged.By, logged.Typed));
    }

    [Fact]
    public async Task The_answer_says_what_was_saved_and_offers_to_undo_and_to_edit_it()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.Say("log Acme GmbH call 15m \"asked for FOB price\" =interested")).Card();

        Assert.Equal("✓ Call 15 min with Acme GmbH, today 16:05\n“asked for FOB price” · interested", card.Plain());
        Assert.Equal(["Undo", "Edit"], card.Buttons().Select(button => button.Label));
    }

    [Fact]
    public async Task A_Chinese_line_without_blanks_is_read()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say("记 华为电话15分 “谈了报价”");

        var logged = await Only(house, Workspace.Huawei);
        Assert.Equal((InteractionKind.Call, 15, "谈了报价"), (logged.Kind, logged.Minutes, logged.Text));
    }

    [Theory]
    [InlineData("log Acme GmbH call yesterday 3pm", 2026, 11, 21, 15)]
    [InlineData("log Acme GmbH call 2h ago", 2026, 11, 22, 14)]
    [InlineData("记 Acme GmbH 电话 昨天下午3点", 2026, 11, 21, 15)]
    public async Task What_happened_earlier_is_logged_at_its_time(string line, int year, int month, int day, int hour)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        var at = InteractionStore.At(await Only(house)).InZone(DateTimeZoneProviders.Tzdb["Asia/Shanghai"]).LocalDateTime;
        Assert.Equal(new LocalDateTime(year, month, day, hour, at.Minute), at);
    }

    [Fact]
    public async Task A_time_that_is_still_to_come_is_the_day_before_and_the_answer_says_so()
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say("log Acme GmbH call at 23:00")).Plain();

        Assert.Contains("yesterday 23:00", answer);
    }

    [Fact]
    public async Task Words_that_mean_nothing_become_the_text_and_the_answer_says_so()
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say("log Acme GmbH call wants samples soon")).Plain();

        Assert.Equal("wants samples soon", (await Only(house)).Text);
        Assert.Contains("What was not understood is kept as the text.", answer);
    }

    [Fact]
    public async Task Two_that_begin_alike_are_asked_and_the_line_runs_on_after_the_choice()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("log acme call 15m \"price\"")).Card();
        await house.Mei.Press(asked, "Acme KK");

        Assert.Equal(["Acme GmbH · DE · you", "Acme KK · JP · you"], asked.Buttons().Select(button => button.Label).Order());
        Assert.Equal("price", (await Only(house, Workspace.AcmeKk)).Text);
    }

    [Fact]
    public async Task A_line_too_long_for_a_button_survives_the_choice()
    {
        await using var house = await Workspace.Open();
        var text = new string('价', 3000);

        var asked = (await house.Mei.Say($"log acme call \"{text}\"")).Card();
        await house.Mei.Press(asked, "Acme GmbH");

        Assert.Equal(text, (await Only(house)).Text);
    }

    [Fact]
    public async Task A_mistyped_kind_is_asked()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("log Acme GmbH cal 15m \"price\"")).Card();
        await house.Mei.Press(asked, "Yes");

        Assert.Equal("“cal” read as “call”?", asked.Plain());
        Assert.Equal((InteractionKind.Call, "price"), ((await Only(house)).Kind, (await Only(house)).Text));
    }

    [Fact]
    public async Task A_colleagues_customer_is_not_logged_on_but_a_note_can_be_left()
    {
        await using var house = await Workspace.Open();

        var answer = (await house.Mei.Say("log Bergmann call \"price\"")).Card();
        var form = (await house.Mei.Press(answer, "Leave Jonas Weber a note")).Form();
        await house.Mei.Submit(form, ("text", "they called me about samples"));

        Assert.StartsWith("Bergmann & Söhne KG belongs to Jonas Weber (off work, 09:05 in Berlin).", answer.Plain());
        Assert.Empty(await house.Rows($"customer|{Workspace.Bergmann}|interaction|"));
        var notice = Assert.Single(await house.Notices());
        Assert.Equal("jonas", notice.Member);
        Assert.Contains("they called me about samples", (await house.Drawn(notice)).Plain());
    }
}
