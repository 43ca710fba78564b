using System.Text;
using System.Text.Json;
using ChatCrm.Bot.Slack.BlockKit;

namespace ChatCrm.Tests.Slack.BlockKit;

public class QuotationTests
{
    private static readonly string[] Pieces =
        ["a", "Acme GmbH", "\"", "\\", "\n", "\r", "\t", "\0", "\u001F", "\u007F", "\u0080", "ü", "\u07FF", "\u0800", "华为", "\uD7FF", "\uE000", "\uFFFF", "\u2028", "😀", "\uD83D", "\uDE00", "/", "<&>"];

    [Fact]
    public void A_quoted_string_is_read_back_as_it_was()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var (random, quotation) = (new Random(seed), new Quotation());
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            // A lone surrogate is replaced by the framework's own encoding in the same way.
            var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            Assert.True(JsonSerializer.Deserialize<string>(quotation.Of(text)) == whole, $"seed {seed}: {JsonSerializer.Serialize(text)}");
        }
    }

    [Fact]
    public void What_stands_around_the_string_stays_around_it() =>
        Assert.Equal("""{"text":"a\"b\nc"}""", Encoding.UTF8.GetString(new Quotation().Of("a\"b\nc", "{\"text\":"u8, "}"u8)));

    [Fact]
    public void A_string_longer_than_the_paper_is_quoted_whole()
    {
        var text = new string('\u0001', 3_000);
        Assert.Equal(text, JsonSerializer.Deserialize<string>(new Quotation().Of(text)));
    }
}
