using System.Buffers.Binary;
using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams;
using ChatCrm.Tests.House;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Tests.Teams.Manifest;

/// <summary>What an admin uploads is what the code answers: no more, no less.</summary>
public class ManifestTests
{
    private const int MostCommands = 12;

    /// <summary>Teams' tag for each language of ours but the first, and the words in it.</summary>
    private static readonly Dictionary<string, (string Tag, string File)> Translations = new() { ["zh-Hans"] = ("zh-cn", "zh-cn.json") };

    private static JsonNode Manifest => Files.Read("manifest.json");

    [Fact]
    public async Task Microsofts_schema_accepts_it() => Assert.Equal("", await Judge.Of(Manifest));

    [Theory]
    [InlineData("bots[0].scopes[0]", "\"persnal\"")]
    [InlineData("bots[0].botId", "\"crm\"")]
    [InlineData("bots[0].commandLists[0].triggers", """["slash"]""")]
    [InlineData("composeExtensions[0].commands[0].title", "\"A title that is longer than what Teams shows\"")]
    [InlineData("icons", "null")]
    public async Task Microsofts_schema_refuses_what_is_wrong(string path, string wrong) =>
        Assert.NotEqual("", await Judge.Of(Paths.With(Manifest, path, JsonNode.Parse(wrong))));

    [Fact]
    public async Task Microsofts_schema_accepts_every_translation() =>
        Assert.All(await Task.WhenAll(Translations.Values.Select(words => Judge.Of(Files.Read(words.File), Version))), said => Assert.Equal("", said));

    [Fact]
    public async Task Microsofts_schema_refuses_the_words_of_a_thirteenth_command() =>
        Assert.NotEqual("", await Judge.Of(new JsonObject { ["bots[0].commandLists[0].commands[12].title"] = "more" }, Version));

    [Fact]
    public void Every_language_of_ours_has_its_words()
    {
        var listed = Manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(words => ((string)words!["languageTag"]!, (string)words["file"]!));

        Assert.Equal(Wording.Known[0], (string?)Manifest["localizationInfo"]!["defaultLanguageTag"]);
        Assert.Equal(Wording.Known.Skip(1).Select(language => Translations[language]), listed);
    }

