using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>A day's work on every surface of Slack: what each kind of payload really looks like.</summary>
internal static class Flows
{
    /// <summary>The customer's link, as people paste it.</summary>
    public static readonly Uri Link = new($"https://crm.example.com/c/{Rival.Code}");

    /// <summary>What a person types of the twins, and of the customer that only their own company has.</summary>
    public static readonly IReadOnlyList<string> Lines = Twins.Lines;

    /// <summary>All of it by one person: in a room, in the direct chat, in windows.</summary>
    public static async Task Work(EdgeApp app, string user, string room)
    {
        var slack = app.Slack;
        foreach (var line in Lines) await slack.Command(user, room, line);
        foreach (var line in Lines) await slack.Dm(user, line);
        foreach (var line in Lines) await slack.Mention(user, room, line);
        await slack.OpenHome(user);
        if (slack.Home(user) is { } home && Screen.Knobs(home.Blocks) is [var first, ..]) await slack.Click(user, home, first);
        await slack.CloseView(user, all: true);
        await slack.OpenHome(user, "messages");
        await slack.ShareLink(user, room, Link);
        await slack.ShareLink(user, room, Link, composer: true);
        await slack.MessageShortcut(user, slack.World.Posts.Last(post => post.IsTyped && post.Room.Name == room), "log_message");
        await slack.CloseView(user, all: true);
        await Form(app, user, room);
        await app.Settled();
    }

    /// <summary>The log form from the shortcut: searched in, sent with a mistake, sent right; then a card's buttons.</summary>
    private static async Task Form(EdgeApp app, string user, string room)
    {
        var slack = app.Slack;
        await slack.GlobalShortcut(user, "log");
        if (slack.Top(user) is { } form && form.Inputs.Any())
        {
            await slack.Suggest(user, form, "customer", "zan");
            await slack.Submit(user, form, new Dictionary<string, string> { ["customer"] = "Zan", ["kind"] = "call", ["minutes"] = "a while" });
            await slack.Submit(user, form, new Dictionary<string, string> { ["minutes"] = "15", ["text"] = "spoke again" });
        }
        await slack.CloseView(user, all: true);
        await slack.Command(user, room, Rival.Code);
        if (slack.Messages(user, room) is [.., { } card])
            foreach (var label in new[] { "History", "Contacts", "Edit" })
                if (Screen.Find(card.Blocks, label) is { } knob) await slack.Click(user, card, knob);
        await slack.CloseView(user, all: true);
        await slack.Dm(user, $"follow {Rival.Code} today 17:00 \"call\"");
        if (slack.Messages(user) is [.., { } post])
        {
            await slack.React(user, post, "eyes");
            if (Screen.Find(post.Blocks, "Undo") is { } undo) await slack.Click(user, post, undo);
        }
    }
}
