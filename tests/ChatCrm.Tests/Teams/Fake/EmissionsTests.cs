using ChatCrm.Tests.Slack.Surfaces;

namespace ChatCrm.Tests.Teams.Fake;

[Collection(BehindAllOthers.Name)]
public class EmissionsTests
{
    [Fact]
    public async Task The_judges_object_to_no_card_that_the_service_emitted()
    {
        Assert.SkipWhen(Emissions.All.Count == 0, "Nobody spoke to the service on Teams in this run.");

        var said = await CardJudges.Check(Emissions.All);

        Assert.True(said is [], string.Join('\n', said));
    }

    [Fact]
    public async Task The_judges_object_to_no_card_of_a_service_that_is_well() =>
        Assert.Empty(await CardJudges.Check([Samples.Card("Acme GmbH", "Log").ToJsonString(), Samples.Form().ToJsonString(), Samples.DialogForm().ToJsonString()]));

    [Fact]
    public async Task Each_judge_objects_to_a_card_that_is_wrong()
    {
        var said = await CardJudges.Check(
        [
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Right"}]}""",
            """{"type":"AdaptiveCard","version":"1.5","msteams":{"width":"Full"},"body":[{"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x","colour":"red"}]}]}""",
            """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"a"},{"type":"Input.Text","id":"a"},{"type":"Nonsense"}]}""",
        ]);

        Assert.Contains(said, line => line.StartsWith("0001.json: /msteams/width ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("0001.json: /body/0/inlines/0 must NOT have additional properties", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("0002.json: /body/2/type ", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("0002.json: Duplicate ", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.StartsWith("0000", StringComparison.Ordinal));
    }

    [Fact]
    public void What_differs_in_its_words_alone_is_judged_once()
    {
        var before = Emissions.All.Count;

        // Nothing of ours is so coloured, so this shape is a new one.
        Emissions.Keep(((string[])["one", "two"]).Select(text => $$"""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"{{text}}","color":"accent"}]}"""));

        Assert.Equal(before + 1, Emissions.All.Count);
    }
}
