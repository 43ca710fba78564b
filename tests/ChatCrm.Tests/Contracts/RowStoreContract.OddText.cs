using ChatCrm.Storage;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Contracts;

/// <summary>Any text is data, in values and in keys.</summary>
public abstract partial class RowStoreContract
{
    public static TheoryData<string> Values => new(
        "",
        "{\"name\":\"NUL \\u0000 and a lone \\uD83D\"}",
        "😀 👩‍👩‍👧‍👦 \u202Eabc\u202C 张伟 e\u0301 \uFFFD \uFFFF \uE000",
        "'; DROP TABLE rows; -- \" ? %s {0} \r\n\t\u0001\u007F\u0085");

    [Theory]
    [MemberData(nameof(Values))]
    public async Task C9_A_value_comes_back_unit_for_unit(string value)
    {
        await Put("a", value);
        Assert.Equal(value, (await Get("a"))!.Value);
        Assert.Equal(value, (await All(new("a", "b", 1)))[0].Value);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('张')]
    public async Task A_value_of_300_KB_comes_back_whole(char filling)
    {
        var value = $"\"{new string(filling, 300 * 1024 / 2)}\"";
        await Put("a", value);
        Assert.Equal(value, (await Get("a"))!.Value);
    }

    [Fact]
    public async Task C9_Any_text_as_an_id_names_one_row_and_touches_no_neighbour()
    {
        string[] names =
        [
            .. KeysTests.Odd.Select(c => c.ToString()), .. KeysTests.Odd.Select(c => $"a{c}b"), "", " ", "a ", "A", "^0041", "%41", "%_", "*", "a*", "\"a\" OR b",
            "' or PartitionKey ne '", "'; DROP TABLE rows; --", "../../etc", "a\0b", "😀", "\uD83D", "\uDE00", "\uDE00\uD83D", "NULL", "true", "0x41", "-1", "張", "张",
        ];
        var keys = names.Distinct(StringComparer.Ordinal).ToDictionary(name => Keys.Of("customer", name), name => name, StringComparer.Ordinal);
        foreach (var key in keys.Keys) Assert.IsType<CommitResult.Committed>(await Commit(new Change.Insert(key, "0")));
        Assert.Equal(keys.Keys.Order(StringComparer.Ordinal), (await All(KeyRange.Prefix("customer|", 50))).Select(row => row.Key));
        foreach (var (key, name) in keys) await ChangesOnly(keys, key, name);
    }

    private async Task ChangesOnly(Dictionary<string, string> keys, string key, string name)
    {
        var before = (await Get(key))!;
        Assert.Equal(name, Keys.Parts(before.Key)[1]);
        Assert.IsType<CommitResult.Committed>(await Commit(new Change.Replace(key, "1", before.ETag)));
        Assert.Equal([key], (await All(KeyRange.Prefix("customer|", 1000))).Where(row => row.Value == "1").Select(row => row.Key));
        Assert.IsType<CommitResult.Committed>(await Commit(new Change.Delete(key)));
        Assert.Equal(keys.Count - 1, (await All(KeyRange.Prefix("customer|", 1000))).Count);
        await Put(key, "2");
    }

    [Fact]
    public async Task C9_A_prefix_search_finds_what_begins_with_the_text_and_nothing_else()
    {
        string[] names = [.. KeysTests.Odd.Select(c => c + "x"), "a", "ab", "a%", "a_", "%", "_", "*"];
        await Commit([.. names.Distinct(StringComparer.Ordinal).Select(name => new Change.Insert(Keys.Of("name", name), "0"))]);
        foreach (var prefix in names.Select(name => name[..1]).Distinct(StringComparer.Ordinal))
        {
            var found = await All(KeyRange.Prefix(Keys.Of("name", prefix), 100));
            Assert.Equal(names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal), found.Select(row => Keys.Parts(row.Key)[1]).Order(StringComparer.Ordinal));
        }
    }
}
