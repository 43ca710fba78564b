using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Tests.Slack.Fake;
using ChatCrm.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>What comes back in a value, a form or private_metadata is anybody's word.</summary>
public class ForgeryTests
{
    /// <summary>What Jonas may not see of Mei's customer: of others' he sees name, code, country and owner.</summary>
    private static readonly string[] Private = ["secret" + Rival.OfCompany, "7777001"];

    private static readonly string[] Ids = [Rival.Shared, Rival.OnlyCompany, "acme", $"{Rival.Shared}/99998204588899/x", $"{Rival.Shared}\n{Rival.OnlyCompany}", Rival.OnlyRival, "nobody", "", "../directory", new('x', 1900)];

    private static readonly Regex Feed = new(@"/calendar/[-\w]+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    [Theory]
    [InlineData("jonas", "sales")]
    [InlineData("tomo", "partners")]
    [InlineData("zoe", "lobby")]
    public async Task B1_a_forged_value_in_any_button_reads_and_changes_nothing_of_others(string user, string room)
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await app.Slack.Command(user, room, "help");
        var (post, before, traffic) = (app.Slack.Messages(user, room)[^1], await Customers(app), new Traffic(app.Slack));
        foreach (var route in Buttons(app))
            foreach (var id in Ids)
            {
                var answer = await app.Slack.Click(user, post, Button(route, id, $"forged{route}{id.Length}"));
                Assert.True(answer.Ok, $"{route} with '{id}': {answer.Status}");
                await app.Slack.CloseView(user, all: true);
            }
        await app.Settled();
        foreach (var word in user == "zoe" ? [Rival.OfCompany] : Private) Assert.False(traffic.Text.Contains(word, StringComparison.Ordinal), $"{user} was shown {word}.");
        if (user != "zoe") Assert.DoesNotContain(Rival.OfRival, traffic.Text);
        Assert.Equal(before, await Customers(app));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_another_companys_id_is_answered_in_the_words_for_an_unknown_one()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await app.Slack.Command("jonas", "sales", "help");
        var post = app.Slack.Messages("jonas", "sales")[^1];
        Assert.Equal(await Words("nobody"), await Words(Rival.OnlyRival), StringComparer.Ordinal);

        async Task<string> Words(string id)
        {
            var text = new List<string>();
            foreach (var route in Buttons(app))
            {
                var seen = app.Slack.Since(0).Count;
                await app.Slack.Click("jonas", post, Button(route, id, $"words{route}{id}"));
                text.Add($"{route}: {string.Join('|', app.Slack.Since(seen).Where(one => one.Post is not null).Select(one => app.Slack.Shown(one.Post!).ToString()))}{app.Slack.Top("jonas")?.Json["title"]}".Replace(id, "(id)", StringComparison.Ordinal));
                await app.Slack.CloseView("jonas", all: true);
            }
            // Each press of its button gives another address of a calendar.
            return Feed.Replace(string.Join('\n', text), "");
        }
    }

