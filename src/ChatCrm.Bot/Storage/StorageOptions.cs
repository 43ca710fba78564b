using ChatCrm.Bot.Storage.Tables;

namespace ChatCrm.Bot.Storage;

/// <summary>The section <c>Storage</c>: where the rows are kept.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";

    public const string Sqlite = "Sqlite", Table = "Tables", Memory = "Memory";

    /// <summary><see cref="Sqlite"/> (a file on this computer), <see cref="Table"/> (Azure Table Storage) or <see cref="Memory"/> (nothing is kept).</summary>
    public string Kind { get; init; } = Sqlite;

    /// <summary>The SQLite file, below the content root where it is not absolute.</summary>
    public string Path { get; init; } = "data/chatcrm.db";

    /// <summary>The settings of <see cref="Table"/>.</summary>
    public TableOptions Tables { get; init; } = new();

    /// <summary>The settings of the section.</summary>
    /// <exception cref="InvalidOperationException">They name no store; the message says what to do.</exception>
    public static StorageOptions From(IConfiguration configuration)
    {
        var tables = TableOptions.From(configuration);
        var options = Settings.Of<StorageOptions>(configuration, Section) with { Tables = tables };
        if (options.Kind is not (Sqlite or Table or Memory))
            throw new InvalidOperationException($"{Section}:{nameof(Kind)} is one of {Sqlite} (a file on this computer; the usual), {Table} (Azure Table Storage) and {Memory} (nothing is kept): set one of them, or remove {Section}:{nameof(Kind)}.");
        // Rows would go into a file, and be gone with the container.
        return configuration[$"{Section}:{nameof(Kind)}"] is null && configuration.GetSection(TableOptions.Section).Exists()
            ? throw new InvalidOperationException($"{TableOptions.Section} is set, and {Section}:{nameof(Kind)} is not: set it to {Table}, or to {Sqlite} where rows are to stay in a file.")
            : options;
    }

    /// <summary>Names no value: some of them are secrets.</summary>
    public override string ToString() => Section;
}
