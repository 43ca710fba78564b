using System.Text;
using ChatCrm.Bot.Operation;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Time;
using Microsoft.Extensions.Configuration;

namespace ChatCrm.Tests.Operation;

/// <summary>A file of newer public holidays beside the data.</summary>
public class NewerHolidaysTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2099-01-01", "Fri 27 Nov is Invented Day (Germany): Acme GmbH is closed.", "31 Dec 2035")]
    [InlineData("2020-01-01", "✓ Follow-up with Acme GmbH", "31 Dec 2031")]
    public async Task A_process_takes_the_holidays_of_the_newer_one_of_both(string made, string said, string reach)
    {
        using var folder = new Folder();
        var rows = folder.File("chatcrm.db");
        await using (await RunningApp.Start(shelf: Shelf.File(rows))) { }
        await File.WriteAllTextAsync(folder.File("holidays.json"), Table(made), Cancel);

        await using var service = await Start(rows, folder.File("holidays.json"));
        await using var console = new ConsoleChannel(service.Address, () => Task.CompletedTask, () => []);

        Assert.Contains(said, (await console.Say(new("mei", null), "follow Acme GmbH 27nov 16:00")).ToString(), StringComparison.Ordinal);
        Assert.Contains(reach, (await console.Say(new("sam", null), "admin days")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_lies_where_it_is_looked_for_needs_no_setting()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.File("data"));
        File.WriteAllText(folder.File("data/holidays.json"), "{}");

        var refused = Assert.Throws<InvalidOperationException>(() => HolidaysFile.UseIfNewer(new ConfigurationBuilder().Build(), folder.File(".")));

        Assert.Contains("holidays.json cannot be used: This is no file of holidays", refused.Message, StringComparison.Ordinal);
        Assert.Contains("or take it away", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_must_be_there()
    {
        using var folder = new Folder();

        var refused = Assert.Throws<InvalidOperationException>(() => HolidaysFile.UseIfNewer(Configured("nowhere.json"), folder.File(".")));

        Assert.Contains("Holidays:File names a file that is not there", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_and_with_an_older_one_the_holidays_are_those_of_the_build()
    {
        using var folder = new Folder();
        var build = Holidays.InUse;
        File.WriteAllText(folder.File("older.json"), Table("2020-01-01"), Encoding.UTF8);

        HolidaysFile.UseIfNewer(new ConfigurationBuilder().Build(), folder.File("."));
        HolidaysFile.UseIfNewer(Configured(folder.File("older.json")), folder.File("."));

        Assert.Same(build, Holidays.InUse);
    }

    private static string Table(string made) => $$"""
        {
          "about": {"from":"2026-01-01","to":"2035-12-31","made":"{{made}}"},
          "countries": {"DE": [{"name":"Invented Day","local":"Erfundener Tag","kind":"public","certainty":"computed","dates":["2026-11-27"]}]}
        }
        """;

    private static IConfiguration Configured(string file) => new ConfigurationBuilder().AddInMemoryCollection([new("Holidays:File", file)]).Build();

    private static Task<ChildService> Start(string rows, string file) => ChildService.Start(new("", new(who => who, room => room, room => room), new Dictionary<string, string>
    {
        ["contentRoot"] = AppContext.BaseDirectory, ["BrowserChat:Enabled"] = "true", ["BrowserChat:Workspace"] = RunningApp.Workspace, ["BrowserChat:Patience"] = "00:05:00", ["Holidays:File"] = file,
    }), FakeClock.Beginning, rows, "never");
}
