using System.Security.Cryptography;
using System.Text;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage;

public class KeysTests
{
    // Everything that some store, some protocol or we ourselves give a meaning to, the edges of the surrogates, and plain text.
    internal const string Odd = "|^/\\#?%'\"*_ .~ab0\0\t\u001F\u007F\u0085\u009F\uD7FF\uD800\uDBFF\uDC00\uDFFF\uE000\uFFFD\uFFFE\uFFFF张é\u0301\u202E";

    private static readonly int Seed = RandomNumberGenerator.GetInt32(int.MaxValue);

    [Theory]
    [InlineData("customer|7|file", "customer", "7", "file")]
    [InlineData("name|^007C^005E^002F^005C^0023^003F^0025", "name", "|^/\\#?%")]
    [InlineData("name|^0000^0009^007F^0085", "name", "\0\t\u007F\u0085")]
    [InlineData("name|^D83D^DE00", "name", "😀")]
    [InlineData("name|^FFFE^FFFF", "name", "\uFFFE\uFFFF")]
    [InlineData("name||张伟", "name", "", "张伟")]
    public void A_key_is_its_parts_with_what_some_store_forbids_escaped(string key, params string[] parts)
    {
        Assert.Equal(key, Keys.Of(parts));
        Assert.Equal(parts, Keys.Parts(key));
    }

    [Fact]
    public void C9_Any_parts_come_back_from_their_key() => ForAll(random =>
    {
        string[] parts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Text(random))];
        Assert.Equal(parts, Keys.Parts(Keys.Of(parts)));
    });

    [Fact]
    public void C9_Every_key_is_one_that_all_stores_take() => ForAll(random => RowLimits.CheckKey(Keys.Of("x", Text(random))));

    [Fact]
    public void C9_Every_prefix_gives_a_range_that_all_stores_take() => ForAll(random => RowLimits.CheckList("w1", [KeyRange.Prefix(Keys.Of("x", Text(random)), 1)]));

    [Fact]
    public void A_prefix_of_a_part_is_a_prefix_of_its_key_even_when_it_splits_a_pair() => ForAll(random =>
    {
        var text = Text(random);
        Assert.StartsWith(Keys.Of("name", text[..random.Next(text.Length + 1)]), Keys.Of("name", text), StringComparison.Ordinal);
    });

    [Fact]
    public void A_range_up_to_After_holds_exactly_the_keys_with_that_prefix() => ForAll(random =>
    {
        var prefix = Keys.Of("n", Text(random));
        var key = random.Next(2) == 0 ? prefix + Keys.Of(Text(random)) : Keys.Of("n", Text(random));
        var within = string.CompareOrdinal(key, prefix) >= 0 && string.CompareOrdinal(key, Keys.After(prefix)) < 0;
        Assert.Equal(key.StartsWith(prefix, StringComparison.Ordinal), within);
    });

    [Fact]
    public void Keys_are_in_the_same_order_by_unit_and_by_utf8_byte() => ForAll(random =>
    {
        string a = Keys.Of(Text(random)), b = Keys.Of(Text(random));
        var bytes = Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
        Assert.Equal(Math.Sign(string.CompareOrdinal(a, b)), Math.Sign(bytes));
    });

    [Fact]
    public void Below_a_record_lie_its_own_keys_and_no_neighbours()
    {
        Assert.Equal("customer|7|", Keys.Under("customer", "7"));
        Assert.False(Keys.Of("customer", "71").StartsWith(Keys.Under("customer", "7"), StringComparison.Ordinal));
    }

    private static void ForAll(Action<Random> holds)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed}");
        var random = new Random(Seed);
        for (var i = 0; i < 3000; i++) holds(random);
    }

    internal static string Text(Random random)
    {
        var text = new char[random.Next(6)];
        for (var i = 0; i < text.Length; i++) text[i] = random.Next(4) == 0 ? (char)random.Next(0x10000) : Odd[random.Next(Odd.Length)];
        return new(text);
    }
}
