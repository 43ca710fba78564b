using ChatCrm.Benchmarks.Reminders;

namespace ChatCrm.Tests.Kill;

/// <summary>Three processes on one file, killed and stopped while six hundred reminders are due; with ten thousand: ChatCrm.Benchmarks' <c>reminders kill</c>.</summary>
public sealed class KilledRemindersTests
{
    private const int Kills = 3, Stops = 2, UnderWay = 16;

    [Fact]
    public async Task F6_F7_Killed_and_stopped_at_random_they_lose_none_and_repeat_none_that_is_not_recorded()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");

        var outcome = await ReminderKills.Run(new(600, Processes: 3, Reps: 30, Lease: 3, TimeSpan.FromMilliseconds(20), Kills, Stops, seed));

        TestContext.Current.TestOutputHelper!.WriteLine($"{outcome}");
        Assert.Equal((0, 0, 0), (outcome.Lost, outcome.Unrecorded, outcome.Parked));
        Assert.InRange(outcome.Perhaps, 0, UnderWay * (Kills + Stops));
    }
}
