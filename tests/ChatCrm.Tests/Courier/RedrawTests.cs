using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>More posted cards than can be drawn again under one claim.</summary>
public class RedrawTests
{
    private const int Many = 20;

    [Fact]
    public void One_that_an_older_version_wrote_begins_at_the_beginning() =>
        Assert.Equal("", new Row("outbox|1|n1", """{"id":"n1","turn":"","drawing":"refresh","records":[],"customer":"c1"}""", "", "1").Read(TurnJson.Default.OutboxRow).Behind);

    [Fact]
    public async Task What_takes_longer_than_a_claim_is_drawn_to_its_end_each_card_once()
    {
        await using var house = await Posted();
        house.Office.Answers = _ =>
        {
            house.Clock.Move(Duration.FromSeconds(5));
            return default;
        };

        await house.Deliver();

        Assert.Equal(Many, house.Office.Updates.Count);
        Assert.Equal(Many, house.Office.Updates.Select(update => update.Message).Distinct().Count());
        Assert.Empty(await house.Workspace.Notices());
        Assert.Empty(await house.Parked());
    }

    [Fact]
    public async Task Who_lost_the_claim_draws_nothing_more()
    {
        await using var house = await Posted();
        house.Office.Answers = async _ =>
        {
            house.Office.Answers = _ => default;
            await house.TakeOver();
            return null;
        };

        await house.Deliver();

        Assert.Equal(1 + Many, house.Office.Updates.Count);
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task One_that_could_not_be_drawn_is_drawn_later_though_the_claim_ended_between()
    {
        await using var house = await Posted();
        var asked = 0;
        house.Office.Answers = _ =>
        {
            house.Clock.Move(Duration.FromSeconds(5));
            return new(++asked == 1 ? PostOffice.Later(1) : null);
        };

        await house.Deliver();
        Assert.Equal(Many - 1, house.Office.Updates.Count);
        Assert.Single(await house.Workspace.Notices(), notice => notice is { Behind: "", Missed: false, Tries: 1 });
        house.Clock.Move(Duration.FromMinutes(1));
        await house.Deliver();

        Assert.Equal(Many, house.Office.Updates.Select(update => update.Message).Distinct().Count());
        Assert.Empty(await house.Workspace.Notices());
    }

    [Fact]
    public async Task Where_the_store_breaks_off_it_goes_on_where_it_was()
    {
        await using var house = await Posted();
        var asked = 0;
        house.Office.Answers = _ => ++asked == 10 ? throw new StoreUnavailableException("down", false) : default;

        await house.Deliver();
        house.Clock.Move(Duration.FromSeconds(1));
        await house.Deliver();

        Assert.Equal(Many + 1, asked);
        Assert.Empty(await house.Workspace.Notices());
    }

    /// <summary>A house whose Acme stands in Priya's chat twenty times and has changed.</summary>
    private static async Task<CourierHouse> Posted()
    {
        var house = await CourierHouse.Open();
        for (var n = 0; n < Many; n++) await Stands(house, $"m{n:D2}");
        await house.Put(new() { Id = "n1", Turn = "", Drawing = Drawer.Refresh, Records = [], Customer = Workspace.Acme, About = [Workspace.Acme] });
        return house;
    }

    private static async Task Stands(CourierHouse house, string message)
    {
        var at = new Address("console:direct/priya");
        var sent = new SentRow { Address = at.Value, Message = message, Turn = "t", Drawing = "memo.card", Records = [Workspace.Acme], At = 1, Member = "priya" };
        await house.Workspace.Store.Commit(Workspace.Id, message, [new Change.Insert(TurnRows.SentKey(Workspace.Acme, at, message), sent.Write(TurnJson.Default.SentRow))]);
    }
}