    [Fact]
    public async Task B1_a_form_with_forged_metadata_stays_open_and_changes_nothing()
    {
        await using var app = await EdgeApp.Start();
        var (mei, jonas) = (await EditForm(app, "mei", "C-1001"), await EditForm(app, "jonas", "C-1004"));
        var (own, others) = (mei.Json["private_metadata"]!.ToString(), jonas.Json["private_metadata"]!.ToString());
        var before = await Customers(app);
        var line = own.IndexOf('\n', StringComparison.Ordinal);
        string[] forged = ["", "x", "\n", "x\nacme", others, $"{others[..others.IndexOf('\n', StringComparison.Ordinal)]}{own[line..]}", $"{own[..5]}{(own[5] == 'A' ? 'B' : 'A')}{own[6..]}", own[..line], own[1..], own.Replace("\n", "", StringComparison.Ordinal), new('A', 2900), "\ud83d\ude00\n\ud83d\ude00", "{}"];
        foreach (var metadata in forged)
        {
            mei.Json["private_metadata"] = metadata;
            var answer = await app.Slack.Submit("mei", mei, new Dictionary<string, string> { ["city"] = "Hamburg" });
            Assert.True(answer is { Ok: true, Body.Length: > 0 }, $"'{metadata}' closed the form.");
            Assert.Contains("response_action", answer.Body, StringComparison.Ordinal);
        }
        Assert.Equal(before, await Customers(app));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_a_forms_state_names_no_record_that_its_sender_may_not_change()
    {
        await using var app = await EdgeApp.Start();
        var traffic = new Traffic(app.Slack);
        foreach (var id in Ids.Where(id => id.Length < 1000))
        {
            var form = await EditForm(app, "jonas", "C-1004");
            var (metadata, before) = (form.Json["private_metadata"]!.ToString(), await Customers(app));
            var end = metadata.IndexOf('\n', StringComparison.Ordinal);
            form.Json["private_metadata"] = metadata[..(end + 1)] + metadata[(end + 1)..].Replace("bergmann", id, StringComparison.Ordinal);
            Assert.NotEqual(metadata, form.Json["private_metadata"]!.ToString());
            var answer = await app.Slack.Submit("jonas", form, new Dictionary<string, string> { ["city"] = "Hamburg" });
            Assert.True(answer is { Ok: true }, $"{id}: {answer?.Status}");
            Assert.Equal(before, await Customers(app));
            await app.Slack.CloseView("jonas", all: true);
        }
        foreach (var word in Private) Assert.DoesNotContain(word, traffic.Text);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_a_form_under_another_forms_name_reads_and_changes_nothing_of_others()
    {
        await using var app = await EdgeApp.Start();
        var (before, traffic) = (await Customers(app), new Traffic(app.Slack));
        foreach (var callback in Forms(app).Concat(["", "nothing", "customer.edit\n", "TIER.SET", new('f', 255)]))
            foreach (var id in new[] { Rival.Shared, "nobody" })
            {
                var form = await EditForm(app, "jonas", "C-1004");
                var metadata = form.Json["private_metadata"]!.ToString();
                form.Json["private_metadata"] = metadata[..(metadata.IndexOf('\n', StringComparison.Ordinal) + 1)] + id;
                form.Json["callback_id"] = callback;
                Add(form, ("reason", "because"), ("tier", "Vip"), ("customer", id), ("text", "note"), ("when", "tomorrow"));
                var answer = await app.Slack.Submit("jonas", form, new Dictionary<string, string>());
                Assert.True(answer is { Ok: true }, $"{callback} on {id}: {answer?.Status}");
                await app.Slack.CloseView("jonas", all: true);
            }
        await app.Settled();
        foreach (var word in Private) Assert.DoesNotContain(word, traffic.Text);
        Assert.Equal(OfMei(before), OfMei(await Customers(app)));
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_a_field_that_is_not_the_forms_own_is_not_read()
    {
        await using var app = await EdgeApp.Start();
        var form = await EditForm(app, "mei", "C-1001");
        var before = await Acme(app);
        Add(form, ("tier", "Potential"), ("owner", "jonas"), ("ownerId", "jonas"), ("code", "C-9999"), ("id", Rival.Shared), ("consent", "true"), ("basis", "consent"), ("last", "x"), ("v", "9"), ("role", "Admin"), ("member", "sam"), ("customer", Rival.Shared));
        Assert.True((await app.Slack.Submit("mei", form, new Dictionary<string, string> { ["city"] = "Hamburg" }))!.Ok);
        await app.Settled();
        var after = await Acme(app);
        Assert.Equal("Hamburg", after["city"]!.ToString());
        foreach (var name in new[] { "tier", "owner", "ownerId", "code", "id", "consent", "basis", "last", "role", "member" })
            Assert.Equal(before[name]?.ToString(), after[name]?.ToString());
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task B1_ids_of_blocks_and_elements_that_nobody_drew_are_answered_politely()
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "C-1001");
        var (post, before) = (app.Slack.Messages("mei", "sales")[^1], await Customers(app));
        string[] odd = ["", "~", "~~", "~0", "x", "turn.undo", "turn.undo~", "customer.open~0~1", "__proto__~0", "../~0", "\u0000~0", "😀~0", new('x', 255), "menu~0", "\n~0"];
        foreach (var action in odd)
            foreach (var block in odd)
                Assert.True((await app.Slack.Click("mei", post, new Knob(new(block, new() { ["type"] = "button", ["action_id"] = action, ["value"] = "acme", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "x" } }), null))).Ok, $"'{action}' in '{block}'");
        Assert.Equal(before, await Customers(app));
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("tier.acknowledge")]
    [InlineData("tier.keep")]
    public async Task B2_B4_a_managers_button_is_not_a_reps(string route)
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("mei", "sales", "set Acme KK tier:vip \"3 orders in Q3\"");
        await app.Settled();
        var change = (await app.Rows(EdgeApp.Workspace)).First(row => row.StartsWith($"{EdgeApp.Workspace} customer|acmekk|tier|", StringComparison.Ordinal)).Split(' ')[1].Split('|');
        var handle = $"acmekk/{change[3]}/{change[4]}";
        await app.Slack.Command("mei", "sales", "help");
        var before = await Customers(app);
        var mark = app.Slack.Since(0).Count;
        await app.Slack.Click("mei", app.Slack.Messages("mei", "sales")[^1], Button(route, handle, "forged"));
        Assert.Contains("Only managers and admins can do this", Said(app, mark));
        Assert.Equal(before, await Customers(app));
    }

