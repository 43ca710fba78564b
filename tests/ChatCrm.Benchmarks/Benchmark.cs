using System.Globalization;
using ChatCrm.Benchmarks.Kill;
using ChatCrm.Benchmarks.Operations;
using ChatCrm.Benchmarks.Profile;
using ChatCrm.Benchmarks.Reminders;
using ChatCrm.Benchmarks.Slack;
using ChatCrm.Benchmarks.Teams;

namespace ChatCrm.Benchmarks;

/// <summary>The command line of the programs that stand beside the tests. Not called Program: that is the service's own name.</summary>
internal static class Benchmark
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["commits", var kind, var writers, var count, var path] => await Commits.Run(kind, Number(writers), Number(count), path),
        ["turns"] => await WholeTurns.Run(),
        ["slack", .. var parts] => await SlackSpeed.Measure(parts),
        ["profile"] => await Profiling.Make(NativeService.Profile),
        ["bare", var address, var names] => await Slack.BareEndpoint.Run(address, names),
        ["teams", .. var parts] => await TeamsSpeed.Measure(parts),
        ["bare-teams", var address, var names, var teams] => await Teams.BareEndpoint.Run(address, names, new(teams)),
        ["operations", .. var sizes] => await CountedVerbs.Tell([.. sizes.Select(Number)]),
        ["reminders", .. var parts] => await ReminderSpeed.Measure(parts),
        ["reminding", var ahead, var lease, .. var settings] => RemindingService.Run(ahead, lease, settings),
        ["posting", var address, var many, var atOnce, var body] => await BareLoop.Run(address, many, atOnce, body),
        ["unpaced", .. var settings] => UnpacedService.Run(settings),
        ["dying", var writers, var path, var turns, var side, var step] => await DyingService.Run(Number(writers), path, turns, new(side == "after", Number(step))),
        ["service", var death, var now, var file, .. var settings] => DyingProgram.Run(death, now, file, settings),
        _ => 0,
    };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
