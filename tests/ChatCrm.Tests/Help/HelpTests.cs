using ChatCrm.Conversation;
using ChatCrm.Help;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Help;

public class HelpTests
{
    [Fact]
    public async Task Every_verb_has_its_help_in_every_language()
    {
        await using var house = await Workspace.Open();

        Assert.Empty(
            from route in house.Get<Routes>().All
            where route.Kind == RouteKind.Verb && route.Id != Routes.LookUp
            from language in Wording.Known
            from part in new[] { "Text", "Example", "Forms" }
            where !Wording.In(language).Has($"Help.{part}-{route.Id}")
            select $"Help.{part}-{route.Id} ({language})");
    }

    [Fact]
    public async Task Every_example_begins_with_a_word_of_its_verb_or_is_a_look_up()
    {
        await using var house = await Workspace.Open();
        var routes = house.Get<Routes>();

        Assert.Empty(
            from language in Wording.Known
            let words = Wording.In(language)
            from key in words.Keys
            where key.StartsWith("Help.Example", StringComparison.Ordinal) && key.Contains('-')
            let verb = key.Split('-')[1]
            where routes.Find(RouteKind.Verb, verb) is not null && routes.VerbOf(words.Plain(key).Split(' ')[0]) != verb
            select $"{key} ({language})");
    }

    [Theory]
    [InlineData("about", "About ChatCrm")]
    [InlineData("version", "About ChatCrm")]
    [InlineData("关于", "About ChatCrm")]
    [InlineData("about prices", "About ChatCrm")]
    public async Task About_says_how_fresh_the_rules_of_zones_are(string line, string title)
    {
        await using var house = await Workspace.Open();

        var shown = (await house.Mei.Say(line)).Plain();

        Assert.StartsWith(title, shown, StringComparison.Ordinal);
        Assert.Contains("Time zones: rules of TZDB 20", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_verbs_of_the_picker_in_their_order()
    {
        await using var house = await Workspace.Open();
        var picker = house.Get<Routes>().All.Where(route => route is { Kind: RouteKind.Verb, InPicker: true }).Select(route => Wording.In("en").Plain($"Help.Example-{route.Id}")).ToList();

        var shown = (await house.Mei.Say("help")).Card().Blocks.OfType<Entries>().Single().Items.Select(entry => entry.Main.ToString()).Skip(1);

        Assert.Equal(picker, shown);
    }

    [Fact]
    public async Task The_picker_has_the_verbs_that_are_used_most_first()
    {
        await using var house = await Workspace.Open();

        var picker = house.Get<Routes>().All.Where(route => route is { Kind: RouteKind.Verb, InPicker: true }).Select(route => route.Id);

        Assert.Equal(["log", "find", "follow", "due", "done", "undo", "new", "set", "me", "help"], picker);
    }

    [Theory]
    [InlineData("help log")]
    [InlineData("help l")]
    [InlineData("? log")]
    [InlineData("帮助 记")]
    public async Task Help_of_a_verb_shows_its_form_five_examples_and_what_is_assumed(string line)
    {
        await using var house = await Workspace.Open();

        var shown = (await house.Mei.Say(line)).Plain();

        Assert.Contains("log customer kind", shown);
        for (var n = 2; n <= 5; n++) Assert.Contains(Wording.In("en").Plain($"Help.Example{n}-log"), shown);
        Assert.Contains("It happened now", shown);
    }

    [Theory]
    [InlineData("help frobnicate")]
    [InlineData("help \"log\"")]
    [InlineData("help <!channel>")]
    public async Task Help_of_no_verb_says_so_and_lists_what_there_is(string line)
    {
        await using var house = await Workspace.Open();

        var shown = (await house.Mei.Say(line)).Plain();

        Assert.Contains("There is no verb", shown);
        Assert.Contains("help log", shown);
    }

    [Fact]
    public async Task The_menu_leads_to_a_verb()
    {
        await using var house = await Workspace.Open();

        Assert.Contains("It happened now", (await house.Mei.Press((await house.Mei.Say("help")).Card(), "log")).Plain());
    }

    [Fact]
    public async Task Who_arrives_is_welcomed_with_three_lines_about_their_own_customer()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Send(house.Jonas, new Input.Arrived())).Card();

        var lines = card.Blocks.OfType<Entries>().Single().Items;
        Assert.Equal(3, lines.Count);
        Assert.Equal("Bergmann & Söhne KG", lines[0].Main.ToString());
        Assert.StartsWith("log Bergmann & Söhne KG call", lines[1].Main.ToString());
        Assert.Contains("Bergmann", (await house.Jonas.Press(card, "Show")).Plain());
    }

    [Fact]
    public async Task The_welcome_turns_into_the_other_language_and_back()
    {
        await using var house = await Workspace.Open();
        var card = (await house.Send(house.Mei, new Input.Arrived())).Card();

        var chinese = Assert.IsType<Reply.Replace>(await house.Mei.Press(card, "中文")).Card;
        Assert.Contains("你好，Mei Lin", chinese.Plain());
        var english = Assert.IsType<Reply.Replace>(await house.Mei.Press(chinese, "English")).Card;

        Assert.Contains("Hello Mei Lin", english.Plain());
    }

    [Fact]
    public async Task Who_is_new_and_owns_nothing_is_welcomed_too()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Send(new Actor(house, "console:lea", "Lea Novak"), new Input.Arrived())).Card();

        Assert.Contains("Hello Lea Novak", card.Plain());
        Assert.Equal(5, (await house.Rows("member|")).Count);
    }
}
