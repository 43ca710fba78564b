using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Tests.House;
using NodaTime;

namespace ChatCrm.Tests.FollowUps;

/// <summary>A follow-up for a day on which the customer is closed. It is Sunday 22 Nov 2026; Mon 23 Nov is Labor Thanksgiving Day in Japan, 25 and 26 Dec are Christmas in Germany.</summary>
public class ClosedDayTests
{
    [Fact]
    public async Task A_holiday_is_said_before_anything_is_saved()
    {
        await using var workspace = await Workspace.Open();
        var asked = (await workspace.Mei.Say("follow Acme KK tomorrow 10:00 \"call Ms Ito\" for @jonas cal")).Card();
        Assert.Equal("Mon 23 Nov is Labor Thanksgiving Day (Japan): Acme KK is closed.", asked.Plain().Split('\n')[0]);
        Assert.Equal(["Tue 24 Nov 09:00 their time", "Keep it"], asked.Buttons().Select(button => button.Label));
        Assert.Empty(await workspace.All(Workspace.AcmeKk));
    }

    [Fact]
    public async Task The_next_open_slot_takes_the_rest_of_the_line_along()
    {
        await using var workspace = await Workspace.Open();
        var asked = (await workspace.Mei.Say("follow Acme KK tomorrow 10:00 \"call Ms Ito\" for @jonas cal")).Card();
        var saved = (await workspace.Mei.Press(asked, "Tue 24 Nov")).Plain();
        Assert.Contains("09:00 Tokyo", saved, StringComparison.Ordinal);
        var kept = await workspace.Only(Workspace.AcmeKk);
        Assert.Equal(("2026-11-24T09:00", "Asia/Tokyo", "call Ms Ito", "jonas", true), (kept.Wall, kept.Zone, kept.Text, kept.Assignee, kept.Calendar));
    }

    [Fact]
    public async Task Kept_it_is_as_it_was_said()
    {
        await using var workspace = await Workspace.Open();
        var asked = (await workspace.Mei.Say("follow Acme KK tomorrow 10:00 \"call Ms Ito\"")).Card();
        await workspace.Mei.Press(asked, "Keep it");
        var kept = await workspace.Only(Workspace.AcmeKk);
        Assert.Equal(("2026-11-23T10:00", "Asia/Shanghai", "call Ms Ito"), (kept.Wall, kept.Zone, kept.Text));
    }

    [Theory]
    [InlineData("follow Acme GmbH sat 16:00", "Sat 28 Nov is no working day at Acme GmbH (Germany).")]
    [InlineData("follow Acme GmbH 25dec 16:00", "Fri 25 Dec is Christmas Day (Germany): Acme GmbH is closed.")]
    [InlineData("follow Acme GmbH 25dec", "Fri 25 Dec is Christmas Day (Germany): Acme GmbH is closed.")]
    [InlineData("log Acme GmbH call 15m follow 25dec 16:00", "Fri 25 Dec is Christmas Day (Germany): Acme GmbH is closed.")]
    [InlineData("follow Huawei 2027-10-01 10:00", "Fri 1 Oct 2027 is probably National Day (China): 华为技术有限公司 is closed then.")]
    [InlineData("跟进 Acme KK 明天10点", "Mon 23 Nov is Labor Thanksgiving Day (Japan): Acme KK is closed.")]
    public async Task Weekends_and_holidays_are_asked(string line, string said)
    {
        await using var workspace = await Workspace.Open();
        Assert.Equal(said, (await workspace.Mei.Say(line)).Plain().Split('\n')[0]);
        Assert.Empty(await workspace.Rows("due|"));
    }

