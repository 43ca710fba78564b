using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Storage;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Microsoft's own client reads what we wrote, writes what we read, and signs as we do.</summary>
public sealed class PeerTests(Azurite azurite)
{
    private const string Partition = OneTable.Partition;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_what_we_wrote()
    {
        using var table = await OneTable.In(azurite);
        // A pair of surrogates lies where the first part would end.
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["a"] = "{\"name\":\"张伟 😀 O'Brien & <b> \\u0000\"}",
            ["b"] = $"\"{new string('x', 31_998)}😀{new string('张', 40_000)}\"",
            ["c|O'Brien 张伟 +@ :"] = "",
        };
        await table.Commit([.. values.Select(entry => new Change.Insert(entry.Key, entry.Value))]);
        var read = (await Peer.Ask("read", await azurite.Endpoint(), table.Options.Name, new { partition = Partition }))!.AsArray();
        Assert.Equal(values.Keys.Order(StringComparer.Ordinal), read.Select(entity => (string)entity!["rowKey"]!));
        Assert.Equal(values.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value), read.Select(entity => Whole(entity!)));
        Assert.All(read, entity => Assert.Equal("turn", (string)entity!["Turn"]!));
        Assert.All(Parts(read[1]!), part => Assert.InRange(part.Length, 1, 32_000));
    }

    [Fact]
    public async Task It_writes_what_we_read_and_either_sees_the_others_tag()
    {
        using var table = await OneTable.In(azurite);
        await table.Commit(new Change.Insert("ours", "1"));
        await Peer.Ask("write", await azurite.Endpoint(), table.Options.Name, new
        {
            entity = new { partitionKey = Partition, rowKey = "theirs", Turn = "peer", Value1 = " 😀 O'Brien", Value = "张伟", Other = 7, At = "2026-11-22" },
        });
        var theirs = (await table.Get("theirs"))!;
        Assert.Equal(("theirs", "张伟 😀 O'Brien", "peer"), (theirs.Key, theirs.Value, theirs.Turn));
        Assert.Equal(theirs, (await table.List(KeyRange.Prefix("theirs", 5)))[0].Rows[0]);
        var ours = (await table.Get("ours"))!;
        await Peer.Ask("replace", await azurite.Endpoint(), table.Options.Name, new { entity = new { partitionKey = Partition, rowKey = "ours", Value = "2" }, etag = ours.ETag });
        Assert.Equal(new CommitResult.Conflict("ours"), await table.Commit(new Change.Replace("ours", "3", ours.ETag)));
        Assert.IsType<CommitResult.Committed>(await table.Commit(new Change.Replace("theirs", "4", theirs.ETag)));
    }

    [Theory]
    [InlineData("w1", "customer|1|file")]
    [InlineData("w'1", "name|O'Brien 张伟 +@*~:,.-_ |é")]
    [InlineData("100%", "a%41\u202Eb")]
    public async Task It_writes_and_signs_an_address_as_we_do(string partition, string key)
    {
        const string endpoint = "http://127.0.0.1:10002/devstoreaccount1";
        var theirs = (await Peer.Ask("sign", endpoint, "chatcrm", new { partition, row = key }))!;
        var account = ConnectionString.Parse("UseDevelopmentStorage=true");
        using var wire = new Wire();
        wire.Always = (request, _) =>
        {
            // Theirs leaves "'" as it is within a key; either is the same key, and each signs what it sends.
            Assert.Equal(Uri.UnescapeDataString(new Uri((string)theirs["url"]!).AbsolutePath), Uri.UnescapeDataString(request.RequestUri!.AbsolutePath));
            return Task.FromResult(Wire.Answer(HttpStatusCode.NotFound, ""));
        };
        using var client = new TableClient(account, new(), TimeProvider.System, new HttpClientTransport(wire));
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), TimeProvider.System, Cancel);
        await client.Send(new(RequestMethod.Get, new TableUrls(account, "chatcrm").Row(partition, key)), deadline);
        Assert.Single(wire.Asked);
        Assert.Equal((string)theirs["authorization"]!, await Signature((string)theirs["url"]!, (string)theirs["date"]!, account));
    }

    [Fact]
    public async Task I1_A_shared_access_signature_opens_what_it_is_for_and_no_more()
    {
        using var table = await OneTable.In(azurite);
        await table.Commit(new Change.Insert("a", "1"));
        using var reader = await azurite.Store(table.Options with { ConnectionString = await Shared("share", table.Options.Name, new { query = true }) });
        // One of the whole account: Azurite holds a batch to be of a table named "$batch", for which no table's signature can be.
        using var writer = await azurite.Store(table.Options with { ConnectionString = await Shared("shareAll", table.Options.Name, new { query = true, add = true, update = true, delete = true }) });
        Assert.Equal("1", (await reader.Get(Partition, "a", Cancel))!.Value);
        Assert.Single((await reader.List(Partition, [new("a", "z", 5)], Cancel))[0].Rows);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await reader.Commit(Partition, "turn", [new Change.Insert("b", "1")], Cancel));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.IsType<CommitResult.Committed>(await writer.Commit(Partition, "turn", [new Change.Insert("b", "1"), new Change.Delete("a")], Cancel));
    }

    private async Task<string> Shared(string action, string table, object permissions)
    {
        var signature = (string)(await Peer.Ask(action, await azurite.Endpoint(), table, new { permissions, until = "2099-01-01T00:00:00Z" }))!;
        return $"TableEndpoint={await azurite.Endpoint()};SharedAccessSignature={signature}";
    }

    /// <summary>Our signature of their request, at the time of theirs.</summary>
    private static async Task<string> Signature(string url, string date, TableAccount account)
    {
        string? signature = null;
        using var wire = new Wire();
        wire.Always = (request, _) =>
        {
            signature = request.Headers.GetValues("Authorization").Single();
            return Task.FromResult(Wire.Answer(HttpStatusCode.NotFound, ""));
        };
        using var client = new TableClient(account, new(), new At(DateTimeOffset.Parse(date, CultureInfo.InvariantCulture)), new HttpClientTransport(wire));
        using var deadline = new Deadline(TimeSpan.FromMinutes(1), TimeProvider.System, Cancel);
        await client.Send(new(RequestMethod.Get, new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })), deadline);
        return signature!;
    }

    private static string Whole(JsonNode entity) => string.Concat(Parts(entity));

    private static IEnumerable<string> Parts(JsonNode entity) =>
        Enumerable.Range(0, 20).Select(n => entity[n == 0 ? "Value" : string.Create(CultureInfo.InvariantCulture, $"Value{n}")]).OfType<JsonNode>().Select(part => (string)part!);

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
