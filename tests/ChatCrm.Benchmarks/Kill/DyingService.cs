using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ChatCrm.Bot.Storage;

namespace ChatCrm.Benchmarks.Kill;

/// <summary>
/// The product over one SQLite file, without a channel: answers the turns of a file, a JSON <see cref="PlainTurn"/> a line, and says <c>acked {id}</c> on the
/// standard output for each, until it kills itself at the step it was told.
/// </summary>
internal static class DyingService
{
    /// <param name="writers">Turns answered at once.</param>
    public static async Task<int> Run(int writers, string path, string turns, Death death)
    {
        await using var file = new SqliteRowStore(path);
        var store = new SteppedStore(file, step =>
        {
            if (step.IsAfter == death.After && step.Number == death.Step) Die();
        });
        await using var product = new FrozenProduct(store);
        var waiting = new ConcurrentQueue<PlainTurn>((await File.ReadAllLinesAsync(turns)).Select(line => JsonSerializer.Deserialize<PlainTurn>(line)!));
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(() => Answer(product, waiting))));
        return 0;
    }

    private static async Task Answer(FrozenProduct product, ConcurrentQueue<PlainTurn> waiting)
    {
        while (waiting.TryDequeue(out var turn))
        {
            await product.Answer(turn);
            await Console.Out.WriteLineAsync("acked " + turn.Id);
        }
    }

    /// <summary>SIGKILL: no finally, no dispose, no flush.</summary>
    public static void Die()
    {
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}

/// <summary>Where a process kills itself: before or after its n-th call of the store, counted from 1.</summary>
internal sealed record Death(bool After, int Step);
