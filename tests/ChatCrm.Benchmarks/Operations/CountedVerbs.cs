using System.Globalization;
using Azure.Core.Pipeline;
using ChatCrm.Bot.Storage;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Conversation;
using ChatCrm.Storage;

namespace ChatCrm.Benchmarks.Operations;

/// <summary>What a verb asks of the store.</summary>
/// <param name="Requests">Those at the wire; null where the store has none.</param>
public sealed record Cost(string Verb, Counts Counts, int? Requests)
{
    public bool IsLookUp => Verb.StartsWith("find", StringComparison.Ordinal);

    /// <summary>What is promised of it: a find takes two waves at most, a change is one batch, and nothing else goes over the wire than what was asked for.</summary>
    public bool Keeps => (!IsLookUp || Counts.Waves <= 2) && Counts.Commits <= 1 && (Requests is null || Requests == Counts.Requests);
}

/// <summary>
/// What each verb asks of the store, told as a table: with 10,000 customers in Azurite, counted at the wire, and with 1,000,000 in a SQLite file, counted at
/// the port. Who is a member, and which rooms there are, is known already: that is kept for half a minute, and costs one wave of two ranges. 1 where a promise is not kept.
/// </summary>
public static class CountedVerbs
{
    public static readonly IReadOnlyList<(string Verb, Input What)> All =
    [
        Said("acme gmbh"), Said("C-1002"), Said("find trading"), Said("find 贸易"), Said("find lanhai trading"), ("a search while typing", new Input.LookedUp("customer.search", "tra")),
        ("one's own page", new Input.Opened()), Said("due"), Said("me"), Said("help"), Said("log acme gmbh call 15m \"prices\""), Said("undo"), Said("log acme gmbh call \"x\" next fri \"send\""),
        Said("follow acme gmbh fri 15:00 \"send\""), Said("done 1"), Said("set acme gmbh lang:ja"), Said("new Kestrel Ltd, London"), Said("me digest 8:30"),
    ];

    /// <param name="sizes">How many customers in Azurite, and in the file; none for the usual.</param>
    public static async Task<int> Tell(IReadOnlyList<int> sizes)
    {
        var (few, many) = sizes is [var one, var other] ? (one, other) : (10_000, 1_000_000);
        var kept = Told($"{few:N0} customers in Azurite", await InAzurite(few)) & Told($"{many:N0} customers in SQLite", await InFile(many));
        Console.WriteLine(kept ? "every promise is kept" : "a promise is NOT kept");
        return kept ? 0 : 1;
    }

    /// <summary>Each verb once, in turn.</summary>
    /// <param name="wire">How many requests went to the store since the last look; null where there is no wire.</param>
    public static async Task<IReadOnlyList<Cost>> Of(Firm firm, Func<int>? wire)
    {
        // Who is here is read now, and then known.
        await firm.Send(new Input.Said("me"));
        (_, _) = (firm.Store.Take(), wire?.Invoke());
        var costs = new List<Cost>();
        foreach (var (verb, what) in All)
        {
            if (await firm.Send(what) is not (Reply.Show or Reply.Options { Choices.Count: > 0 }) and var odd) throw new InvalidOperationException($"{verb} was answered by {odd}");
            costs.Add(new(verb, firm.Store.Take(), wire?.Invoke()));
        }
        return costs;
    }

    private static async Task<IReadOnlyList<Cost>> InAzurite(int customers)
    {
        await using var emulator = await Emulator.Start();
        using var wire = new CountedWire();
        using var store = new TableRowStore(emulator.Table, TimeProvider.System, new HttpClientTransport(wire));
        await using var firm = await Firm.Open(store, customers, Console.Out);
        return await Of(firm, wire.Take);
    }

    private static async Task<IReadOnlyList<Cost>> InFile(int customers)
    {
        var folder = Directory.CreateTempSubdirectory("chatcrm-operations-");
        try
        {
            await using var firm = await Firm.Open(new SqliteRowStore(Path.Combine(folder.FullName, "operations.db")), customers, Console.Out);
            return await Of(firm, wire: null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Told(FormattableString where, IReadOnlyList<Cost> costs)
    {
        Console.WriteLine($"{where.ToString(CultureInfo.InvariantCulture),-44}{"waves",7}{"requests",10}{"read",7}{"batches",9}{"rows",6}");
        foreach (var (verb, counts, requests) in costs)
            Console.WriteLine($"{verb,-44}{counts.Waves,7}{requests ?? counts.Requests,10}{counts.Read,7}{counts.Commits,9}{counts.Written,6}");
        foreach (var broken in costs.Where(cost => !cost.Keeps)) Console.WriteLine($"  NOT KEPT: {broken}");
        return costs.All(cost => cost.Keeps);
    }

    private static (string Verb, Input What) Said(string line) => (line, new Input.Said(line));
}
