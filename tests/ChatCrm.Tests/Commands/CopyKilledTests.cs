using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Kill;
using ChatCrm.Tests.Storage;
using ChatCrm.Tests.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Commands;

/// <summary>A company moves from its file to Table Storage, and the process that moves it is killed. Never the emulator: that forgets what it acknowledged.</summary>
public sealed class CopyKilledTests(Azurite azurite)
{
    private const int Customers = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E4_A_copying_of_two_thousand_customers_killed_in_the_middle_and_run_again_loses_none_and_puts_none_twice()
    {
        using var folder = new Folder();
        var (file, table) = (folder.File("chatcrm.db"), await azurite.NewTable());
        await using var source = new SqliteRowStore(file);
        await Fill(source);
        using var target = await azurite.Store(table);
        var settings = new Dictionary<string, string> { ["Storage:Kind"] = "Sqlite", ["Storage:Tables:ConnectionString"] = await azurite.ConnectionString(), ["Storage:Tables:Patience"] = "00:01:00", ["Storage:Tables:PatienceOfOneTry"] = "00:00:30" };
        await using (var first = CopyProcess.Start($"Sqlite:{file}", $"Tables:{table.Name}", settings))
        {
            while ((await target.List(RunningApp.Workspace, [new("!", "~", 900)], Cancel))[0].Rows.Count < 900) await Task.Delay(50, Cancel);
            await first.Kill();
        }
        var (wanted, there) = (await Books.Read(source, RunningApp.Workspace), (await Books.Read(target, RunningApp.Workspace)).Count);
        Assert.InRange(there, 900, wanted.Count - 1);
        await using var second = CopyProcess.Start($"Sqlite:{file}", $"Tables:{table.Name}", settings);

        var (code, said) = await second.Ends();

        Assert.Equal(0, code);
        Assert.Contains(FormattableString.Invariant($"{RunningApp.Workspace}: {wanted.Count:N0} rows, {wanted.Count - there:N0} written now"), said, StringComparison.Ordinal);
        Assert.Equal(wanted, await Books.Read(target, RunningApp.Workspace));
    }

    private static async Task Fill(IRowStore store)
    {
        await RunningApp.Fill(store, null);
        await using var product = new ServiceCollection().AddChatCrm().BuildServiceProvider();
        var filled = await new ManyCustomers(store, product.GetRequiredService<RowKinds>(), new FakeClock(), RunningApp.Workspace).Fill(Customers, new(TextWriter.Null, TimeProvider.System, redrawn: false), Cancel);
        Assert.Equal(Customers, filled!.Customers);
    }
}
