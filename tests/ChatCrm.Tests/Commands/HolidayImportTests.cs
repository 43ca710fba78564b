using ChatCrm.Bot.Commands;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Commands;

public sealed class HolidayImportTests : IDisposable
{
    private static readonly Wording English = Wording.In("en");

    private readonly Folder _folder = new();
    private readonly StringWriter _output = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_day_events_are_days_and_their_end_is_outside()
    {
        var read = CalendarDays.Read("""
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261224
            DTEND;VALUE=DATE:20261227
            SUMMARY:Christmas\, all of
              it
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY;LANGUAGE="en:GB":One day
            DTSTART:20270104
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20270201
            DURATION:P1W
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20270301
            STATUS:CANCELLED
            END:VEVENT
            END:VCALENDAR
            """, "", English);
        Assert.Empty(read.Wrong);
        Assert.Equal(["2026-12-24", "2026-12-25", "2026-12-26", "2027-01-04", .. Enumerable.Range(1, 7).Select(day => $"2027-02-0{day}")], read.Days.Select(day => day.Date));
        Assert.Equal(["Christmas, all of it", "One day", ""], read.Days.Select(day => day.Name).Distinct());
    }

    [Fact]
    public void What_is_no_day_is_named_with_its_line()
    {
        var read = CalendarDays.Read("""
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261224
            RRULE:FREQ=YEARLY
            END:VEVENT
            BEGIN:VEVENT
            DTSTART:20261224T090000Z
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:nothing
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20261224
            DTEND;VALUE=DATE:20261224
            END:VEVENT
            """, "", English);
        Assert.Equal(["Line 3:", "Line 6:", "Line 8:", "Line 11:"], read.Wrong.Select(line => line[..(line.IndexOf(':') + 1)]));
        Assert.Contains("repeat", read.Wrong[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_has_names_countries_and_kinds()
    {
        var read = ListedDays.Read("\uFEFFdate,name,country,kind\r\n2026-12-24,\"Christmas, \"\"eve\"\"\",,half\r\n\r\n20270308,Eid,Qatar,\r\n2027-10-03,补班,CN,working\r\n", "", English);
        Assert.Empty(read.Wrong);
        Assert.Equal(
            [("2026-12-24", "Christmas, \"eve\"", "", DayOffKind.HalfDay), ("2027-03-08", "Eid", "QA", DayOffKind.Closed), ("2027-10-03", "补班", "CN", DayOffKind.Working)],
            read.Days.Select(day => (day.Date, day.Name, day.Country, day.Kind)));
    }

    [Theory]
    [InlineData("2026-12-24;Christmas", "2026-12-24", "Christmas", "")]
    [InlineData("name;date\nChristmas;2026-12-24", "2026-12-24", "Christmas", "")]
    [InlineData("2026-12-24", "2026-12-24", "", "")]
    public void A_list_may_be_simpler(string text, string date, string name, string country)
    {
        var day = Assert.Single(ListedDays.Read(text, country, English).Days);
        Assert.Equal((date, name, country), (day.Date, day.Name, day.Country));
    }

    [Fact]
    public void A_line_of_a_list_that_does_not_read_is_named()
    {
        var read = ListedDays.Read($"date,name\n24.12.2026,x\n2026-02-30,x\n2026-12-24,x,Atlantis\n2026-12-24,{new string('x', 101)}\n", "", English);
        Assert.Equal(["Line 2:", "Line 3:", "Line 5:"], read.Wrong.Select(line => line[..(line.IndexOf(':') + 1)]));
        var columns = ListedDays.Read("2026-12-24,x,Atlantis\n2026-12-25,x,,maybe", "", English);
        Assert.Equal(["Line 1: No country is called “Atlantis”.", "Line 2: “maybe” is none of closed, half, working."], columns.Wrong);
    }

    [Fact]
    public async Task A_file_is_entered_once_however_often_it_is_imported()
    {
        var demo = await Demo.Filled();
        var file = Written("days.csv", "2026-12-24,Company day\n2026-12-28,Company day");
        Assert.Equal(0, await demo.Run(_output, "holidays", "import", file, "--workspace", Demo.Id, "--country", "Qatar"));
        Assert.Equal(0, await demo.Run(_output, "holidays", "import", file, "--workspace", Demo.Id, "--country", "QA"));
        Assert.Contains("2 are new", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("0 are new", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["2026-12-24 QA", "2026-12-28 QA"], (await Kept(demo)).Select(day => $"{day.Date} {day.Country}"));
    }

    [Fact]
    public async Task A_calendar_is_entered_as_a_list_is()
    {
        var demo = await Demo.Filled();
        var file = Written("days.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Company\r\n  days\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        Assert.Equal(0, await demo.Run(_output, "holidays", "import", file, "--workspace", Demo.Id));
        Assert.Equal(["2026-12-24 Company days", "2026-12-25 Company days"], (await Kept(demo)).Select(day => $"{day.Date} {day.Name}"));
    }

    [Fact]
    public void A_line_that_is_folded_ever_so_often_is_one()
    {
        const int lines = 20_000;
        var read = CalendarDays.Read($"BEGIN:VEVENT\r\nDTSTART:20261224\r\nDESCRIPTION:{string.Concat(Enumerable.Repeat("xxxx\r\n ", lines))}\r\nSUMMARY:Day\r\nEND:VEVENT", "", English);
        Assert.Equal("Day", Assert.Single(read.Days).Name);
    }

    [Fact]
    public async Task It_is_in_the_audit_and_the_admin_who_is_named_takes_it_back_by_undo()
    {
        var demo = await Demo.Filled();
        await demo.Say("sam", "admin day 2026-12-24 half \"Half a day\"");
        var before = await Kept(demo);

        Assert.Equal(0, await demo.Run(_output, "holidays", "import", Written("days.csv", "2026-12-24,Company day\n2026-12-28,Company day"), "--workspace", Demo.Id, "--by", "@sam"));

        Assert.Contains("in the name of Sam Okafor", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["2026-12-24 Company day", "2026-12-28 Company day"], (await Kept(demo)).Select(day => $"{day.Date} {day.Name}"));
        var audit = (await Audited(demo)).Single(row => row.Act == "holidays import");
        Assert.Equal("sam: day|2026-12-24|- kind,name; day|2026-12-28|- country,date,name,v", $"{audit.Member}: {string.Join("; ", audit.Records.Select(record => $"{record.Key} {string.Join(',', record.Fields)}"))}");

        var undone = await demo.Say("sam", "undo", "t2");
        Assert.Contains("The days are as they were", undone.Plain(), StringComparison.Ordinal);
        Assert.Equal(before, await Kept(demo));
    }

    [Fact]
    public async Task What_was_undone_can_be_done_after_all_and_then_says_what_it_was()
    {
        var demo = await Demo.Filled();
        await demo.Run(_output, "holidays", "import", Written("days.csv", "2026-12-24,Company day\n2026-12-28,Company day"), "--workspace", Demo.Id, "--by", "sam");
        var undone = (await demo.Say("sam", "undo", "t2")).Card();
        var redo = undone.Buttons().Single(button => button.Id == "turn.redo");

        var again = await demo.Press("sam", redo, undone.Drawing);

        Assert.Contains("2 days are entered: 24 Dec – 28 Dec", again.Plain(), StringComparison.Ordinal);
        Assert.Equal(2, (await Kept(demo)).Count());
    }

    [Theory]
    [InlineData(89, "who can take it back today", 1)]
    [InlineData(90, "More than 89 days at once cannot be undone", 2)]
    public async Task More_than_one_commit_holds_is_audited_and_it_says_that_it_cannot_be_undone(int count, string said, int audited)
    {
        var demo = await Demo.Filled();
        var days = string.Join('\n', Enumerable.Range(0, count).Select(day => LocalDatePattern.Iso.Format(new LocalDate(2027, 1, 1).PlusDays(day)) + ",Closed"));

        Assert.Equal(0, await demo.Run(_output, "holidays", "import", Written("days.csv", days), "--workspace", Demo.Id, "--by", "sam"));

        Assert.Contains(said, _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(count, (await Kept(demo)).Count());
        Assert.Equal((audited, count), ((await Audited(demo)).Count, (await Audited(demo)).Sum(row => row.Records.Count)));
        var undone = (await demo.Say("sam", "undo", "t2")).Card();
        Assert.Equal(count == 89, undone.Plain().Contains("as they were", StringComparison.Ordinal));
        if (undone.Buttons().SingleOrDefault(button => button.Id == "turn.redo") is not { } redo) return;
        var again = (await demo.Press("sam", redo, undone.Drawing)).Card();
        Assert.Equal(89, (await Kept(demo)).Count());
        await demo.Press("sam", again.Buttons().Single(button => button.Id == "turn.undo"), again.Drawing);
        Assert.Empty(await Kept(demo));
    }

    [Fact]
    public async Task Nobody_s_import_is_audited_and_it_says_that_it_cannot_be_undone()
    {
        var demo = await Demo.Filled();

        await demo.Run(_output, "holidays", "import", Written("days.csv", "2026-12-24,Company day"), "--workspace", Demo.Id);

        Assert.Contains("cannot be undone", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(("", 1), (Assert.Single(await Audited(demo)).Member, Assert.Single(await Audited(demo)).Records.Count));
    }

    [Theory]
    [InlineData("mei")]
    [InlineData("somebody")]
    public async Task Only_an_admin_can_be_named(string who)
    {
        var demo = await Demo.Filled();

        Assert.Equal(1, await demo.Run(_output, "holidays", "import", Written("days.csv", "2026-12-24,Company day"), "--workspace", Demo.Id, "--by", who));

        Assert.Contains($"'{who}' is no admin", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(await Kept(demo));
        Assert.Empty(await Audited(demo));
    }

    [Fact]
    public async Task One_wrong_line_and_nothing_is_entered()
    {
        var demo = await Demo.Filled();
        Assert.Equal(1, await demo.Run(_output, "holidays", "import", Written("days.csv", "2026-12-24,Company day\nsoon,Party"), "--workspace", Demo.Id));
        Assert.Contains("Line 2: “soon” is no date", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(await Kept(demo));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "days.csv")]
    [InlineData(2, "", "--workspace", "demo")]
    [InlineData(2, "--workspace", "demo")]
    [InlineData(1, "nowhere.csv", "--workspace", "demo")]
    [InlineData(1, "nowhere.csv", "--workspace", "other")]
    [InlineData(1, "nowhere.csv", "--workspace", "demo", "--country", "Atlantis")]
    public async Task What_is_not_there_is_said(int code, params string[] args) => Assert.Equal(code, await (await Demo.Filled()).Run(_output, ["holidays", "import", .. args]));

    private string Written(string name, string text)
    {
        var file = _folder.File(name);
        File.WriteAllText(file, text);
        return file;
    }

    private static async Task<IReadOnlyList<AuditRow>> Audited(Demo demo) =>
        [.. (await demo.Rows("audit|")).Select(row => row.Read(TurnJson.Default.AuditRow)).Where(row => row.Act == "holidays import")];

    private static async Task<IEnumerable<OwnDay>> Kept(Demo demo) => (await demo.Store.List(Demo.Id, [OwnDayRows.All], TestContext.Current.CancellationToken))[0].Rows.Select(OwnDayRows.Read);
}
