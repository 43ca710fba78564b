using ChatCrm.Time;

namespace ChatCrm.Bot.Operation;

/// <summary>The section <c>Zones</c>: newer rules of time zones without a new build.</summary>
internal sealed record ZonesOptions
{
    public const string Section = "Zones";

    /// <summary>Where a file of NodaTime's compiled rules is looked for where none is named.</summary>
    public const string Usual = "data/tzdb.nzd";

    /// <summary>A file of NodaTime's compiled rules, below the content root where it is not absolute; one that is named must be there.</summary>
    public string File { get; init; } = "";
}

/// <summary>The rules of zones that this process works by, in words for whoever starts it.</summary>
internal sealed record ZonesInUse(string Words);

internal static class ZoneFile
{
    /// <summary>
    /// Uses the rules of the file that lies beside the data, where it is newer than those of the build. One that is as old or older is passed over: whoever
    /// dropped it once is not to take the service back behind a newer build, nor to keep that from starting. Called before anything reads a zone.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file is named and not there, or cannot be used; the message says what to do.</exception>
    public static ZonesInUse UseIfNewer(IConfiguration configuration, string root)
    {
        var options = Settings.Of<ZonesOptions>(configuration, ZonesOptions.Section);
        var path = Path.GetFullPath(options.File.Length > 0 ? options.File : ZonesOptions.Usual, root);
        if (!File.Exists(path)) return options.File.Length == 0 ? new($"TZDB {Zones.Version}") : throw new InvalidOperationException($"{ZonesOptions.Section}:{nameof(options.File)} names a file that is not there. Put it there, or remove the setting.");
        var rules = Read(path);
        if (!rules.IsNewerThan(ZoneRules.BuiltIn)) return new($"TZDB {Zones.Version}; {path} is passed over, it has {rules.Version}");
        Zones.Use(rules);
        return new($"TZDB {Zones.Version} from {path}");
    }

    private static ZoneRules Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return ZoneRules.Read(file);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The time zone rules in {path} cannot be used: {broken.Message} Replace it by one from https://nodatime.org/tzdb/, or take it away.", broken);
        }
    }
}
