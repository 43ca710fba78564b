using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Contracts;

public sealed class SqliteRowStoreTests : SnapshotContract
{
    private readonly Folder folder = new();

    public override async ValueTask DisposeAsync()
    {
        await ((SqliteRowStore)Store).DisposeAsync();
        folder.Dispose();
    }

    protected override ValueTask<IRowStore> Open() => new(new SqliteRowStore(folder.File("rows.db")));
}
