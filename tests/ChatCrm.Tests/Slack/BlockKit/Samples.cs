using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Tests.Slack.BlockKit;

/// <summary>Cards and forms of any shape and size.</summary>
internal static class Samples
{
    /// <summary>Among them those that JSON, Slack or a reader make more than one character of, and halves of a surrogate pair.</summary>
    private const string Signs = "aé华\"\\\u0001\u202F\u202E\u2069ش&<>*_~`:/ \n\r\uD83D\uDE00\u200D|";

    public static Card Card(Random random) => new([.. Many(random, 1, 12, Block)], [.. Many(random, 0, 6, Press)])
    {
        Drawing = new string('d', Size(random, 400)),
        Language = random.Next(2) == 0 ? "en" : "zh-Hans",
    };

    public static Form Form(Random random)
    {
        var fields = Many(random, 0, 25, Field).Select((field, i) => field with { Id = $"f{i}" }).ToList();
        return new("interaction.log", "form-9", Words(random, 60), Words(random, 60), fields)
        {
            Intro = Text(random),
            Errors = fields.Where(_ => random.Next(4) == 0).ToDictionary(field => field.Id, _ => Words(random, 4000)),
            Language = random.Next(2) == 0 ? "en" : "zh-Hans",
        };
    }

    private static Block Block(Random random) => random.Next(7) switch
    {
        0 => new Heading(Text(random), random.Next(2) == 0 ? Text(random) : null),
        1 => new Line(Text(random), random.GetItems(Enum.GetValues<Tone>(), 1)[0]),
        2 => new Quote(Text(random)),
        3 => new Facts([.. Many(random, 0, 60, r => new Fact(Words(r, 3000), Text(r)))]),
        4 or 5 => new Entries([.. Many(random, 0, 60, Entry)]),
        _ => new Rule(),
    };

    private static Entry Entry(Random random) => new(Text(random), random.Next(2) == 0 ? Text(random) : null, [.. Many(random, 0, 4, Button)]);

    private static Press Press(Random random) => random.Next(3) == 0
        ? new Menu("M" + Words(random, 200), [.. Many(random, 1, 11, r => new Button("menu.entry", "E" + Words(r, 200), new string(Sign(r), Size(r, 110))))])
        : Button(random);

    private static Button Button(Random random) =>
        new("follow-up.done", "B" + Words(random, 200), new string(Sign(random), Size(random, Conversation.Button.LongestValue)), random.GetItems(Enum.GetValues<Look>(), 1)[0]);

    private static Field Field(Random random) => (Field)(random.Next(4) switch
    {
        0 => new TextField("f", Words(random, 3000), new string(Sign(random), Size(random, 5000)), random.Next(2) == 0, random.Next(2) == 0),
        1 => new ChoiceField("f", Words(random, 3000), Choices(random), random.Next(3) == 0 ? "v7" : "", random.Next(2) == 0),
        2 => new LookupField("f", Words(random, 3000), "customer.find", random.Next(2) == 0 ? Words(random, 200) : "", Words(random, 200), random.Next(2) == 0),
        _ => new SwitchField("f", Words(random, 3000), random.Next(2) == 0 ? "true" : "false"),
    }) with { Hint = Words(random, 3000) };

    private static IReadOnlyList<Choice> Choices(Random random) => [.. Enumerable.Range(0, random.Next(0, 140)).Select(i => new Choice(Words(random, 150), random.Next(50) == 0 ? Words(random, 300) : $"v{i}"))];

    private static Text Text(Random random) => new([.. Many(random, 0, 5, Run)]);

    private static Run Run(Random random) => random.Next(6) switch
    {
        0 => new Words(Words(random, 6000), random.GetItems(Enum.GetValues<Weight>(), 1)[0]),
        1 or 2 => new Typed(Words(random, 30_000), random.GetItems(Enum.GetValues<Weight>(), 1)[0]),
        3 => new PersonRun("m-2", Words(random, 300)),
        4 => new Moment(Instant.FromUnixTimeSeconds(random.NextInt64(4_000_000_000)), Words(random, 60)),
        _ => new Link(Words(random, 300), new("https://example.org/" + new string('u', Size(random, 4000)))),
    };

    /// <summary>Mostly short, now and then as long as can be.</summary>
    private static string Words(Random random, int most)
    {
        var size = Size(random, most);
        return random.Next(3) == 0 ? new string(Sign(random), size) : string.Concat(Enumerable.Range(0, size).Select(_ => Sign(random)));
    }

    private static int Size(Random random, int most) => random.Next(20) == 0 ? random.Next(most + 1) : random.Next(Math.Min(most, 40));

    private static char Sign(Random random) => Signs[random.Next(Signs.Length)];

    private static IEnumerable<T> Many<T>(Random random, int least, int below, Func<Random, T> make) =>
        [.. Enumerable.Range(0, random.Next(least, below)).Select(_ => make(random))];
}
