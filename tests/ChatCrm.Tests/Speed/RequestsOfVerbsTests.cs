using Azure.Core.Pipeline;
using ChatCrm.Benchmarks.Operations;
using ChatCrm.Bot.Storage;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Tests.Storage.Tables;

namespace ChatCrm.Tests.Speed;

/// <summary>What each verb asks of Table Storage; with 10,000 and 1,000,000 customers it is counted by <c>ChatCrm.Benchmarks -- operations</c>.</summary>
public sealed class RequestsOfVerbsTests(Azurite azurite, ITestOutputHelper output)
{
    [Fact]
    public async Task A_find_takes_two_waves_a_change_one_batch_and_the_wire_carries_what_was_asked_for_and_no_more()
    {
        using var wire = new CountedWire();
        using var store = new TableRowStore(await azurite.NewTable(), TimeProvider.System, new HttpClientTransport(wire));
        await using var firm = await Firm.Open(store, 300, TextWriter.Null);
        var costs = await CountedVerbs.Of(firm, wire.Take);
        foreach (var cost in costs) output.WriteLine($"{cost}");
        Assert.All(costs, cost => Assert.True(cost.Keeps, $"{cost}"));
        Assert.Equal(8, costs.Count(cost => cost.Counts.Commits == 1));
    }

    [Fact]
    public async Task Ten_times_as_many_customers_cost_no_more_waves_and_no_larger_batch()
    {
        var (few, many) = (await Of(400), await Of(4000));
        Assert.All(few.Zip(many), pair => Assert.Equal(Shape(pair.First), Shape(pair.Second)));
        // How many rows are asked for depends on what is shown, and on how many customers are one's own.
        Assert.All(many.Where(cost => cost.Verb != "one's own page"), cost => Assert.InRange(cost.Counts.Requests, 0, 30));

        static (string, int, int, int) Shape(Cost cost) => (cost.Verb, cost.Counts.Waves, cost.Counts.Commits, cost.Counts.Written);

        static async Task<IReadOnlyList<Cost>> Of(int customers)
        {
            await using var firm = await Firm.Open(new MemoryRowStore(), customers, TextWriter.Null);
            return await CountedVerbs.Of(firm, wire: null);
        }
    }
}
