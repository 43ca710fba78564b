using ChatCrm.Bot.Commands;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Commands;

public sealed class CommandsTests
{
    private readonly StringWriter _output = new();

    private string Output => _output.ToString();

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:5080")]
    [InlineData("--BrowserChat:Enabled=false")]
    public async Task Without_a_command_the_service_starts(params string[] args)
    {
        Assert.Null(await Demo.Empty().Run(_output, args));
        Assert.Equal("", Output);
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Help_lists_each_command_on_one_line(string asked)
    {
        Assert.Equal(0, await Demo.Empty().Run(_output, asked));
        Assert.Equal(["help", "demo", "copy", "reindex", "holidays", "sbom"], Output.Split(Environment.NewLine).Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public async Task An_unknown_command_is_named_and_the_known_ones_are_listed()
    {
        Assert.Equal(2, await Demo.Empty().Run(_output, "dmeo"));
        Assert.Contains("'dmeo'", Output, StringComparison.Ordinal);
        Assert.Contains("reindex", Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", "many")]
    [InlineData("demo", "0")]
    [InlineData("demo", "-5")]
    [InlineData("demo", "10", "20")]
    [InlineData("demo", "1000001")]
    [InlineData("demo", "--workspace")]
    [InlineData("demo", "--workspace", "directory")]
    [InlineData("demo", "--workspace", "a/b")]
    [InlineData("reindex", "10")]
    public async Task What_is_not_understood_behind_a_command_is_said_and_nothing_is_written(params string[] args)
    {
        var demo = Demo.Empty();
        Assert.Equal(2, await demo.Run(_output, args));
        Assert.Empty(await demo.Rows());
        Assert.Empty(await demo.Listed());
    }

    [Fact]
    public async Task Demo_fills_the_workspace_once()
    {
        var demo = Demo.Empty();
        Assert.Equal(0, await demo.Run(_output, "demo"));
        Assert.Equal(0, await demo.Run(_output, "demo"));
        Assert.Equal(["Filled workspace demo with Lanting Home Export.", "Workspace demo was there already.", ""], Output.Split(Environment.NewLine));
    }

    [Fact]
    public async Task Demo_with_a_count_shows_how_far_it_is_line_by_line_where_no_terminal_is()
    {
        Assert.Equal(0, await Demo.Empty().Run(_output, "demo", "450", "--Storage:Path=x.db"));
        var lines = Output.Split(Environment.NewLine);
        Assert.Equal(["44 %", "88 %", "100 %"], lines.Where(line => line.Contains('%')).Select(line => line.Split('·')[0].Trim()));
        Assert.StartsWith("Made 450 customers in ", lines[^2], StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Output.Replace(Environment.NewLine, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_fills_another_workspace_where_one_is_named()
    {
        var demo = Demo.Empty();
        Assert.Equal(0, await demo.Run(_output, "demo", "5", "--workspace", "trial"));
        Assert.Equal(["trial"], await demo.Listed());
        Assert.Empty(await demo.Rows());
    }

    [Fact]
    public async Task Reindex_says_what_it_did_in_each_workspace()
    {
        var demo = await Demo.Filled();
        await demo.Commit(new Change.Delete("code|C-1001"));
        await demo.Run(new StringWriter(), "demo", "--workspace=trial");
        Assert.Equal(0, await demo.Run(_output, "reindex"));
        Assert.Contains("demo: ", Output, StringComparison.Ordinal);
        Assert.Contains(" 1 index rows put, 0 deleted", Output, StringComparison.Ordinal);
        Assert.Contains("trial: ", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reindex_of_a_workspace_that_is_not_there_says_so()
    {
        Assert.Equal(1, await (await Demo.Filled()).Run(_output, "reindex", "--workspace", "other"));
        Assert.Contains("no workspace other", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_said_and_the_command_can_be_run_again()
    {
        var store = new Meddler { Meanwhile = _ => throw new StoreUnavailableException("gone", mayHaveHappened: true) };
        var demo = Demo.Empty(store);
        Assert.Equal(1, await demo.Run(_output, "demo"));
        Assert.Contains("run the command again", Output, StringComparison.Ordinal);
        store.Meanwhile = null;
        Assert.Equal(0, await demo.Run(_output, "demo"));
    }

    [Fact]
    public void On_a_terminal_the_bar_is_drawn_over_itself_and_ends_its_line_at_the_end()
    {
        var progress = new Progress(_output, TimeProvider.System, redrawn: true);
        progress.Show(5, 10, 0, 100);
        progress.Show(10, 10, 0, 200);
        Assert.StartsWith("\r[###############...............]  50 % · 5 of 10", Output, StringComparison.Ordinal);
        Assert.Contains("\r[##############################] 100 % · 10 of 10", Output, StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, Output, StringComparison.Ordinal);
    }
}
