using ChatCrm.Storage;

namespace ChatCrm.Bot;

/// <summary>Opens another store by its kind, with the settings of that kind: "Sqlite", "Tables"; <c>Sqlite:backup.db</c> is another file, <c>Tables:name</c> another table.</summary>
/// <exception cref="InvalidOperationException">The settings name no such store; the message says what to do.</exception>
internal delegate OpenedStore OpenStore(string kind);

/// <summary>A store of its own, with its place in words.</summary>
internal sealed record OpenedStore(IRowStore Store, string Place, IAsyncDisposable Owner) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
