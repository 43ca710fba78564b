using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Tests.House;
using ChatCrm.Texts;
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
        Assert.Equal(before, await Settled(house));
    }

    [Fact]
    public async Task B2_Nobody_but_an_admin_does()
    {
        await using var house = await Workspace.Open();
        foreach (var actor in new[] { house.Mei, house.Priya })
        {
            Assert.Contains("Only an admin", (await actor.Say("admin day 24dec closed")).Plain(), StringComparison.Ordinal);
            Assert.Contains("Only an admin", (await actor.Press("own-day.remove", "2026-12-24/")).Plain(), StringComparison.Ordinal);
            Assert.Contains("Only an admin", (await actor.Press("own-day.paste", "")).Plain(), StringComparison.Ordinal);
            Assert.IsNotType<Reply.Replace>(await actor.Submit(OwnDayForms.Empty(Wording.In("en"), "f1"), ("list", "2026-12-24,x")));
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

    [Theory]
    [InlineData("2026-12-24, Company day, , half\n2027-03-08, Eid, Qatar", "2026-12-24 - HalfDay Company day", "2027-03-08 QA Closed Eid")]
    [InlineData("2026-12-24，公司日，，半天\n2027-03-08，开斋节，卡塔尔", "2026-12-24 - HalfDay 公司日", "2027-03-08 QA Closed 开斋节")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261226\nSUMMARY:Company day\nEND:VEVENT\nEND:VCALENDAR", "2026-12-24 - Closed Company day", "2026-12-25 - Closed Company day")]
    public async Task An_admin_pastes_a_list_or_a_calendar_and_undo_takes_all_of_it_back(string list, params string[] days)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var form = (await house.Sam.Press((await house.Sam.Say("admin days")).Card(), "Enter a list…")).Form();
        var answer = (await house.Sam.Submit(form, ("list", list))).Card();

        Assert.Equal(days, (await house.Rows("day|")).Select(OwnDayRows.Read).Select(day => $"{day.Date} {(day.Country.Length > 0 ? day.Country : "-")} {day.Kind} {day.Name}"));
        Assert.Contains("as they were", (await house.Sam.Press(answer, "Undo")).Plain(), StringComparison.Ordinal);
        Assert.Equal(before, await Settled(house));
    }

    [Theory]
    [InlineData("2026-12-24,Company day\n24.12.2026,x", "", "list", "Line 2: “24.12.2026” is no date like 2026-12-24.")]
    [InlineData("2026-12-24,Company day", "Atlantis", "country", "No country is called “Atlantis”.")]
    [InlineData("", "", "list", "There are no days in it.")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224T090000Z\nEND:VEVENT\nEND:VCALENDAR", "", "list", "Line 3: This event does not begin and end with whole days.")]
    public async Task A_list_that_does_not_read_comes_back_with_what_was_typed_and_enters_nothing(string list, string country, string field, string error)
    {
        await using var house = await Workspace.Open();
        var form = (await house.Sam.Press((await house.Sam.Say("admin days")).Card(), "Enter a list…")).Form();

        var again = Assert.IsType<Reply.NotValid>(await house.Sam.Submit(form, ("list", list), ("country", country))).Form;

        Assert.Equal(error, again.Errors[field]);
        Assert.Equal([list, country], again.Fields.Select(each => each.Value));
        Assert.Empty(await house.Rows("day|"));
    }

    [Fact]
    public async Task A_list_of_more_days_than_can_be_undone_is_not_entered()
    {
        await using var house = await Workspace.Open();
        var list = string.Join('\n', Enumerable.Range(0, 90).Select(n => $"{new LocalDate(2027, 1, 1).PlusDays(n):uuuu-MM-dd},x"));

        var form = (await house.Sam.Press((await house.Sam.Say("admin days")).Card(), "Enter a list…")).Form();
        Assert.Contains("at most 89", Assert.IsType<Reply.NotValid>(await house.Sam.Submit(form, ("list", list))).Form.Errors["list"], StringComparison.Ordinal);
        Assert.Empty(await house.Rows("day|"));

        var fewer = list[..list.LastIndexOf('\n')];
        var answer = (await house.Sam.Submit((await house.Sam.Press((await house.Sam.Say("admin days")).Card(), "Enter a list…")).Form(), ("list", fewer))).Card();
        await house.Sam.Press(answer, "Undo");
        Assert.Empty(await house.Rows("day|"));
    }

    /// <summary>The records once all that waits has been looked at again.</summary>
    private static async Task<IReadOnlyList<string>> Settled(Workspace house)
    {
        await house.Wake();
        house.Clock.Move(People.Everywhere);
        await house.Wake();
        return await house.Records();
    }
}
