using ChatCrm.Customers;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Customers;

public class NamePageTests
{
    private static readonly string[] Words = ["acme", "ac", "gmbh", "müller", "mueller", "keramik", "贸易", "貿易", "北京", "o'neill", "b"];

    [Fact]
    public void A_page_finds_what_a_look_at_each_of_its_names_would_find()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var rows = Enumerable.Range(0, random.Next(0, 12)).Select(i => Row($"c{i}", Some(1, 4))).ToList();
            var sought = Names.Sought(Some(1, 3));
            var common = random.Next(sought[0].Count);
            var names = rows.Select(CustomerRows.Name).Where(name => sought.Where((words, i) => Names.HasAll(name.Searched, words, i == 0 ? common : -1)).Any()).Select(name => name.Customer);
            var found = NamePage.Of(new(rows, null)).With(sought, common).Select(name => name.Customer);
            Assert.True(names.SequenceEqual(found), $"seed {seed}, round {round}");
        }

        string Some(int least, int most) => string.Join(' ', Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Words[random.Next(Words.Length)]));
    }

    [Fact]
    public void A_name_is_found_by_an_alias_that_is_too_far_back_to_be_kept()
    {
        var row = new Row("name|zeta|c1", new NameRow { Customer = "c1", Name = "Acme", Searched = "acme and many more" }.Write(CustomerJson.Default.NameRow), "turn", "1");
        Assert.Single(NamePage.Of(new([row], null)).With(Names.Sought("acme zeta"), common: 1));
        Assert.Empty(NamePage.Of(new([row], null)).With(Names.Sought("other zeta"), common: 1));
    }

    private static Row Row(string id, string name) =>
        new($"name|{id}", new NameRow { Customer = id, Name = name, Searched = Names.Searched(name, []) }.Write(CustomerJson.Default.NameRow), "turn", "1");
}
