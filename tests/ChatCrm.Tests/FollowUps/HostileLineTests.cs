using ChatCrm.Conversation;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.FollowUps;

public class HostileLineTests
{
    private static readonly string[] Pieces =
    [
        "tue", "3pm", "15:00", "their", "CST", "29 feb", "for", "@mei", "@", "@@x", "for @", "给@美", "remind", "#sales", "#", "提醒#", "cal", "日历", "every", "every 30", "每", "每周二", "下周二下午3点",
        "\"", "“x”", "--", "—", ",", "，", ";", ".", "跟进", ">", "follow", "\u202E", "\u0000", "\uD83D\uDE00", "\uD83D", "１５：００", "99999999999999999999", "in 5 years", "2026-13-45", "样品",
    ];

    [Fact]
    public async Task Any_line_gets_an_answer_and_never_a_failure()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        await using var workspace = await Workspace.Open();
        for (var run = 0; run < 300; run++)
        {
            var line = string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var reply = await workspace.Mei.Say($"{(random.Next(2) == 0 ? "follow" : "log")} C-1001 {line}");
            Assert.False(reply is Reply.Show { Card: var card } && card.Plain().Contains("went wrong"), $"seed {seed}, run {run}: {line}");
        }
    }

    [Theory]
    [InlineData("样")]
    [InlineData("给")]
    [InlineData("每")]
    [InlineData("for @ ")]
    [InlineData("every ")]
    [InlineData("3 ")]
    public async Task A_line_of_four_thousand_characters_is_answered(string piece)
    {
        await using var workspace = await Workspace.Open();
        var line = "follow C-1001 " + string.Concat(Enumerable.Repeat(piece, 4000 / piece.Length));
        var reply = await workspace.Mei.Say(line[..3990]);
        Assert.False(reply is Reply.Show { Card: var card } && card.Plain().Contains("went wrong"));
    }
}
