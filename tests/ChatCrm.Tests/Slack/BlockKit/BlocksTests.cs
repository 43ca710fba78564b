using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Slack.BlockKit;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Conversation;
using ChatCrm.Texts;
using NodaTime;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>What becomes of each block, button and field.</summary>
public class BlocksTests
{
    private static readonly Moment Noon = new(Instant.FromUnixTimeSeconds(1_795_503_600), "Tue 24 Nov 15:00");

    [Fact]
    public void A_heading_is_a_header_with_its_aside_small_under_it() => Drawn_as(
        new Heading(Text.Theirs("Acme GmbH", Weight.Strong), Text.Ours("VIP · C-1042")),
        """[{"type":"header","text":{"type":"plain_text","text":"⁨Acme GmbH⁩","emoji":false}},{"type":"context","elements":[{"type":"plain_text","text":"VIP · C-1042","emoji":false}]}]""");

    [Fact]
    public void A_heading_too_long_for_a_header_is_a_bold_section()
    {
        var block = Only(new Heading(Text.Ours(new string('h', 151))));
        Assert.Equal(("section", $"*{new string('h', 151)}*"), ((string?)block["type"], (string?)block["text"]!["text"]));
    }

    [Fact]
    public void A_heading_with_a_time_is_bold_as_a_whole() =>
        Assert.Equal("*Logged <!date^1795503600^{date_short_pretty} {time}|Tue 24 Nov 15:00>*", Shown(new Heading(Text.Ours("Logged ") + Noon)));

    [Fact]
    public void A_line_without_markup_is_plain_text() => Drawn_as(
        new Line(Text.Ours("Owner ") + new PersonRun("m-2", "Jonas")),
        """[{"type":"section","text":{"type":"plain_text","text":"Owner ⁨Jonas⁩","emoji":false}}]""");

    [Fact]
    public void A_line_with_a_link_is_mrkdwn_in_which_Slack_finds_no_links_of_its_own() => Drawn_as(
        new Line(Text.Ours("in ") + new Link("Outlook", new("https://outlook.office.com/?a=1&b=2"))),
        """[{"type":"section","text":{"type":"mrkdwn","text":"in <https://outlook.office.com/?a=1&amp;b=2|⁨Outlook⁩>","verbatim":true}}]""");

    [Fact]
    public void A_time_is_shown_in_each_viewer_s_zone() => Assert.Equal("<!date^1795503600^{date_short_pretty} {time}|Tue 24 Nov 15:00>", Shown(new Line(Noon)));

    [Fact]
    public void A_quiet_line_is_small() => Drawn_as(new Line(Text.Ours("by rule"), Tone.Quiet), """[{"type":"context","elements":[{"type":"plain_text","text":"by rule","emoji":false}]}]""");

    [Fact]
    public void A_quote_is_quoted_line_by_line() => Assert.Equal(">⁨asked for FOB price⁩\n>⁨wants samples⁩", Shown(new Quote(Text.Theirs("asked for FOB price\nwants samples"))));

    [Fact]
    public void A_rule_is_a_divider() => Drawn_as(new Rule(), """[{"type":"divider"}]""");

    [Fact]
    public void Facts_are_fields_ten_to_a_section()
    {
        var blocks = Drawn.BlocksOf(Drawn.Message(new Card(new Facts([.. Enumerable.Range(1, 12).Select(i => new Fact($"Label {i}", Text.Ours("yes")))]))));
        Assert.Equal([10, 2], blocks.Select(block => block["fields"]!.AsArray().Count));
        Assert.Equal("*Label 1*\nyes", (string?)blocks[0]["fields"]![0]!["text"]);
    }

    [Theory]
    [InlineData("Owner |*Jonas*| left", "Owner *Jonas* left")]
    [InlineData("与|*华为*|通话", "与\u200B*华为*\u200B通话")]
    [InlineData("*Log *|*a call*|, now", "*Log a call*\u200B, now")]
    [InlineData("* Acme *|GmbH", " *Acme* GmbH")]
    [InlineData("*one\ntwo*", "*one*\n*two*")]
    [InlineData("*a*|*  *|b", "*a*  b")]
    public void Bold_words_stand_where_Slack_sees_them_bold(string runs, string shown)
    {
        var text = new Text([.. runs.Split('|').Select(run => run.StartsWith('*') ? new Words(run[1..^1], Weight.Strong) : new Words(run))]);
        Assert.Equal(shown, Shown(new Line(text)));
    }

    [Fact]
    public void An_empty_text_is_no_block() => Assert.Empty(Drawn.BlocksOf(Drawn.Message(new Card(new Line(Text.Empty), new Heading(Text.Empty), new Quote(Text.Empty), new Facts([]), new Entries([])))));

