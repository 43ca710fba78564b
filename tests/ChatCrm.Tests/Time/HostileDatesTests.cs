using ChatCrm.Time;

namespace ChatCrm.Tests.Time;

public class HostileDatesTests
{
    private static readonly string[] Units =
    [
        "1", "9 ", "1:", "3/", "fri ", "next ", "in ", "half past ", "下", "周", "下下", "三", "十", "点", "后天", "半", "一个半", "3pm tomorrow ", "12:30,", "the 3rd of ",
        "a", "a.m.", "\u0301", "\uD83D", "\uDE00", "😀", "İ", "ı", "\u202E", "\0", "　", "１", "٣", "-", "Europe/", "UTC+", "99999999999999999999", "明天，", "by ", "的",
    ];

    public static TheoryData<string> Repeated => new(Units.Select(unit => string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length))));

    [Theory]
    [MemberData(nameof(Repeated), DisableDiscoveryEnumeration = true)]
    public void D3_a_hundred_kilobytes_of_one_thing_cost_no_more_than_their_length(string text)
    {
        // One call sees a bounded stretch, so its answer is the same whatever follows far behind.
        for (var start = 0; start < 400; start++)
        {
            var match = When.At(text, start, Reads.Ahead);
            Assert.Equal(match?.Length, When.At(text[..2_000], start, Reads.Ahead)?.Length);
            Assert.True(match is null || match.Length <= 160);
            Assert.True(Spans.At(text, start) is null or { Length: <= 160 });
        }
    }

    [Fact]
    public void D3_what_lies_far_behind_is_not_looked_at() =>
        Assert.Equal("fri".Length, When.At($"fri{new string(' ', 1_000)}10:00", 0, Reads.Ahead)!.Length);

    [Fact]
    public void D3_any_Unicode_is_read_at_every_place_without_an_exception()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        for (var round = 0; round < 15; round++)
        {
            var text = Any(random, random.Next(1, 4_000));
            for (var start = 0; start <= text.Length; start += random.Next(1, 6)) Check(text, start, $"seed {seed}, round {round}, start {start}");
        }
    }

    private static void Check(string text, int start, string place)
    {
        try
        {
            foreach (var context in new[] { Reads.Ahead, Reads.Back })
            {
                var match = When.At(text, start, context);
                Assert.True(match is null || match.Length is > 0 && start + match.Length <= text.Length, place);
                if (match is not null) Reads.Say(match.Reading);
            }
            Spans.At(text, start);
            WorkingHours.Read(text.Substring(start, Math.Min(20, text.Length - start)));
        }
        catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{place}: {thrown}");
        }
    }

    // Half of it pieces of dates, so that the deep paths are walked; half any unit at all, lone surrogates included.
    private static string Any(Random random, int length)
    {
        var text = new System.Text.StringBuilder();
        while (text.Length < length)
        {
            if (random.Next(2) == 0) text.Append((char)random.Next(char.MaxValue + 1));
            else text.Append(Units[random.Next(Units.Length)]).Append(random.Next(3) == 0 ? " " : "");
        }
        return text.ToString(0, length);
    }
}
