using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules.Reading;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.HouseRules;

/// <summary>Nothing is stored that no kind describes, and what a kind says about its rows is so.</summary>
public class RowKindsTests
{
    private static readonly IReadOnlyList<RowKind> Kinds = new ServiceCollection().AddChatCrm().BuildServiceProvider().GetRequiredService<RowKinds>().All;

    private static IEnumerable<JsonSerializerContext> Contexts =>
        from type in typeof(ChatCrmProduct).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(JsonSerializerContext))
        select (JsonSerializerContext)type.GetProperty("Default", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;

    private static IEnumerable<JsonTypeInfo> Values =>
        from context in Contexts
        from attribute in context.GetType().GetCustomAttributesData()
        where attribute.AttributeType == typeof(JsonSerializableAttribute)
        select context.GetTypeInfo((Type)attribute.ConstructorArguments[0].Value!)!;

    [Fact]
    public void No_key_has_two_kinds() => Offenders.None(
        from a in Kinds.Index()
        from b in Kinds.Index()
        where a.Index < b.Index && Overlap(a.Item.Pattern.Split('|'), b.Item.Pattern.Split('|'))
        select $"{a.Item.Pattern} and {b.Item.Pattern}");

    [Theory]
    [InlineData("a|*", "a|b", true)]
    [InlineData("a|*|c", "a|b|*", true)]
    [InlineData("a|**", "a|b|c", true)]
    [InlineData("a|*|c", "a|*|d", false)]
    [InlineData("a|*", "a|*|*", false)]
    public void Patterns_that_share_a_key_are_seen(string one, string other, bool shared) => Assert.Equal(shared, Overlap(one.Split('|'), other.Split('|')));

    [Fact]
    public void Every_kind_belongs_to_a_folder() => Offenders.None(Kinds.Where(kind => !Order.Folders.Contains(kind.Owner)).Select(kind => $"{kind.Pattern}: {kind.Owner}"));

    [Fact]
    public void Personal_fields_are_fields_of_a_row_of_their_folder() => Offenders.None(
        from kind in Kinds
        from field in kind.Personal
        where field != "*" && !Values.Any(type => type.Type.Namespace == $"ChatCrm.{kind.Owner}" && type.Properties.Any(property => property.Name == field))
        select $"{kind.Pattern}: {field}");

    [Fact]
    public void What_is_personal_is_erased() => Offenders.None(
        from kind in Kinds
        where !Enum.IsDefined(kind.Erasure) || (kind.Personal.Count > 0 && kind.Erasure == Erasure.Nothing)
        select kind.Pattern);

    [Fact]
    public void What_is_soon_gone_is_gone_within_a_week() => Offenders.None(
        from kind in Kinds
        where kind.Erasure == Erasure.SoonGone && (kind.Retention is null || kind.Retention > NodaTime.Duration.FromDays(7))
        select kind.Pattern);

    [Fact]
    public void A_retention_counts_from_something() => Offenders.None(Kinds.Where(kind => kind.Retention is not null != kind.Since is not null).Select(kind => kind.Pattern));

    [Fact]
    public void What_is_derived_can_be_worked_out_again_and_nothing_else() =>
        Offenders.None(Kinds.Where(kind => kind.Role == RowRole.Derived != kind.Recompute is not null).Select(kind => kind.Pattern));

    [Fact]
    public async Task Rows_that_are_kept_for_a_time_tell_their_age()
    {
        await using var workspace = await Workspace.Open();
        await workspace.Mei.Say("log acme gmbh call 15m \"asked for prices\"");
        await workspace.Mei.Say($"log acme {new string('x', 3000)}");
        var kinds = workspace.Get<RowKinds>();
        var aged = (await All(workspace)).Select(row => (Kind: kinds.Of(row.Key), Row: row)).Where(each => each.Kind.Since is not null).ToList();
        Assert.Superset(new HashSet<string> { "turn|*", "audit|*|*", "undo|*|*|*", "draft|*", "said|*|*" }, aged.Select(each => each.Kind.Pattern).ToHashSet());
        Assert.All(aged, each => Assert.Equal(workspace.Clock.Now, each.Kind.Since!(each.Row)));
    }

    [Fact]
    public async Task A_commit_of_a_key_that_no_kind_describes_is_refused_as_a_whole()
    {
        await using var workspace = await Workspace.Open(add: services => services.AddSingleton<ICapability, Smuggler>());
        var before = await All(workspace);
        await workspace.Mei.Press("smuggler.act", "");
        Assert.Equal(before, await All(workspace));
    }

    [Theory]
    [InlineData("smuggler.stray")]
    [InlineData("smuggler.misplaced")]
    public async Task A_row_of_no_kind_or_of_a_workspaces_kind_is_refused_in_the_directory(string button)
    {
        await using var workspace = await Workspace.Open(add: services => services.AddSingleton<ICapability, Smuggler>());
        var before = await All(workspace);
        await workspace.Mei.Press(button, "");
        Assert.Equal(before, await All(workspace));
        Assert.Empty((await workspace.Store.List(DirectoryRows.Partition, [new("!", "~", RowLimits.RowsPerPage)], TestContext.Current.CancellationToken))[0].Rows);
    }

    [Fact]
    public void Every_value_of_a_row_is_stored() => Offenders.None(Values.Where(type => !type.Type.IsSubclassOf(typeof(Stored))).Select(type => type.Type.Name));

    [Fact]
    public void Every_stored_value_can_be_written() => Offenders.None(
        typeof(ChatCrmProduct).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Stored))).Except(Values.Select(type => type.Type)).Select(type => type.Name));

    [Fact]
    public void A_newer_builds_fields_and_version_survive_this_one() => Offenders.None(
        from type in Values
        let written = Newer(type)
        let kept = JsonNode.Parse(JsonSerializer.Serialize(JsonSerializer.Deserialize(written.ToJsonString(), type), type))!
        where !JsonNode.DeepEquals(written["fromTomorrow"], kept["fromTomorrow"]) || (int?)kept["v"] != 7
        select type.Type.Name);

    private static async Task<IReadOnlyList<Row>> All(Workspace workspace) => (await workspace.Store.List(Workspace.Id, [new("!", "~", RowLimits.RowsPerPage)]))[0].Rows;

    /// <summary>A value with all that is required, and more than this build knows.</summary>
    private static JsonObject Newer(JsonTypeInfo type)
    {
        var value = new JsonObject { ["v"] = 7, ["fromTomorrow"] = new JsonArray(1, new JsonObject { ["deep"] = "é𝒳" }) };
        foreach (var property in type.Properties.Where(property => property.IsRequired)) value[property.Name] = Sample(property.PropertyType);
        return value;
    }

    private static JsonNode? Sample(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => true,
        { IsEnum: true } => Enum.GetNames(type)[0],
        { IsPrimitive: true } => 1,
        _ when type.IsAssignableTo(typeof(System.Collections.IDictionary)) || type.Name.Contains("Dictionary", StringComparison.Ordinal) => new JsonObject(),
        _ when type.IsAssignableTo(typeof(System.Collections.IEnumerable)) => new JsonArray(),
        _ => null,
    };

    private static bool Overlap(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            if (i >= a.Length || i >= b.Length) return false;
            if (a[i] == "**" || b[i] == "**") return true;
            if (a[i] != "*" && b[i] != "*" && a[i] != b[i]) return false;
        }
        return true;
    }

    private sealed class Smuggler : ICapability
    {
        public IEnumerable<Route> Routes =>
        [
            new(RouteKind.Button, "smuggler.act", Permission.Member, Act),
            new(RouteKind.Button, "smuggler.stray", Permission.Member, _ => Share("parcel|1")),
            new(RouteKind.Button, "smuggler.misplaced", Permission.Member, _ => Share("member|mei")),
        ];

        public IEnumerable<Drawing> Drawings => [new("smuggler.acted", _ => new(new Card(new Line(Text.Ours("done")))))];

        private static ValueTask<Outcome> Act(TurnContext turn) =>
            new(new Outcome.Change("smuggler.acted", [], new Changes().Record("customer|acme|file-of-mine", null, "{}").Raw(new Change.Put("draft|d1", "{}"))));

        private static ValueTask<Outcome> Share(string key) => new(new Outcome.Change("smuggler.acted", [], new()) { Directory = [new Change.Put(key, "{}")] });
    }
}
