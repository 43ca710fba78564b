using System.Globalization;
using ChatCrm.FollowUps;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>Whoever reads when one customer is to be contacted reads what time it is there.</summary>
public class TheirClockTests
{
    /// <summary>Drawings that need not: each with its reason.</summary>
    private static readonly Dictionary<string, string> Without = new()
    {
        ["follow-up.due-list"] = "several: a line each",
        ["follow-up.list"] = "several: a line each",
        ["follow-up.returned"] = "several: a line each",
        ["follow-up.closed"] = "nothing is to be done now",
        ["follow-up.stopped"] = "nothing is to be done now",
    };

    [Theory]
    [InlineData("")]
    [InlineData("follow-up.give", "/jonas")]
    [InlineData("follow-up.put-off", "/tomorrow")]
    public async Task Every_card_of_one_open_follow_up_shows_the_customers_time_now(string button, string choice = "")
    {
        await using var house = await Workspace.Open();
        await house.Priya.Say("follow C-1002 tue 15:00 \"send samples\" for @mei remind #sales");
        if (button.Length > 0) await house.Mei.Press(button, (await house.Only(Workspace.AcmeKk)).Handle + choice);
        var followUp = await house.Only(Workspace.AcmeKk);
        string[] records = [followUp.Handle, followUp.DueAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), ""];
        var drawings = house.Get<Routes>().Drawings.Where(drawing => drawing.Id.StartsWith("follow-up.", StringComparison.Ordinal) && !Without.ContainsKey(drawing.Id)).ToList();
        Assert.True(drawings.Count >= 7);

        foreach (var drawing in drawings)
            foreach (var member in new[] { "mei", "priya" })
            {
                var card = await house.Drawn(new() { Id = "n", Turn = "t", Drawing = drawing.Id, Records = records, Customer = Workspace.AcmeKk, Member = member });
                Assert.True(card.Plain().Contains("17:05 in Tokyo", StringComparison.Ordinal), $"{drawing.Id} for {member}: {card.Plain()}");
            }
    }

    [Fact]
    public async Task No_exception_outlives_its_reason()
    {
        await using var house = await Workspace.Open();

        Assert.All(Without.Keys, id => Assert.NotNull(house.Get<Routes>().Drawing(id)));
    }

    [Fact]
    public async Task B2_Whoever_may_not_read_the_customer_reads_no_clock_either()
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("follow C-1002 tue 15:00 \"send samples\"");
        var followUp = await house.Only(Workspace.AcmeKk);

        var card = await house.Drawn(new() { Id = "n", Turn = "t", Drawing = "follow-up.moved", Records = [followUp.Handle], Customer = Workspace.AcmeKk, Member = "jonas" });

        Assert.DoesNotContain("in Tokyo", card.Plain());
    }
}
