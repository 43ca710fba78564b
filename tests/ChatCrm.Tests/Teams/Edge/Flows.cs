using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>A day's work on every surface of Teams: what each kind of activity really looks like.</summary>
internal static class Flows
{
    /// <summary>The customer's link, as people paste it.</summary>
    public static readonly Uri Link = new($"https://crm.example.com/c/{Twins.Code}");

    private static readonly string[] Labels = ["History", "Contacts", "Share", "Show to me"];

    /// <summary>All of it by one person: in the direct chat, in a room, in dialogs, in the message extension.</summary>
    /// <param name="code">The customer whose card it is about.</param>
    public static async Task Work(EdgeApp app, string user, string room, string code = Twins.Code, string word = "zan")
    {
        var teams = app.Teams;
        foreach (var line in Twins.Lines)
        {
            await teams.Write(user, null, line);
            await teams.Write(user, room, line);
        }
        foreach (var where in new[] { null, room }) await Press(app, user, where, code);
        await Edit(app, user, code);
        await Extension(app, user, room, word);
        await Extension(app, user, null, word);
        await LogByForm(app, user, word);
        await app.Settled();
        foreach (var post in teams.Messages(user, room).Where(post => post.Card is not null)) await teams.See(user, post);
        if (teams.Messages(user) is [.., { } last]) await teams.React(user, last, "like");
        await app.Settled();
    }

    /// <summary>The newest card in somebody's direct chat that has such a button; null where there is none.</summary>
    public static (Post Post, Knob Knob)? Find(EdgeApp app, string user, string label, string? room = null) =>
        app.Teams.Messages(user, room).Reverse().Select(post => (post, CardTree.Find(post.CardFor(app.Teams.World.Person(user)), label)))
            .Where(found => found.Item2 is not null).Select(found => ((Post, Knob)?)(found.post, found.Item2!)).FirstOrDefault();

    /// <summary>The edit form of a customer, as somebody has it open; null where they may not.</summary>
    public static async Task<Dialog?> Edit(EdgeApp app, string user, string code)
    {
        await app.Teams.Write(user, null, code);
        if (Find(app, user, "Edit") is not var (post, knob)) return null;
        await app.Teams.Press(user, post, knob);
        return app.Teams.Open(user);
    }

    /// <summary>Every button of a card, as new and as old clients press it.</summary>
    private static async Task Press(EdgeApp app, string user, string? room, string code)
    {
        foreach (var bySubmit in new[] { false, true })
            foreach (var label in Labels)
            {
                await app.Teams.Write(user, room, code);
                if (Find(app, user, label) is var (post, knob)) await app.Teams.Press(user, post, knob, bySubmit);
                app.Teams.CloseDialog(user);
            }
    }

    private static async Task Extension(EdgeApp app, string user, string? room, string word)
    {
        var teams = app.Teams;
        await teams.Query(user, room, "search", "");
        await teams.Query(user, room, "search", word);
        await teams.QueryLink(user, room, Link);
        await teams.FetchTask(user, room, "log");
        await Send(app, user, ("customer", word), ("text", "spoke again"));
        var typed = teams.Messages(user, room).LastOrDefault(post => post.IsTyped);
        foreach (var command in new[] { "log_message", "follow_message" })
        {
            await teams.FetchTask(user, room, command, typed);
            await Send(app, user, ("customer", word), ("when", "tomorrow"));
        }
    }

    /// <summary>The log form: searched in, sent with a mistake, sent right.</summary>
    private static async Task LogByForm(EdgeApp app, string user, string word)
    {
        await app.Teams.Write(user, null, "log");
        foreach (var label in new[] { "Open", "Log" })
            if (Find(app, user, label) is var (post, knob)) await app.Teams.Press(user, post, knob);
        var room = app.Teams.RoomFor(user, null);
        foreach (var dataset in new[] { "customer.search", "customer.codes", "customer.find" }) await app.Teams.Search(user, room, null, dataset, word);
        await Send(app, user, ("customer", word), ("minutes", "a while"));
        await Send(app, user, ("customer", word), ("minutes", "15"), ("text", "spoke again"));
    }

    /// <summary>Fills in the open dialog, and sends it; closes it whatever comes.</summary>
    private static async Task Send(EdgeApp app, string user, params (string Field, string Value)[] answers)
    {
        if (app.Teams.Open(user) is not { } dialog || CardTree.Inputs(dialog.Card).Count == 0) return;
        foreach (var (field, value) in answers)
            if (CardTree.Inputs(dialog.Card).FirstOrDefault(input => CardTree.Id(input) == field) is { } input) dialog.Typed.Values[field] = await Chosen(app, user, dialog, input, value);
        await app.Teams.Submit(user, dialog);
        app.Teams.CloseDialog(user);
    }

    private static async Task<string> Chosen(EdgeApp app, string user, Dialog dialog, JsonObject input, string value) =>
        (string?)input["choices.data"]?["dataset"] is { } dataset && await app.Teams.Search(user, dialog.Room, null, dataset, value) is [var first, ..] ? first.Value : value;
}
