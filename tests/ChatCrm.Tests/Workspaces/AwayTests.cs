using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Workspaces;

/// <summary>Days away and covers, as Mei sets them on Sunday 22 November 2026.</summary>
public class AwayTests
{
    [Theory]
    [InlineData("me away 24dec-2jan", "2026-12-24 2027-01-02")]
    [InlineData("me away 24 dec - 2 jan", "2026-12-24 2027-01-02")]
    [InlineData("me away 24dec to 2jan", "2026-12-24 2027-01-02")]
    [InlineData("me away 24dec", "2026-12-24 2026-12-24")]
    [InlineData("me away 3-9 dec", "2026-12-03 2026-12-09")]
    [InlineData("me away tomorrow", "2026-11-23 2026-11-23")]
    [InlineData("me away 24dec-2jan, 1mar-5mar", "2026-12-24 2027-01-02,2027-03-01 2027-03-05")]
    [InlineData("me away 2026-12-24 - 2027-01-02", "2026-12-24 2027-01-02")]
    [InlineData("me vacation 2026-12-24", "2026-12-24 2026-12-24")]
    [InlineData("me away 20dec-5jan", "2026-12-20 2027-01-05")]
    [InlineData("me away 1dec-30may", "2026-12-01 2027-05-30")]
    [InlineData("me away 1feb-31oct", "2027-02-01 2027-10-31")]
    [InlineData("me away 5jan-2 jan 2028", "2027-01-05 2028-01-02")]
    [InlineData("me away 2027-01-05 - 2028-01-02", "2027-01-05 2028-01-02")]
    [InlineData("我 休假 12月20日-1月5日", "2026-12-20 2027-01-05")]
    [InlineData("我 休假 2027年1月5日-2028年1月2日", "2027-01-05 2028-01-02")]
    [InlineData("我 休假 12月24日-1月2日", "2026-12-24 2027-01-02")]
    [InlineData("我 离开 12月24日到1月2日", "2026-12-24 2027-01-02")]
    [InlineData("我 请假 12月24日至28日", "2026-12-24 2026-12-28")]
    public async Task A_line_sets_the_days(string line, string kept)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        Assert.Equal(kept, string.Join(',', (await Mei(house)).Away.Select(range => $"{range.From} {range.To}")));
    }

    [Theory]
    [InlineData("me away whenever", "24dec-2jan")]
    [InlineData("me away 2027-01-02 - 2026-12-24", "The last day lies before the first")]
    [InlineData("me away 5jan-2jan", "The last day lies before the first")]
    [InlineData("me away 5jan to 2jan", "with the year")]
    [InlineData("me away 2027-01-05 - 2 jan", "with the year")]
    [InlineData("me away 24dec-2jan, 5mar-3mar", "with the year")]
    [InlineData("me away 2026-10-01 - 2026-10-05", "passed already")]
    public async Task What_is_no_time_to_come_is_asked_with_the_way_out(string line, string said)
    {
        await using var house = await Workspace.Open();

        var form = (await house.Mei.Say(line)).Form();

        Assert.Contains(said, form.Errors["away"]);
        Assert.Empty((await Mei(house)).Away);
    }

    [Theory]
    [InlineData("me away 5jan-2jan")]
    [InlineData("我 休假 1月5日到1月2日")]
    [InlineData("我 休假 2027-01-02 - 2026-12-24")]
    public async Task Who_reads_Chinese_is_asked_in_Chinese(string line)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me lang zh");

        var error = (await house.Mei.Say(line)).Form().Errors["away"];

        Assert.Contains("最后一天早于第一天", error);
        Assert.Contains("写明年份", error);
        Assert.Empty((await Mei(house)).Away);
    }

    [Fact]
    public async Task Days_that_run_may_be_typed_as_they_began()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say("me away 16nov-24nov, 2026-10-01 - 2026-10-05");

        Assert.Equal([new Absence("2026-11-16", "2026-11-24")], (await Mei(house)).Away);
    }

    [Theory]
    [InlineData("me away off")]
    [InlineData("我 休假 无")]
    public async Task A_word_ends_it(string line)
    {
        await using var house = await Workspace.Open();
        await house.Mei.Say("me away 24dec-2jan");

        await house.Mei.Say(line);

        Assert.Empty((await Mei(house)).Away);
    }

    [Theory]
    [InlineData("me cover @jonas", "jonas")]
    [InlineData("me away 24dec-2jan cover @jonas lang en", "jonas")]
    [InlineData("我 代班 @jonas", "jonas")]
    [InlineData("我 代理 @Jonas", "jonas")]
    public async Task A_line_names_the_cover(string line, string cover)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        Assert.Equal(cover, (await Mei(house)).Cover);
    }

    [Theory]
    [InlineData("me cover @mei", "Nobody covers for themselves")]
    [InlineData("me cover @bob", "Nobody here is called “bob”")]
    public async Task Only_a_colleague_covers(string line, string said)
    {
        await using var house = await Workspace.Open();

        Assert.Contains(said, (await house.Mei.Say(line)).Form().Errors["cover"]);
    }

    [Fact]
    public async Task The_card_shows_both_and_the_form_changes_them()
    {
        await using var house = await Workspace.Open();

        var card = (await house.Mei.Say("me away 24dec-2jan cover @jonas")).Card();

        Assert.Contains("Away: Thu 24 Dec – Sat 2 Jan 2027", card.Plain());
        Assert.Contains("Cover: Jonas Weber", card.Plain());
        var form = (await house.Mei.Press(card, "Edit")).Form();
        Assert.Equal(("2026-12-24 - 2027-01-02", "@jonas"), (form.Fields.Single(field => field.Id == "away").Value, form.Fields.Single(field => field.Id == "cover").Value));
        await house.Mei.Submit(form, ("away", ""), ("cover", "@priya"));
        Assert.Equal((0, "priya"), ((await Mei(house)).Away.Count, (await Mei(house)).Cover));
    }

    [Fact]
    public async Task Twenty_times_away_fit_into_the_form()
    {
        await using var house = await Workspace.Open();
        var form = (await house.Mei.Press((await house.Mei.Say("me")).Card(), "Edit")).Form();

        await house.Mei.Submit(form, ("away", string.Join(", ", Enumerable.Range(1, 20).Select(day => $"2027-03-{day:00} - 2027-03-{day:00}"))));

        Assert.Equal(20, (await Mei(house)).Away.Count);
    }

    [Fact]
    public async Task Undo_takes_them_back()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Press((await house.Mei.Say("me away 24dec-2jan cover @jonas")).Card(), "Undo");

        Assert.Equal((0, ""), ((await Mei(house)).Away.Count, (await Mei(house)).Cover));
    }

    private static async Task<Member> Mei(Workspace house) => WorkspaceRows.Member((await house.Rows("member|")).Single(row => row.Key == "member|mei"));
}
