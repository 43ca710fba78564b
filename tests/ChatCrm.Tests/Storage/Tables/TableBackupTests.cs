using ChatCrm.Bot.Storage;
using ChatCrm.Tests.Commands;
using ChatCrm.Tests.House;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Backing up and restoring, as the README tells it: with <c>copy</c>, into a file and back.</summary>
public sealed class TableBackupTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_backed_up_into_a_file_and_restored_into_another_table_is_the_same_and_answers()
    {
        using var folder = new Folder();
        var (lost, restored) = (await azurite.NewTable(), await azurite.NewTable());
        using var old = await azurite.Store(lost);
        using var fresh = await azurite.Store(restored);
        var before = await Demo.Filled(old);
        await before.Say("jonas", "log acme gmbh call 15m \"asked for FOB price\"");

        await Copied($"Tables:{lost.Name}", $"Sqlite:{folder.File("backup.db")}");
        await Copied($"Sqlite:{folder.File("backup.db")}", $"Tables:{restored.Name}");

        var after = Demo.Empty(fresh);
        Assert.Equal(await before.Texts(), await after.Texts());
        Assert.Equal(await before.Listed(), await after.Listed());
        Assert.Contains("asked for FOB price", (await after.Say("jonas", "acme gmbh")).Plain(), StringComparison.Ordinal);
    }

    private async Task Copied(string from, string to)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Storage:Kind"] = "Sqlite", ["Storage:Tables:ConnectionString"] = await azurite.ConnectionString(), ["Storage:Tables:Patience"] = "00:01:00", ["Storage:Tables:PatienceOfOneTry"] = "00:00:30",
        };
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddStorage(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "/").BuildServiceProvider();
        using var output = new StringWriter();
        var code = await ChatCrm.Bot.Commands.Commands.Run(["copy", "--from", from, "--to", to], services, output, Cancel);
        Assert.True(code == 0, output.ToString());
    }
}
