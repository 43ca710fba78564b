using ChatCrm.Benchmarks.Kill;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Turns;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Tests.Kill;

/// <summary>The service killed again and again while eight people log at once.</summary>
public sealed class KilledWritersTests : IDisposable
{
    private const int Kills = 20, TurnsPerLife = 24, Writers = 8;

    private static readonly string[] Names = ["Acme GmbH", "Acme KK", "Huawei"];

    private readonly Folder folder = new();

    private string File => folder.File("rows.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task E4_Killed_under_eight_writers_no_acknowledged_turn_is_lost_and_none_is_done_twice()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        await using (var store = new SqliteRowStore(File))
        await using (var product = new FrozenProduct(store)) await Cast.Seed(store, FrozenProduct.Workspace, product.Kinds);

        List<PlainTurn> all = [];
        var acknowledged = new HashSet<string>();
        for (var life = 0; life < Kills; life++)
        {
            // What was not answered before is sent again, beside what is new.
            PlainTurn[] turns = [.. all.Where(turn => !acknowledged.Contains(turn.Id)), .. Enumerable.Range(0, TurnsPerLife).Select(n => Turn(life, n, dice))];
            all = [.. all.Union(turns)];
            var (told, _) = await Killed.Run(File, turns, Writers, after: dice.Next(2) == 0, step: dice.Next(1, TurnsPerLife * 10));
            acknowledged.UnionWith(told);
            await Check(acknowledged, $"seed {seed}, life {life}");
        }
        Assert.NotEmpty(acknowledged);
        await Finish(all);
    }

    private static PlainTurn Turn(int life, int n, Random dice) =>
        new($"{life}-{n}", "mei") { Line = $"""log {Names[dice.Next(Names.Length)]} note "note {life}-{n}" follow tue 3pm "again {life}-{n}" """ };

    private async Task Check(IReadOnlySet<string> acknowledged, string when)
    {
        Assert.Equal("ok", Ask("PRAGMA integrity_check"));
        await using var store = new SqliteRowStore(File);
        await using var product = new FrozenProduct(store);
        var ids = acknowledged.Select(id => TurnRows.TurnKey(TurnIds.Of(new PlainTurn(id, "mei").Turn()))).ToList();
        foreach (var part in ids.Chunk(100))
            Assert.True((await store.GetMany(FrozenProduct.Workspace, part, TestContext.Current.CancellationToken)).All(row => row is not null), $"An acknowledged turn is gone: {when}.");
        await Books.FitTogether(store, FrozenProduct.Workspace, product.Kinds);
    }

    /// <summary>Every turn once more: each is there once.</summary>
    private async Task Finish(IReadOnlyList<PlainTurn> all)
    {
        await using var store = new SqliteRowStore(File);
        await using var product = new FrozenProduct(store);
        foreach (var turn in all) await product.Answer(turn);
        var rows = await Books.Read(store, FrozenProduct.Workspace);
        foreach (var turn in all)
        {
            Assert.Single(rows, row => row.Contains("|interaction|", StringComparison.Ordinal) && row.Contains($"\"note {turn.Id}\"", StringComparison.Ordinal));
            Assert.Single(rows, row => row.Contains("|followup|", StringComparison.Ordinal) && row.Contains($"\"again {turn.Id}\"", StringComparison.Ordinal));
        }
        await Books.FitTogether(store, FrozenProduct.Workspace, product.Kinds);
    }

    private string Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
