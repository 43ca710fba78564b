using ChatCrm.Bot.Storage;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;

namespace ChatCrm.Tests.App;

/// <summary>Where a service's rows are: the settings that it finds them by, and how a test opens them beside it.</summary>
internal sealed record Shelf(IReadOnlyDictionary<string, string> Settings, Func<OpenedShelf> Open)
{
    public static Shelf File(string path) => new(new Dictionary<string, string> { ["Storage:Path"] = path }, () => Of(new SqliteRowStore(path)));

    /// <param name="table">The table as a test sees it.</param>
    /// <param name="connection">How the service gets there; with the patience of the product itself.</param>
    public static Shelf Table(TableOptions table, string connection) => new(
        new Dictionary<string, string> { ["Storage:Kind"] = "Tables", ["Storage:Tables:ConnectionString"] = connection, ["Storage:Tables:Name"] = table.Name },
        () => Of(new TableRowStore(table, TimeProvider.System)));

    /// <summary>The same with more settings, or others.</summary>
    public Shelf With(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (name, value) in more) settings[name] = value;
        return this with { Settings = settings };
    }

    private static OpenedShelf Of(IRowStore store) => new(store);
}

/// <summary>A store of a test's own, to be closed after use.</summary>
internal sealed class OpenedShelf(IRowStore store) : IAsyncDisposable
{
    public IRowStore Store => store;

    public async ValueTask DisposeAsync()
    {
        if (store is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
        else (store as IDisposable)?.Dispose();
    }
}
