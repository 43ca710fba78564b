using System.Globalization;
using ChatCrm.Bot;

namespace ChatCrm.Tests.AdaptiveCards;

public class GraphemeTests
{
    [Theory]
    [InlineData("Acme", -1, 0)]
    [InlineData("Acme", 0, 0)]
    [InlineData("Acme", 3, 3)]
    [InlineData("Acme", 9, 4)]
    [InlineData("a\r\nb", 2, 1)]
    [InlineData("ab👨‍👩‍👧c", 7, 2)]
    [InlineData("e\u0301e\u0301", 3, 2)]
    public void A_text_is_cut_between_characters_as_people_see_them(string text, int most, int whole) => Assert.Equal(whole, Graphemes.Whole(text, most));

    [Fact]
    public void A_cut_is_where_counting_from_the_beginning_puts_it()
    {
        string[] pieces = ["a", " ", "\r", "\n", "e\u0301", "\u0301", "·", "👨‍👩‍👧", "🇩🇪", "\u200d", "한", "\u2068", "7\ufe0f\u20e3"];
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var n = 0; n < 2000; n++)
        {
            var text = string.Concat(Enumerable.Range(0, 12).Select(_ => pieces[random.Next(pieces.Length)]));
            var most = random.Next(text.Length);
            var ends = StringInfo.ParseCombiningCharacters(text).Append(text.Length);
            Assert.True(ends.Last(end => end <= most) == Graphemes.Whole(text, most), $"seed {seed}: {most} of {string.Join(' ', text.Select(c => ((int)c).ToString("x4", CultureInfo.InvariantCulture)))}");
        }
    }
}
