using System.Text;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Tests.Slack.Edge;

public class BodyTests
{
    [Fact]
    public void Nothing_of_a_body_that_was_given_back_is_left_in_a_shorter_one()
    {
        Body.GiveBack(Said(new('x', 5000)));
        Assert.Equal("""{"said":"a"}""", Encoding.UTF8.GetString(Said("a").Span));
    }

    [Fact]
    public void A_body_stays_as_it_is_until_it_is_given_back()
    {
        Body.GiveBack(Said(new('x', 5000)));
        var (first, second) = (Said("first"), Said("second"));
        Body.GiveBack(second);
        var third = Said("third");
        Assert.Equal("""{"said":"first"} {"said":"third"}""", $"{Encoding.UTF8.GetString(first.Span)} {Encoding.UTF8.GetString(third.Span)}");
    }

    [Fact]
    public void A_body_within_a_body_is_one_of_its_own()
    {
        Body.GiveBack(Said(new('x', 5000)));
        var inner = ReadOnlyMemory<byte>.Empty;
        var outer = Body.Of(json =>
        {
            inner = Said("inner");
            json.WriteString("said", "outer");
        });
        Assert.Equal("""{"said":"inner"} {"said":"outer"}""", $"{Encoding.UTF8.GetString(inner.Span)} {Encoding.UTF8.GetString(outer.Span)}");
    }

    [Fact]
    public void A_pool_gives_each_text_as_it_is_however_many_share_a_slot()
    {
        var pool = new StringPool();
        string[] texts = [.. Enumerable.Range(0, 3 * StringPool.Slots).Select(n => $"U{n}"), "", new('a', StringPool.Longest), new('a', StringPool.Longest + 1)];
        for (var round = 0; round < 2; round++) Assert.All(texts, text => Assert.Equal(text, pool.Of(text)));
    }

    [Fact]
    public void A_pool_gives_one_string_for_an_id_that_comes_again()
    {
        var pool = new StringPool();
        Assert.Same(pool.Of("U0123"), pool.Of("U0123"));
    }

    private static ReadOnlyMemory<byte> Said(string what) => Body.Of(what, static (json, what) => json.WriteString("said", what));
}
