using System.Text;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>
/// The whole service, in a process and on a core of its own, with 10,000 customers: lines that find, answered through the Connector, against an endpoint that
/// does next to nothing. Ratios of medians of runs by turns. 1 where a limit is not kept.
/// </summary>
internal sealed class TeamsSpeed(Ground ground, PlainTeams teams, string token)
{
    /// <summary>A tenth of what Node's botbuilder needs, which is 17 times the bare endpoint's.</summary>
    private const double MostCpu = 1.7;

    private const double LeastThroughput = 0.6;

    private readonly Limits _limits = new();

    /// <param name="parts">What is measured: name, word; both where none is named.</param>
    public static async Task<int> Measure(params string[] parts)
    {
        Child.StepAside();
        Console.WriteLine(Child.CanPin ? "servers on the first core, their callers and the Connector on the others" : "NOT pinned: servers and callers share all cores");
        using var ground = await Ground.Make($"teams:{Activities.Tenant}", $"teams:{Activities.Tenant}/{Activities.Account}");
        using var issuer = new Issuer();
        using var teams = new PlainTeams(issuer);
        var speed = new TeamsSpeed(ground, teams, issuer.Sign(teams.Service));
        var names = await ground.ReadNames();
        if (Has("name")) speed.Finds("find, a whole name", names);
        if (Has("word")) speed.Finds("find, a word", [.. names.Select(name => name.Split(' ')[0]).Distinct()]);
        return speed._limits.Sum();

        bool Has(string part) => parts.Length == 0 || parts.Contains(part);
    }

    private void Finds(string what, IReadOnlyList<string> names)
    {
        var activities = new Activities([.. names.Select(name => "find " + name)], teams.Service, token);
        using var product = Servers.Product(ground, teams);
        product.FirstAnswer(activities);
        Lengths.Write(ground.Names, names.Select((name, n) => (name, Checked(product, activities, n, name))));
        using var bare = Servers.Bare(ground, teams);
        bare.FirstAnswer(activities);
        new Comparison(_limits, MostCpu, LeastThroughput).Run(what, names.Count, product, bare, activities);
    }

    /// <summary>The length of the product's message, which must be right.</summary>
    private int Checked(Child product, Activities activities, int n, string name)
    {
        using var caller = new Caller(product.Port);
        caller.Ask(activities.Request(n));
        return teams.Last.Span.IndexOf(Encoding.UTF8.GetBytes(name)) >= 0 ? teams.Last.Length : throw new InvalidOperationException($"{name} was not found: {Encoding.UTF8.GetString(teams.Last.Span)}");
    }
}
