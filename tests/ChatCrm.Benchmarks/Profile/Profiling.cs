using ChatCrm.Benchmarks.Slack;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Profile;

/// <summary>
/// Makes the profile by which the native program is compiled: which ways its code goes, and how often, as the just-in-time compiler counts them while the service answers slash commands.
/// </summary>
internal static class Profiling
{
    private static readonly TimeSpan Finding = TimeSpan.FromSeconds(40), Logging = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What makes the runtime count in every method, of the framework's too, longer than it otherwise would, and write down what was counted when it ends
    /// (https://github.com/dotnet/runtime/blob/main/src/coreclr/inc/clrconfigvalues.h; numbers in hexadecimal).
    /// </summary>
    private static Dictionary<string, string> Counting(string file) => new()
    {
        ["DOTNET_ReadyToRun"] = "0",
        ["DOTNET_TieredPGO_InstrumentOnlyHotCode"] = "0",
        ["DOTNET_TC_CallCountThreshold"] = "400",
        ["DOTNET_EnableEventPipe"] = "1",
        ["DOTNET_EventPipeOutputPath"] = file,
        ["DOTNET_EventPipeConfig"] = $"Microsoft-Windows-DotNETRuntime:0x{Recording.Keywords:X}:5",
        ["DOTNET_EventPipeCircularMB"] = "1000",
    };

    /// <param name="file">Where it is written to.</param>
    public static async Task<int> Make(string file)
    {
        Child.StepAside();
        using var ground = await Ground.Make($"slack:{SlashCommands.Team}", $"slack:{SlashCommands.Team}/{SlashCommands.User}");
        await using var slack = await PlainSlack.Start(Servers.SlackPort);
        var trace = ground.Path + ".nettrace";
        Record(ground, await ground.ReadNames(), trace);
        var methods = Recording.Read(trace);
        ProfileFile.Write(file, methods);
        Console.WriteLine($"{methods.Count} methods, {new FileInfo(file).Length / 1024} KB in {file}\n{NativeService.Publish}");
        return 0;
    }

    /// <summary>
    /// Customers are looked up, by whole names and by a word; then calls are logged. Not at once: behind each commit a find would read from the file,
    /// and what is counted first counts most, as a method is compiled for good after its first thousand calls or so.
    /// </summary>
    private static void Record(Ground ground, IReadOnlyList<string> names, string trace)
    {
        using var server = Servers.Product(ground, more: Counting(trace));
        Send([.. names.SelectMany(name => new[] { "find " + name, "find " + name.Split(' ')[0] })], Finding);
        Send([.. names.Select(name => $"log {name} call 15m \"spoke\"")], Logging);
        server.End();

        void Send(IReadOnlyList<string> lines, TimeSpan length)
        {
            var commands = new SlashCommands(lines);
            server.FirstAnswer(commands);
            Console.WriteLine($"{lines[0]} and {lines.Count - 1} more, for {length.TotalSeconds:F0} s");
            Load.Of(server, commands, 16, length);
        }
    }
}
