using ChatCrm.Conversation;

namespace ChatCrm.Tests.Texts;

public class FoldingTests
{
    /// <summary>A line that holds something to be folded goes the long way, letter by letter.</summary>
    [Fact]
    public void Every_character_is_folded_alike_whatever_else_is_in_the_line()
    {
        for (var c = 0; c <= char.MaxValue; c++)
            if (CommandLine.Read($"{(char)c}a").Line[0] != CommandLine.Read($"{(char)c}\u3000").Line[0]) Assert.Fail($"U+{c:X4} is folded in some lines only.");
    }
}
