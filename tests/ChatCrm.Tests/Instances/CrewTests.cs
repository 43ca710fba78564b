using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage.Tables;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Instances;

/// <summary>Four processes over one table, and two over one file.</summary>
public sealed class CrewTests(Azurite azurite)
{
    private const int Reminders = 16, Writers = 16, Edits = 2;

    // In a room each comes by itself; of so many at once Mei gets one list.
    private static readonly string[] Planned = [.. Enumerable.Range(0, Reminders).Select(n => $"""follow {(n % 2 == 0 ? "Acme GmbH" : "Acme KK")} tue 10:00 "number {n}." remind #sales""")];

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 2)]
    public async Task F6_Several_processes_send_each_reminder_once_while_sixteen_write_to_one_customer_and_no_edit_is_lost(bool inFile, int count)
    {
        await using var crew = await Crew.Start(azurite, inFile, count, Planned);
        await using var work = new Writing(crew, Writers, Edits);

        await work.Done();

        Assert.Equal(work.Wanted.Order(), (await work.Accepted()).Order());
        await crew.Until(async () => (await crew.Rows("wake|")).Count == 0 && (await crew.Rows("outbox|")).Count == 0);
        var posted = await crew.Posted("mei");
        for (var n = 0; n < Reminders; n++) Assert.Single(posted, card => card.Contains($"number {n}.", StringComparison.Ordinal) && card.Contains("for Mei Lin", StringComparison.Ordinal));
        Assert.DoesNotContain(await Sent(crew), sent => sent.PossibleRepeat);
        Assert.Equal(Writers * Edits, posted.Count(card => card.Contains("halal", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F6_One_of_them_killed_while_they_send_loses_no_reminder_and_repeats_at_most_one(bool inFile)
    {
        await using var crew = await Crew.Start(azurite, inFile, 2, Planned);
        var doomed = crew.Processes[0];
        await crew.Until(async () => (await Sent(crew)).Count > 0);
        await crew.Kill(doomed);
        await crew.Add(Crew.Tuesday + Duration.FromMinutes(2));

        await crew.Until(async () => (await crew.Rows("wake|")).Count == 0 && (await crew.Rows("outbox|")).Count == 0);

        var sent = await Sent(crew);
        var (repeats, once) = (sent.Count(one => one.PossibleRepeat), sent.GroupBy(one => one.Records[0]).ToList());
        TestContext.Current.TestOutputHelper!.WriteLine($"{sent.Count} sent, {repeats} of them perhaps again");
        Assert.Equal(Reminders, once.Count);
        Assert.All(once, records => Assert.Single(records));
        Assert.InRange(repeats, 0, 1);
    }

    private static async Task<IReadOnlyList<SentRow>> Sent(Crew crew) =>
        [.. (await Task.WhenAll(new[] { Cast.Acme, Cast.AcmeKk }.Select(customer => crew.Rows(Keys.Under("customer", customer, "sent"))))).SelectMany(rows => rows).Select(row => row.Read(TurnJson.Default.SentRow)).Where(row => row.Drawing.Contains("remind", StringComparison.Ordinal))];
}

/// <summary>Many at once, at all processes, who write what one customer needs.</summary>
internal sealed class Writing(Crew crew, int writers, int edits) : IAsyncDisposable
{
    private readonly List<ConsoleLine> lines = [.. crew.Processes.Select(process => new ConsoleLine(process.Address))];

    public IReadOnlyList<string> Wanted { get; } = [.. Enumerable.Range(0, writers * edits).Select(n => $"halal {n:D3}")];

    public Task Done() => Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
    {
        for (var edit = 0; edit < edits; edit++) await lines[writer % lines.Count].Say("mei", $"set Acme GmbH needs:\"{Wanted[(writer * edits) + edit]}\"");
    }));

    /// <summary>What was written: what each edit found, and what stands. Each found what another one had written, and no two the same: so there is an order of them.</summary>
    public async Task<IReadOnlyList<string>> Accepted()
    {
        var found = (await crew.Rows("undo|mei|")).Select(row => row.Read(TurnJson.Default.UndoRow)).SelectMany(undo => undo.Rows).Where(before => before.Key == CustomerRows.FileKey(Cast.Acme)).Select(before => NeedsOf(before.Value!));
        var stands = NeedsOf((await crew.Rows(CustomerRows.FileKey(Cast.Acme)))[0].Value);
        return [.. found.Append(stands).Where(needs => needs != "FOB Hamburg, halal label")];
    }

    public ValueTask DisposeAsync()
    {
        foreach (var line in lines) line.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string NeedsOf(string value) => CustomerRows.Customer(new("", value, "", "")).Needs;
}
