using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Tests.House;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Tests.Workspaces;

/// <summary>Days of the workspace's own. It is Sunday 22 Nov 2026; Sam is the admin.</summary>
public class OwnDayTests
{
    [Theory]
    [InlineData("admin day 24dec closed \"Company day\"", "2026-12-24", "", DayOffKind.Closed, "Company day")]
    [InlineData("admin day 24 dec 2026 Company day", "2026-12-24", "", DayOffKind.Closed, "Company day")]
    [InlineData("admin holidays 3oct working", "2027-10-03", "", DayOffKind.Working, "")]
    [InlineData("admin day 24dec half", "2026-12-24", "", DayOffKind.HalfDay, "")]
    [InlineData("admin day country:QA 2027-03-08 closed \"Eid\"", "2027-03-08", "QA", DayOffKind.Closed, "Eid")]
    [InlineData("管理 假日 12月24日 放假 “公司日”", "2026-12-24", "", DayOffKind.Closed, "公司日")]
    [InlineData("管理 假日 10月3日 补班 国家:卡塔尔", "2027-10-03", "QA", DayOffKind.Working, "")]
    public async Task A_line_enters_a_day_and_undo_takes_it_back(string line, string date, string country, DayOffKind kind, string name)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var answer = (await house.Sam.Say(line)).Card();

        var day = OwnDayRows.Read(Assert.Single(await house.Rows("day|")));
        Assert.Equal((date, country, kind, name), (day.Date, day.Country, day.Kind, day.Name));
        Assert.Contains("as it was", (await house.Sam.Press(answer, "Undo")).Plain(), StringComparison.Ordinal);
        await house.Wake();
        house.Clock.Move(People.Everywhere);
        await house.Wake();
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task B2_Nobody_but_an_admin_does()
    {
        await using var house = await Workspace.Open();
        foreach (var actor in new[] { house.Mei, house.Priya })
        {
            Assert.Contains("Only an admin", (await actor.Say("admin day 24dec closed")).Plain(), StringComparison.Ordinal);
            Assert.Contains("Only an admin", (await actor.Press("own-day.remove", "2026-12-24/")).Plain(), StringComparison.Ordinal);
        }
        Assert.Empty(await house.Rows("day|"));
    }

    [Fact]
    public async Task They_are_listed_and_removed_by_a_button_or_a_line()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("admin day 24dec closed \"Company day\"");
        await house.Sam.Say("admin day 9mar closed country:QA");
        var list = (await house.Sam.Say("admin days")).Card();
        Assert.Contains("Thu 24 Dec · closed · “Company day” · our own people", list.Plain(), StringComparison.Ordinal);
        Assert.Contains("Tue 9 Mar 2027 · closed · Qatar", list.Plain(), StringComparison.Ordinal);
        Assert.Contains("31 Dec 2031", list.Plain(), StringComparison.Ordinal);

        await house.Sam.Press(list, "Remove");
        Assert.Equal("QA", OwnDayRows.Read(Assert.Single(await house.Rows("day|"))).Country);
        await house.Sam.Say("admin day 9mar remove country:QA");
        Assert.Empty(await house.Rows("day|"));
        Assert.Contains("no day of our own", (await house.Sam.Say("admin day 9 march remove country:QA")).Plain(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("admin day closed", "Say which day")]
    [InlineData("admin day 24dec closed country:Atlantis", "No country is called “Atlantis”")]
    [InlineData("admin day 30feb closed", "There is no such date")]
    public async Task What_is_not_understood_is_said_and_nothing_is_kept(string line, string said)
    {
        await using var house = await Workspace.Open();
        Assert.Contains(said, (await house.Sam.Say(line)).Plain(), StringComparison.Ordinal);
        Assert.Empty(await house.Rows("day|"));
    }

    [Fact]
    public async Task A_doubtful_date_is_asked_and_the_line_goes_on()
    {
        await using var house = await Workspace.Open();
        var asked = (await house.Sam.Say("admin day 4/5/2027 closed \"Company day\"")).Card();
        await house.Sam.Press(asked, "Tue 4 May 2027");
        Assert.Equal(("2027-05-04", "Company day"), (OwnDayRows.Read(Assert.Single(await house.Rows("day|"))).Date, OwnDayRows.Read(Assert.Single(await house.Rows("day|"))).Name));
    }

    [Fact]
    public async Task Our_own_days_are_our_peoples_and_a_countrys_are_everybodys_there()
    {
        await using var house = await Workspace.Open();
        await house.Sam.Say("admin day 24nov closed \"Company day\"");
        await house.Sam.Say("admin day 25nov closed \"Rain\" country:DE");
        var (roster, _) = await house.Get<People>().Of(Workspace.Id, TestContext.Current.CancellationToken);
        var (tuesday, wednesday) = (new LocalDate(2026, 11, 24), new LocalDate(2026, 11, 25));
        var acme = CustomerSchedule.Of(CustomerRows.Customer((await house.Store.Get(Workspace.Id, CustomerRows.FileKey(Workspace.Acme), TestContext.Current.CancellationToken))!), null, roster)!;
        Assert.Equal((true, false), (acme.WorksOn(tuesday), acme.WorksOn(wednesday)));
        Assert.Equal((false, true), (MemberSchedule.Of(roster.Find("mei")!, roster).WorksOn(tuesday), MemberSchedule.Of(roster.Find("mei")!, roster).WorksOn(wednesday)));
        Assert.Equal((false, false), (MemberSchedule.Of(roster.Find("jonas")!, roster).WorksOn(tuesday), MemberSchedule.Of(roster.Find("jonas")!, roster).WorksOn(wednesday)));
    }
}
