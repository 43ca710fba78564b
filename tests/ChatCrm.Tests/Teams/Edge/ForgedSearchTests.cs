using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using static ChatCrm.Tests.Teams.Edge.Forged;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>What is searched for, and a link that is looked up, are anybody's word.</summary>
public class ForgedSearchTests
{
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
}
