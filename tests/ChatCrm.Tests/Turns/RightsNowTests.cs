using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.TakingBack;

public class RightsNowTests
{
    private const string NotYours = "This customer belongs to somebody else. Nothing was changed.";

    [Fact]
    public async Task B1_Who_gave_the_customer_away_since_does_not_undo_what_they_logged()
    {
        await using var house = await Workspace.Open();
        var logged = (await house.Mei.Say("log Acme GmbH call \"price\" follow tue 3pm \"send samples\"")).Card();
        await house.Priya.Say("set C-1001 owner:@jonas");
        var before = await house.Records();

        Assert.StartsWith(NotYours, (await house.Mei.Press(logged, "Undo")).Plain());
        Assert.StartsWith(NotYours, (await house.Mei.Say("undo")).Plain());

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B1_Who_lost_the_customer_since_does_not_do_it_after_all()
    {
        await using var house = await Workspace.Open();
        var undone = (await house.Mei.Press((await house.Mei.Say("log Acme GmbH call \"price\"")).Card(), "Undo")).Card();
        await house.Priya.Say("set C-1001 owner:@jonas");
        var before = await house.Records();

        Assert.StartsWith(NotYours, (await house.Mei.Press(undone, "Do it after all")).Plain());

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B1_A_manager_who_is_one_no_longer_does_not_undo_what_they_changed_as_one()
    {
        await using var house = await Workspace.Open();
        var set = (await house.Priya.Say("set C-1001 needs:\"CIF Tokyo\"")).Card();
        await house.Sam.Say("admin role @priya rep");
        var before = await house.Records();

        Assert.StartsWith(NotYours, (await house.Priya.Press(set, "Undo")).Plain());

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task Who_gave_a_customer_away_takes_that_back_and_gives_it_away_after_all()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();
        await house.Mei.Say("set C-1001 owner:@jonas");
        var given = await house.Records();

        var undone = (await house.Mei.Say("undo")).Card();
        Assert.Equal(before, await house.Records());
        await house.Mei.Press(undone, "Do it after all");

        Assert.Equal(given, await house.Records());
    }

    [Fact]
    public async Task A_new_customer_is_there_after_all()
    {
        await using var house = await Workspace.Open();
        var created = (await house.Mei.Say("new Zenith country:DE city:Berlin")).Card();
        var before = await house.Records();

        await house.Mei.Press((await house.Mei.Press(created, "Undo")).Card(), "Do it after all");

        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B4_Nothing_is_done_after_all_below_a_customer_that_is_gone()
    {
        await using var house = await Workspace.Open();
        var created = (await house.Mei.Say("new Zenith country:DE city:Berlin")).Card();
        var undone = (await house.Mei.Press((await house.Mei.Say("log Zenith call \"price\"")).Card(), "Undo")).Card();
        await house.Mei.Press(created, "Undo");
        var before = await house.Records();

        await house.Mei.Press(undone, "Do it after all");

        Assert.Equal(before, await house.Records());
    }

    [Theory]
    [InlineData(7 * 60, true)]
    [InlineData(8 * 60, false)]
    public async Task It_is_done_after_all_on_the_same_day_only(int minutes, bool done)
    {
        await using var house = await Workspace.Open();
        var undone = await Undone(house);

        house.Clock.Move(Duration.FromMinutes(minutes));

        Assert.Equal(done, !(await house.Mei.Press(undone, "Do it after all")).Plain().StartsWith("This can be done after all only", StringComparison.Ordinal));
        Assert.Equal(done, (await house.Rows("customer|acme|interaction|")).Count == 1);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Around_midnight_it_is_done_after_all_for_ten_minutes(int minutes, bool done)
    {
        await using var house = await Workspace.Open();
        house.Clock.Move(Duration.FromMinutes(7 * 60 + 54));
        var undone = await Undone(house);

        house.Clock.Move(Duration.FromMinutes(minutes));
        await house.Mei.Press(undone, "Do it after all");

        Assert.Equal(done, (await house.Rows("customer|acme|interaction|")).Count == 1);
    }

    private static async Task<Card> Undone(Workspace house) =>
        (await house.Mei.Press((await house.Mei.Say("log Acme GmbH call \"price\"")).Card(), "Undo")).Card();
}
