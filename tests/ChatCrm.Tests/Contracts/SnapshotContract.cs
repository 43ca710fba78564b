using ChatCrm.Storage;

namespace ChatCrm.Tests.Contracts;

/// <summary>What the port does not promise, and the stores of one process' own do.</summary>
public abstract class SnapshotContract : RowStoreContract
{
    [Fact]
    public async Task A_wave_sees_all_of_a_commit_or_nothing_of_it()
    {
        await Commit(new Change.Put("a", "0"), new Change.Put("z", "0"));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 200; i++) await Commit(new Change.Put("a", $"{i}"), new Change.Put("z", $"{i}"));
        }, Cancel);
        while (!writing.IsCompleted)
        {
            var rows = await Store.GetMany(Workspace, ["a", "z"], Cancel);
            Assert.Equal(rows[0]!.Value, rows[1]!.Value);
            var pages = await Store.List(Workspace, [new("z", "zz", 1), new("a", "b", 1)], Cancel);
            Assert.Equal(pages[0].Rows[0].Value, pages[1].Rows[0].Value);
        }
        await writing;
    }
}
