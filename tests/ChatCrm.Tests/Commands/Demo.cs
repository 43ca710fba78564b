using ChatCrm.Bot.Commands;
using ChatCrm.Bot.Courier;
using ChatCrm.Bot.Storage;
using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace ChatCrm.Tests.Commands;

/// <summary>A store with the demo workspace in it, and what the commands need beside it.</summary>
internal sealed class Demo
{
    public const string Id = DemoWorkspace.Id;

    private Demo(IRowStore? store)
    {
        Store = store ?? new MemoryRowStore();
        Services = new ServiceCollection().AddSingleton(Store).AddSingleton<IClock>(Clock)
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddChatCrm().BuildServiceProvider();
    }

    public IRowStore Store { get; }
    public FakeClock Clock { get; } = new();
    public IServiceProvider Services { get; }
    public RowKinds Kinds => Services.GetRequiredService<RowKinds>();

    public static Demo Empty(IRowStore? store = null) => new(store);

    public static async Task<Demo> Filled(IRowStore? store = null)
    {
        var demo = new Demo(store);
        await demo.Fill();
        return demo;
    }

    public Task<bool> Fill() => DemoWorkspace.FillIfMissing(Store, Kinds, Clock);

    public Task<Filled?> Add(int count) => new ManyCustomers(Store, Kinds, Clock, Id).Fill(count, new(TextWriter.Null, TimeProvider.System, redrawn: false), default);

    public async Task<(Roster Roster, IReadOnlyList<Room> Rooms)> People() => await Services.GetRequiredService<People>().Of(Id, default);

    public Task<Reindexed> Reindex() => new Reindex(Store, Kinds, Clock, Id).Run(default);

    public ValueTask<Row?> Get(string key) => Store.Get(Id, key);

    /// <summary>Where the counter of customers or follow-ups stands.</summary>
    public async Task<long> Last(string counter) => CustomerRows.Last(await Get(CustomerRows.CounterKey(counter)));

    /// <summary>The workspaces that Courier finds.</summary>
    public async Task<IReadOnlyList<string>> Listed() => await WorkspaceDirectory.All(Store, default);

    /// <summary>What somebody of the demo is answered in their direct chat.</summary>
    public Task<Reply> Say(string who, string line, string id = "t1") => Send(who, new Input.Said(line), id);

    public Task<Reply> Press(string who, Button button, string drawing) => Send(who, new Input.Pressed(button.Id, button.Value, drawing), "");

    public Task<int?> Run(StringWriter output, params string[] args) => ChatCrm.Bot.Commands.Commands.Run(args, Services, output);

    public async Task<IReadOnlyList<Row>> Rows(string prefix = "")
    {
        var rows = new List<Row>();
        for (KeyRange? next = new(prefix, prefix.Length == 0 ? "~" : Keys.After(prefix), RowLimits.RowsPerPage); next is not null;)
        {
            var page = (await Store.List(Id, [next]))[0];
            rows.AddRange(page.Rows);
            next = page.Continue is { } from ? next with { Continue = from } : null;
        }
        return rows;
    }

    /// <summary>All rows as text: what two fillings have in common.</summary>
    public async Task<IReadOnlyList<string>> Texts() => [.. (await Rows()).Select(row => $"{row.Key} {row.Value}")];

    public async Task<IReadOnlyList<Customer>> Customers() => await Records("file", CustomerRows.Customer);

    public async Task<IReadOnlyList<FollowUp>> FollowUps() => await Records("followup", FollowUpStore.Read);

    public async Task<IReadOnlyList<Interaction>> Interactions() => await Records("interaction", InteractionStore.Read);

    public async Task Commit(params Change[] changes) => Assert.IsType<CommitResult.Committed>(await Store.Commit(Id, "somebody", changes));

    private async Task<Reply> Send(string who, Input what, string id) => await Services.GetRequiredService<Dispatcher>().Answer(
        new Turn(id, Id, new($"console:{who}", who), new($"console:direct/{who}", Audience.Direct, new($"console:direct/{who}")), what));

    private async Task<IReadOnlyList<T>> Records<T>(string third, Func<Row, T> read) =>
        [.. (await Rows("customer|")).Where(row => Keys.Parts(row.Key)[2] == third).Select(read)];
}
