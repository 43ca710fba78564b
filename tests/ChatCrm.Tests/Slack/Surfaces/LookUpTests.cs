using System.Text.Json.Nodes;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Slack.Fake;
using Microsoft.Extensions.DependencyInjection;
using Change = ChatCrm.Storage.Change;

namespace ChatCrm.Tests.Slack.Surfaces;

/// <summary>The customer's field of a form, while somebody types.</summary>
public class LookUpTests
{
    [Theory]
    [InlineData("a", "Acme GmbH · DE · you,Acme KK · JP · you")]
    [InlineData("华", "华为技术有限公司 · CN · you")]
    [InlineData("huawei", "华为技术有限公司 · CN · you")]
    [InlineData("c-1002", "Acme KK · JP · you")]
    [InlineData("bergmann", "Bergmann & Söhne KG · DE · Jonas Weber")]
    [InlineData("c-1004", "Bergmann & Söhne KG · DE · Jonas Weber")]
    [InlineData("zzz", "")]
    public async Task What_is_typed_offers_the_customers_that_it_begins(string typed, string offered)
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "");

        Assert.Equal(offered, string.Join(',', (await Offered(stage, typed)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Of_many_customers_the_first_twenty_are_offered_and_a_longer_name_finds_the_others()
    {
        await using var stage = await Stage.Open();
        foreach (var n in Enumerable.Range(10, 25)) await Add(stage, new() { Id = $"nord{n}", Code = $"C-20{n}", Name = $"Nordwind{n} AG", Country = "DE", Owner = "mei" });
        await stage.Command("mei", "sales", "");

        Assert.Equal(20, (await Offered(stage, "nord")).Count);
        Assert.Single(await Offered(stage, "nordwind34"));
    }

    [Fact]
    public async Task A_guest_is_offered_nobody()
    {
        await using var stage = await Stage.Open();
        await stage.Command("mei", "sales", "");
        var form = stage.Top("mei");
        var payload = new JsonObject
        {
            ["type"] = "block_suggestion", ["user"] = new JsonObject { ["id"] = "U0TOMO", ["team_id"] = Company.Team.Id }, ["team"] = new JsonObject { ["id"] = Company.Team.Id },
            ["block_id"] = "customer~customer.search", ["action_id"] = "customer", ["value"] = "acme", ["view"] = form.Payload(),
        };

        var answer = await stage.Slack.Send("slack/options", $"payload={Uri.EscapeDataString(payload.ToJsonString())}", "application/x-www-form-urlencoded");

        Assert.Equal("""{"options":[]}""", answer.Body);
    }

    private static async Task Add(Stage stage, Customer customer)
    {
        var (key, value) = (CustomerRows.FileKey(customer.Id), CustomerRows.Value(customer));
        var changes = stage.App.Services.GetRequiredService<RowKinds>().IndexChanges(key, null, value).Prepend(new Change.Insert(key, value));
        Assert.IsType<CommitResult.Committed>(await stage.App.Services.GetRequiredService<IRowStore>().Commit(RunningApp.Workspace, "seed", [.. changes]));
    }

    private static async Task<IReadOnlyList<string>> Offered(Stage stage, string typed) =>
        [.. (await stage.Slack.Suggest("mei", stage.Top("mei"), "customer", typed)).Select(option => BlockText.Plain(option["text"]))];
}
