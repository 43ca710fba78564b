using ChatCrm.Tests.App;
using ChatCrm.Tests.Kill;
using ChatCrm.Tests.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Commands;

/// <summary>A backup by <c>-- copy</c>, and the way back.</summary>
public sealed class BackupTests
{
    private static readonly Spot Mei = new("mei", null);

    [Fact]
    public async Task What_was_backed_up_and_restored_is_row_by_row_the_same_and_so_is_what_people_see_and_can_undo()
    {
        using var folder = new Folder();
        var (before, after) = (folder.File("chatcrm.db"), folder.File("restored.db"));
        IReadOnlyList<string> seen;
        await using (var app = await RunningApp.Start(shelf: Shelf.File(before)))
        {
            await using var console = new ConsoleChannel(app);
            await console.Say(Mei, "log Acme GmbH call 15m \"asked for FOB price\" follow tue 3pm \"send samples\"");
            await console.Say(Mei, "set Acme KK tier:vip \"3 orders in Q3\"");
            seen = await Seen(console);
        }
        var rows = await Rows(before);
        await Copied(before, folder.File("backup.db"));

        await Copied(folder.File("backup.db"), after);

        Assert.Equal(rows, await Rows(after));
        await using var restored = await RunningApp.Start(shelf: Shelf.File(after), beside: true);
        await using var again = new ConsoleChannel(restored);
        Assert.Equal(seen, await Seen(again));
        Assert.Contains("Undone", (await again.Say(Mei, "undo")).ToString(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> Seen(ConsoleChannel console)
    {
        var seen = new List<string>();
        foreach (var line in new[] { "C-1001", "C-1002", "due week", "find acme", "history Acme GmbH" }) seen.Add((await console.Say(Mei, line)).ToString());
        Assert.Contains(seen, shown => shown.Contains("asked for FOB price", StringComparison.Ordinal));
        return seen;
    }

    private static async Task Copied(string from, string to)
    {
        await using var copy = CopyProcess.Start($"Sqlite:{from}", $"Sqlite:{to}", new Dictionary<string, string>());
        var (code, said) = await copy.Ends();
        Assert.True(code == 0, said);
    }

    private static async Task<IReadOnlyList<string>> Rows(string file)
    {
        await using var shelf = Shelf.File(file).Open();
        return [.. await Books.Read(shelf.Store, RunningApp.Workspace), .. await Books.Read(shelf.Store, DirectoryRows.Partition)];
    }
}
