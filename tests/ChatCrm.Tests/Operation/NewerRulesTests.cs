using System.Net;
using ChatCrm.Bot.Operation;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Tests.Time;
using ChatCrm.Turns;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace ChatCrm.Tests.Operation;

/// <summary>A file of newer time zone rules beside the data.</summary>
public class NewerRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F3_A_process_with_newer_rules_goes_through_what_an_older_one_planned_and_tells_who_follows_up()
    {
        using var folder = new Folder();
        var rows = folder.File("chatcrm.db");
        await using (var older = await RunningApp.Start(shelf: Shelf.File(rows)))
        {
            using var said = new ConsoleLine(older.Address);
            await said.Say("mei", "follow C-1002 27 nov 10:00 their \"call Ms Ito\"");
        }
        await File.WriteAllBytesAsync(folder.File("tzdb.nzd"), ZoneFiles.Changed("2026g", ("Asia/Tokyo", "Australia/Brisbane")), Cancel);

        await using var newer = await Start(rows, ("Zones:File", folder.File("tzdb.nzd")));

        using var line = new ConsoleLine(newer.Address);
        var page = new ConsolePage();
        await Patiently.Until(
            async () =>
            {
                await line.Read(page, "mei");
                return page.Pushed.Count > 0;
            },
            () => Task.FromResult("Mei was not told."));
        Assert.Contains("Fri 27 Nov 09:00 Shanghai → Fri 27 Nov 08:00 Shanghai · stays Fri 27 Nov 10:00 Tokyo", page.Pushed[0].ToString(), StringComparison.Ordinal);
        Assert.Equal([Keys.OldestFirst(Instant.FromUtc(2026, 11, 27, 0, 0))], await Due(rows));
        using var http = new HttpClient { BaseAddress = newer.Address };
        Assert.Contains("2026g", await http.GetStringAsync("health/ready", Cancel), StringComparison.Ordinal);
        var shown = page.Pushed.Count;
        var (status, answer) = await line.Post("mei", "direct/mei", "said", new() { ["line"] = "about" }, Guid.NewGuid().ToString("D"));
        await line.Read(page, "mei");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("2026g", answer + string.Concat(page.Pushed.Skip(shown).Select(card => card.ToString())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026e")]
    [InlineData("2026f")]
    public void An_older_file_is_passed_over_and_that_is_told(string version)
    {
        using var folder = new Folder();
        File.WriteAllBytes(folder.File("tzdb.nzd"), ZoneFiles.Changed(version, ("Asia/Tokyo", "Australia/Brisbane")));

        var used = ZoneFile.UseIfNewer(Configured(folder.File("tzdb.nzd")), folder.File("."));

        Assert.Contains($"passed over, it has {version}", used.Words, StringComparison.Ordinal);
        Assert.Equal(Offset.FromHours(9), ChatCrm.Time.Zones.Rules["Asia/Tokyo"].GetUtcOffset(Instant.FromUtc(2027, 1, 1, 0, 0)));
    }

    [Fact]
    public void Without_a_file_the_rules_are_those_of_the_build()
    {
        using var folder = new Folder();

        Assert.Equal($"TZDB {ChatCrm.Time.ZoneRules.BuiltIn.Version}", ZoneFile.UseIfNewer(new ConfigurationBuilder().Build(), folder.File(".")).Words);
    }

    [Fact]
    public async Task A_broken_file_keeps_the_service_from_starting_and_says_what_to_do()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.File("data"));
        await File.WriteAllBytesAsync(folder.File("data/tzdb.nzd"), ZoneFiles.BuiltIn[..50_000], Cancel);

        var (code, said) = await ServiceProcess.Run(folder, "Production");

        Assert.NotEqual(0, code);
        Assert.Contains("tzdb.nzd cannot be used", said, StringComparison.Ordinal);
        Assert.Contains("or take it away", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_must_be_there()
    {
        using var folder = new Folder();

        var refused = Assert.Throws<InvalidOperationException>(() => ZoneFile.UseIfNewer(Configured("nowhere.nzd"), folder.File(".")));

        Assert.Contains("Zones:File names a file that is not there", refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configured(string file) => new ConfigurationBuilder().AddInMemoryCollection([new("Zones:File", file)]).Build();

    private static Task<ChildService> Start(string rows, params IReadOnlyList<(string, string)> settings) => ChildService.Start(new("", new(who => who, room => room, room => room), new Dictionary<string, string>(settings.Select(setting => new KeyValuePair<string, string>(setting.Item1, setting.Item2)))
    {
        ["contentRoot"] = AppContext.BaseDirectory, ["BrowserChat:Enabled"] = "true", ["BrowserChat:Workspace"] = RunningApp.Workspace, ["BrowserChat:Patience"] = "00:05:00",
    }), FakeClock.Beginning, rows, "never");

    private static async Task<IEnumerable<string>> Due(string rows)
    {
        await using var shelf = Shelf.File(rows).Open();
        return (await shelf.Store.List(RunningApp.Workspace, [KeyRange.Prefix("due|", 10)], Cancel))[0].Rows.Select(row => Keys.Parts(row.Key)[2]);
    }
}
