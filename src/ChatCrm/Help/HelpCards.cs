using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Help;

/// <summary>What people read about what they can type. Pure; every verb's texts lie in the area Help under its id.</summary>
public static class HelpCards
{
    /// <summary>A verb has one to five.</summary>
    private static readonly string[] ExampleKeys = ["Help.Example-", "Help.Example2-", "Help.Example3-", "Help.Example4-", "Help.Example5-"];

    /// <summary>Menus hold ten.</summary>
    private const int MostInMenu = 10;

    public static bool Knows(Wording words, string verb) => words.Has($"Help.Text-{verb}");

    /// <summary>Every verb of the picker with an example.</summary>
    /// <param name="unknown">What was asked for and is no verb; empty where nothing was.</param>
    public static Card All(Wording words, IReadOnlyList<string> verbs, string unknown)
    {
        var known = verbs.Where(verb => Knows(words, verb)).ToList();
        Entry[] entries =
        [
            Entry(words, "Help.LookUpExample", "Help.LookUpText"),
            .. known.Select(verb => Entry(words, $"Help.Example-{verb}", $"Help.Text-{verb}")),
        ];
        Press[] presses =
        [
            .. known.Count == 0 ? Array.Empty<Press>() : [new Menu(words.Plain("Help.MoreMenu"), [.. known.Take(MostInMenu).Select(verb => Run(Spoken(words, verb)[0], $"help {verb}"))])],
            PeopleCards.Switch(words, ""),
        ];
        return new(
        [
            unknown.Length > 0 ? new Line(words.Say("Help.Unknown", ("word", unknown)), Tone.Warning) : new Heading(words.Say("Help.Title")),
            new Entries(entries),
            new Line(words.Say("Help.Hint"), Tone.Quiet),
        ], presses);
    }

    /// <summary>One verb: what it does, what it reads, examples, what is assumed.</summary>
    public static Card Of(Wording words, string verb)
    {
        List<Block> blocks =
        [
            new Heading(Text.Ours(Spoken(words, verb)[0], Weight.Strong), Text.Ours(string.Join(", ", Spoken(words, verb).Skip(1)))),
            new Line(words.Say($"Help.Text-{verb}")),
            new Facts([new(words.Plain("Help.Forms"), words.Say($"Help.Forms-{verb}"))]),
            new Line(words.Say("Help.Examples").With(Weight.Strong)),
            .. Examples(words, verb).Select(key => new Line(words.Say(key))),
        ];
        if (words.Has($"Help.Assumed-{verb}")) blocks.Add(new Facts([new(words.Plain("Help.Assumes"), words.Say($"Help.Assumed-{verb}"))]));
        return new(blocks, [Run(words.Plain("Help.HelpButton"), "help")]);
    }

    /// <summary>Three lines to try, with a customer of the reader's own in them.</summary>
    public static Card Welcome(Wording words, Member member, Hit? own)
    {
        var customer = own is null ? Text.Ours(words.Plain("Help.WelcomeCustomer")) : Text.Theirs(Names.Visible(own.Name));
        Entry[] lines =
        [
            new(words.Say("Help.WelcomeLookUp", ("customer", customer)), words.Say("Help.WelcomeLookUpText"), own is null ? [] : [new("customer.open", words.Plain("Help.ShowButton"), own.Customer)]),
            new(words.Say("Help.WelcomeLog", ("customer", customer)), words.Say("Help.WelcomeLogText"), []),
            new(words.Say("Help.WelcomeDue"), words.Say("Help.WelcomeDueText"), [Run(words.Plain("Help.ShowButton"), words.Plain("Help.WelcomeDue"))]),
        ];
        return new(
            [new Line(words.Say("Help.Welcome", ("name", member.Name))), new Line(words.Say("Help.WelcomeTry")), new Entries(lines), new Line(words.Say("Help.WelcomeHelp"), Tone.Quiet)],
            [PeopleCards.Switch(words, PeopleCommands.Welcome), Run(words.Plain("Help.HelpButton"), "help")]);
    }

    private static IEnumerable<string> Examples(Wording words, string verb) => ExampleKeys.Select(key => key + verb).Where(words.Has);

    private static Entry Entry(Wording words, string example, string text) => new(words.Say(example).With(Weight.Strong), words.Say(text), []);

    /// <summary>What a verb is called in the reader's language, the word that we say ourselves first.</summary>
    private static string[] Spoken(Wording words, string verb) => words.Plain($"Verbs.{verb}").Split(',', StringSplitOptions.TrimEntries);

    private static Button Run(string label, string line) => new(Drafts.RunLine, label, Drafts.Carry(line)!);
}
