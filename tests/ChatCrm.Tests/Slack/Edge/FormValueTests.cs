using ChatCrm.Bot.Slack;

namespace ChatCrm.Tests.Slack.Edge;

public class FormValueTests
{
    private static readonly string[] Pieces =
        ["a", "+", "%2B", "%", "%4", "%zz", "%FF%FE", "%E4%BD", "%E4%BD%A0", "%F0%9F%98%80", "%F0%9F", "%C0%AF", "%00", "%25", "%252B", "你", "\uD83D", "%E2%80%A8", "-", "Acme"];

    /// <summary>As the framework decodes a copy.</summary>
    [Fact]
    public void A_value_is_decoded_in_its_place_as_it_is_anywhere()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 20_000; round++)
        {
            var typed = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            Assert.True(Endpoints.Decoded(typed.ToCharArray()).ToString() == Uri.UnescapeDataString(typed.Replace('+', ' ')), $"seed {seed}: {typed}");
        }
    }
}
