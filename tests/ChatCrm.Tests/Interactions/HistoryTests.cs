using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.Interactions;

public class HistoryTests
{
    [Theory]
    [InlineData(3, "Acme GmbH · 3 interactions")]
    [InlineData(27, "Acme GmbH · the latest 25 interactions")]
    public async Task The_time_line_says_whether_it_is_all(int logged, string title)
    {
        await using var house = await Workspace.Open();
        for (var n = 0; n < logged; n++)
        {
            await house.Mei.Say($"log Acme GmbH note \"{n}\"");
            house.Clock.Move(Duration.FromMinutes(1));
        }

        Assert.StartsWith(title, (await house.Mei.Press("customer.history", Workspace.Acme)).Plain());
    }

    [Fact]
    public async Task B5_A_colleagues_words_are_not_shown_among_outsiders()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("log Acme GmbH call \"secret price\"");

        var asked = (await house.Priya.In("partners").Say("log Acme GmbH call \"samples\"")).Plain();

        Assert.Contains("logged this", asked);
        Assert.DoesNotContain("secret", asked);
    }
}
