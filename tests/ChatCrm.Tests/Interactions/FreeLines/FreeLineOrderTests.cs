using System.Globalization;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Interactions.FreeLines;

/// <summary>The same facts in another order, or in the other language, are the same record.</summary>
public class FreeLineOrderTests
{
    private const string English = "acme Call 20 [Maria Weber] 11-21 15:00 | pricing · wants quote by Friday | quote 11-27 17:00";
    private const string Chinese = "acme Call 20 [Maria Weber] 11-21 15:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00";

    private static readonly string[][] EnglishFacts =
    [
        ["called Maria at Acme", "call with Maria from Acme", "spoke with Maria (Acme)", "Maria at Acme: phoned", "I rang Maria Weber at Acme GmbH", "called Maria, Acme GmbH"],
        ["20 min", "for 20 minutes", "20min", "lasted 20 mins"],
        ["yesterday 3pm", "yesterday at 15:00", "yesterday at 3 pm"],
        ["re pricing", "about pricing", "re: pricing", "regarding pricing"],
        ["wants quote by Friday"],
    ];

    private static readonly string[][] ChineseFacts =
    [
        ["和Acme的Maria通话", "给Acme的Maria打了电话", "致电Acme的Maria", "跟Acme GmbH的Maria Weber通了电话"],
        ["20分钟", "约20分钟", "二十分钟", "２０分钟"],
        ["昨天下午3点", "昨天15点", "昨天下午三点"],
        ["关于报价", "谈了报价", "讨论了报价", "关于：报价"],
        ["周五前要报价单"],
    ];

    [Fact]
    public async Task Commas_between_the_facts_let_them_stand_in_any_order_in_English() => await InAnyOrder(EnglishFacts, ", ", English);

    [Fact]
    public async Task Commas_between_the_facts_let_them_stand_in_any_order_in_Chinese() => await InAnyOrder(ChineseFacts, "，", Chinese);

    [Fact]
    public async Task Other_marks_do_as_well_as_commas()
    {
        foreach (var mark in new[] { "; ", ". ", " - ", " – " }) await InAnyOrder(EnglishFacts, mark, English, 30);
        foreach (var mark in new[] { "；", "。", ", " }) await InAnyOrder(ChineseFacts, mark, Chinese, 30);
    }

    [Theory]
    [InlineData("called Maria at Acme yesterday 3pm 20 min re pricing, wants quote by Friday")]
    [InlineData("yesterday 3pm called Maria at Acme 20 min about pricing, wants quote by Friday")]
    [InlineData("20 min call with Maria at Acme yesterday at 3pm re pricing, wants quote by Friday")]
    [InlineData("yesterday 3pm 20 min with Maria at Acme, called re pricing, wants quote by Friday")]
    public async Task English_needs_no_commas_between_what_can_be_told_apart(string line) => Assert.Equal(English, await Told.Of(line));

    [Theory]
    [InlineData("昨天下午3点和Acme的Maria通话20分钟，关于报价，周五前要报价单")]
    [InlineData("和Acme的Maria昨天下午3点通话20分钟关于报价，周五前要报价单")]
    [InlineData("昨天下午3点给Acme的Maria打了20分钟电话关于报价，周五前要报价单")]
    [InlineData("昨天下午3点和Acme的Maria通话20分钟关于报价周五前要报价单")]
    public async Task Chinese_needs_no_commas_between_what_can_be_told_apart(string line) => Assert.Equal(Chinese, await Told.Of(line));

    private static async Task InAnyOrder(string[][] facts, string between, string expected, int rounds = 120)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed.ToString(CultureInfo.InvariantCulture)}");
        var dice = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var said = facts.Select(ways => ways[dice.Next(ways.Length)]).ToArray();
            dice.Shuffle(said);
            var line = string.Join(between, said);
            Assert.True(expected == await Told.Of(line), $"seed {seed}: {line}\n{await Told.Of(line)}");
        }
    }
}
