using ChatCrm.Time;

namespace ChatCrm.Bot.Operation;

/// <summary>The section <c>Holidays</c>: newer public holidays without a new build.</summary>
internal sealed record HolidaysOptions
{
    public const string Section = "Holidays";

    /// <summary>Where a file of holidays is looked for where none is named.</summary>
    public const string Usual = "data/holidays.json";

    /// <summary>A file of holidays as the build's own is, below the content root where it is not absolute; one that is named must be there.</summary>
    public string File { get; init; } = "";
}

internal static class HolidaysFile
{
    /// <summary>
    /// Uses the file that lies beside the data, where it was made later than that of the build: whoever dropped it once is not to take the service back behind
    /// a newer build. Either way the holidays are read now, so that nobody waits for it later.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file is named and not there, or is no file of holidays; the message says what to do.</exception>
    public static void UseIfNewer(IConfiguration configuration, string root)
    {
        var options = Settings.Of<HolidaysOptions>(configuration, HolidaysOptions.Section);
        var path = Path.GetFullPath(options.File.Length > 0 ? options.File : HolidaysOptions.Usual, root);
        var build = Holidays.InUse;
        if (!File.Exists(path))
        {
            if (options.File.Length > 0) throw new InvalidOperationException($"{HolidaysOptions.Section}:{nameof(options.File)} names a file that is not there. Put it there, or remove the setting.");
            return;
        }
        var table = Read(path);
        if (string.CompareOrdinal(table.Made, build.Made) > 0) Holidays.Use(table);
    }

    private static Holidays Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Holidays.Read(file);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"The holidays in {path} cannot be used: {broken.Message} Make the file anew, or take it away.", broken);
        }
    }
}
