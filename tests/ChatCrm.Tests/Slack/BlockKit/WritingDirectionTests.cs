using ChatCrm.Bot;

namespace ChatCrm.Tests.Slack.BlockKit;

public class WritingDirectionTests
{
    private const string Ends = "\n\r\u001C\u001D\u001E\u0085\u2029", Controls = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    [Fact]
    public void The_first_end_of_a_paragraph_is_found_wherever_others_stand()
    {
        foreach (var first in Ends)
            foreach (var second in Ends)
                for (var at = 0; at < 70; at++)
                    Assert.Equal(at, WritingDirection.ParagraphEnd($"{new string('e', at)}{first}middle{second}"));
    }

    [Fact]
    public void Nothing_else_ends_one()
    {
        for (var c = '\0'; c < '\u3000'; c++) Assert.Equal(Ends.Contains(c) ? 1 : -1, WritingDirection.ParagraphEnd($"a{c}b"));
    }

    [Fact]
    public void Controls_of_direction_are_seen_and_nothing_else_is()
    {
        for (var c = '\0'; c < '\u3000'; c++) Assert.Equal(Controls.Contains(c), WritingDirection.IsIn($"some words {c} and more"));
    }
}
