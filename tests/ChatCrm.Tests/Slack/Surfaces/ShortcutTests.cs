using System.Globalization;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>What stands in Slack's menus: for everywhere, and on a message.</summary>
public class ShortcutTests
{
    [Fact]
    public async Task The_shortcut_for_everywhere_opens_the_log_form()
    {
        await using var stage = await Stage.Open();

        await stage.Slack.GlobalShortcut("mei", "log");

        Assert.StartsWith("= Log an interaction =", stage.Window("mei"));
    }

    [Fact]
    public async Task The_log_form_of_the_shortcut_for_everywhere_is_answered_in_its_window()
    {
        await using var stage = await Stage.Open();
        await stage.Slack.GlobalShortcut("mei", "log");

        await stage.Submit("mei", ("customer", "Acme GmbH"), ("kind", "call"), ("text", "asked"));

        Assert.StartsWith("✓ Call with Acme GmbH", stage.Window("mei"));
        Assert.Empty(stage.Posts("mei"));
    }

    [Theory]
    [InlineData("log_message", "text")]
    [InlineData("follow_message", "text")]
    public async Task A_message_s_shortcut_opens_a_form_with_its_text_and_its_link(string shortcut, string field)
    {
        await using var stage = await Stage.Open();
        var post = Message(stage, "Maria wants \"FOB\" prices & samples");

        await stage.Slack.MessageShortcut("mei", post, shortcut);

        Assert.Equal($"Maria wants \"FOB\" prices & samples\n{Link(post)}", stage.Field("mei", field));
    }

    [Theory]
    [InlineData("log_message")]
    [InlineData("follow_message")]
    public async Task A_long_message_is_shortened_at_a_character_and_keeps_its_link(string shortcut)
    {
        await using var stage = await Stage.Open();
        var family = "👨‍👩‍👧‍👦";
        var post = Message(stage, string.Concat(Enumerable.Repeat(family, 10_000 / family.Length)));

        await stage.Slack.MessageShortcut("mei", post, shortcut);

        var held = stage.Field("mei", "text");
        Assert.True(held.Length <= 3000);
        Assert.EndsWith($"…\n{Link(post)}", held);
        Assert.All(Characters(held[..held.IndexOf('…')]), character => Assert.Equal(family, character));
    }

    [Fact]
    public async Task A_message_of_many_lines_keeps_them()
    {
        await using var stage = await Stage.Open();
        var post = Message(stage, "First line\nsecond -- line\n\"third\" = =ok");

        await stage.Slack.MessageShortcut("mei", post, "log_message");

        Assert.Equal($"First line\nsecond -- line\n\"third\" = =ok\n{Link(post)}", stage.Field("mei", "text"));
    }

    [Fact]
    public async Task Whom_a_message_mentions_stands_in_the_form_by_name()
    {
        await using var stage = await Stage.Open();
        var post = Message(stage, "ask @priya in #japan & @tomo");

        await stage.Slack.MessageShortcut("mei", post, "log_message");

        Assert.Equal($"ask @priya in #japan & @tomo\n{Link(post)}", stage.Field("mei", "text"));
    }

    [Fact]
    public async Task A_message_in_a_thread_is_answered_in_the_thread()
    {
        await using var stage = await Stage.Open();
        var root = Message(stage, "Acme called");
        await stage.Mention("jonas", "sales", "about prices", root.Ts);
        await stage.Slack.MessageShortcut("mei", stage.Slack.Messages("mei", "sales")[^1], "log_message");

        await stage.Submit("mei", ("customer", "Acme GmbH"), ("kind", "call"));

        Assert.Equal(root.Ts, stage.Last("mei", "sales").Thread);
    }

    [Fact]
    public async Task A_message_without_words_opens_the_form_with_its_link()
    {
        await using var stage = await Stage.Open();
        var post = Message(stage, "");

        await stage.Slack.MessageShortcut("mei", post, "log_message");

        Assert.Equal(Link(post), stage.Field("mei", "text"));
    }

    [Fact]
    public async Task The_form_of_a_message_s_shortcut_logs_once_and_is_answered_there_to_the_asker_alone()
    {
        await using var stage = await Stage.Open();
        var post = Message(stage, "Maria wants prices");
        await stage.Slack.MessageShortcut("mei", post, "log_message");
        var form = stage.Top("mei");
        var answers = new Dictionary<string, string> { ["customer"] = "Acme GmbH", ["kind"] = "call" };

        await stage.Slack.Submit("mei", form, answers);
        await stage.Slack.Submit("mei", form, answers);
        await stage.Quiet();

        Assert.All(stage.Posts("mei", "sales"), answer => Assert.Contains("✓ Call with Acme GmbH", stage.Slack.Shown(answer).ToString()));
        Assert.Empty(stage.Posts("jonas", "sales"));
        await stage.Command("mei", "sales", "undo");
        await stage.Command("mei", "sales", "undo");
        Assert.Contains("nothing", stage.Seen("mei", "sales"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_follow_up_form_of_a_message_is_saved_with_the_message_s_words()
    {
        await using var stage = await Stage.Open();
        var post = Message(stage, "Maria wants prices");
        await stage.Slack.MessageShortcut("mei", post, "follow_message");

        await stage.Submit("mei", ("customer", "Acme GmbH"), ("when", "tue 3pm"));

        Assert.Contains("Maria wants prices", stage.Seen("mei", "sales"));
        Assert.Null(stage.Slack.Top("mei"));
    }

    [Fact]
    public async Task An_unknown_shortcut_does_nothing()
    {
        await using var stage = await Stage.Open();

        var answer = await stage.Slack.GlobalShortcut("mei", "other");

        Assert.True(answer is { Ok: true, Body: "" });
        Assert.Null(stage.Slack.Top("mei"));
    }

    /// <summary>A message that Jonas wrote in sales, as it stands there.</summary>
    private static Post Message(Stage stage, string text) => stage.Slack.Write("jonas", "sales", text);

    private static string Link(Post post) => $"https://company.slack.com/archives/{post.Room.Id}/p{post.Ts.Replace(".", "", StringComparison.Ordinal)}";

    private static IEnumerable<string> Characters(string text)
    {
        for (var each = StringInfo.GetTextElementEnumerator(text); each.MoveNext();) yield return each.GetTextElement();
    }
}
