using System.Diagnostics;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Install;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Approved;
using ChatCrm.Tests.Browser;
using ChatCrm.Tests.House;
using ChatCrm.Tests.HouseRules.Reading;
using ChatCrm.Turns;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace ChatCrm.Tests.Slack.Manifest;

/// <summary>What an admin uploads is what the code needs: no more, no less.</summary>
public class ManifestTests
{
    private const string Public = "manifest.yaml", Sockets = "socket-mode.yaml";

    private static readonly SlackOptions Plain = new();

    [Theory]
    [InlineData(Public)]
    [InlineData(Sockets)]
    public async Task Slacks_schema_accepts_it(string file) => Assert.Equal("", await Judged(File.ReadAllText(PathOf(file))));

    [Fact]
    public async Task Slacks_schema_refuses_what_is_wrong()
    {
        var wrong = File.ReadAllText(PathOf(Public)).Replace("command: /crm", "command: [crm]").Replace("is_enabled: true", "is_enabled: 3");

        Assert.NotEqual("", await Judged(wrong));
    }

    [Fact]
    public void It_asks_for_the_scopes_that_the_code_asks_for() =>
        Assert.Equal(Scopes.Asked(Plain).Order(), Texts(Read(Public), "oauth_config", "scopes", "bot").Order());

    [Fact]
    public void Over_sockets_there_are_no_links_to_preview() =>
        Assert.Equal(Scopes.Asked(Plain).Where(scope => !scope.StartsWith("links:", StringComparison.Ordinal)).Order(), Texts(Read(Sockets), "oauth_config", "scopes", "bot").Order());

    [Fact]
    public void The_only_history_that_it_may_read_is_that_of_its_own_chats() =>
        Assert.Equal(["im:history"], Texts(Read(Public), "oauth_config", "scopes", "bot").Where(scope => scope.EndsWith(":history", StringComparison.Ordinal)));

    [Theory]
    [InlineData(Public)]
    [InlineData(Sockets)]
    public void It_subscribes_to_the_events_that_are_heard(string file)
    {
        var heard = typeof(Events).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic).Select(field => (string)field.GetRawConstantValue()!)
            .Where(name => name != Events.Reaction && (file == Public || name != Events.LinkShared))
            .Select(name => name == Events.Message ? "message.im" : name);

        Assert.Equal(heard.Order(), Texts(Read(file), "settings", "event_subscriptions", "bot_events").Order());
    }

    [Theory]
    [InlineData(Public)]
    [InlineData(Sockets)]
    public void Its_shortcuts_are_those_that_are_answered(string file)
    {
        var shortcuts = Items(Read(file), "features", "shortcuts").Select(shortcut => (shortcut["type"].ToString(), shortcut["callback_id"].ToString()));

        Assert.Equal([("global", Shortcuts.Log), ("message", Shortcuts.LogMessage), ("message", Shortcuts.FollowMessage)], shortcuts);
    }

    [Theory]
    [InlineData(Public)]
    [InlineData(Sockets)]
    public async Task Its_hint_names_the_verbs_of_the_picker(string file)
    {
        await using var house = await Workspace.Open();
        var command = Assert.Single(Items(Read(file), "features", "slash_commands"));
        var verbs = command["usage_hint"].ToString().Split('|')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(house.Get<Routes>().All.Where(route => route is { Kind: RouteKind.Verb, InPicker: true }).Select(route => route.Id).Order(), verbs.Order());
        Assert.Equal("true", command["should_escape"].ToString());
    }

    [Fact]
    public async Task Its_addresses_are_those_that_the_service_has()
    {
        await using var slack = await Fake.FakeSlack.Start();
        await using var app = await SlackApp.Start(slack, null, ("ClientId", "1.2"), ("ClientSecret", "secret"));
        var served = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).ToList();
        var manifest = Read(Public);
        string[] named =
        [
            Items(manifest, "features", "slash_commands").Single()["url"].ToString(), Text(manifest, "settings", "event_subscriptions", "request_url"),
            Text(manifest, "settings", "interactivity", "request_url"), Text(manifest, "settings", "interactivity", "message_menu_options_url"),
            .. Texts(manifest, "oauth_config", "redirect_urls"),
        ];

        Assert.Equal(5, named.Distinct().Count());
        Offenders.None(named.Select(url => new Uri(url)).Where(url => !served.Contains(url.AbsolutePath)).Select(url => url.AbsolutePath));
        Assert.Equal(named.Select(url => new Uri(url).Host).Distinct(), Texts(manifest, "features", "unfurl_domains"));
    }

    [Fact]
    public void Over_sockets_it_names_no_address() => Assert.DoesNotContain("https://", File.ReadAllText(PathOf(Sockets)));

    private static string PathOf(string file) => Path.Combine(Repository.Root, "manifests", "slack", file);

    private static YamlMappingNode Read(string file)
    {
        var yaml = new YamlStream();
        using var text = File.OpenText(PathOf(file));
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static YamlNode At(YamlNode node, params string[] path) => path.Aggregate(node, (at, name) => at[name]);

    private static string Text(YamlNode node, params string[] path) => At(node, path).ToString();

    private static IEnumerable<YamlNode> Items(YamlNode node, params string[] path) => (YamlSequenceNode)At(node, path);

    private static IEnumerable<string> Texts(YamlNode node, params string[] path) => Items(node, path).Select(item => item.ToString());

    /// <summary>What the schema objects to, line by line; empty where it accepts.</summary>
    private static async Task<string> Judged(string yaml)
    {
        var judges = Path.Combine(Approval.Folder, "..", "Judges");
        Assert.SkipUnless(Directory.Exists(Path.Combine(judges, "node_modules", "ajv")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        var json = new SerializerBuilder().JsonCompatible().Build().Serialize(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(new StringReader(yaml)));
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(judges, "slack-manifest.cjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(json);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said.Trim();
    }
}
