using System.Diagnostics;
using System.Text;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>
/// The whole service, in a process and on a core of its own, with 10,000 customers: slash commands that find, against an endpoint that does next to nothing.
/// Ratios of medians of runs by turns; then the first answer after a start, then a store that stands still. 1 where a limit is not kept.
/// </summary>
internal sealed class SlackSpeed
{
    private const int Starts = 7;

    private const double MostCpu = 2, LeastThroughput = 0.5, MostP99 = 2, MostStart = 1.4;

    private const string NotNative = $"not natively compiled, or not from these sources: {NativeService.Publish}";

    private readonly Limits _limits = new();

    /// <param name="parts">What is measured: name, word, start, still; all where none is named.</param>
    public static async Task<int> Measure(params string[] parts)
    {
        Child.StepAside();
        Console.WriteLine(Child.CanPin ? "servers on the first core, their callers on the others" : "NOT pinned: servers and callers share all cores");
        using var ground = await Ground.Make($"slack:{SlashCommands.Team}", $"slack:{SlashCommands.Team}/{SlashCommands.User}");
        await using var slack = await PlainSlack.Start(Servers.SlackPort);
        var speed = new SlackSpeed();
        var names = await ground.ReadNames();
        if (Has("name")) speed.Finds("find, a whole name", ground, names);
        if (Has("word")) speed.Finds("find, a word", ground, [.. names.Select(FirstWord).Distinct()]);
        if (Has("start")) speed.FirstAnswers(ground, names);
        if (Has("still")) await StandStill.Measure(ground, speed._limits);
        return speed._limits.Sum();

        bool Has(string part) => parts.Length == 0 || parts.Contains(part);
    }

    /// <summary>As built, and natively where it was published so: one program that keeps every limit is the native one.</summary>
    private void Finds(string what, Ground ground, IReadOnlyList<string> names)
    {
        Finds(what, ground, names, null);
        if (NativeService.File is { } program) Finds(what + ", natively compiled", ground, names, program);
        else Console.WriteLine(NotNative);
    }

    private void Finds(string what, Ground ground, IReadOnlyList<string> names, string? program)
    {
        var commands = new SlashCommands([.. names.Select(name => "find " + name)]);
        using var product = Servers.Product(ground, program);
        Lengths.Write(ground.Names, names.Select((name, n) => (name, Checked(product, commands, n, name))));
        using var bare = Servers.Bare(ground);
        bare.FirstAnswer(commands);
        new Comparison(_limits, MostCpu, LeastThroughput, MostP99).Run(what, names.Count, product, bare, commands);
    }

    /// <summary>From the start of the process to the first right answer to a signed request: as built, and natively where it was published so. The limit is for what starts sooner.</summary>
    private void FirstAnswers(Ground ground, IReadOnlyList<string> names)
    {
        var commands = new SlashCommands(["find " + names[0]]);
        Lengths.Write(ground.Names, names.Select(name => (name, 1000)));
        List<double> built = [], native = [], theirs = [];
        for (var start = 0; start <= Starts; start++)
        {
            built.Add(Started(() => Servers.Product(ground), commands, names[0]));
            if (NativeService.File is { } program) native.Add(Started(() => Servers.Product(ground, program), commands, names[0]));
            theirs.Add(Started(() => Servers.Bare(ground), commands, "found"));
        }
        // The first of each warms the disk.
        var (a, b) = (Middle(built[1..]), Middle(theirs[1..]));
        Console.WriteLine($"\nfirst answer after a start: as built {a:F0} ms, bare {b:F0} ms: {a / b:F2}");
        if (native.Count > 0) Console.WriteLine($"natively compiled {a = Middle(native[1..]):F0} ms: {a / b:F2} of the bare endpoint as built");
        else Console.WriteLine(NotNative);
        _limits.AtMost("first answer after a start", a / b, MostStart);
    }

    private static double Started(Func<Child> start, SlashCommands commands, string expected)
    {
        var began = Stopwatch.GetTimestamp();
        using var server = start();
        var answer = server.FirstAnswer(commands);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return Holds(answer, expected) ? took : throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    /// <summary>The length of the product's answer, which must be right.</summary>
    private static int Checked(Child product, SlashCommands commands, int n, string name)
    {
        using var caller = n == 0 ? null : new Caller(product.Port);
        var answer = caller is null ? product.FirstAnswer(commands) : caller.Ask(commands.Request(n));
        return Holds(answer, name) ? answer.Length : throw new InvalidOperationException($"{name} was not found: {Encoding.UTF8.GetString(answer)}");
    }

    private static bool Holds(ReadOnlySpan<byte> answer, string expected) => answer.IndexOf(Encoding.UTF8.GetBytes(expected.Replace("&", "&amp;", StringComparison.Ordinal))) >= 0;

    private static double Middle(List<double> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static string FirstWord(string name) => name.Split(' ')[0];
}
