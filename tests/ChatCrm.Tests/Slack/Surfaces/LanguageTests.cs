using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>Each reader's language and zone, and words as they were typed.</summary>
public class LanguageTests
{
    [Fact]
    public async Task A_newcomer_reads_the_language_and_has_the_zone_of_their_account()
    {
        await using var stage = await Opened();

        await stage.Dm("li", "me");

        Assert.Contains("Asia/Shanghai", stage.Seen("li"));
        Assert.Contains("中文", stage.Seen("li"));
    }

    [Fact]
    public async Task Buttons_forms_and_windows_are_in_the_reader_s_language()
    {
        await using var stage = await Opened();

        await stage.Command("li", "sales", "");

        Assert.Equal(("记录联系", "取消"), (BlockText.Plain(stage.Top("li").Json["title"]), BlockText.Plain(stage.Top("li").Json["close"])));
    }

    [Fact]
    public async Task What_somebody_has_set_goes_before_what_their_account_says()
    {
        await using var stage = await Opened();
        await stage.Dm("li", "me lang en");
        await stage.Dm("li", "me tz Europe/Berlin");

        await stage.Dm("li", "me");

        Assert.Contains("English", stage.Seen("li"));
        Assert.Contains("Europe/Berlin", stage.Seen("li"));
    }

    [Fact]
    public async Task The_home_is_in_the_language_that_was_set()
    {
        await using var stage = await Opened();
        await stage.Dm("li", "me lang en");

        await stage.Slack.OpenHome("li");
        await stage.Quiet();

        Assert.StartsWith("Nothing is due today.", stage.Home("li"));
    }

    [Fact]
    public async Task When_something_happened_is_shown_in_each_viewer_s_time_with_words_for_clients_that_cannot()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        await stage.Pass(Duration.FromHours(18));
        var reminder = stage.Last("jonas", "sales");
        await stage.Press("mei", reminder, "Done");

        await stage.Submit("mei");

        var closed = stage.App.Clock.Now.ToUnixTimeSeconds();
        Assert.Contains($"<!date^{closed}^{{date_short_pretty}} {{time}}|today 02:05 UTC>", Raw(reminder));
    }

    [Fact]
    public async Task A_due_time_is_shown_in_each_reader_s_own_zone_and_the_customer_s_beside_it_in_plain_text()
    {
        await using var stage = await Stage.Open();

        await stage.Command("mei", "sales", "log Acme GmbH call 15m follow tue 3pm");

        Assert.Contains(Due("2026-11-24T07:00:00Z", "Tue 24 Nov 15:00 Shanghai") + " · 08:00 Berlin", Raw(stage.Last("mei", "sales")));
        await stage.Command("mei", "sales", "acme gmbh");
        Assert.Contains("next: " + Due("2026-11-24T07:00:00Z", "Tue 24 Nov 15:00"), Raw(stage.Last("mei", "sales")));
        await stage.Command("mei", "sales", "due week");
        Assert.Contains(Due("2026-11-24T07:00:00Z", "Tue 24 Nov 15:00 Shanghai") + " · 08:00 Berlin", Raw(stage.Last("mei", "sales")));
    }

    [Fact]
    public async Task A_day_without_a_time_of_day_is_the_same_day_for_everybody()
    {
        await using var stage = await Stage.Open();

        await stage.Command("mei", "sales", "follow Acme GmbH tue \"send samples\"");

        Assert.DoesNotContain("<!date", Raw(stage.Last("mei", "sales")));
    }

    [Theory]
    [InlineData("mei", "follow Acme GmbH today 17:00 remind #sales", "2026-11-22T09:00:00Z", "Sun 22 Nov 17:00 Shanghai", "Sun 10:00 Berlin")]
    [InlineData("jonas", "follow Bergmann today 17:00 remind #sales", "2026-11-22T16:00:00Z", "Sun 22 Nov 17:00 Berlin", "Sun 17:00 Berlin")]
    public async Task In_a_room_the_customer_s_time_has_its_weekday_because_every_reader_sees_a_date_of_their_own(string who, string line, string due, string theirs, string there)
    {
        await using var stage = await Stage.Open();

        await stage.Command(who, "sales", line);
        await stage.Pass(Duration.FromHours(9));

        Assert.Contains($"{Due(due, theirs)} · {there}", Raw(stage.Posts("priya", "sales").First(post => post.Only is null)));
    }

    private static string Due(string at, string shown) => $"<!date^{NodaTime.Text.InstantPattern.General.Parse(at).Value.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{shown}>";

    [Theory]
    [InlineData("A&B <C> AG")]
    [InlineData("Fish &amp; Chips AG")]
    [InlineData("*Stern* _AG_ ~x~ `y`")]
    [InlineData("a@b AG")]
    public async Task A_name_comes_back_as_it_was_typed(string name)
    {
        await using var stage = await Stage.Open();

        await stage.Command("mei", "sales", $"new \"{name}\" country:DE city:Berlin");
        Assert.Contains(name, stage.Seen("mei", "sales"));
        await stage.Command("mei", "sales", name);

        Assert.Contains(name, stage.Seen("mei", "sales"));
        await stage.Press("mei", stage.Last("mei", "sales"), "Edit");
        Assert.Equal(name, stage.Field("mei", "name"));
        await stage.Submit("mei", ("needs", "FOB"));
        Assert.Contains(name, stage.Seen("mei", "sales"));
        await stage.Press("mei", stage.Last("mei", "sales"), "Open");
        await stage.Press("mei", stage.Last("mei", "sales"), "Log");
        Assert.Equal(name, stage.Field("mei", "customer"));
    }

    [Fact]
    public async Task What_somebody_typed_mentions_nobody_and_links_nowhere()
    {
        await using var stage = await Stage.Open();

        await stage.Dm("mei", "log Acme GmbH call -- <!channel> <@U0JONAS> https://evil.example @priya");

        var raw = Raw(stage.Last("mei"));
        Assert.DoesNotContain("<!channel>", raw);
        Assert.DoesNotContain("<@U0", raw);
        Assert.DoesNotContain("<https://evil", raw);
    }

    private static async Task<Stage> Opened()
    {
        var stage = await Stage.Open();
        stage.Slack.Put(new("U0LI", "li", "李娜", Company.Team) { Locale = "zh-CN", Zone = "Asia/Shanghai" });
        stage.Slack.World.Room("sales").Members.Add("U0LI");
        return stage;
    }

    private static string Raw(Post post) => post.Text + string.Concat(post.Blocks.Select(block => block!.ToJsonString(Readable)));

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
