using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>The issuer changes its keys while people work.</summary>
public class KeysTests
{
    [Fact]
    public async Task Keys_that_are_rotated_under_load_refuse_nobody_and_are_asked_for_once()
    {
        await using var house = await Premises.Open();
        await house.Teams.FetchTask("mei", null, "log");
        var (room, customers) = (house.Teams.RoomFor("mei", null), Deeds.Customers(house.Teams.Open("mei")!));
        house.Pass(Duration.FromMinutes(2));
        var asked = house.Teams.Issuer.Asked["keys"];

        var answered = new List<Task<IReadOnlyList<(string Title, string Value)>>>();
        for (var n = 0; n < 100; n++)
        {
            // What was signed before counts as long as its key is told, and this issuer tells the new one alone.
            if (n == 50) await Task.WhenAll(answered);
            if (n == 50) house.Teams.Issuer.Rotate();
            answered.Add(house.Teams.Search("mei", room, null, customers, "acme"));
        }

        Assert.All(await Task.WhenAll(answered), Assert.NotEmpty);
        Assert.Equal(asked + 1, house.Teams.Issuer.Asked["keys"]);
    }
}