    [Fact]
    public void An_entry_with_one_button_has_it_beside_it() => Drawn_as(
        new Entries([new(Text.Ours("Acme"), Text.Ours("today"), [new Button("follow-up.done", "Done", "f-1", Look.Primary)])]),
        """[{"type":"section","block_id":"turn-7~0","text":{"type":"plain_text","text":"Acme\ntoday","emoji":false},"accessory":{"type":"button","action_id":"follow-up.done~0","text":{"type":"plain_text","text":"Done","emoji":false},"value":"f-1","style":"primary"}}]""");

    [Fact]
    public void An_entry_with_more_buttons_has_a_menu_beside_it() => Drawn_as(
        new Entries([new(Text.Ours("Acme"), null, [new Button("follow-up.done", "Done", "f-1"), new Button("follow-up.snooze", "Snooze")])]),
        """[{"type":"section","block_id":"turn-7~0","text":{"type":"plain_text","text":"Acme","emoji":false},"accessory":{"type":"overflow","action_id":"menu~0","options":[{"text":{"type":"plain_text","text":"Done","emoji":false},"value":"follow-up.done\nf-1"},{"text":{"type":"plain_text","text":"Snooze","emoji":false},"value":"follow-up.snooze\n"}]}}]""");

    [Fact]
    public void An_entry_whose_buttons_carry_too_much_for_a_menu_has_them_under_it()
    {
        var blocks = Drawn.BlocksOf(Drawn.Message(new Card(new Entries([new(Text.Ours("Acme"), null, [new("a", "A", new string('v', 200)), new("b", "B")])]))));
        Assert.Equal(["section", "actions"], blocks.Select(block => (string?)block["type"]));
        Assert.Equal(new string('v', 200), (string?)blocks[1]["elements"]![0]!["value"]);
    }

    [Fact]
    public void Buttons_and_menus_stand_in_one_row() => Drawn_as(
        new Card([new Rule()], [new Button("turn.undo", "Undo", "t-1", Look.Danger), new Menu("More", [new Button("a", "A", "1")])]) { Drawing = "turn-7" },
        """
        [{"type":"divider"},{"type":"actions","block_id":"turn-7~1","elements":[
        {"type":"button","action_id":"turn.undo~0","text":{"type":"plain_text","text":"Undo","emoji":false},"value":"t-1","style":"danger"},
        {"type":"static_select","action_id":"menu~1","placeholder":{"type":"plain_text","text":"More","emoji":false},"options":[{"text":{"type":"plain_text","text":"A","emoji":false},"value":"a\n1"}]}]}]
        """);

    [Fact]
    public void A_text_field_is_a_question_to_type_at() => Asked(
        new TextField("note", "Note", "*FOB* <price>", Required: true, Tall: true) { Hint = "What was said" },
        """{"type":"input","block_id":"note","label":{"type":"plain_text","text":"Note","emoji":false},"hint":{"type":"plain_text","text":"What was said","emoji":false},"optional":false,"element":{"type":"plain_text_input","action_id":"note","multiline":true,"max_length":3000,"initial_value":"*FOB* <price>"}}""");

    [Fact]
    public void An_optional_choice_can_be_taken_back() => Asked(
        new ChoiceField("kind", "Kind", [new("Call", "call"), new("Nothing", "")], "call"),
        """{"type":"input","block_id":"kind","label":{"type":"plain_text","text":"Kind","emoji":false},"optional":true,"element":{"type":"static_select","action_id":"kind","options":[{"text":{"type":"plain_text","text":"—","emoji":false},"value":" "},{"text":{"type":"plain_text","text":"Call","emoji":false},"value":"call"}],"initial_option":{"text":{"type":"plain_text","text":"Call","emoji":false},"value":"call"}}}""");

    [Fact]
    public void A_lookup_asks_from_the_first_letter_on() => Asked(
        new LookupField("customer", "Customer", "customer.find", "c-1042", "Acme", Required: true),
        """{"type":"input","block_id":"customer~customer.find","label":{"type":"plain_text","text":"Customer","emoji":false},"optional":false,"element":{"type":"external_select","action_id":"customer","min_query_length":1,"initial_option":{"text":{"type":"plain_text","text":"Acme","emoji":false},"value":"c-1042"}}}""");

    [Fact]
    public void A_switch_is_one_box_to_tick() => Asked(
        new SwitchField("outlook", "In Outlook", "true"),
        """{"type":"input","block_id":"outlook","label":{"type":"plain_text","text":"In Outlook","emoji":false},"optional":true,"element":{"type":"checkboxes","action_id":"outlook","options":[{"text":{"type":"plain_text","text":"Yes","emoji":false},"value":"true"}],"initial_options":[{"text":{"type":"plain_text","text":"Yes","emoji":false},"value":"true"}]}}""");