    [Theory]
    [InlineData("button")]
    [InlineData("form")]
    [InlineData("line")]
    public async Task B4_who_is_demoted_between_card_and_click_may_no_more(string how)
    {
        await using var app = await EdgeApp.Start();
        await app.Slack.Command("sam", "sales", "admin role @jonas admin");
        await app.Slack.Command("jonas", "sales", "C-1001");
        var card = app.Slack.Messages("jonas", "sales")[^1];
        var edit = Screen.Find(card.Blocks, "Edit");
        Assert.NotNull(edit);
        await app.Slack.Click("jonas", card, edit);
        var form = app.Slack.Top("jonas")!;
        await app.Slack.Command("sam", "sales", "admin role @jonas rep");
        var (before, traffic, mark) = (await Customers(app), new Traffic(app.Slack), app.Slack.Since(0).Count);
        if (how == "button") await app.Slack.Click("jonas", card, Button("interaction.log", "acme", "late"));
        if (how == "form") Assert.Contains("belongs to somebody else", (await app.Slack.Submit("jonas", form, new Dictionary<string, string> { ["city"] = "Hamburg" }))!.Body, StringComparison.Ordinal);
        if (how == "line") await app.Slack.Command("jonas", "sales", "admin role @jonas admin");
        await app.Settled();
        if (how == "button") Assert.Contains("belongs to somebody else", Said(app, mark));
        if (how == "line") Assert.Contains("Only an admin can do this", Said(app, mark));
        Assert.Equal(before, await Customers(app));
        Assert.DoesNotContain("1234567", traffic.Text);
    }

    private static string Said(EdgeApp app, int mark) => string.Join('\n', app.Slack.Since(mark).Where(one => one.Post is not null).Select(one => app.Slack.Shown(one.Post!).ToString()));

    private static IReadOnlyList<string> Buttons(EdgeApp app) => [.. app.Services.GetRequiredService<Routes>().All.Where(route => route.Kind == RouteKind.Button).Select(route => route.Id).Append("nothing.such")];

    private static IReadOnlyList<string> Forms(EdgeApp app) => [.. app.Services.GetRequiredService<Routes>().All.Where(route => route.Kind == RouteKind.Form).Select(route => route.Id)];

    private static Knob Button(string route, string value, string drawing) =>
        new(new($"{(drawing.Length > 200 ? drawing[..200] : drawing)}~0", new() { ["type"] = "button", ["action_id"] = $"{route}~0", ["value"] = value, ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Press" } }), null);

    /// <summary>The edit form of a customer, as its owner has it open.</summary>
    private static async Task<View> EditForm(EdgeApp app, string user, string code)
    {
        await app.Slack.Command(user, "sales", code);
        await app.Slack.Click(user, app.Slack.Messages(user, "sales")[^1], "Edit");
        return app.Slack.Top(user)!;
    }

    /// <summary>Fields that the form never had, as answers in the payload.</summary>
    private static void Add(View form, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields.Where(field => form.Inputs.All(input => input["block_id"]!.ToString() != field.Name)))
            form.Blocks.Add(new JsonObject { ["type"] = "input", ["block_id"] = name, ["label"] = new JsonObject { ["type"] = "plain_text", ["text"] = name }, ["element"] = new JsonObject { ["type"] = "plain_text_input", ["action_id"] = name, ["initial_value"] = value } });
    }

    /// <summary>The rows of the company's customers: what was entered about them. A note for its owner may be left at anybody's.</summary>
    private static async Task<IReadOnlyList<string>> Customers(EdgeApp app) =>
        [.. (await app.Rows(EdgeApp.Workspace)).Where(row => row.Split(' ')[1].Split('|') is ["customer", _, var what, ..] && what is not ("sent" or "note"))];

    private static IEnumerable<string> OfMei(IEnumerable<string> rows) => rows.Where(row => !row.StartsWith($"{EdgeApp.Workspace} customer|bergmann|", StringComparison.Ordinal));

    private static async Task<JsonObject> Acme(EdgeApp app)
    {
        const string key = $"{EdgeApp.Workspace} customer|acme|file ";
        return (JsonObject)JsonNode.Parse((await app.Rows(EdgeApp.Workspace)).Single(row => row.StartsWith(key, StringComparison.Ordinal))[key.Length..])!;
    }
}
