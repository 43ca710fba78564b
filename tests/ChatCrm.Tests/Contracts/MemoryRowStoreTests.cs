using ChatCrm.Bot.Storage;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Contracts;

public sealed class MemoryRowStoreTests : SnapshotContract
{
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override ValueTask<IRowStore> Open() => new(new MemoryRowStore());
}
