using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>
/// <c>holidays import file.ics|file.csv --workspace name [--country QA] [--by admin]</c>: days of a workspace's own, beside the running service, which knows
/// them within half a minute. The audit keeps it; the admin who is named can undo it.
/// </summary>
internal sealed class HolidayImport(IRowStore store, RowKinds kinds, IClock clock, TextWriter output)
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
        var (roster, _) = await WorkspaceRows.People(new Rows(store, given.Workspace!), clock.GetCurrentInstant(), cancel);
        var by = given.By is { } name ? Admin(roster, name) : null;
        if (given.By is not null && by is null) return Refused($"'{given.By}' is no admin of this workspace. Nothing was changed.");
        var there = (await store.List(given.Workspace!, [OwnDayRows.All], cancel))[0].Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var changed = OwnDayRows.Changed(read.Days, there);
        var fresh = changed.Count(each => each.Before is null);
        if (there.Count + fresh > OwnDayRows.Most) return Refused(FormattableString.Invariant($"A workspace keeps {OwnDayRows.Most} days of its own; {there.Count} are there, and these are {fresh} more. Nothing was changed."));
        // What is as in the file already is not entered again: who is stopped in between runs the command once more.
        if (!await new EnteredDays(store, kinds, clock, given.Workspace!).Enter(changed, roster, by, cancel)) return Refused("Somebody changed one of these days meanwhile. Run the command again.");
        output.WriteLine(FormattableString.Invariant($"{read.Days.Count} days from {read.Days[0].Date} to {read.Days[^1].Date}: {fresh} are new, {read.Days.Count - fresh} were there and are as in the file now."));
        if (changed.Count > 0) output.WriteLine(WayBack(changed.Count, by));
        return Done;
    }

    private static Member? Admin(Roster roster, string name) => roster.Named(name.TrimStart('@')) is [{ Role: Role.Admin } admin] ? admin : null;

    private static string WayBack(int changed, Member? by) => (by, changed) switch
    {
        (_, > EnteredDays.MostUndone) => FormattableString.Invariant($"More than {EnteredDays.MostUndone} days at once cannot be undone: \"admin days\" removes them one by one."),
        (null, _) => "It is nobody's, so it cannot be undone: \"admin days\" removes days one by one. With --by and an admin's name it can.",
        _ => $"It is in the name of {by.Name}, who can take it back today by writing \"undo\".",
    };

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
            ".ics" => CalendarDays.Read(text, country, Wording.In("en")),
            ".csv" => ListedDays.Read(text, country, Wording.In("en")),
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
