using ChatCrm.Conversation;

namespace ChatCrm.Tests.BrowserChat;

public class HintTests
{
    private const string Id = "11111111-1111-4111-8111-111111111111";

    private static string Post(string rest, string person = "jonas", string room = "sales") => $$"""{"id":"{{Id}}","person":"{{person}}","room":"{{room}}","kind":"said",{{rest}}}""";

    [Fact]
    public async Task A_line_is_told_in_pieces_with_what_people_wrote_marked()
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        Assert.Equal((200, """{"pieces":[{"text":"log \u00B7 ","theirs":false},{"text":"Acme GmbH","theirs":true}]}"""), await host.Post(Post(""" "line":"log Acme" """), "hint"));
    }

    [Fact]
    public async Task Asking_is_no_turn()
    {
        var turns = 0;
        await using var host = await ConsoleHost.Start((_, _) => { turns++; return Task.FromResult<Reply>(new Reply.Quiet()); });
        await host.Post(Post(""" "line":"log Acme" """), "hint");
        Assert.Equal(0, turns);
    }

    [Theory]
    [InlineData("nobody", "sales", """ "line":"x" """)]
    [InlineData("jonas", "nowhere", """ "line":"x" """)]
    [InlineData("jonas", "direct/mei", """ "line":"x" """)]
    [InlineData("jonas", "sales", """ "nothing":"x" """)]
    public async Task What_is_not_understood_is_refused(string person, string room, string rest)
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        Assert.Equal(400, (await host.Post(Post(rest, person, room), "hint")).Status);
    }

    [Fact]
    public async Task I2_only_the_consoles_own_page_may_ask()
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        host.Http.DefaultRequestHeaders.Remove("Origin");
        Assert.Equal(403, (await host.Post(Post(""" "line":"log Acme" """), "hint")).Status);
    }
}
