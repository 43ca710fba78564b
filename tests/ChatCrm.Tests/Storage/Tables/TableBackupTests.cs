using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.Commands;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Backing up and restoring, as the README tells it: with <c>copy</c>, into a file and back.</summary>
public sealed class BackUpTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_backed_up_into_a_file_and_restored_into_another_table_is_the_same_and_answers()
    {
        using var folder = new Folder();
        using var lost = await azurite.Store();
        using var restored = await azurite.Store();
        var before = await Demo.Filled(lost);
        await before.Say("jonas", "log acme gmbh call 15m \"asked for FOB price\"");
        await using (var file = new SqliteRowStore(folder.File("backup.db")))
        {
            await Copied(lost, file);
            await Copied(file, restored);
        }
        var after = Demo.Empty(restored);
        Assert.Equal(await before.Texts(), await after.Texts());
        Assert.Equal(await before.Listed(), await after.Listed());
        Assert.Contains("asked for FOB price", (await after.Say("jonas", "acme gmbh")).Plain(), StringComparison.Ordinal);
    }

    private static async Task Copied(IRowStore from, IRowStore to)
    {
        foreach (var partition in new[] { Demo.Id, DirectoryRows.Partition })
        {
            var copied = await new Copy(from, to, TimeProvider.System, pace: null).Run(partition, new(TextWriter.Null, TimeProvider.System, redrawn: false), Cancel);
            Assert.True(copied is { IsWhole: true, Source.Rows: > 0 }, $"{copied}");
        }
    }
}
