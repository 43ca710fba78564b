using System.Text;
using ChatCrm.Bot.Teams.Connector;
using NodaTime;

namespace ChatCrm.Tests.Teams.Connector;

public class CallTests
{
    private const string Channel = "19:a/b%c@thread.tacv2;messageid=17";

    private static readonly byte[] Body = """{"type":"message","text":"words-canary"}"""u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Calls => new()
    {
        { "send", "POST", "/v3/conversations/19%3Aa%2Fb%25c%40thread.tacv2%3Bmessageid%3D17/activities" },
        { "update", "PUT", "/v3/conversations/19%3Aa%2Fb%25c%40thread.tacv2%3Bmessageid%3D17/activities/..%2F1%3F%23" },
        { "delete", "DELETE", "/v3/conversations/19%3Aa%2Fb%25c%40thread.tacv2%3Bmessageid%3D17/activities/..%2F1%3F%23" },
        { "create", "POST", "/v3/conversations" },
        { "member", "GET", "/v3/conversations/19%3Aa%2Fb%25c%40thread.tacv2%3Bmessageid%3D17/members/29%3A1%2F..%2F" },
        { "members", "GET", "/v3/conversations/19%3Aa%2Fb%25c%40thread.tacv2%3Bmessageid%3D17/pagedmembers?pageSize=500" },
        { "more members", "GET", "/v3/conversations/19%3Aa%2Fb%25c%40thread.tacv2%3Bmessageid%3D17/pagedmembers?pageSize=500&continuationToken=a%26b%3D%2B" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_has_its_address_with_every_id_escaped(string call, string method, string target)
    {
        await using var desk = await Desk.Open();
        Assert.IsType<ConnectorAnswer.Done>(await Call(desk, call, Channel));
        Assert.Equal(new Heard(method, target, $"Bearer {Desk.Token}", method is "POST" or "PUT" ? Encoding.UTF8.GetString(Body) : ""), Assert.Single(desk.Board.Calls));
    }

    [Fact]
    public async Task A_call_goes_below_the_services_own_path()
    {
        await using var desk = await Desk.Open();
        var service = desk.Hosts.Read(new Uri(desk.Board.Address, "amer/3a1d").AbsoluteUri)!;
        await desk.Client.Send(new(Desk.Acme, service, "a:1"), Body, Cancel);
        await desk.Client.Create(Desk.Acme, service, Body, Cancel);
        Assert.Equal(["/amer/3a1d/v3/conversations/a%3A1/activities", "/amer/3a1d/v3/conversations"], desk.Board.Calls.Select(call => call.Target));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task G1_an_id_that_leads_elsewhere_is_not_sent(string id)
    {
        await using var desk = await Desk.Open();
        var refused = new ConnectorAnswer.Refused(0, ConnectorAnswer.Refused.BadId);
        Assert.Equal([refused, refused, refused, refused],
        [
            await desk.Client.Send(desk.At(id), Body, Cancel), await desk.Client.Update(desk.Chat, id, Body, Cancel),
            await desk.Client.Delete(desk.Chat, id, Cancel), await desk.Client.Member(desk.Chat, id, Cancel),
        ]);
        Assert.Empty(desk.Board.Calls);
    }

    [Fact]
    public async Task An_endless_id_is_not_sent()
    {
        await using var desk = await Desk.Open();
        Assert.Equal(new ConnectorAnswer.Refused(0, ConnectorAnswer.Refused.BadId), await desk.Client.Send(desk.At(new string('x', 1_001)), Body, Cancel));
    }

    [Fact]
    public async Task A_service_that_wants_no_token_gets_none()
    {
        await using var desk = await Desk.Open(token: () => null);
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
        Assert.Equal("", Assert.Single(desk.Board.Calls).Authorization);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent()
    {
        await using var desk = await Desk.Open(token: () => throw new InvalidOperationException("secret-canary"));
        Assert.Equal(new ConnectorAnswer.Later(Duration.FromSeconds(30)), await desk.Client.Send(desk.Chat, Body, Cancel));
        Assert.Empty(desk.Board.Calls);
        Assert.DoesNotContain(desk.Log.Records, record => record.Contains("canary", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(201, """{"id":"1"}""", "1")]
    [InlineData(200, """{"id":"1","activityId":"2"}""", "1")]
    [InlineData(201, "{}", null)]
    [InlineData(202, "{}", null)]
    [InlineData(202, "", null)]
    [InlineData(201, "", null)]
    public async Task What_was_sent_may_have_no_id(int status, string body, string? id)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, body, status);
        var done = Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Send(desk.Chat, Body, Cancel));
        Assert.Equal(id, done.Body.TryGetProperty("id", out var said) ? said.GetString() : null);
    }

    [Theory]
    [InlineData("send", "<html>")]
    [InlineData("send", "[]")]
    [InlineData("send", "{\"id\":")]
    [InlineData("members", "")]
    [InlineData("members", "[]")]
    public async Task E7_an_answer_that_cannot_be_read_leaves_it_open(string call, string body)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, body);
        Assert.IsType<ConnectorAnswer.Unknown>(await Call(desk, call, "a:1"));
        Assert.Single(desk.Board.Calls);
    }

    [Fact]
    public async Task An_answer_of_a_megabyte_is_not_read_to_its_end()
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, $$"""{"id":"{{new string('x', 1024 * 1024)}}"}""");
        Assert.IsType<ConnectorAnswer.Unknown>(await desk.Client.Send(desk.Chat, Body, Cancel));
    }

    [Fact]
    public async Task A_long_page_of_members_is_read()
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, $$"""{"members":[],"x":"{{new string('x', 1024 * 1000)}}"}""");
        Assert.IsType<ConnectorAnswer.Done>(await desk.Client.Members(desk.Chat, null, Cancel));
    }

    [Theory]
    [InlineData(400, "BadSyntax")]
    [InlineData(401, "Unnamed")]
    [InlineData(403, "MessageWritesBlocked")]
    [InlineData(403, "ConversationBlockedByUser")]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(404, "ConversationNotFound")]
    [InlineData(404, "ActivityNotFoundInConversation")]
    [InlineData(405, "MethodNotAllowed")]
    [InlineData(409, "Conflict")]
    [InlineData(413, "MessageSizeTooBig")]
    public async Task G7_a_refusal_says_which_one_and_is_final(int status, string code)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, code == "Unnamed" ? """{"message":"Authorization has been denied for this request."}""" : $$$"""{"error":{"code":"{{{code}}}","message":"words-canary"}}""", status);
        foreach (var (call, _, _) in Calls.Select(row => row.Data)) Assert.Equal(new ConnectorAnswer.Refused(status, code), await Call(desk, call, "a:1"));
        Assert.Equal(Calls.Count, desk.Board.Calls.Count);
    }

    [Theory]
    [InlineData("Mei Lin\\r\\nERROR")]
    [InlineData("Bearer x y")]
    [InlineData("\\ud800")]
    [InlineData("")]
    public async Task H8_a_code_that_is_no_constant_goes_nowhere(string code)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => Switchboard.Say(http, $$$"""{"error":{"code":"{{{code}}}"}}""", 403);
        Assert.Equal(new ConnectorAnswer.Refused(403, "Unnamed"), await desk.Client.Send(desk.Chat, Body, Cancel));
    }

    [Theory]
    [InlineData("AbC+/.1-_=", true)]
    [InlineData("words canary", false)]
    public async Task The_mark_that_support_asks_for_stands_in_the_log(string mark, bool stands)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) =>
        {
            http.Response.Headers["MS-CV"] = mark;
            return Switchboard.Say(http, """{"error":{"code":"MessageWritesBlocked","message":"words-canary"}}""", 403);
        };
        await desk.Client.Send(desk.Chat, Body, Cancel);
        Assert.Equal(stands, desk.Log.Records.Any(record => record.Contains($"MessageWritesBlocked 403 MS-CV {mark}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(302)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task H8_no_word_and_no_token_stands_in_the_log(int status)
    {
        await using var desk = await Desk.Open();
        desk.Board.Answers = (http, _) => status == 0 ? Switchboard.Drop(http) : Switchboard.Say(http, """{"error":{"code":"words canary","message":"words-canary"},"id":"id-canary"}""", status, "60");
        var answer = await desk.Client.Send(desk.At("a:conversation-canary"), Body, Cancel);
        Assert.DoesNotContain(desk.Log.Records.Append(answer.ToString()), record => record.Contains("canary", StringComparison.Ordinal));
    }

    internal static ValueTask<ConnectorAnswer> Call(Desk desk, string call, string conversation) => call switch
    {
        "send" => desk.Client.Send(desk.At(conversation), Body, Cancel),
        "update" => desk.Client.Update(desk.At(conversation), "../1?#", Body, Cancel),
        "delete" => desk.Client.Delete(desk.At(conversation), "../1?#", Cancel),
        "create" => desk.Client.Create(Desk.Acme, desk.Board.Address, Body, Cancel),
        "member" => desk.Client.Member(desk.At(conversation), "29:1/../", Cancel),
        "members" => desk.Client.Members(desk.At(conversation), null, Cancel),
        _ => desk.Client.Members(desk.At(conversation), "a&b=+", Cancel),
    };
}
