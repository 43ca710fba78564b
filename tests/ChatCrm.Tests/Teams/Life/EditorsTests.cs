using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Teams.Fake;
using NodaTime;

namespace ChatCrm.Tests.Teams.Life;

/// <summary>Two who edit one customer in two dialogs.</summary>
public class EditorsTests
{
    [Fact]
    public async Task E1_Who_sends_the_same_field_second_is_asked_with_both_values_and_other_fields_merge()
    {
        await using var house = await Premises.Open();
        var (mei, priya) = (await Edits(house, "mei"), await Edits(house, "priya"));
        mei.Typed.Values["needs"] = "CIF Rotterdam";
        (priya.Typed.Values["needs"], priya.Typed.Values["city"]) = ("FOB Bremen", "Hamburg");

        Assert.True((await house.Teams.Submit("mei", mei))!.Ok);
        Assert.True((await house.Teams.Submit("priya", priya))!.Ok);

        Assert.Equal("CIF Rotterdam", (await Acme(house)).Needs);
        var asked = house.Teams.Open("priya") is { } open ? house.Teams.Shown(open).ToString() : house.Teams.Shown("priya", house.Last("priya")).ToString();
        Assert.Contains("CIF Rotterdam", asked, StringComparison.Ordinal);
        Assert.Contains("FOB Bremen", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task E1_Two_at_the_same_moment_never_overwrite_each_other()
    {
        await using var house = await Premises.Open();
        for (var round = 0; round < 10; round++)
        {
            var (mei, priya) = (await Edits(house, "mei"), await Edits(house, "priya"));
            (mei.Typed.Values["needs"], priya.Typed.Values["needs"]) = ($"of Mei {round}", $"of Priya {round}");

            var answers = await house.InTime(Task.WhenAll(house.Teams.Submit("mei", mei), house.Teams.Submit("priya", priya)));

            Assert.All(answers, answer => Assert.True(answer!.Ok));
            await FakeTeams.Until(() => house.Teams.Connector.IsIdle);
            var kept = (await Acme(house)).Needs;
            var loser = kept == $"of Mei {round}" ? "priya" : "mei";
            Assert.Contains(kept, new[] { $"of Mei {round}", $"of Priya {round}" });
            var asked = house.Teams.Open(loser) is { } open ? house.Teams.Shown(open).ToString() : house.Teams.Shown(loser, house.Last(loser)).ToString();
            Assert.Contains($"of Mei {round}", asked, StringComparison.Ordinal);
            Assert.Contains($"of Priya {round}", asked, StringComparison.Ordinal);
            foreach (var user in new[] { "mei", "priya" }) house.Teams.CloseDialog(user);
            house.Pass(Duration.FromSeconds(5));
        }
    }

    private static async Task<Dialog> Edits(Premises house, string user)
    {
        await house.Says(user, "Acme GmbH");
        Assert.True((await house.Teams.Press(user, house.Last(user), "Edit"))!.Ok);
        return house.Teams.Open(user)!;
    }

    private static async Task<Customer> Acme(Premises house) => CustomerRows.Customer((await house.App.Rows(CustomerRows.FileKey(Cast.Acme)))[0]);
}
