using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;
using ChatCrm.Tests.Contracts;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>The rules of every store, kept against Azurite: a table of its own for each test.</summary>
public sealed class TableRowStoreTests(Azurite azurite) : RowStoreContract
{
    public override ValueTask DisposeAsync()
    {
        // Where Azurite is not installed, none was opened.
        (Store as TableRowStore)?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async ValueTask<IRowStore> Open() => await azurite.Store();
}
