using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>Names and notes that would be commands, through whole flows: looked at in the bytes that Teams got.</summary>
public partial class LiteralTests
{
    private const string Word = "Kanari", Code = "C-1050";

    public static TheoryData<string> Markup =>
    [
        "**{0}**", "_{0}_", "`{0}`", "# {0}", "[{0}](https://evil.example)", "![{0}](https://evil.example/x.png)", "<at>{0}</at>", "<at id=\"0\">{0}</at>", "<b>{0}</b>", "<script>{0}</script>", "&lt;at&gt;{0}&lt;/at&gt;",
        "{{DATE(2026-11-24T08:00:00Z)}} {0}", "{{ TIME(2026-11-24T08:00:00Z) }} {0}", "${name} {0}", "{{{{DATE(2026-11-24T08:00:00Z)}}}} {0}", "\"}],\"actions\":[{\"type\":\"Action.OpenUrl\"}] {0}", "{0} https://evil.example",
    ];

    public static TheoryData<string> Directions =>
    [
        "{0}\u202Efdp.exe", "\u202E{0}", "{0}\u2067", "{0}\u2069\u2069", "\u2066{0}\u202E", "{0}\u202A\u202B\u202D", "شركة {0} \u202Eالنور", "\u200F{0}\u200E", "{0}\U000E0041\U000E0042", "Z\u0065\u0308 {0}", "{0}\u200B\u200D\u2060",
    ];

