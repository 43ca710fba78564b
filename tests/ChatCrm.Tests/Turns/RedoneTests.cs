using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.TakingBack;

public class RedoneTests
{
    private const string Line = "log Acme GmbH call \"two\"";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task B4_After_doing_it_after_all_and_undoing_that_the_word_reaches_the_change_before(int times)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        await house.Mei.Say("log Acme GmbH mail \"one\"");
        house.Clock.Move(Duration.FromSeconds(20));
        await UndoneAfterAll(house, times);

        Assert.StartsWith("Undone.", (await house.Mei.Say("undo")).Plain());

        Assert.Equal(before, await house.Records());
        Assert.Equal("There is nothing of yours from today to undo.", (await house.Mei.Say("undo")).Plain());
    }

    [Fact]
    public async Task B4_A_line_whose_redo_was_undone_is_no_repetition()
    {
        await using var house = await Workspace.Open();
        await UndoneAfterAll(house, 1);

        Assert.DoesNotContain("already", (await house.Mei.Say(Line)).Plain());
    }

    [Fact]
    public async Task B4_A_line_that_was_done_after_all_is_a_repetition_and_its_undo_takes_back_what_stands()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var first = (await house.Mei.Say(Line)).Card();
        var undone = await Later(house, first, "Undo");
        await Later(house, undone, "Do it after all");

        var repeated = (await house.Mei.Say(Line)).Card();
        Assert.Contains("already", repeated.Plain());
        await house.Mei.Press(repeated, "Undo");

        Assert.Equal(before, await house.Records());
        Assert.Equal("There is nothing of yours from today to undo.", (await house.Mei.Say("undo")).Plain());
    }

    [Fact]
    public async Task B4_What_was_done_after_all_is_undone_though_its_notice_was_sent_since()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        var undone = await Later(house, (await house.Mei.Say("set C-1001 needs:\"CIF Tokyo\"")).Card(), "Undo");
        var again = await Later(house, undone, "Do it after all");
        var sent = (await house.Rows("outbox|")).Select(row => (Change)new Change.Delete(row.Key)).ToList();
        Assert.NotEmpty(sent);
        await house.Store.Commit(Workspace.Id, "sent", sent, TestContext.Current.CancellationToken);

        Assert.StartsWith("Undone.", (await house.Mei.Press(again, "Undo")).Plain());

        Assert.Equal(before, await house.Records());
    }

    private static async Task UndoneAfterAll(Workspace house, int times)
    {
        var card = await Later(house, (await house.Mei.Say(Line)).Card(), "Undo");
        for (var i = 0; i < times; i++) card = await Later(house, await Later(house, card, "Do it after all"), "Undo");
        Assert.StartsWith("Undone.", card.Plain());
    }

    /// <summary>Presses it a few seconds later.</summary>
    private static async Task<Card> Later(Workspace house, Card card, string label)
    {
        house.Clock.Move(Duration.FromSeconds(5));
        return (await house.Mei.Press(card, label)).Card();
    }
}
