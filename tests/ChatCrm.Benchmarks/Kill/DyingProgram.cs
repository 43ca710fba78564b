using System.Globalization;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Benchmarks.Kill;

/// <summary>
/// The service itself, as its program starts it with the settings that follow, over a clock that stands. "before" and "after": where it looks whether it
/// knows the first turn of a person, it says "at the turn" and waits for a line on the standard input, and it kills itself before or after that turn's commit.
/// "before 3", "after 3": it kills itself at the third call of the store that requests make; "count": it says which those are. "never": it lives on. With a <c>Storage:Kind</c> among
/// the settings it lives on, too, over that store. With a <c>Lease</c> among them, claims hold for so many seconds.
/// </summary>
internal static class DyingProgram
{
    public static int Run(string death, string now, string file, string[] settings)
    {
        var clock = new StandingClock(InstantPattern.ExtendedIso.Parse(now).Value);
        // A store of the settings' own is nobody's to look into.
        if (settings.Any(setting => setting.StartsWith("--Storage:Kind=", StringComparison.Ordinal))) return HostedProgram.Run(services => Lease(services.AddSingleton<IClock>(clock), settings), settings);
        var rows = new SqliteRowStore(file);
        IRowStore store = death is "never" or "before" or "after" ? new TurnStore(rows, death) : new RequestStore(rows, At(death));
        return HostedProgram.Run(services => Lease(services.AddSingleton(store).AddSingleton<IStartupFilter, RequestStore.Mark>().AddSingleton<IClock>(clock), settings), settings);
    }

    private static void Lease(IServiceCollection services, string[] settings)
    {
        const string Named = "--Lease=";
        foreach (var setting in settings.Where(setting => setting.StartsWith(Named, StringComparison.Ordinal)))
            services.AddSingleton(Seconds(int.Parse(setting.AsSpan(Named.Length), NumberStyles.None, CultureInfo.InvariantCulture)));
    }

    /// <summary>Claims that hold so long, with sends that are as much shorter as always.</summary>
    internal static Lease Seconds(int seconds) => new(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds) * (Bot.Courier.Lease.Standard.Patience / Bot.Courier.Lease.Standard.Length));

    /// <summary>What is done at a step.</summary>
    private static Action<Step> At(string death) => death.Split(' ') is [var side, var number]
        ? step => { if (step.IsAfter == (side == "after") && step.Number.ToString(CultureInfo.InvariantCulture) == number) DyingService.Die(); }
        : step => { if (!step.IsAfter) Console.WriteLine($"step {step.Number} {(step.IsCommit ? "commit" : "read")}"); };

    private sealed class StandingClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }

    private sealed class TurnStore(IRowStore inner, string death) : IRowStore
    {
        private int looks;

        public async ValueTask<Row?> Get(string partition, string key, CancellationToken cancel = default) => (await GetMany(partition, [key], cancel))[0];

        public async ValueTask<IReadOnlyList<Row?>> GetMany(string partition, IReadOnlyList<string> keys, CancellationToken cancel = default)
        {
            if (death != "never" && keys.Any(IsTurn) && Interlocked.Increment(ref looks) == 1)
            {
                Console.WriteLine("at the turn");
                await Task.Run(Console.In.ReadLine, cancel);
            }
            return await inner.GetMany(partition, keys, cancel);
        }

        public ValueTask<IReadOnlyList<Page>> List(string partition, IReadOnlyList<KeyRange> ranges, CancellationToken cancel = default) => inner.List(partition, ranges, cancel);

        public async ValueTask<CommitResult> Commit(string partition, string turn, IReadOnlyList<Change> changes, CancellationToken cancel = default)
        {
            var dies = death != "never" && changes.Any(change => IsTurn(change.Key));
            if (dies && death == "before") DyingService.Die();
            var result = await inner.Commit(partition, turn, changes, cancel);
            if (dies) DyingService.Die();
            return result;
        }

        private static bool IsTurn(string key) => key.StartsWith("turn|", StringComparison.Ordinal);
    }
}