    [Theory]
    [MemberData(nameof(Markup))]
    public async Task C4_a_name_is_shown_as_it_stands_on_every_surface(string pattern)
    {
        var name = Named(pattern);
        await using var app = await Started(name);
        var strings = await Worked(app, name);
        Assert.Contains(strings, one => one.Kind == "card" && Seen(one.Value).Contains(name, StringComparison.Ordinal));
        Assert.DoesNotContain(strings, one => one is { Kind: "card", Property: not "value" } && DateCommand().IsMatch(one.Value));
        Assert.DoesNotContain(strings, one => one is { Kind: "element" });
        // Where Teams reads marks, none of a person's words stands: but in runs, labels and titles, which it shows as they are.
        Assert.DoesNotContain(strings, one => one.Property == "text" && one.Kind == "message" && one.Value.Contains(Word, StringComparison.Ordinal));
        Assert.DoesNotContain(strings, one => one.Property == "speak" && one.Value.AsSpan().ContainsAny('<', '>'));
        Assert.DoesNotContain(strings, one => one.Property == "fallbackText" && Markdown().IsMatch(one.Value));
        Assert.DoesNotContain(strings, one => one.Property == "url" && one.Value.Contains("evil.example", StringComparison.Ordinal));
        Assert.Empty(app.Teams.Faults);
        Assert.Empty(app.Errors);
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public async Task C6_no_name_turns_what_stands_around_it_on_any_surface(string pattern)
    {
        var name = Named(pattern);
        await using var app = await Started(name);
        var strings = await Worked(app, name);
        Assert.Contains(strings, one => one.Kind == "preview" && one.Value.Contains(Word, StringComparison.Ordinal));
        Assert.Contains(strings, one => one.Property == "summary" && one.Value.Contains(Word, StringComparison.Ordinal));
        // What was typed comes back to the letter in the fields of a form, and in the data of buttons; nobody else reads it there.
        foreach (var one in strings.Where(one => one.Property != "value" && one.Kind != "data"))
            Assert.True(IsBalanced(one.Value), $"{one.Kind} {one.Property}: {JsonSerializer.Serialize(one.Value)}");
        Assert.Empty(app.Teams.Faults);
        Assert.Empty(app.Errors);
    }

    private static string Named(string pattern) => pattern.Replace("{0}", Word, StringComparison.Ordinal);

    private static Task<EdgeApp> Started(string name) => EdgeApp.Start(fill: async (store, kinds) =>
    {
        var customer = new Customer { Id = "hostile", Code = Code, Name = name, Country = "DE", City = name, Zone = "Europe/Berlin", Owner = "mei", Needs = name };
        var contact = new Contact { Id = "person", Customer = "hostile", Name = name, Job = name };
        var changes = new List<Change>();
        foreach (var (key, value) in new[] { (CustomerRows.FileKey("hostile"), CustomerRows.Value(customer)), (CustomerRows.ContactKey("hostile", "person"), CustomerRows.Value(contact)) })
        {
            changes.Add(new Change.Insert(key, value));
            changes.AddRange(kinds.IndexChanges(key, null, value));
        }
        Assert.IsType<CommitResult.Committed>(await store.Commit(EdgeApp.Workspace, "seed", changes));
    });

    /// <summary>Every string that Teams got while people worked with such a customer, and the colleague who looks on.</summary>
    private static async Task<IReadOnlyList<(string Kind, string Property, string Value)>> Worked(EdgeApp app, string name)
    {
        app.Teams.Put(app.Teams.World.Person("mei") with { Name = name });
        var (first, calls) = (app.Answers.Count, app.Teams.Calls.Count);
        foreach (var line in new[] { $"log {Code} call 5m {name}", $"follow {Code} today 17:00 {name}", $"find {Word}", name, "due", $"no such {name}", $"set {Code} city {name}" })
        {
            await app.Teams.Write("mei", null, line);
            await app.Teams.Write("mei", "lunch", line);
        }
        await Flows.Work(app, "mei", "lunch", Code, Word);
        await Flows.Work(app, "mei", "sales", Code, Word);
        await Flows.Work(app, "jonas", "sales", Code, Word);
        await app.Teams.Query("mei", null, "search", name);
        app.Clock.Move(NodaTime.Duration.FromHours(12));
        await app.Settled();
        return [.. app.Answers.Skip(first).SelectMany(body => Strings(JsonNode.Parse(body), "answer", "")), .. app.Teams.Calls.Skip(calls).SelectMany(call => Strings(call.Body, "message", ""))];
    }

    /// <summary>The strings of a body, each with what holds it: a card, a preview, the data of a button, a message.</summary>
    private static IEnumerable<(string Kind, string Property, string Value)> Strings(JsonNode? node, string kind, string property) => node switch
    {
        JsonObject json => json.SelectMany(pair => Strings(pair.Value, Kind(json, pair.Key, kind), pair.Key)).Concat(json is { } element && (string?)(element["type"] as JsonValue) is "TextBlock" or "FactSet" ? [("element", "", element.ToJsonString())] : []),
        JsonArray items => items.SelectMany(item => Strings(item, kind, property)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(kind, property, (string)value!)],
        _ => [],
    };

    private static string Kind(JsonObject holder, string name, string kind) => name switch
    {
        "data" => "data",
        "tap" => "data",
        "content" when (string?)holder["contentType"] == CardTree.MediaType => "card",
        "content" => "preview",
        "value" when (string?)holder["type"] == CardTree.MediaType => "card",
        _ => kind,
    };

    /// <summary>A text without the marks that keep it inert.</summary>
    private static string Seen(string text) => text.Replace("\u200B", "", StringComparison.Ordinal).Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);

    private static bool IsBalanced(string text) => text.Split('\n', '\u2029').All(paragraph =>
    {
        var controls = string.Concat(paragraph.Where(c => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')));
        for (var before = -1; before != controls.Length;)
        {
            before = controls.Length;
            foreach (var pair in new[] { "\u202A\u202C", "\u202B\u202C", "\u202D\u202C", "\u202E\u202C", "\u2066\u2069", "\u2067\u2069", "\u2068\u2069" })
                controls = controls.Replace(pair, "", StringComparison.Ordinal);
        }
        return controls.Length == 0;
    });

    [GeneratedRegex(@"\{\{\s*(DATE|TIME)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateCommand();

    /// <summary>A sign of Markdown that nothing escapes.</summary>
    [GeneratedRegex(@"(^|[^\\])(\\\\)*[`*_\[\]()~<>#|]", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Markdown();
}
