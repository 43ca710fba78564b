using ChatCrm.Customers;

namespace ChatCrm.Tests.Customers;

public class NameLikenessTests
{
    [Theory]
    [InlineData("Acme GmbH", "ACME Ltd", 1)]
    [InlineData("Müller", "Mueller", 1)]
    [InlineData("Martha", "Marhta", 0.961)]
    [InlineData("Dixon", "Dicksonx", 0.813)]
    [InlineData("Siemens", "Siemens Energy", 0.93)]
    [InlineData("Trading Nordic Fish", "Nordic Fish Trading", 1)]
    [InlineData("Acme", "华为", 0)]
    [InlineData("", "Acme", 0)]
    [InlineData("", "", 0)]
    public void Likeness_is_the_best_of_its_measures(string a, string b, double likeness)
    {
        Assert.Equal(likeness, NameLikeness.Of(a, b), 0.0006);
        Assert.Equal(NameLikeness.Of(a, b), NameLikeness.Of(b, a), 1e-12);
    }

    [Fact]
    public void Likeness_is_symmetric_and_between_0_and_1()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var (a, b) = (Letters(random), Letters(random));
            var likeness = NameLikeness.Of(a, b);
            Assert.True(likeness is >= 0 and <= 1 && Math.Abs(likeness - NameLikeness.Of(b, a)) < 1e-12, $"seed {seed}: {a} / {b} {likeness} {NameLikeness.Of(b, a)}");
        }

        static string Letters(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "abc 华"[random.Next(5)]));
    }

    [Theory]
    [InlineData("Acmee", "Acme GmbH")]
    [InlineData("Amce", "Acme GmbH")]
    [InlineData("Simens", "Siemens Energy AG")]
    [InlineData("enrgy", "Siemens Energy AG")]
    [InlineData("Huawie", "Huawei Technologies")]
    [InlineData("华伟", "华为技术有限公司")]
    [InlineData("Ромошка", "ООО Ромашка")]
    public void A_mistyped_name_is_still_meant(string typed, string meant) => Assert.Equal(meant, NameLikeness.Nearest(typed, Customers, name => name)[0]);

    [Theory]
    [InlineData("Bosch")]
    [InlineData("xyz")]
    [InlineData("比亚迪")]
    [InlineData("")]
    [InlineData("\u200B")]
    public void What_is_like_nobody_means_nobody(string typed) => Assert.Empty(NameLikeness.Nearest(typed, Customers, name => name));

    [Fact]
    public void At_most_three_are_offered_the_nearest_first() =>
        Assert.Equal(["Acme", "Acmes", "Acmess"], NameLikeness.Nearest("Acme", ["Acmess", "Acmes", "Acmesss", "Acme", "Acne", "Bolt"], name => name));

    [Fact]
    public void At_most_200_are_ranked() =>
        Assert.Empty(NameLikeness.Nearest("Acme", Enumerable.Repeat("Bolt", NameLikeness.RankedAtMost).Append("Acme"), name => name));

    [Theory]
    [InlineData("cal", "call")]
    [InlineData("flolow", "follow")]
    [InlineData("folow", "follow")]
    [InlineData("FOLLWO", "follow")]
    [InlineData("snoze", "snooze")]
    [InlineData("due", "due")]
    [InlineData("dxxe", null)]
    [InlineData("dome", "done")]
    [InlineData("fxnxdx", null)]
    [InlineData("", null)]
    public void A_mistyped_word_is_read_as_the_nearest_one(string typed, string? word) => Assert.Equal(word, Typos.Nearest(typed, ["call", "follow", "snooze", "due", "done", "find"]));

    [Fact]
    public void Two_words_as_near_as_each_other_are_neither() => Assert.Null(Typos.Nearest("dun", ["due", "run"]));

    [Fact]
    public void Short_words_may_have_one_slip_only() => Assert.Null(Typos.Nearest("lgo", ["call", "mail", "gone"]));

    private static readonly string[] Customers =
        ["Acme GmbH", "Siemens Energy AG", "Huawei Technologies", "华为技术有限公司", "ООО Ромашка", "Nordic Fish Trading", "腾讯科技(深圳)有限公司"];
}
