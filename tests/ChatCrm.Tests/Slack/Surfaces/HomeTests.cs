using NodaTime;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>App Home: each person's own page.</summary>
public class HomeTests
{
    [Fact]
    public async Task The_home_shows_what_is_overdue_and_due_the_customers_and_the_settings()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH tomorrow 9:00 \"bring the catalogue\"");
        await stage.Command("mei", "sales", "follow C-1003 tomorrow 17:00 \"ask for forecast\"");
        await stage.Pass(Duration.FromHours(18));

        await Open(stage, "mei");

        var seen = stage.Home("mei");
        var parts = new[] { "Overdue", "bring the catalogue", "Due today", "ask for forecast", "customers", "Acme KK", "Asia/Shanghai" }.Select(part => seen.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.True(parts.SequenceEqual(parts.Order()) && parts[0] >= 0, seen);
    }

    [Fact]
    public async Task A_home_that_is_opened_again_is_published_with_the_hash_of_what_it_shows()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");
        var hash = stage.Slack.Home("mei")!.Hash;

        await Open(stage, "mei");

        Assert.Equal(hash, stage.Slack.Calls.Last(call => call.Method == "views.publish").Text("hash"));
    }

    [Fact]
    public async Task What_somebody_changes_in_a_channel_is_on_their_home_at_once()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");

        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");

        Assert.Contains("bring the catalogue", stage.Home("mei"));
    }

    [Fact]
    public async Task What_somebody_reads_does_not_draw_their_home_again()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");
        var hash = stage.Slack.Home("mei")!.Hash;

        await stage.Command("mei", "sales", "acme gmbh");

        Assert.Equal(hash, stage.Slack.Home("mei")!.Hash);
    }

    [Fact]
    public async Task A_home_that_somebody_else_drew_meanwhile_is_drawn_again()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");
        stage.Slack.Fail("views.publish", "hash_conflict");

        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");

        Assert.Contains("bring the catalogue", stage.Home("mei"));
    }

    [Fact]
    public async Task Done_on_the_home_asks_in_a_window_and_the_home_shows_it()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");
        await Open(stage, "mei");

        await stage.Press("mei", stage.Slack.Home("mei")!, "Done");
        Assert.StartsWith("= Done =", stage.Window("mei"));
        await stage.Submit("mei", ("note", "left voicemail"));

        Assert.StartsWith("✓ Done: Acme GmbH", stage.Window("mei"));
        Assert.StartsWith("Nothing is due today.", stage.Home("mei"));
        Assert.Empty(stage.Posts("mei"));
    }

    [Fact]
    public async Task Open_on_the_home_shows_the_customer_in_a_window_whose_buttons_work()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");

        await stage.Press("mei", stage.Slack.Home("mei")!, "Open");
        Assert.Contains("Acme", stage.Window("mei"));
        await stage.Press("mei", stage.Top("mei"), "Log");
        await stage.Submit("mei", ("kind", "call"), ("text", "asked"));

        Assert.StartsWith("✓ Call with", stage.Window("mei"));
    }

    [Fact]
    public async Task A_snooze_on_the_home_is_answered_in_a_window_and_the_home_shows_it()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "follow Acme GmbH today 17:00 \"bring the catalogue\"");
        await Open(stage, "mei");

        await stage.Press("mei", stage.Slack.Home("mei")!, "Snooze");
        await stage.Submit("mei", ("when", "tomorrow 10:00"));

        Assert.Contains("moved to Mon 23 Nov 10:00", stage.Window("mei"));
        Assert.StartsWith("Nothing is due today.", stage.Home("mei"));
    }

    [Fact]
    public async Task The_settings_on_the_home_are_changed_in_a_window()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");

        await stage.Press("mei", stage.Slack.Home("mei")!, "Edit");
        await stage.Submit("mei", ("zone", "Europe/Berlin"));

        Assert.Contains("Europe/Berlin", stage.Home("mei"));
    }

    [Fact]
    public async Task Whoever_comes_to_the_messages_for_the_first_time_is_greeted_once()
    {
        await using var stage = await Stage.Open();
        stage.Slack.Put(new("U0LI", "li", "Li Na", Fake.Company.Team));

        await Open(stage, "li", "messages");
        await Open(stage, "li", "messages");

        Assert.Single(stage.Posts("li"));
    }

    [Fact]
    public async Task Whoever_is_known_is_not_greeted()
    {
        await using var stage = await Stage.Open();

        await Open(stage, "mei", "messages");

        Assert.Empty(stage.Posts("mei"));
    }

    [Fact]
    public async Task A_guest_who_comes_to_the_messages_is_not_greeted()
    {
        await using var stage = await Stage.Open();

        await Open(stage, "tomo", "messages");

        Assert.Empty(stage.Posts("tomo"));
    }

    [Fact]
    public async Task A_home_is_in_the_new_language_as_soon_as_that_was_changed()
    {
        await using var stage = await Stage.Open();
        await Open(stage, "mei");

        await stage.Command("mei", "sales", "me lang zh");

        Assert.Contains("设置", stage.Home("mei"));
    }

    [Fact]
    public async Task A_guest_s_home_shows_nothing_of_the_company_s()
    {
        await using var stage = await Stage.Open();

        await Open(stage, "tomo");

        Assert.DoesNotContain("Acme", stage.Slack.Home("tomo") is null ? "" : stage.Home("tomo"));
    }

    private static async Task Open(Stage stage, string who, string tab = "home")
    {
        Assert.True((await stage.Slack.OpenHome(who, tab)).Ok);
        await stage.Quiet();
    }
}
