using ChatCrm.Tests.House;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Turns;

public class OwnPagesTests
{
    [Fact]
    public async Task What_is_saved_is_answered_as_saved_whatever_those_do_who_hear_of_it()
    {
        await using var house = await Workspace.Open();
        house.Get<OwnPages>().Changed += _ => throw new InvalidOperationException("A listener's own trouble.");

        Assert.StartsWith("✓ Call 15 min", (await house.Mei.Say("log Acme GmbH call 15m asked for prices")).Plain());
    }
}
