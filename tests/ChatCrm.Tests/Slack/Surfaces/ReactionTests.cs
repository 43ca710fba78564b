using ChatCrm.Tests.Slack.Fake;
using NodaTime;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>Emoji on reminders.</summary>
public class ReactionTests
{
    private static readonly (string, string) On = ("Reactions", "true");

    [Fact]
    public async Task An_emoji_does_nothing_unless_it_was_switched_on()
    {
        await using var stage = await Stage.Open();
        var reminder = await Reminder(stage);

        await React(stage, "mei", reminder, "white_check_mark");

        Assert.StartsWith("Due now", stage.Slack.Shown(reminder).ToString());
    }

    [Fact]
    public async Task A_check_mark_closes_the_follow_up()
    {
        await using var stage = await Stage.Open(On);
        var reminder = await Reminder(stage);

        await React(stage, "mei", reminder, "white_check_mark");

        Assert.Contains("Mei Lin closed it", stage.Slack.Shown(reminder).ToString());
        Assert.Contains("✓ Done: Acme GmbH", stage.Seen("mei", "sales"));
    }

    [Fact]
    public async Task Eyes_snooze_it_for_an_hour()
    {
        await using var stage = await Stage.Open(On);
        var reminder = await Reminder(stage);

        await React(stage, "mei", reminder, "eyes");

        Assert.Contains("Mei Lin moved it to Mon 23 Nov 11:05", stage.Slack.Shown(reminder).ToString());
    }

    [Fact]
    public async Task An_emoji_on_the_reminder_in_the_direct_chat_counts_too()
    {
        await using var stage = await Stage.Open(On);
        await Reminder(stage);

        await React(stage, "mei", stage.Last("mei"), "white_check_mark");

        Assert.Contains("✓ Done: Acme GmbH", string.Join('\n', stage.Posts("mei").Select(post => stage.Slack.Shown(post).ToString())));
    }

    [Theory]
    [InlineData("heart")]
    [InlineData("-1")]
    public async Task Any_other_emoji_does_nothing(string emoji)
    {
        await using var stage = await Stage.Open(On);
        var reminder = await Reminder(stage);

        await React(stage, "mei", reminder, emoji);

        Assert.StartsWith("Due now", stage.Slack.Shown(reminder).ToString());
    }

    [Fact]
    public async Task An_emoji_by_somebody_who_may_not_close_it_does_nothing()
    {
        await using var stage = await Stage.Open(On);
        var reminder = await Reminder(stage);
        var before = stage.Posts("jonas", "sales").Count;

        await React(stage, "jonas", reminder, "white_check_mark");

        Assert.StartsWith("Due now", stage.Slack.Shown(reminder).ToString());
        Assert.Equal(before, stage.Posts("jonas", "sales").Count);
    }

    [Fact]
    public async Task An_emoji_on_a_person_s_message_does_nothing()
    {
        await using var stage = await Stage.Open(On);
        await Reminder(stage);
        var before = stage.Posts("mei", "sales").Count;

        await React(stage, "mei", stage.Slack.Write("jonas", "sales", "done?"), "white_check_mark");

        Assert.Equal(before, stage.Posts("mei", "sales").Count);
    }

    [Fact]
    public async Task An_emoji_on_a_card_that_is_no_reminder_does_nothing()
    {
        await using var stage = await Stage.Open(On);
        await stage.Dm("mei", "log Acme GmbH call 15m");
        var logged = stage.Last("mei");

        await React(stage, "mei", logged, "white_check_mark");

        Assert.Same(logged, stage.Last("mei"));
    }

    /// <summary>The reminder in sales of a follow-up of Mei's.</summary>
    private static async Task<Post> Reminder(Stage stage)
    {
        await stage.Command("mei", "sales", "follow Acme GmbH tomorrow 10:00 \"send samples\" remind #sales");
        await stage.Pass(Duration.FromHours(18));
        return stage.Posts("jonas", "sales")[^1];
    }

    private static async Task React(Stage stage, string who, Post post, string emoji)
    {
        Assert.True((await stage.Slack.React(who, post, emoji)).Ok);
        await stage.Quiet();
    }
}
