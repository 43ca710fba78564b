using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using static ChatCrm.Tests.Teams.Edge.Forged;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>What comes back in the data of a button is anybody's word.</summary>
public partial class ForgedButtonTests
{
    [Theory]
    [InlineData("jonas", "sales")]
    [InlineData("jonas", null)]
    [InlineData("tomo", "partners")]
    [InlineData("zoe", Rival.Lobby)]
    public async Task B1_a_forged_value_in_any_button_reads_and_changes_nothing_of_others(string user, string? room)
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await app.Teams.Write(user, room, "help");
        var (before, traffic) = (await app.Customers(), new Traffic(app));
        foreach (var route in Buttons(app))
            for (var i = 0; i < Ids.Length; i++)
                // Each id in each way would be thousands: a way changes with the id and the route.
                await Taken(app, user, room, Ways[(i + route.Length) % Ways.Length], Button(route, Ids[i]));
        await app.Settled();
        foreach (var word in user == "zoe" ? [Twins.OfCompany] : Private) Assert.False(traffic.Text.Contains(word, StringComparison.Ordinal), $"{user} was shown {word}.");
        if (user != "zoe") Assert.DoesNotContain(Twins.OfRival, traffic.Text);
        Assert.Equal(before, await app.Customers());
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("execute")]
    [InlineData("submit")]
    [InlineData("fetch")]
    [InlineData("submitAction")]
    public async Task B1_another_companys_id_is_answered_in_the_words_for_an_unknown_one(string way)
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await app.Teams.Write("jonas", null, "help");
        foreach (var (unknown, others) in (await Words("nosuch")).Zip(await Words(Twins.OnlyRival))) Assert.Equal(unknown, others);

        async Task<IReadOnlyList<string>> Words(string id)
        {
            var text = new List<string>();
            foreach (var route in Buttons(app))
            {
                var traffic = new Traffic(app);
                await Taken(app, "jonas", null, way, Button(route, id, drawing: $"words-{route}"));
                await app.Settled();
                text.Add($"{route}: {string.Join('|', traffic.Answers)} {string.Join('|', traffic.Calls.Select(call => call.Body.ToJsonString()))}".Replace(id, "(id)", StringComparison.Ordinal));
            }
            // Ids of drawings and forms are made from the turn's own; each press of its button gives another address of a calendar.
            return [.. text.Select(line => Minted().Replace(line, ""))];
        }
    }

    /// <summary>A room in a button's data is where its card was asked: whoever forges it is answered as if none stood there.</summary>
    [Theory]
    [InlineData("19:board7d1e@thread.tacv2")]
    [InlineData(Rival.Lobby)]
    [InlineData("a:1sam_c0a8-Qz7")]
    [InlineData("@00000000-0000-4000-8000-73616d5f5f5f")]
    [InlineData("teams:c0a80000-1111-4000-8000-0000000c0a80/19:sales7d1e@thread.tacv2")]
    [InlineData("19:sales7d1e@thread.tacv2;messageid=1")]
    [InlineData("19:nowhere@thread.tacv2")]
    [InlineData("../x")]
    [InlineData("\n")]
    public async Task B1_a_forged_room_is_no_way_into_it(string forged)
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await app.Teams.Write("mei", "lunch", "C-1001");
        var share = Flows.Find(app, "mei", "Share")!.Value;
        var data = (JsonObject)share.Knob.Action["data"]!;
        Assert.Equal(Company.RoomIdOf("lunch"), (string?)data["room"]);
        var traffic = new Traffic(app);
        foreach (var way in new[] { "execute", "submit" }) await Taken(app, "mei", null, way, data.With("room", forged), share.Post.Id);
        await app.Settled();
        Assert.All(traffic.Sends, send => Assert.True(send.Room == app.Teams.RoomFor("mei", null).Id, $"{send.Kind} into {send.Conversation}"));
        Assert.Empty(app.Errors);
        // It counts only where the room itself gets the card.
        await Taken(app, "mei", null, "execute", data.With("drawing", (string)data["drawing"]!), share.Post.Id);
        await app.Settled();
        Assert.Contains(traffic.Sends, send => send.Room == Company.RoomIdOf("lunch"));
    }

    [Fact]
    public async Task B1_ids_of_buttons_drawings_and_messages_that_nobody_drew_are_answered_politely()
    {
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("mei", null, "C-1001");
        var (rows, odd) = (await app.Customers(), new JsonNode?[] { null, "", " ", "x", "turn.undo", "turn.undo~", "__proto__", "../", "\u0000", "\ud83d\ude00", new string('x', 3000), "\n", "a|b", "a:b", "a:b:c", 7, true, new JsonArray("turn.undo"), new JsonObject { ["button"] = "turn.undo" } });
        foreach (var button in odd)
            foreach (var drawing in odd)
                await Taken(app, "mei", null, "execute", new() { ["button"] = button?.DeepClone(), ["value"] = "acme", ["drawing"] = drawing?.DeepClone() });
        foreach (var way in Ways)
            foreach (var message in odd)
                await Taken(app, "mei", way == "fetch" ? "sales" : null, way, Button("customer.open", "acme"), message?.DeepClone());
        await app.Settled();
        Assert.Equal(rows, await app.Customers());
        Assert.Empty(app.Errors);
    }

    /// <summary>A message that a press says it stood on is written over where it is one's own; the Connector would do as much for any.</summary>
    [Fact]
    public async Task B1_a_press_elsewhere_changes_no_message_of_another_conversation()
    {
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("sam", null, "C-1001");
        var others = app.Teams.Messages("sam")[^1];
        var (version, traffic) = (others.Version, new Traffic(app));
        app.Teams.Allow("Forbidden");
        foreach (var way in Ways) await Taken(app, "jonas", "sales", way, Button("help.more", ""), others.Id);
        foreach (var way in Ways) await Taken(app, "jonas", null, way, Button("customer.history", "bergmann"), others.Id);
        await app.Settled();
        Assert.Equal(version, others.Version);
        Assert.DoesNotContain(traffic.Sends, send => send.Room == others.Room.Id);
        Assert.Empty(app.Errors);
    }

    [GeneratedRegex(@"""(drawing|formId|state)"":""[^""]*""|/calendar/[-\w\\]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Minted();
}