    [Theory]
    [InlineData("choice")]
    [InlineData("lookup")]
    [InlineData("text")]
    [InlineData("switch")]
    public void What_is_not_answered_yet_has_no_initial_value(string kind)
    {
        Field field = kind switch { "choice" => new ChoiceField("f", "F", [new("A", "a")]), "lookup" => new LookupField("f", "F", "find", "", "Shown"), "text" => new TextField("f", "F"), _ => new SwitchField("f", "F") };
        Assert.DoesNotContain(Drawn.BlocksOf(Drawn.Modal(Form(field))).Single()["element"]!.AsObject(), entry => entry.Key.StartsWith("initial", StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_is_a_view_that_carries_its_id_and_metadata()
    {
        var view = Drawn.Modal(Form(new TextField("note", "Note")) with { Intro = Text.Ours("Read as a call") });
        Assert.Equal(("modal", "interaction.log", "meta"), ((string?)view["type"], (string?)view["callback_id"], (string?)view["private_metadata"]));
        Assert.Equal(["Log", "Save", "Cancel", "Read as a call", "Note"], Drawn.Seen(view));
    }

    [Fact]
    public void A_refused_form_says_everything_that_is_wrong_on_top()
    {
        var form = Form(new TextField("when", "When")).Refused(
            new Dictionary<string, string> { ["when"] = "Febtember 31" },
            new Dictionary<string, string> { ["when"] = "No such date.", ["_"] = "Somebody else has changed this customer." });
        Assert.Equal("Please look at the marked fields. Nothing typed is lost.\nWhen: No such date.\nSomebody else has changed this customer.", Drawn.Seen(Drawn.Modal(form))[3]);
        Assert.Equal("Febtember 31", (string?)Drawn.All(Drawn.Modal(form), "plain_text_input").Single()["initial_value"]);
    }

    [Fact]
    public void Errors_stand_beside_their_fields() => Assert.Equal(
        """{"response_action":"errors","errors":{"when":"No such date.","customer~customer.find":"Nobody is called so."}}""",
        Encoding.UTF8.GetString(Blocks.Errors(Form(new TextField("when", "When"), new LookupField("customer", "Customer", "customer.find")) with
        {
            Errors = new Dictionary<string, string> { ["when"] = "No such date.", ["customer"] = "Nobody is called so." },
        })!));

    [Fact]
    public void Errors_of_no_field_need_the_view_drawn_anew()
    {
        Assert.Null(Blocks.Errors(Form(new TextField("when", "When")) with { Errors = new Dictionary<string, string> { ["when"] = "No.", ["_"] = "Changed." } }));
        Assert.Null(Blocks.Errors(Form(new TextField("when", "When"))));
    }

    [Fact]
    public void A_view_that_waits_says_so_in_the_reader_s_language()
    {
        var view = Drawn.Read(json => Blocks.Loading(json, Wording.In("zh-CN"), "meta", "记录联系"));
        Assert.Equal(["记录联系", "关闭", "请稍候……"], Drawn.Seen(view));
    }

    [Fact]
    public void A_card_in_a_view_can_be_closed_and_not_sent()
    {
        var view = Drawn.Surfaces["modal"](new Card(new Line(Text.Ours("Because."))));
        Assert.Equal(["Acme", "Close", "Because."], Drawn.Seen(view));
        Assert.Null(view["submit"]);
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_a_drawing() =>
        Assert.Equal("a\uFFFDb", Drawn.Seen(Drawn.Message(new Card(new Line(Text.Theirs("a\uD800b"))))).Single());

    [Fact]
    public void C6_a_name_cannot_turn_what_stands_around_it() =>
        Assert.Equal("⁨invoicefdp.exe⁩ by ⁨a\u2066b\u2069c⁩", Shown(new Line(Text.Theirs("invoice\u202Efdp.exe") + Text.Ours(" by ") + Text.Theirs("a\u2066b\u2069c\u2069"))));

    private static Form Form(params Field[] fields) => new("interaction.log", "form-9", "Log", "Save", fields);

    private static JsonObject Only(Block block) => Drawn.BlocksOf(Drawn.Message(new Card(block))).Single();

    private static string Shown(Block block) => (string)Only(block)["text"]!["text"]!;

    private static void Asked(Field field, string block) => Same(block, Drawn.BlocksOf(Drawn.Modal(Form(field))).Single());

    private static void Drawn_as(Block block, string blocks) => Drawn_as(new Card(block) { Drawing = "turn-7" }, blocks);

    private static void Drawn_as(Card card, string blocks) => Same(blocks, Drawn.Message(card)["blocks"]!);

    private static void Same(string expected, JsonNode drawn) => Assert.Equal(Drawn.Readable(JsonNode.Parse(expected)!), Drawn.Readable(drawn));
}
