using ChatCrm.Tests.Slack.BlockKit;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>Runs behind all tests that run side by side, so that it sees what they made the service emit.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BehindAllOthers
{
    public const string Name = "Behind all others";
}

[Collection(BehindAllOthers.Name)]
public class EmissionsTests
{
    [Fact]
    public async Task Slack_s_types_object_to_nothing_that_the_service_emitted()
    {
        Assert.SkipWhen(Emissions.All.Count == 0, "Nobody spoke to the service on Slack in this run.");

        var said = await SlackTypes.Check(Emissions.All);

        Assert.True(said is [], string.Join('\n', said));
    }

    [Fact]
    public void What_differs_in_its_words_alone_is_judged_once()
    {
        var before = Emissions.All.Count;

        // Nothing of ours shows emoji in plain text, so this shape is a new one.
        Emissions.Keep(((string[])["one", "two", "three"]).Select(text => new Emitted("message", $$$"""{"channel":"C1","text":"{{{text}}}","blocks":[{"type":"section","text":{"type":"plain_text","text":"{{{text}}}","emoji":true}}]}""")));

        Assert.Equal(before + 1, Emissions.All.Count);
    }
}
