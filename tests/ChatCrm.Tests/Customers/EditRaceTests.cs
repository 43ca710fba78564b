using System.Collections.Concurrent;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Customers;

/// <summary>Sixteen people edit one customer at once.</summary>
public class EditRaceTests
{
    private const int Writers = 16, Edits = 200;

    private static readonly string[] Fields = ["needs", "city", "alias"];

    private sealed record Edit(string Field, string Opened, string Wanted, bool Accepted);

    [Fact]
    public Task E1_sixteen_writers_in_memory_overwrite_nothing_silently() => Race(new MemoryRowStore());

    [Fact]
    public async Task E1_sixteen_writers_on_SQLite_overwrite_nothing_silently()
    {
        using var folder = new Folder();
        await Race(new SqliteRowStore(folder.File("rows.db")));
    }

    private static async Task Race(IRowStore store)
    {
        await using var house = await Workspace.Open(store);
        // A zone that is stated stays, whatever city is typed.
        await house.Mei.Say("set C-1001 tz:Europe/Berlin");
        var (edits, next) = (new ConcurrentBag<Edit>(), 0);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var random = new Random(4711 + writer);
            for (var n = Interlocked.Increment(ref next); n <= Edits; n = Interlocked.Increment(ref next)) edits.Add(await One(house, n, random));
        })));

        var file = await house.File(Workspace.Acme);
        Assert.Equal(Edits, edits.Count);
        Assert.Contains(edits, edit => edit.Accepted);
        Assert.Contains(edits, edit => !edit.Accepted);
        foreach (var field in Fields) FollowsOneFromTheOther(field, [.. edits.Where(edit => edit.Accepted && edit.Field == field)], file);
    }

    /// <summary>Opens the form, thinks, sends it: accepted, or asked about with both values.</summary>
    private static async Task<Edit> One(Workspace house, int n, Random random)
    {
        var who = new[] { house.Mei, house.Priya, house.Sam }[n % 3];
        var (field, wanted) = (Fields[random.Next(Fields.Length)], $"value {n}");
        var form = (await who.Press("customer.edit", Workspace.Acme, $"drawing {n}")).Form();
        await Task.Yield();
        var card = (await who.Submit(form, (field, wanted))).Card();
        var accepted = card.Plain().StartsWith("✓ Acme GmbH was changed", StringComparison.Ordinal);
        if (!accepted) Assert.Contains($"Yours: “{wanted}”", card.Plain());
        return new(field, form.Fields.Single(each => each.Id == field).Value, wanted, accepted);
    }

    /// <summary>Every accepted value was written over one that its writer had seen, and none was written over twice: a chain from the first value to the last.</summary>
    private static void FollowsOneFromTheOther(string field, IReadOnlyList<Edit> accepted, Customer file)
    {
        var after = accepted.ToDictionary(edit => edit.Opened, edit => edit.Wanted);
        var value = field switch { "needs" => "FOB Hamburg, halal label", "city" => "Berlin", _ => "" };
        var steps = 0;
        for (; after.TryGetValue(value, out var next); value = next) steps++;
        Assert.Equal(accepted.Count, steps);
        Assert.Equal(value, field switch { "needs" => file.Needs, "city" => file.City, _ => Details.Joined(file.Aliases) });
    }
}
