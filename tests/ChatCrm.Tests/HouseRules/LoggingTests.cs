using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mono.Cecil;

namespace ChatCrm.Tests.HouseRules;

/// <summary>A log line holds ids, kinds and counts: no name, no text, no message of an exception (which may hold either).</summary>
public class LoggingTests
{
    private const string Canary = "KANARI";

    /// <summary>What a log line may hold. A name that is not here needs a reason to be.</summary>
    private static readonly Dictionary<string, string[]> Safe = new()
    {
        // Counts and flags.
        ["System.Int32"] = ["rows", "tries", "port", "seconds"],
        ["System.Boolean"] = ["mayHaveHappened"],
        // Ids and kinds of ours; "where" is a stack of methods; reasons are a channel's constants; rules are a release's name and its file.
        ["System.String"] = ["kind", "act", "notice", "wake", "reason", "where", "address", "path", "rules", .. Failures],
    };

    /// <summary>The name of an exception's type, never its message: checked at each call.</summary>
    private static string[] Failures => ["failure", "cause", "error"];

    private static readonly string[] Lines =
    [
        $"{Canary}", $"find {Canary}", $"find \"{Canary}\r\n\u001b[31m{Canary}\"", $"log {Canary} call", $"log acme gmbh call 15m \"{Canary}\r\nERROR {Canary}\u001b[2J\"", $"log acme {Canary} {new string('x', 2500)}",
        $"log {new string('9', 2000)} {Canary}", $"follow acme {Canary} tomorrow 9:00", $"due @{Canary}", $"done {Canary}", $"new customer {Canary}", $"set acme city {Canary}", $"link {Canary}",
        "undo", "edit", $"me hours {Canary}", $"help {Canary}", $"admin role @{Canary} rep", $"\u001b]0;{Canary}\a", $"{Canary}{new string('y', 4001)}",
    ];

    [Fact]
    public void H8_log_lines_hold_ids_kinds_and_counts() => Offenders.None(
        from method in Logged
        from parameter in method.Parameters
        where parameter.ParameterType.Name != "ILogger" && !(Safe.GetValueOrDefault(parameter.ParameterType.FullName) ?? []).Contains(parameter.Name)
        select $"{method.Where()}: {parameter.ParameterType.Name} {parameter.Name}");

    [Fact]
    public void H8_what_is_said_of_a_failure_is_its_type() => Offenders.None(
        from module in Compiled.Both
        from call in Calls.In(module)
        where LoggedNames.Contains(call.To.FullName)
        from parameter in call.To.Resolve().Parameters
        where Failures.Contains(parameter.Name) && !(call.Arguments[parameter.Index] is { Count: > 0 } values && values.All(value => value is "" or MethodReference { Name: "get_Name" }))
        select $"{call.From.Where()}: {parameter.Name}");

    [Fact]
    public void H8_nothing_is_logged_but_by_a_log_method_of_its_own() => Offenders.None(
        from module in Compiled.Both
        from call in Calls.In(module)
        where call.To.DeclaringType.Name == nameof(LoggerExtensions) || (call.To.DeclaringType.Name == "ILogger" && call.To.Name == "Log" && !LoggedNames.Contains(call.From.FullName))
        select call.From.Where());

    [Fact]
    public async Task H8_names_and_lines_stay_out_of_the_log() => Offenders.None(await Log(new MemoryRowStore()));

    [Theory]
    [InlineData(Break.Reads)]
    [InlineData(Break.Commits)]
    [InlineData(Break.Unknown)]
    [InlineData(Break.Defect)]
    public async Task H8_names_and_lines_stay_out_of_the_log_of_failures(Break how) => Offenders.None(await Log(new BreakingRowStore(new MemoryRowStore(), how, Canary)));

    [Fact]
    public async Task A_failure_is_logged_in_one_line()
    {
        var log = new CapturedLog();
        await Say(new BreakingRowStore(new MemoryRowStore(), Break.Defect, Canary), log);
        Assert.NotEmpty(log.Records);
        Offenders.None(log.Records.Where(record => record.AsSpan().ContainsAny("\r\n\u001b")));
    }

    private static readonly IReadOnlyList<MethodDefinition> Logged =
        [.. Compiled.Both.SelectMany(module => module.Methods()).Where(method => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == nameof(LoggerMessageAttribute)))];

    private static readonly HashSet<string> LoggedNames = [.. Logged.Select(method => method.FullName)];

    private static async Task<IEnumerable<string>> Log(IRowStore store)
    {
        var log = new CapturedLog();
        await Say(store, log);
        return log.Records.Where(record => record.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task Say(IRowStore store, CapturedLog log)
    {
        await using var workspace = await Workspace.Open(store, services => services.AddSingleton(LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))).AddSingleton(typeof(ILogger<>), typeof(Logger<>)));
        if (store is BreakingRowStore breaking) breaking.Broken = true;
        foreach (var who in new[] { workspace.Mei, workspace.Sam.In("sales"), workspace.Tomo.In("partners"), new Actor(workspace, $"console:{Canary}", $"{Canary}\r\n{Canary}") })
        {
            foreach (var line in Lines) await who.Say(line);
            foreach (var button in workspace.Get<ChatCrm.Turns.Routes>().All.Where(route => route.Kind == ChatCrm.Turns.RouteKind.Button)) await who.Press(button.Id, Canary);
            foreach (var form in workspace.Get<ChatCrm.Turns.Routes>().All.Where(route => route.Kind == ChatCrm.Turns.RouteKind.Form))
                await workspace.Send(who, new Input.Submitted(form.Id, workspace.NextTurn(), Workspace.Acme, new Dictionary<string, string> { ["customer"] = Workspace.Acme, ["kind"] = "Call", ["text"] = Canary, ["name"] = Canary }));
            await workspace.Send(who, new Input.LookedUp("customer.search", Canary));
        }
    }
}
