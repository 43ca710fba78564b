using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>What comes back in the data of a button or a form, or in a search, is anybody's word.</summary>
public partial class ForgeryTests
{
    /// <summary>What Jonas may not see of Mei's customer: of others' he sees name, code, country and owner.</summary>
    private static readonly string[] Private = ["secret" + Twins.OfCompany, "7777001"];

    private static readonly string[] Ids = [Twins.Shared, Twins.OnlyCompany, "acme", $"{Twins.Shared}/99998204588899/x", $"{Twins.Shared}\n{Twins.OnlyCompany}", Twins.OnlyRival, "nobody", "", "../directory", new('x', 5000)];

    /// <summary>The ways in which data comes back.</summary>
    private static readonly string[] Ways = ["execute", "submit", "fetch", "task", "submitAction", "refresh"];

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
            // Ids of drawings and forms are made from the turn's own.
            return [.. text.Select(line => Minted().Replace(line, ""))];
        }
    }

    [Fact]
    public async Task B1_searches_and_links_of_another_company_are_those_of_nobody()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        var traffic = new Traffic(app);
        Assert.Equal(await Answered("C-9999", "nobody at all"), await Answered("C-1097", Twins.OfRival));
        Assert.DoesNotContain("own", traffic.Text.Replace("known", "", StringComparison.Ordinal).Replace("owner", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(app.Errors);

        async Task<string> Answered(string code, string word)
        {
            var all = new List<string>();
            foreach (var (name, value) in new (string, JsonObject)[]
            {
                ("composeExtension/queryLink", new() { ["url"] = $"https://crm.example.com/c/{code}" }),
                ("composeExtension/query", new() { ["commandId"] = "search", ["parameters"] = new JsonArray(new JsonObject { ["name"] = "customer", ["value"] = word }) }),
                ("composeExtension/query", new() { ["commandId"] = "search", ["parameters"] = new JsonArray(new JsonObject { ["name"] = "customer", ["value"] = code }) }),
                ("application/search", new() { ["dataset"] = "customer.search", ["queryText"] = word }),
                ("application/search", new() { ["dataset"] = "customer.codes", ["queryText"] = code }),
            }) all.Add((await app.Teams.Invoke("mei", null, name, value)).Body.Replace(code, "(code)", StringComparison.OrdinalIgnoreCase).Replace(word, "(word)", StringComparison.OrdinalIgnoreCase));
            return string.Join('\n', all);
        }
    }

    [Fact]
    public async Task B1_a_search_names_no_dataset_that_is_not_there()
    {
        await using var app = await EdgeApp.Start();
        JsonNode?[] odd = [null, "", "customers", "customer.search\n", "../x", new string('x', 9000), 7, true, new JsonObject(), new JsonArray("customer.search"), "card.refresh", "customer.open"];
        foreach (var dataset in odd)
            foreach (var query in odd)
            {
                var answer = await app.Teams.Invoke("mei", null, "application/search", new JsonObject { ["dataset"] = dataset?.DeepClone(), ["queryText"] = query?.DeepClone() });
                Assert.Equal((200, "[]"), (answer.Status, answer.Json!["value"]!["results"]!.ToJsonString()));
            }
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("C-")]
    [InlineData("C-0")]
    [InlineData("C-99999999999999999999")]
    [InlineData("twin")]
    [InlineData("Zan")]
    [InlineData("%0A")]
    [InlineData("../c/C-1099")]
    [InlineData("C-1099/x")]
    [InlineData("C-1099%7Cx")]
    public async Task B1_a_link_to_no_code_is_answered_politely(string code)
    {
        await using var app = await EdgeApp.Start();
        foreach (var host in new[] { "https://crm.example.com", "https://crm.example.com@evil.example", "https://crm.example.com.evil.example", "https://ⓒrm.example.com" })
        {
            var answer = await app.Teams.Invoke("jonas", null, "composeExtension/queryLink", new JsonObject { ["url"] = $"{host}/c/{code}" });
            Assert.Equal((200, true), (answer.Status, answer.Json!["composeExtension"] is JsonObject));
            Assert.All(Private, word => Assert.DoesNotContain(word, answer.Body, StringComparison.OrdinalIgnoreCase));
        }
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("task")]
    [InlineData("submitAction")]
    [InlineData("execute")]
    [InlineData("submit")]
    public async Task B1_a_form_with_forged_data_changes_nothing(string way)
    {
        await using var app = await EdgeApp.Start();
        var (mei, jonas) = (await FormOf(app, "mei", "C-1001"), await FormOf(app, "jonas", "C-1004"));
        var before = await app.Customers();
        var (formId, state) = ((string)mei["formId"]!, (string)mei["state"]!);
        var forged = new List<(string User, JsonObject Data)>
        {
            ("jonas", mei), ("tomo", mei), ("jonas", jonas.With("state", state)), ("jonas", jonas.With("formId", formId).With("state", state)), ("jonas", mei.With("formId", (string)jonas["formId"]!)),
        };
        foreach (JsonNode? odd in new JsonNode?[] { null, "", "\n", state[..^1], new string('A', 9000), "\ud83d\ude00", 7, new JsonObject(), new JsonArray(state) })
            forged.AddRange([("jonas", mei.With("state", odd)), ("mei", mei.With("formId", odd).With("state", "nobody")), ("jonas", mei.With("form", odd)), ("jonas", mei.With("formId", odd))]);
        foreach (var (user, data) in forged) await Taken(app, user, null, way, data.With("city", "Hamburg"));
        await app.Settled();
        Assert.Equal(before, await app.Customers());
        Assert.Empty(app.Errors);
        // It counts only where the same form changes something for whom it was asked.
        await Taken(app, "mei", null, way, mei.With("city", "Hamburg"));
        Assert.NotEqual(before, await app.Customers());
    }

    [Fact]
    public async Task B1_a_forms_state_names_no_record_that_its_sender_may_not_change()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        var (traffic, before) = (new Traffic(app), await app.Customers());
        foreach (var way in Ways)
            foreach (var id in Ids)
            {
                var form = await FormOf(app, "jonas", "C-1004");
                var state = ((string)form["state"]!).Replace("bergmann", id, StringComparison.Ordinal);
                Assert.Contains("bergmann", (string)form["state"]!, StringComparison.Ordinal);
                await Taken(app, "jonas", null, way, form.With("state", state).With("city", "Hamburg"));
                await app.Settled();
                Assert.Equal(before, await app.Customers());
            }
        foreach (var word in (string[])[.. Private, Twins.OfRival]) Assert.DoesNotContain(word, traffic.Text);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_a_form_under_another_forms_name_reads_and_changes_nothing_of_others()
    {
        await using var app = await EdgeApp.Start();
        var (before, traffic) = (await app.Customers(), new Traffic(app));
        foreach (var name in Forms(app).Concat(["nothing", "customer.edit\n", "TIER.SET", new('f', 2000)]))
            foreach (var id in new[] { Twins.Shared, "nobody" })
                foreach (var way in new[] { "task", "execute" })
                {
                    var form = (await FormOf(app, "jonas", "C-1004")).With("form", name).With("state", id);
                    foreach (var (field, value) in new[] { ("reason", "because"), ("tier", "Vip"), ("customer", id), ("text", "note"), ("when", "tomorrow") }) form[field] = value;
                    await Taken(app, "jonas", null, way, form);
                }
        await app.Settled();
        foreach (var word in Private) Assert.DoesNotContain(word, traffic.Text);
        Assert.Equal(OfMei(before), OfMei(await app.Customers()));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_a_field_that_is_not_the_forms_own_is_not_read()
    {
        await using var app = await EdgeApp.Start();
        var (form, before) = (await FormOf(app, "mei", "C-1001"), await Acme(app));
        string[] others = ["tier", "owner", "ownerId", "code", "id", "consent", "basis", "last", "v", "role", "member", "customer", "workspace", "tenant", "identity", "actor", "verb", "button", "value", "drawing", "msteams", "version", "zoneOrigin", "at", "turn"];
        foreach (var name in others.Where(name => !form.ContainsKey(name))) form[name] = name == "v" ? "9" : "Potential";
        await Taken(app, "mei", null, "task", form.With("city", "Hamburg"));
        await app.Settled();
        var after = await Acme(app);
        Assert.Equal("Hamburg", (string?)after["city"]);
        foreach (var (name, value) in before.Where(property => property.Key is not ("city" or "zone" or "zoneOrigin"))) Assert.Equal(value?.ToJsonString(), after[name]?.ToJsonString());
        Assert.Equal(before.Select(property => property.Key).Order(StringComparer.Ordinal), after.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Empty(app.Errors);
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

    [Theory]
    [InlineData("tier.acknowledge", "execute")]
    [InlineData("tier.keep", "execute")]
    [InlineData("tier.acknowledge", "submit")]
    [InlineData("tier.keep", "task")]
    public async Task B2_B4_a_managers_button_is_not_a_reps(string route, string way)
    {
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("mei", null, "set Acme KK tier:vip \"3 orders in Q3\"");
        await app.Settled();
        var change = (await app.Rows(EdgeApp.Workspace)).First(row => row.StartsWith($"{EdgeApp.Workspace} customer|acmekk|tier|", StringComparison.Ordinal)).Split(' ')[1].Split('|');
        var (before, traffic) = (await app.Customers(), new Traffic(app));
        await Taken(app, "mei", null, way, Button(route, $"acmekk/{change[3]}/{change[4]}"));
        await app.Settled();
        Assert.Contains("only managers and admins can do this", traffic.Text);
        Assert.Equal(before, await app.Customers());
    }

    [Theory]
    [InlineData("button")]
    [InlineData("old client's button")]
    [InlineData("dialog's button")]
    [InlineData("form")]
    [InlineData("line")]
    [InlineData("refresh")]
    public async Task B4_who_is_demoted_between_card_and_click_may_no_more(string how)
    {
        await using var app = await EdgeApp.Start();
        await app.Teams.Write("sam", "lunch", "admin role @jonas admin");
        var form = await FormOf(app, "jonas", "C-1001");
        await app.Teams.Write("sam", "lunch", "admin role @jonas rep");
        await app.Settled();
        var (before, traffic) = (await app.Customers(), new Traffic(app));
        await (how switch
        {
            "button" => Taken(app, "jonas", null, "execute", Button("interaction.log", "acme")),
            "old client's button" => Taken(app, "jonas", null, "submit", Button("interaction.log", "acme")),
            "dialog's button" => Taken(app, "jonas", null, "fetch", Button("interaction.log", "acme")),
            "form" => Taken(app, "jonas", null, "task", form.With("city", "Hamburg")),
            "line" => app.Teams.Write("jonas", "lunch", "admin role @jonas admin"),
            _ => Taken(app, "jonas", null, "refresh", Button("card.refresh", "")),
        });
        await app.Settled();
        if (how is not ("line" or "refresh")) Assert.Contains("belongs to somebody else", traffic.Text);
        if (how == "line") Assert.Contains("only an admin can do this", traffic.Text);
        Assert.Equal(before, await app.Customers());
        Assert.DoesNotContain("1234567", traffic.Text);
        Assert.DoesNotContain("\"admin\"", string.Concat((await app.Rows(EdgeApp.Workspace)).Where(row => row.Contains(" member|jonas ", StringComparison.Ordinal))), StringComparison.OrdinalIgnoreCase);
    }

    private static JsonObject Button(string route, string value, string? drawing = null) => new() { ["button"] = route, ["value"] = value, ["drawing"] = drawing ?? $"forged-{Interlocked.Increment(ref count)}" };

    /// <summary>Sends data back in one of the ways; it must be taken, whatever is in it.</summary>
    private static async Task Taken(EdgeApp app, string user, string? room, string way, JsonObject data, JsonNode? message = null)
    {
        var activity = app.Teams.Message(user, room, "");
        activity.Remove("text");
        activity["value"] = way switch
        {
            "execute" or "refresh" => new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = data["button"]?.DeepClone(), ["data"] = data.DeepClone() }, ["trigger"] = way == "refresh" ? "automatic" : "manual" },
            "submitAction" => new JsonObject { ["commandId"] = "log", ["commandContext"] = "compose", ["data"] = data.DeepClone() },
            "submit" => data.DeepClone(),
            _ => new JsonObject { ["data"] = data.DeepClone() },
        };
        if (message is not null) activity["replyToId"] = message.DeepClone();
        if (way != "submit") (activity["type"], activity["name"]) = ("invoke", way switch { "execute" or "refresh" => "adaptiveCard/action", "submitAction" => "composeExtension/submitAction", "fetch" => "task/fetch", _ => "task/submit" });
        var answer = await app.Deliver(activity);
        Assert.True(answer.Status == 200 && (way is "submit" or "task" or "submitAction" || answer.Json is not null), $"{way} of {data.ToJsonString()[..Math.Min(300, data.ToJsonString().Length)]}: {answer.Status} {answer.Body}");
    }

    private static IReadOnlyList<string> Buttons(EdgeApp app) => [.. app.Services.GetRequiredService<Routes>().All.Where(route => route.Kind == RouteKind.Button).Select(route => route.Id).Append("nothing.such")];

    private static IReadOnlyList<string> Forms(EdgeApp app) => [.. app.Services.GetRequiredService<Routes>().All.Where(route => route.Kind == RouteKind.Form).Select(route => route.Id)];

    /// <summary>What the edit form of a customer sends where nothing was typed.</summary>
    private static async Task<JsonObject> FormOf(EdgeApp app, string user, string code)
    {
        var dialog = (await Flows.Edit(app, user, code))!;
        var data = dialog.Typed.Sent(CardTree.Knobs(dialog.Card)[0].Action, dialog.Card)!;
        app.Teams.CloseDialog(user);
        return data;
    }

    private static IEnumerable<string> OfMei(IEnumerable<string> rows) => rows.Where(row => !row.StartsWith($"{EdgeApp.Workspace} customer|bergmann|", StringComparison.Ordinal));

    private static async Task<JsonObject> Acme(EdgeApp app)
    {
        const string key = $"{EdgeApp.Workspace} customer|acme|file ";
        return (JsonObject)JsonNode.Parse((await app.Rows(EdgeApp.Workspace)).Single(row => row.StartsWith(key, StringComparison.Ordinal))[key.Length..])!;
    }

    [GeneratedRegex("\"(drawing|formId|state)\":\"[^\"]*\"", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Minted();

    private static int count;
}

internal static class Changed
{
    /// <summary>A copy with another value under a name.</summary>
    public static JsonObject With(this JsonObject json, string name, JsonNode? value)
    {
        var copy = (JsonObject)json.DeepClone();
        copy[name] = value?.DeepClone();
        return copy;
    }
}
