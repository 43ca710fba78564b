using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using static ChatCrm.Tests.Teams.Edge.Forged;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>What comes back in the data of a form is anybody's word.</summary>
public class ForgedFormTests
{
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

    private static IEnumerable<string> OfMei(IEnumerable<string> rows) => rows.Where(row => !row.StartsWith($"{EdgeApp.Workspace} customer|bergmann|", StringComparison.Ordinal));

    private static async Task<JsonObject> Acme(EdgeApp app)
    {
        const string key = $"{EdgeApp.Workspace} customer|acme|file ";
        return (JsonObject)JsonNode.Parse((await app.Rows(EdgeApp.Workspace)).Single(row => row.StartsWith(key, StringComparison.Ordinal))[key.Length..])!;
    }
}
