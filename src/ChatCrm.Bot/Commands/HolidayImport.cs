using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Commands;

/// <summary><c>holidays import file.ics|file.csv --workspace name [--country QA]</c>: days of a workspace's own, beside the running service, which knows them within half a minute.</summary>
internal sealed class HolidayImport(IRowStore store, TextWriter output)
{
    private const int Done = 0, Failed = 1, MostWrongShown = 20;

    /// <summary>A file of days is some kilobytes.</summary>
    private const long LongestFile = 1 << 20;

    public async Task<int> Run(Arguments given, CancellationToken cancel)
    {
        if (await Read(given, cancel) is not { } read) return Failed;
        foreach (var wrong in read.Wrong.Take(MostWrongShown)) output.WriteLine(wrong);
        if (read.Wrong.Count > 0) return Refused(FormattableString.Invariant($"{read.Wrong.Count} lines do not read. Nothing was changed."));
        if (read.Days.Count == 0) return Refused("There are no days in that file.");
        var there = (await store.List(given.Workspace!, [OwnDayRows.All], cancel))[0].Rows.Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var fresh = read.Days.Count(day => !there.Contains(OwnDayRows.Key(day.On, day.Country)));
        if (there.Count + fresh > OwnDayRows.Most) return Refused(FormattableString.Invariant($"A workspace keeps {OwnDayRows.Most} days of its own; {there.Count} are there, and these are {fresh} more. Nothing was changed."));
        // Each is the same however often it is put: who is stopped in between runs the command again.
        foreach (var some in read.Days.Chunk(RowLimits.RowsPerCommit))
            await store.Commit(given.Workspace!, "holidays-import", [.. some.Select(day => new Change.Put(OwnDayRows.Key(day.On, day.Country), OwnDayRows.Value(day)))], cancel);
        output.WriteLine(FormattableString.Invariant($"{read.Days.Count} days from {read.Days[0].Date} to {read.Days[^1].Date}: {fresh} are new, {read.Days.Count - fresh} were there and are as in the file now."));
        return Done;
    }

    private async Task<ReadDays?> Read(Arguments given, CancellationToken cancel)
    {
        var country = given.Country is { } typed ? Countries.Read(typed)?.Code : "";
        if (country is null) return Nothing($"No country is called '{given.Country}'.");
        if (!(await WorkspaceList.All(store, cancel)).Contains(given.Workspace!)) return Nothing($"There is no workspace {given.Workspace}.");
        if (!File.Exists(given.File)) return Nothing($"There is no file {given.File}.");
        if (new FileInfo(given.File).Length > LongestFile) return Nothing($"{given.File} is larger than a file of days can be.");
        var text = await File.ReadAllTextAsync(given.File, cancel);
        return Path.GetExtension(given.File).ToLowerInvariant() switch
        {
            ".ics" => CalendarDays.Read(text, country),
            ".csv" => ListedDays.Read(text, country),
            _ => Nothing($"{given.File} is neither .ics nor .csv."),
        };
    }

    private int Refused(string why)
    {
        output.WriteLine(why);
        return Failed;
    }

    private ReadDays? Nothing(string why)
    {
        output.WriteLine(why);
        return null;
    }
}
