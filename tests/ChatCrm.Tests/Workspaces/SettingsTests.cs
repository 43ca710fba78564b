using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Workspaces;

public class SettingsTests
{
    [Fact]
    public async Task Me_alone_shows_what_is_set_and_what_time_it_is_there()
    {
        await using var house = await Workspace.Open();

        var shown = (await house.Mei.Say("me")).Plain();

        Assert.Contains("Mei Lin", shown);
        Assert.Contains("Shanghai · Asia/Shanghai · now Sun 16:05", shown);
        Assert.Contains("09:00–18:00", shown);
    }

    [Theory]
    [InlineData("me lang zh", "zh-Hans", "Asia/Shanghai", "")]
    [InlineData("me lang:zh", "zh-Hans", "Asia/Shanghai", "")]
    [InlineData("我 语言 英文", "en", "Asia/Shanghai", "")]
    [InlineData("me tz Europe/Berlin", "en", "Europe/Berlin", "")]
    [InlineData("me tz:Berlin", "en", "Europe/Berlin", "")]
    [InlineData("我 时区 东京", "en", "Asia/Tokyo", "")]
    [InlineData("me zone new york", "en", "America/New_York", "")]
    [InlineData("me hours 9-18", "en", "Asia/Shanghai", "9-18")]
    [InlineData("me hours 8:30-17:30 mon-sat", "en", "Asia/Shanghai", "8:30-17:30 mon-sat")]
    [InlineData("me tz Tokyo hours 9-18 lang zh", "zh-Hans", "Asia/Tokyo", "9-18")]
    [InlineData("我 语言 中文 时区 上海 工作时间 9点到18点", "zh-Hans", "Asia/Shanghai", "9点到18点")]
    public async Task A_line_sets_one_thing_or_several(string line, string language, string zone, string hours)
    {
        await using var house = await Workspace.Open();

        await house.Mei.Say(line);

        var mei = await Member(house, "mei");
        Assert.Equal((language, zone, hours), (mei.Language, mei.Zone, mei.Hours));
    }

    [Fact]
    public async Task The_answer_is_in_the_language_just_chosen_and_undo_takes_it_back()
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var answer = (await house.Mei.Say("me lang zh")).Card();
        Assert.Contains("你的设置", answer.Plain());
        var undone = await house.Mei.Press(answer, "撤销");

        Assert.Contains("Your settings are as they were", undone.Plain());
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task A_word_for_several_zones_is_asked_and_the_line_goes_on_after_the_choice()
    {
        await using var house = await Workspace.Open();

        var asked = (await house.Mei.Say("me tz CST hours 9-17")).Card();
        Assert.Equal("Asia/Shanghai", (await Member(house, "mei")).Zone);
        await house.Mei.Press(asked, "Chicago");

        var mei = await Member(house, "mei");
        Assert.Equal(("America/Chicago", "9-17"), (mei.Zone, mei.Hours));
    }

    [Fact]
    public async Task B4_A_zone_that_was_not_offered_is_not_taken()
    {
        await using var house = await Workspace.Open();
        var asked = (await house.Mei.Say("me tz CST")).Card();
        var button = asked.Buttons().First();

        var answer = await house.Mei.Press(button.Id, button.Value.Replace("America%2FChicago", "Europe%2FParis", StringComparison.Ordinal));

        Assert.Contains("several zones", answer.Plain());
        Assert.Equal("Asia/Shanghai", (await Member(house, "mei")).Zone);
    }

    [Theory]
    [InlineData("me tz Atlantis", "zone", "Atlantis")]
    [InlineData("me hours whenever", "hours", "whenever")]
    [InlineData("me lang klingon", "language", "klingon")]
    public async Task What_does_not_read_opens_the_form_with_what_was_typed(string line, string field, string value)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        var reply = await house.Mei.Say(line);

        var form = reply.Form();
        Assert.Equal(value, form.Fields.Single(one => one.Id == field).Value);
        Assert.True(form.Errors.ContainsKey(field));
        Assert.Equal(before, await house.Records());
    }

    [Fact]
    public async Task Words_that_belong_to_no_setting_are_named()
    {
        await using var house = await Workspace.Open();

        Assert.Contains("colour blue", (await house.Mei.Say("me colour blue")).Form().Intro.ToString());
    }

    [Fact]
    public async Task A_wrong_form_comes_back_with_what_was_typed_and_a_right_one_is_saved()
    {
        await using var house = await Workspace.Open();
        var form = await Edit(house);

        var back = await house.Mei.Submit(form, ("zone", "Atlantis"), ("hours", "9-17"));
        var refused = Assert.IsType<Reply.NotValid>(back).Form;
        Assert.Equal("Atlantis", refused.Fields.Single(field => field.Id == "zone").Value);
        Assert.Equal("9-17", refused.Fields.Single(field => field.Id == "hours").Value);
        Assert.Equal(["zone"], refused.Errors.Keys);
        await house.Mei.Submit(refused, ("zone", "汉堡"), ("hours", "9-17"), ("language", "zh-Hans"));

        var mei = await Member(house, "mei");
        Assert.Equal(("zh-Hans", "Europe/Berlin", "9-17"), (mei.Language, mei.Zone, mei.Hours));
    }

    [Fact]
    public async Task D3_A_form_merges_what_it_did_not_touch_and_asks_about_the_same_field()
    {
        await using var house = await Workspace.Open();
        var form = await Edit(house);
        await house.Mei.Say("me hours 8-16");
        await house.Mei.Say("me tz Tokyo");

        var asked = Assert.IsType<Reply.NotValid>(await house.Mei.Submit(form, ("zone", "Berlin"))).Form;
        Assert.Contains("Asia/Tokyo", asked.Errors["zone"]);
        await house.Mei.Submit(asked);

        var mei = await Member(house, "mei");
        Assert.Equal(("Europe/Berlin", "8-16"), (mei.Zone, mei.Hours));
    }

    [Fact]
    public async Task A_form_cannot_set_what_it_does_not_ask()
    {
        await using var house = await Workspace.Open();

        await house.Mei.Submit(await Edit(house), ("role", "Admin"), ("name", "Boss"), ("manager", ""), ("hours", "9-17"));

        var mei = await Member(house, "mei");
        Assert.Equal((Role.Rep, "Mei Lin", "priya", "9-17"), (mei.Role, mei.Name, mei.Manager, mei.Hours));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("")]
    [InlineData("|||")]
    public async Task A_forged_language_is_answered_and_changes_nothing(string value)
    {
        await using var house = await Workspace.Open();
        var before = await house.Records();

        Assert.Contains("older version", (await house.Mei.Press("people.language", value)).Plain());

        Assert.Equal(before, await house.Records());
    }

    private static async Task<Form> Edit(Workspace house) => (await house.Mei.Press((await house.Mei.Say("me")).Card(), "Edit")).Form();

    private static async Task<Member> Member(Workspace house, string id) => WorkspaceRows.Member((await house.Store.Get(Workspace.Id, WorkspaceRows.MemberKey(id)))!);
}
