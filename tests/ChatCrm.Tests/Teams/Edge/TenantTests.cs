using System.Text.Json.Nodes;
using ChatCrm.Bot.Teams.Places;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Texts;
using ChatCrm.Workspaces;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Teams.Edge;

public class TenantTests
{
    private static readonly string[] Sorry = [.. Wording.Known.Select(language => Traffic.Plain(Wording.In(language).Plain("Channel.NotInstalled")))];

    [Fact]
    public async Task B3_no_surface_shows_one_company_what_another_one_has()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        var company = new Traffic(app);
        foreach (var (user, room) in new[] { ("mei", "sales"), ("mei", "lunch"), ("sam", "partners"), ("jonas", "sales") }) await Flows.Work(app, user, room);
        var ofCompany = company.Text;
        var rival = new Traffic(app);
        foreach (var (user, room) in new[] { ("yuri", Rival.Lobby), ("zoe", Rival.Plaza) }) await Flows.Work(app, user, room);
        var ofRival = rival.Text;
        Assert.Contains("secret" + Twins.OfCompany, ofCompany);
        Assert.Contains("secret" + Twins.OfRival, ofRival);
        foreach (var theirs in new[] { Twins.OfRival, "zoe", "yuri", "lobby", Company.Other.Id }) Assert.DoesNotContain(theirs, ofCompany);
        foreach (var theirs in new[] { Twins.OfCompany, "acme gmbh", "mei lin", "okafor", Company.Tenant.Id }) Assert.DoesNotContain(theirs, ofRival);
        Assert.Empty(app.Errors);
        Assert.Empty(app.Teams.Faults);
    }

    public static TheoryData<string, string> Askers => new(from kind in Kinds.Keys from user in new[] { "mei", "zoe" } select (kind, user));

    /// <summary>
    /// Four places of a request name a tenant, and its conversation is one's by the row that is kept of it: two tenants in each. Where the four agree it is that
    /// tenant's, and shows nothing of the other; else it is refused.
    /// </summary>
    [Theory]
    [MemberData(nameof(Askers))]
    public async Task A9_a_request_that_names_two_tenants_is_refused_and_one_that_names_another_reads_nothing_of_it(string kind, string user)
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        foreach (var (person, room) in new[] { ("mei", null), ("mei", "lunch"), ("zoe", null), ("zoe", Rival.Lobby) }) await app.Teams.Write(person, room, Twins.Code);
        await app.Settled();
        var (own, rows) = (Own(app, kind, user), await app.Rows());
        string[] tenants = [Company.Tenant.Id, Company.Other.Id];
        for (var bits = 0; bits < 32; bits++)
        {
            var (data, conversation, claim, path, place) = (At(0), At(1), At(2), At(3), At(4));
            var activity = app.Fresh(own);
            activity["channelData"]!["tenant"]!["id"] = data;
            activity["conversation"]!["tenantId"] = conversation;
            activity["conversation"]!["id"] = PlaceOf(app, kind, place);
            activity["serviceUrl"] = app.Teams.Address + $"amer/{path}/";
            var traffic = new Traffic(app);

            var answer = await app.Deliver(activity, claims => claims with { Besides = new() { ["tid"] = claim } });
            await app.Settled();

            var named = new[] { data, conversation, claim, path }.Distinct().ToList();
            var what = $"data {data[..4]}, conversation {conversation[..4]}, claim {claim[..4]}, path {path[..4]}, row {place[..4]}";
            Assert.True(named.Count == 1 ? answer.Status == 200 : answer is { Status: 403, Body: "" }, $"{what}: {answer.Status} {answer.Body}");
            if (named.Count > 1) Assert.Empty(traffic.Calls);
            foreach (var tenant in tenants.Except(named.Count == 1 ? named : [])) Assert.False(traffic.Text.Contains(Canary(tenant), StringComparison.Ordinal), $"{what} shows {Canary(tenant)}");
            // The positive control: what is all one's own is answered with one's own.
            if (named.Count == 1 && place == named[0] && named[0] == (user == "mei" ? tenants[0] : tenants[1])) Assert.Contains(Canary(named[0]), traffic.Text);

            string At(int bit) => tenants[(bits >> bit) & 1];
        }
        Assert.Equal(Kept(rows), Kept(await app.Rows()));
        Assert.Empty(app.Errors);
    }

    [Theory]
    [InlineData("{\"id\":\"\"}")]
    [InlineData("{\"id\":\"../directory\"}")]
    [InlineData("{\"id\":\"a|b\"}")]
    [InlineData("{\"id\":\"a/b\"}")]
    [InlineData("{\"id\":\"\\u0000\"}")]
    [InlineData("{\"id\":\"*\"}")]
    [InlineData("{\"id\":7}")]
    [InlineData("{\"id\":null}")]
    [InlineData("{\"id\":[\"c0a80000-1111-4000-8000-0000000c0a80\"]}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"c0a80000-1111-4000-8000-0000000c0a80\"")]
    public async Task A9_where_no_tenant_is_named_as_tenants_are_nothing_is_done(string tenant)
    {
        await using var app = await EdgeApp.Start();
        var activity = app.Teams.Message("mei", null, Twins.Code);
        activity["channelData"]!["tenant"] = JsonNode.Parse(tenant);
        activity["conversation"]!.AsObject().Remove("tenantId");
        activity["serviceUrl"] = app.Teams.Address + "amer/";
        var (rows, traffic) = (await app.Rows(), new Traffic(app));
        Assert.True(await app.Deliver(activity) is { Status: 200 or 403, Body: "" });
        await app.Settled();
        Assert.DoesNotContain(Twins.OfCompany, traffic.Text);
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(app.Errors);
    }

    /// <summary>Teams knows nobody of another tenant there either; this holds where it did.</summary>
    [Fact]
    public async Task A9_a_conversation_stays_with_the_tenant_that_it_was_first_heard_in()
    {
        await using var app = await EdgeApp.Start();
        var (chats, rows) = (app.Services.GetRequiredService<Chats>(), await app.Rows());
        Whence From(string tenant) => new(tenant, app.Teams.Address, Company.RoomIdOf("lunch"), "", ChatKind.Group, Company.IdOf("zoe"), "29:zoe");
        Assert.True(await chats.Admits(From(Company.Tenant.Id), TestContext.Current.CancellationToken));
        Assert.False(await chats.Admits(From(Company.Other.Id), TestContext.Current.CancellationToken));
        Assert.False(await chats.Heard(From(Company.Other.Id), TestContext.Current.CancellationToken));
        Assert.Equal(rows, await app.Rows());
    }

    /// <summary>Ids of tenants in large letters are the same tenants.</summary>
    [Fact]
    public async Task A9_large_letters_make_no_other_tenant()
    {
        await using var app = await EdgeApp.Start();
        var activity = app.Teams.Message("mei", null, Twins.Code);
        activity["channelData"]!["tenant"]!["id"] = Company.Tenant.Id.ToUpperInvariant();
        var traffic = new Traffic(app);
        Assert.Equal(200, (await app.Deliver(activity, claims => claims with { Besides = new() { ["tid"] = Company.Tenant.Id.ToUpperInvariant() } })).Status);
        Assert.Contains(Twins.OfCompany, traffic.Text);
    }

    [Theory]
    [InlineData("never installed")]
    [InlineData("not admitted any more")]
    [InlineData("uninstalled")]
    public async Task A10_where_the_app_is_not_installed_it_says_so_and_keeps_nothing(string how)
    {
        var admits = how == "not admitted any more" ? Company.Tenant.Id : Company.Other.Id;
        await using var app = await EdgeApp.Start(fill: how == "not admitted any more" ? Connected : null, more: ("Tenants:1", admits));
        if (how == "uninstalled")
        {
            await Rival.Install(app);
            await Flows.Work(app, "zoe", Rival.Lobby);
            await Rival.Uninstall(app);
        }
        // Teams still lets it speak there: so it can be seen whether it would.
        foreach (var room in new[] { app.Teams.RoomFor("zoe", null), app.Teams.RoomFor("zoe", Rival.Lobby), app.Teams.RoomFor("zoe", Rival.Plaza) }) room.Installed = true;
        var (rows, traffic) = (await app.Rows(), new Traffic(app));
        foreach (var room in new[] { Rival.Lobby, Rival.Plaza }) await Flows.Work(app, "zoe", room);
        foreach (var kind in Kinds.Keys)
        {
            var before = new Traffic(app);
            Assert.Equal(200, (await app.Deliver(Own(app, kind, "zoe"))).Status);
            await app.Settled();
            if (kind is not ("search" or "queryLink" or "field" or "refresh")) Assert.True(Sorry.Any(sorry => before.Text.Contains(sorry, StringComparison.Ordinal)), $"{kind}: {before.Text}");
        }
        Assert.DoesNotContain(Twins.OfRival, traffic.Text);
        Assert.DoesNotContain(Twins.OfCompany, traffic.Text);
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A10_a_tenant_that_is_not_admitted_cannot_install_it()
    {
        await using var app = await EdgeApp.Start(more: ("Tenants:1", Company.Tenant.Id));
        var (rows, traffic) = (await app.Rows(), new Traffic(app));
        foreach (var room in new[] { null, Rival.Lobby, Rival.Plaza })
            foreach (var updateFirst in new[] { true, false }) await app.Teams.Install("zoe", room, updateFirst);
        await app.Teams.Uninstall("zoe", null);
        Assert.Equal(rows, await app.Rows());
        Assert.Empty(traffic.Calls);
        Assert.Empty(app.Errors);
    }

    [Fact]
    public async Task A10_who_comes_back_finds_everything_as_it_was()
    {
        await using var app = await EdgeApp.Start();
        await Rival.Install(app);
        await Rival.Uninstall(app);
        await Rival.Install(app);
        var traffic = new Traffic(app);
        await app.Teams.Write("yuri", null, Twins.Code);
        await app.Settled();
        Assert.Contains("secret" + Twins.OfRival, traffic.Text);
        Assert.DoesNotContain(Twins.OfCompany, traffic.Text);
        Assert.Empty(app.Errors);
    }

    /// <summary>Each asks for the twins' card in its own way.</summary>
    private static readonly Dictionary<string, Func<JsonObject?>> Kinds = new()
    {
        ["message"] = () => null,
        ["room message"] = () => null,
        ["submit"] = () => Pressed,
        ["execute"] = () => new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "customer.open", ["data"] = Pressed }, ["trigger"] = "manual" },
        ["refresh"] = () => new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "card.refresh", ["data"] = Pressed }, ["trigger"] = "automatic" },
        ["fetch"] = () => new() { ["data"] = Pressed },
        ["task"] = () => new() { ["data"] = Pressed },
        ["field"] = () => new() { ["queryText"] = "zan", ["dataset"] = "customer.search", ["queryOptions"] = new JsonObject() },
        ["search"] = () => new() { ["commandId"] = "search", ["parameters"] = new JsonArray(new JsonObject { ["name"] = "customer", ["value"] = "zan" }) },
        ["queryLink"] = () => new() { ["url"] = Flows.Link.AbsoluteUri },
        ["submitAction"] = () => new() { ["commandId"] = "log", ["data"] = Pressed },
    };

    private static JsonObject Pressed => new() { ["button"] = "customer.open", ["value"] = Twins.Shared, ["drawing"] = "d1" };

    private static string NameOf(string kind) => kind switch
    {
        "execute" or "refresh" => "adaptiveCard/action",
        "fetch" => "task/fetch",
        "task" => "task/submit",
        "field" => "application/search",
        "search" => "composeExtension/query",
        _ => $"composeExtension/{kind}",
    };

    /// <summary>An activity of that kind as somebody's client sends it in their own tenant.</summary>
    private static JsonObject Own(EdgeApp app, string kind, string user)
    {
        var room = kind == "room message" ? user == "mei" ? "lunch" : Rival.Lobby : null;
        var activity = app.Teams.Message(user, room, Twins.Code);
        if (Kinds[kind]() is not { } value) return activity;
        (activity["value"], activity["text"]) = (value, "");
        if (kind == "submit") return activity;
        (activity["type"], activity["name"]) = ("invoke", NameOf(kind));
        return activity;
    }

    private static string PlaceOf(EdgeApp app, string kind, string tenant) => (kind == "room message", tenant == Company.Tenant.Id) switch
    {
        (true, true) => Company.RoomIdOf("lunch"),
        (true, false) => Rival.Lobby,
        (_, true) => app.Teams.RoomFor("mei", null).Id,
        _ => app.Teams.RoomFor("zoe", null).Id,
    };

    private static string Canary(string tenant) => tenant == Company.Tenant.Id ? Twins.OfCompany : Twins.OfRival;

    /// <summary>Cards that were sent are kept in mind, and who was shown whose file; nothing else is new.</summary>
    private static IEnumerable<string> Kept(IEnumerable<string> rows) => rows.Where(row => row.Split(' ')[1].Split('|')[0] is "customer" or "member" or "identity" or "connection" or "workspace" or "teams-chat" or "teams-person").Where(row => !row.Contains("|sent|", StringComparison.Ordinal));

    private static async Task Connected(IRowStore store, RowKinds kinds) =>
        await store.Commit(DirectoryRows.Partition, "seed", [new Change.Insert(DirectoryRows.ConnectionKey(Rival.Connection), DirectoryRows.Value(new Connection { Workspace = Rival.Workspace, Name = "Rival", At = 1 }))]);
}
