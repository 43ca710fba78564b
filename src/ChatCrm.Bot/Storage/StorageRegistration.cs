using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;

namespace ChatCrm.Bot.Storage;

/// <summary>Where the rows are, in words for whoever starts the service.</summary>
internal sealed record StoragePlace(string Words)
{
    public override string ToString() => Words;
}

internal static class StorageRegistration
{
    /// <summary>
    /// Adds the row store that <c>Storage:Kind</c> names: <c>Sqlite</c> (where it is not set), <c>Tables</c> or <c>Memory</c>; and its <see cref="StoragePlace"/>.
    /// Needs a <see cref="TimeProvider"/>. Nothing is opened before the store is used.
    /// </summary>
    /// <param name="root">What a relative path of the SQLite file begins at.</param>
    /// <exception cref="InvalidOperationException">The settings name no store; the message says what to do.</exception>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, string root) =>
        Add(services.AddHostedService<Guard>().AddSingleton<OpenStore>(provider => kind => Open(kind, configuration, root, provider.GetRequiredService<TimeProvider>())), StorageOptions.From(configuration), root);

    private static OpenedStore Open(string kind, IConfiguration configuration, string root, TimeProvider time)
    {
        var (name, place) = kind.Split(':', 2) is [var first, var rest] ? (first, rest) : (kind, "");
        var overlay = new Dictionary<string, string?> { [$"{StorageOptions.Section}:{nameof(StorageOptions.Kind)}"] = name };
        if (place.Length > 0) overlay[name == StorageOptions.Sqlite ? $"{StorageOptions.Section}:{nameof(StorageOptions.Path)}" : $"{TableOptions.Section}:{nameof(TableOptions.Name)}"] = place;
        var options = StorageOptions.From(new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(overlay).Build());
        var owner = Add(new ServiceCollection().AddSingleton(time), options with { Tables = options.Tables.Unhurried() }, root).BuildServiceProvider();
        return new(owner.GetRequiredService<IRowStore>(), owner.GetRequiredService<StoragePlace>().Words, owner);
    }

    private static IServiceCollection Add(IServiceCollection services, StorageOptions options, string root) => options.Kind switch
    {
        StorageOptions.Table => AddTable(services.AddSingleton(options), options.Tables),
        StorageOptions.Memory => services.AddSingleton(options).AddSingleton(new StoragePlace("memory alone, and are gone with this process")).AddSingleton<IRowStore, MemoryRowStore>(),
        _ => AddFile(services.AddSingleton(options), Path.GetFullPath(options.Path, root)),
    };

    private static IServiceCollection AddFile(IServiceCollection services, string file) =>
        services.AddSingleton(new StoragePlace(file)).AddSingleton<IRowStore>(_ => new SqliteRowStore(file));

    private static IServiceCollection AddTable(IServiceCollection services, TableOptions options)
    {
        // Settings that name no account end the start here, and not the first turn.
        var account = TableAccount.Of(options);
        return services.AddSingleton(new StoragePlace($"table {options.Name} at {account.Endpoint}")).AddSingleton<IRowStore>(provider => new TableRowStore(options, provider.GetRequiredService<TimeProvider>()));
    }
}
