using System.Buffers;
using System.Text.Json;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>What Azure refuses and Azurite takes never leaves.</summary>
public sealed class LimitsTests
{
    [Theory]
    [InlineData('x')]
    [InlineData('张')]
    public void The_largest_row_is_no_larger_than_an_entity_may_be(char filling)
    {
        var longest = new string('k', RowLimits.CharsPerKey);
        var value = new string(filling, (RowLimits.BytesPerRow - 2 * longest.Length) / (filling == 'x' ? 2 : 3));
        RowLimits.Check(longest, longest, [new Change.Insert(longest, value)]);
        var written = new ArrayBufferWriter<byte>();
        EntityJson.Write(written, longest, longest, longest, Guid.NewGuid().ToString("N"), value);
        using var entity = JsonDocument.Parse(written.WrittenMemory);
        Assert.InRange(Size(entity.RootElement), 0, 1024 * 1024);
        Assert.InRange(entity.RootElement.EnumerateObject().Count(), 0, 252);
        Assert.All(entity.RootElement.EnumerateObject(), property => Assert.InRange(2 * property.Value.GetString()!.Length, 0, 64 * 1024));
    }

    [Fact]
    public async Task A_body_of_more_than_four_mebibytes_is_refused_and_not_sent()
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        // Each of these is six bytes in JSON.
        Change[] changes = [.. Enumerable.Range(0, 2).Select(n => new Change.Insert($"{n}", new string('\u0001', 400_000)))];
        await Assert.ThrowsAsync<RowLimitException>(() => table.Commit(changes));
        Assert.Empty(table.Wire.Asked);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("W/\"1\"\r\nIf-None-Match: *\"")]
    [InlineData("\"a b\"")]
    public async Task C9_A_tag_that_is_none_is_a_conflict_and_not_sent(string tag)
    {
        using var table = OneTable.Nowhere(TimeSpan.FromSeconds(20));
        Assert.Equal(new CommitResult.Conflict("b"), await table.Commit(new Change.Insert("a", "0"), new Change.Replace("b", "0", tag)));
        Assert.Equal(new CommitResult.Conflict("b"), await table.Commit(new Change.Insert("a", "0"), new Change.Delete("b", tag)));
        Assert.Empty(table.Wire.Asked);
    }

    /// <summary>As https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage has it.</summary>
    private static int Size(JsonElement entity)
    {
        const int timestamp = 8 + 2 * 9 + 8;
        return 4 + timestamp + entity.EnumerateObject().Sum(property =>
            property.Name is "PartitionKey" or "RowKey" ? 2 * property.Value.GetString()!.Length : 8 + 2 * property.Name.Length + 4 + 2 * property.Value.GetString()!.Length);
    }
}