    [Fact]
    public void Every_name_is_translated_and_no_other()
    {
        var names = Paths.OfWords(Manifest).Order(StringComparer.Ordinal).ToList();

        Assert.All(Translations.Values, words => Assert.Equal(names, Files.Read(words.File).AsObject().Select(name => name.Key).Where(key => key != "$schema").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("personal")]
    [InlineData("team")]
    [InlineData("groupChat")]
    public async Task Its_commands_are_the_verbs_of_the_picker_in_every_language(string scope)
    {
        await using var house = await Workspace.Open();
        var verbs = house.Get<Routes>().All.Where(route => route is { Kind: RouteKind.Verb, InPicker: true }).Select(route => route.Id).ToList();

        Assert.InRange(verbs.Count, 1, MostCommands);
        Assert.All(Wording.Known, language => Assert.Equal(verbs.Select(verb => Said(Wording.In(language), verb)), Commands(In(language), scope)));
    }

    [Fact]
    public void It_lives_in_chats_groups_and_channels()
    {
        var scopes = Manifest["bots"]![0]!["scopes"]!.AsArray().Select(scope => (string)scope!);

        Assert.Equal(["personal", "team", "groupChat"], scopes);
        Assert.Equal(scopes, Manifest["bots"]![0]!["commandLists"]!.AsArray().Select(list => (string?)Assert.Single(list!["scopes"]!.AsArray())));
    }

    [Fact]
    public void Its_extension_offers_what_is_answered()
    {
        var commands = Extension["commands"]!.AsArray().Select(command => ((string?)command!["id"], (string?)command["type"], string.Join(' ', command["context"]!.AsArray())));

        Assert.Equal(
            [
                (ExtensionCommands.Search, "query", "compose commandBox"), (ExtensionCommands.Log, "action", "compose commandBox"),
                (ExtensionCommands.LogMessage, "action", "message"), (ExtensionCommands.FollowMessage, "action", "message"),
            ], commands);
    }

    [Fact]
    public void Its_search_begins_before_anything_is_typed()
    {
        var search = Extension["commands"]![0]!;

        Assert.True((bool?)search["initialRun"]);
        Assert.Equal(ExtensionCommands.Customer, (string?)Assert.Single(search["parameters"]!.AsArray())!["name"]);
    }

    [Fact]
    public void Its_actions_fetch_their_forms() => Assert.All(Extension["commands"]!.AsArray().Skip(1), action => Assert.True((bool?)action!["fetchTask"]));

    [Theory]
    [InlineData("color", 192, 192, false)]
    [InlineData("outline", 32, 32, true)]
    public void Its_icons_have_the_sizes_that_Teams_draws(string icon, int width, int height, bool transparent)
    {
        const byte truecolourWithAlpha = 6;
        var png = File.ReadAllBytes(Files.PathOf((string)Manifest["icons"]![icon]!));

        Assert.True(png.AsSpan(1).StartsWith("PNG\r\n"u8));
        Assert.Equal((width, height), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.Equal(transparent, png[25] == truecolourWithAlpha);
    }

    [Fact]
    public void It_names_one_host_alone()
    {
        var links = Assert.Single(Extension["messageHandlers"]!.AsArray())!["value"]!["domains"]!.AsArray();
        var pages = Manifest["developer"]!.AsObject().Where(part => part.Key.EndsWith("Url", StringComparison.Ordinal)).Select(page => new Uri((string)page.Value!).Host);

        Assert.Equal(["crm.example.com"], Manifest["validDomains"]!.AsArray().Concat(links).Select(domain => (string)domain!).Concat(pages).Distinct());
    }

    [Fact]
    public void It_asks_for_no_right() =>
        Assert.DoesNotContain(Manifest.AsObject(), part => part.Key is "authorization" or "permissions" or "devicePermissions" or "webApplicationInfo");

    [Fact]
    public async Task Its_package_names_the_bot_and_the_host_and_nothing_made_up()
    {
        const string bot = "1b4f0e98-51a7-4f5e-9c3b-2a6d7e8f9012", host = "crm.acme.example";
        var package = await Package.Of(bot, host);
        var manifest = Paths.Strings(JsonNode.Parse(package["manifest.json"])!).ToList();

        Assert.Equal(["color.png", "manifest.json", "outline.png", "zh-cn.json"], package.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(3, manifest.Count(text => text == bot));
        Assert.Equal(2, manifest.Count(text => text == host));
        Assert.DoesNotContain(manifest, text => text.Contains("00000000-", StringComparison.Ordinal) || text.Contains("example.com", StringComparison.Ordinal));
        Assert.All(package.Where(file => file.Key != "manifest.json"), file => Assert.Equal(File.ReadAllBytes(Files.PathOf(file.Key)), file.Value));
    }

    [Theory]
    [InlineData("", "crm.acme.example", "CRM0003")]
    [InlineData("crm", "crm.acme.example", "CRM0003")]
    [InlineData("1b4f0e98-51a7-4f5e-9c3b-2a6d7e8f9012", "", "CRM0004")]
    [InlineData("1b4f0e98-51a7-4f5e-9c3b-2a6d7e8f9012", "https://crm.acme.example/", "CRM0004")]
    public async Task There_is_no_package_for_nobody_or_nowhere(string bot, string host, string error) =>
        Assert.Contains(error, (await Assert.ThrowsAsync<InvalidOperationException>(() => Package.Of(bot, host))).Message);

    private static string Version => (string)Manifest["manifestVersion"]!;

    private static JsonNode Extension => Assert.Single(Manifest["composeExtensions"]!.AsArray())!;

    /// <summary>The manifest as Teams shows it to somebody of that language.</summary>
    private static JsonNode In(string language) => !Translations.TryGetValue(language, out var words)
        ? Manifest
        : Files.Read(words.File).AsObject().Where(name => name.Key != "$schema").Aggregate(Manifest, (manifest, name) => Paths.With(manifest, name.Key, name.Value!.DeepClone()));

    private static IEnumerable<(string, string)> Commands(JsonNode manifest, string scope) =>
        Assert.Single(manifest["bots"]![0]!["commandLists"]!.AsArray(), list => (string?)list!["scopes"]![0] == scope)!["commands"]!.AsArray()
            .Select(command => ((string)command!["title"]!, (string)command["description"]!));

    /// <summary>The word that we say ourselves, and the first line of its help.</summary>
    private static (string, string) Said(Wording words, string verb) => (words.Plain($"Verbs.{verb}").Split(',')[0], words.Plain($"Help.Text-{verb}"));
}
