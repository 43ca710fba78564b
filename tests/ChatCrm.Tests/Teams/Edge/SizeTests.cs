using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;

namespace ChatCrm.Tests.Teams.Edge;

/// <summary>Bodies that are too large, too deep, too many, or never whole; and cards of what is too much to show.</summary>
public class SizeTests
{
    private const int Longest = 512 * 1024;

    private const string Route = "/teams/messages";

    [Theory]
    [InlineData(Longest + 1L)]
    [InlineData(2L * Longest)]
    [InlineData(128L * Longest)]
    [InlineData(long.MaxValue)]
    public async Task D1_a_body_that_says_it_is_too_long_is_refused_before_it_comes(long length)
    {
        await using var app = await EdgeApp.Start(records: false);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Raw(app, $"Content-Length: {length.ToString(CultureInfo.InvariantCulture)}"));
        await Well(app);
    }

    /// <summary>What fits into the buffers of both systems is all that leaves the sender's hands.</summary>
    [Theory]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("Content-Length: 67108864")]
    public async Task D1_no_more_of_an_endless_body_is_taken_than_one_may_have(string headers)
    {
        await using var app = await EdgeApp.Start(records: false);
        using var line = await RawRequest.Connected(app.Address);
        var (stream, sent, part) = (line.GetStream(), 0L, Encoding.ASCII.GetBytes(headers[0] == 'T' ? $"10000\r\n{new string('a', 0x10000)}\r\n" : new string('a', 0x10000)));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Head(app, headers)), TestContext.Current.CancellationToken);
        try
        {
            for (; sent < 64 * 1024 * 1024 && !stream.DataAvailable; sent += part.Length) await stream.WriteAsync(part, TestContext.Current.CancellationToken);
        }
        catch (IOException) { }
        Assert.InRange(sent, 0, 32 * 1024 * 1024);
        await Well(app);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(Longest)]
    [InlineData(4 * Longest)]
    public async Task D1_a_body_without_a_token_is_refused_however_long_it_is(int length)
    {
        await using var app = await EdgeApp.Start(records: false);
        Assert.Equal(new(401, ""), await app.Teams.Send(new string('{', length), "Bearer x"));
        await Well(app);
    }

    [Theory]
    [InlineData("Content-Length: -1")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 0x10")]
    [InlineData("Content-Length: 99999999999999999999")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [InlineData("Transfer-Encoding: gzip")]
    public async Task D1_lengths_that_make_no_sense_are_refused(string headers)
    {
        await using var app = await EdgeApp.Start(records: false);
        Assert.InRange((int)await Raw(app, headers, "5\r\nhello\r\n0\r\n\r\n"), 400, 499);
        await Well(app);
    }

    [Theory]
    [InlineData("Content-Length: 10", "hello")]
    [InlineData("Content-Length: 500000", "{")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhel")]
    [InlineData("Transfer-Encoding: chunked", "zz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "5\r\nhello!\r\n0\r\n\r\n")]
    public async Task D1_a_body_that_ends_too_early_or_is_cut_wrong_is_no_fault_of_ours(string headers, string sent)
    {
        await using var app = await EdgeApp.Start(records: false);
        // Who has hung up is told nothing.
        Assert.True(await Raw(app, end: true, headers, sent) is 0 or HttpStatusCode.BadRequest);
        await Well(app);
    }

    [Fact]
    public async Task D1_an_activity_is_taken_up_to_the_last_byte()
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var (length, status) in new[] { (Longest, 200), (Longest + 1, 413) })
        {
            var activity = app.Teams.Message("mei", null, "due");
            var body = activity.ToJsonString();
            Assert.Equal(status, (await app.Deliver(body + new string(' ', length - Encoding.UTF8.GetByteCount(body)), (string)activity["serviceUrl"]!)).Status);
        }
        await Well(app);
    }

    [Fact]
    public async Task D1_a_hundred_slow_bodies_keep_nobody_else_waiting()
    {
        await using var app = await EdgeApp.Start(records: false);
        var slow = new List<TcpClient>();
        for (var i = 0; i < 100; i++)
        {
            slow.Add(await RawRequest.Connected(app.Address));
            await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes(Head(app, i % 2 == 0 ? "Content-Length: 500000" : "Transfer-Encoding: chunked") + (i % 2 == 0 ? "{" : "1\r\n{\r\n")), TestContext.Current.CancellationToken);
        }
        await Well(app);
        foreach (var line in slow) line.Dispose();
        await Well(app);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(60, true)]
    [InlineData(70, false)]
    [InlineData(1_000, false)]
    [InlineData(100_000, false)]
    [InlineData(500_000, false)]
    public async Task D1_JSON_is_read_to_a_depth_and_no_deeper(int depth, bool read)
    {
        await using var app = await EdgeApp.Start(records: false);
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            var many = Math.Min(depth, (Longest - 2_000) / (open.Length + 1));
            var deep = Repeat(open, many) + (open == "[" ? "" : "1") + Repeat(close, many);
            Assert.Equal(400, (await app.Teams.Send(open == "[" ? deep : Repeat(open, many), app.Bearer())).Status);
            var activity = app.Teams.Message("mei", null, "due");
            activity["value"] = "~~~";
            Assert.Equal(read ? 200 : 400, (await app.Deliver(activity.ToJsonString().Replace("\"~~~\"", deep, StringComparison.Ordinal), (string)activity["serviceUrl"]!)).Status);
        }
        await Well(app);
    }

    public static TheoryData<string, string> Many => new()
    {
        { "entities that mention the bot", """{"type":"mention","text":"<at>ChatCrm</at>","mentioned":{"id":"28:a99c0de0-0000-4000-8000-00000000c0de","name":"ChatCrm"}}""" },
        { "entities that mention Sam", """{"type":"mention","text":"<at>Sam</at>","mentioned":{"id":"29:1sam_c0a8-Kf3","name":"Sam"}}""" },
        { "entities that mention a letter", """{"type":"mention","text":"a","mentioned":{"id":"29:x","name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}""" },
        { "entities of nothing", "{}" },
    };

    [Theory]
    [MemberData(nameof(Many))]
    public async Task D1_too_many_of_anything_is_read_in_no_time(string what, string one)
    {
        Assert.NotEmpty(what);
        await using var app = await EdgeApp.Start(records: false);
        var activity = app.Teams.Message("mei", null, "due");
        activity["text"] = new string('a', 100_000) + Repeat("<at>Sam</at> <at>ChatCrm</at>", 4_000);
        activity["entities"] = "~~~";
        var room = Longest - activity.ToJsonString().Length - 100;
        var body = activity.ToJsonString().Replace("\"~~~\"", $"[{string.Join(',', Enumerable.Repeat(one, room / (one.Length + 1)))}]", StringComparison.Ordinal);
        Assert.Equal(200, (await app.Deliver(body, (string)activity["serviceUrl"]!)).Status);
        await Well(app);
    }

    /// <summary>A mention stands for a name: the text must not grow by what is written for it, times what it is written for.</summary>
    [Fact]
    public async Task D1_a_mention_with_an_endless_name_for_every_letter_takes_no_memory()
    {
        await using var app = await EdgeApp.Start(records: false);
        var activity = app.Teams.Message("mei", "lunch", "due");
        activity["text"] = new string('a', 150_000);
        activity["entities"] = new JsonArray([.. new[] { "a", "<at>" }.Select(text => new JsonObject { ["type"] = "mention", ["text"] = text, ["mentioned"] = new JsonObject { ["id"] = "29:x", ["name"] = new string('n', 150_000) } })]);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal(200, (await app.Deliver(activity)).Status);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 200L * 1024 * 1024);
        await Well(app);
    }

    /// <summary>Ids are kept in mind and written into keys: they are as long as ids are.</summary>
    [Theory]
    [InlineData("id")]
    [InlineData("replyToId")]
    [InlineData("locale")]
    [InlineData("localTimezone")]
    [InlineData("timestamp")]
    [InlineData("from.name")]
    [InlineData("from.id")]
    [InlineData("from.aadObjectId")]
    [InlineData("conversation.id")]
    [InlineData("conversation.name")]
    [InlineData("conversation.conversationType")]
    [InlineData("recipient.id")]
    [InlineData("channelData.team.id")]
    [InlineData("channelData.channel.name")]
    [InlineData("channelData.channel.type")]
    [InlineData("text")]
    public async Task D1_a_field_that_is_much_too_long_is_answered_or_refused(string field)
    {
        await using var app = await EdgeApp.Start();
        foreach (var room in new[] { null, "lunch", "sales" })
            foreach (var line in new[] { "due", "log Acme GmbH call \"spoke\"" })
                foreach (var value in new[] { new string('x', 300), new string('x', 600), new string('漢', 60_000), "19:" + new string('\u202E', 5_000) })
                {
                    var activity = app.Teams.Message("mei", room, line);
                    var names = field.Split('.');
                    JsonNode holder = activity;
                    foreach (var name in names[..^1]) holder = holder[name] ??= new JsonObject();
                    holder[names[^1]] = value;
                    var answer = await app.Deliver(activity);
                    Assert.True(answer.Status is 200 or 400 or 403, $"{field}: {answer.Status}");
                }
        await app.Settled();
        Assert.All(await app.Rows(), row => Assert.InRange(row.Length, 0, 60_000));
        await Well(app);
    }

    public static TheoryData<string> Questions => ["find long", "C-1201", "history C-1201", "due", "due all", "help", "admin people", "log Long", "note C-1201"];

    /// <summary>The fake refuses what Teams would, and keeps it as a fault.</summary>
    [Theory]
    [MemberData(nameof(Questions))]
    public async Task D5_what_is_too_much_for_a_card_is_paged(string line)
    {
        await using var app = await EdgeApp.Start(fill: Long);
        for (var i = 0; i < 30; i++)
        {
            await app.Teams.Write("mei", null, $"log C-1201 call 5m \"{new string('漢', 1500)} {i}\"");
            await app.Teams.Write("mei", null, $"follow C-1201 tomorrow \"{new string('x', 900)} {i}\"");
        }
        var traffic = new Traffic(app);
        foreach (var room in new[] { null, "lunch", "sales" })
        {
            await app.Teams.Write("mei", room, line);
            foreach (var label in new[] { "Share", "History", "Edit", "Contacts", "Log", "Open" })
                if (Flows.Find(app, "mei", label) is var (post, knob)) await app.Teams.Press("mei", post, knob);
            await app.Teams.Query("mei", room, "search", "long");
        }
        app.Clock.Move(NodaTime.Duration.FromHours(20));
        await app.Settled();
        Assert.Contains(traffic.Sends, send => send.Body.ToJsonString().Length > 1_000);
        Assert.All(traffic.Answers, answer => Assert.InRange(answer.Length, 0, 40 * 1024));
        Assert.Empty(app.Teams.Faults);
        Assert.Empty(app.Errors);
    }

    private static async Task Long(IRowStore store, RowKinds kinds)
    {
        for (var n = 0; n < 60; n++)
        {
            var name = $"Long {n.ToString(CultureInfo.InvariantCulture)} {new string('ü', 150)}";
            var customer = new Customer { Id = $"long{n}", Code = $"C-12{n.ToString("00", CultureInfo.InvariantCulture)}", Name = name, Country = "DE", City = "Berlin", Zone = "Europe/Berlin", Owner = "mei", Needs = new string('字', 1_500) };
            var changes = new List<Change>();
            Put(CustomerRows.FileKey(customer.Id), CustomerRows.Value(customer));
            for (var c = 0; n == 1 && c < 10; c++)
                Put(CustomerRows.ContactKey(customer.Id, $"c{c}"), CustomerRows.Value(new Contact { Id = $"c{c}", Customer = customer.Id, Name = $"Contact {c} {new string('ö', 150)}", Job = new string('j', 150), Email = $"c{c}@long.example" }));
            Assert.IsType<CommitResult.Committed>(await store.Commit(EdgeApp.Workspace, "seed", changes));

            void Put(string key, string value)
            {
                changes.Add(new Change.Insert(key, value));
                changes.AddRange(kinds.IndexChanges(key, null, value));
            }
        }
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    /// <summary>The service still answers, and thinks nothing of it.</summary>
    private static async Task Well(EdgeApp app)
    {
        Assert.True((await app.Teams.Write("mei", null, "due")).Ok);
        Assert.Empty(app.Errors);
    }

    private static string Head(EdgeApp app, string headers) => RawRequest.Head(Route, $"Authorization: {app.Bearer()}\r\n{headers}");

    private static Task<HttpStatusCode> Raw(EdgeApp app, string headers, params IReadOnlyList<string> parts) => RawRequest.Send(app.Address, false, [Head(app, headers), .. parts]);

    private static Task<HttpStatusCode> Raw(EdgeApp app, bool end, string headers, params IReadOnlyList<string> parts) => RawRequest.Send(app.Address, end, [Head(app, headers), .. parts]);
}
