using ChatCrm.Time;

namespace ChatCrm.Tests.Time;

/// <summary>Where no date begins. Words that only look like dates are in the tables.</summary>
public class NoDatesTests
{
    [Theory]
    [InlineData("C-1042", 2)]
    [InlineData("$3", 1)]
    [InlineData("abc3pm", 3)]
    [InlineData("yesterday", 5)]
    [InlineData("2026-12-03", 2)]
    public void Begins_at_no_place_within_a_word_or_number(string words, int start) => Assert.Null(When.At(words, start, Reads.Ahead));
}