    [Theory]
    [InlineData("跟进 华为 2027-10-01 10:00", "2027年10月1日周五大概是国庆节（中国），华为技术有限公司休息。")]
    [InlineData("跟进 Acme KK 明天10点", "11月23日周一是Labor Thanksgiving Day（日本），Acme KK休息。")]
    public async Task Who_reads_Chinese_hears_a_holiday_by_its_Chinese_name_where_it_has_one(string line, string said)
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("me lang zh");
        Assert.Equal(said, (await workspace.Mei.Say(line)).Plain().Split('\n')[0]);
    }

    [Fact]
    public async Task A_day_that_may_be_off_has_its_Chinese_name_too()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("me lang zh");
        Assert.Contains("华为技术有限公司那天可能休息：端午节。", (await workspace.Mei.Say("跟进 华为 2027-06-10 10:00")).Plain(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("follow Acme GmbH tue 23:00")]
    [InlineData("follow Acme GmbH 2028-11-24 16:00")]
    [InlineData("follow Acme GmbH 24dec 16:00")]
    [InlineData("follow Huawei 2031-11-19 10:00")]
    public async Task An_odd_hour_and_a_half_day_are_not(string line)
    {
        await using var workspace = await Workspace.Open();
        Assert.StartsWith("✓", (await workspace.Mei.Say(line)).Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_is_the_customers_own()
    {
        await using var workspace = await Workspace.Open();
        // 01:00 on Monday in Shanghai is Sunday in Berlin, and 01:00 on Saturday is Friday.
        Assert.Contains("Sun 29 Nov is no working day", (await workspace.Mei.Say("follow Acme GmbH mon 1:00")).Plain() + (await workspace.Mei.Say("follow Acme GmbH 30nov 1am")).Plain(), StringComparison.Ordinal);
        Assert.StartsWith("✓", (await workspace.Mei.Say("follow Acme GmbH 28nov 1am")).Plain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_closed_is_only_said()
    {
        await using var workspace = await Workspace.Open();
        // The feast of 2027 is not published yet: the day behind it may be off too.
        var said = (await workspace.Mei.Say("follow Huawei 2027-06-10 10:00")).Plain();
        Assert.StartsWith("✓", said, StringComparison.Ordinal);
        Assert.Contains("华为技术有限公司 may be closed on that day: Dragon Boat Festival.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_an_admin_entered_is_asked_and_one_that_is_worked_is_not()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Sam.Say("admin day 24nov closed \"Strike\" country:DE");
        await workspace.Sam.Say("admin day 28nov working country:DE");
        Assert.StartsWith("Tue 24 Nov is Strike (Germany)", (await workspace.Mei.Say("follow Acme GmbH tue 16:00")).Plain(), StringComparison.Ordinal);
        Assert.StartsWith("✓", (await workspace.Mei.Say("follow Acme GmbH sat 16:00")).Plain(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Tue 24 Nov", "2026-11-24T09:00", true)]
    [InlineData("Keep it", "2026-11-23T09:00", false)]
    public async Task A_day_without_an_hour_stays_one_where_it_is_kept(string press, string wall, bool hasTime)
    {
        await using var workspace = await Workspace.Open();
        var form = (await workspace.Mei.Say("follow Acme KK")).Form();
        await workspace.Mei.Press((await workspace.Mei.Submit(form, ("when", "tomorrow"), ("text", "call Ms Ito"))).Card(), press);
        var kept = await workspace.Only(Workspace.AcmeKk);
        Assert.Equal((wall, hasTime), (kept.Wall, kept.HasTime));
    }

    [Theory]
    [InlineData("Tue 24 Nov", "2026-11-24T09:00", "Asia/Tokyo")]
    [InlineData("Keep it", "2026-11-23T10:00", "Asia/Shanghai")]
    public async Task A_form_is_asked_about_too_and_keeps_all_that_was_filled_in(string press, string wall, string zone)
    {
        await using var workspace = await Workspace.Open();
        var form = (await workspace.Mei.Say("follow Acme KK")).Form();
        var asked = (await workspace.Mei.Submit(form, ("when", "tomorrow 10:00"), ("text", "call Ms Ito"), ("assignee", "jonas"))).Card();
        Assert.StartsWith("Mon 23 Nov is Labor Thanksgiving Day", asked.Plain(), StringComparison.Ordinal);
        // The words mean the day on which they were sent.
        workspace.Clock.Move(Duration.FromHours(12));
        await workspace.Mei.Press(asked, press);
        var kept = await workspace.Only(Workspace.AcmeKk);
        Assert.Equal((wall, zone, "call Ms Ito", "jonas"), (kept.Wall, kept.Zone, kept.Text, kept.Assignee));
        await workspace.Mei.Press(asked, press);
        Assert.Single(await workspace.All(Workspace.AcmeKk));
    }

    [Fact]
    public async Task A_next_step_in_the_log_form_is_asked_about_and_the_log_keeps_its_time()
    {
        await using var workspace = await Workspace.Open();
        var form = (await workspace.Mei.Say("log Acme KK")).Form();
        var asked = (await workspace.Mei.Submit(form, ("kind", "Call"), ("text", "asked for price"), ("next", "tomorrow 10:00"), ("nextText", "send it"))).Card();
        Assert.StartsWith("Mon 23 Nov is Labor Thanksgiving Day", asked.Plain(), StringComparison.Ordinal);
        workspace.Clock.Move(Duration.FromHours(2));
        var saved = (await workspace.Mei.Press(asked, "Keep it")).Plain();
        Assert.Contains("today 16:05", saved, StringComparison.Ordinal);
        Assert.Equal(("2026-11-23T10:00", "send it"), ((await workspace.Only(Workspace.AcmeKk)).Wall, (await workspace.Only(Workspace.AcmeKk)).Text));
    }

    [Fact]
    public void Rows_of_before_there_were_regions_and_contacts_hours_read_as_none()
    {
        Assert.Equal("", CustomerRows.Customer(new("customer|c|file", "{\"id\":\"c\",\"code\":\"C-1\",\"name\":\"Acme\",\"owner\":\"mei\"}", "", "")).Region);
        Assert.Equal("", CustomerRows.Contact(new("customer|c|contact|p", "{\"id\":\"p\",\"customer\":\"c\",\"name\":\"Maria\"}", "", "")).Hours);
    }

    [Fact]
    public async Task Nobody_else_can_press_what_waits()
    {
        await using var workspace = await Workspace.Open();
        var asked = (await workspace.Mei.Submit((await workspace.Mei.Say("follow Acme KK")).Form(), ("when", "tomorrow 10:00"))).Card();
        Assert.Contains("older version", (await workspace.Priya.Press(asked, "Keep it")).Plain(), StringComparison.Ordinal);
        Assert.Empty(await workspace.All(Workspace.AcmeKk));
    }
}
