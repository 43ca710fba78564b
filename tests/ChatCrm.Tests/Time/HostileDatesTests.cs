using ChatCrm.Time;

namespace ChatCrm.Tests.Time;

public class HostileDatesTests
{
    /// <summary>The most meanings that one reading may ask for, whatever the text: about three times what an honest phrase does, twice what a hostile one does.</summary>
    private const int MostLooks = 1_300;

    private static readonly string[] Units =
    [
        "every ", "每", "每两周", "since last contact ", "自上次联系", "business days ", "工作日", "end of ", "within ", "内", "mid-", "季末", "next year ", "明年", "第", "UTC+5:30 ", "eod ", "下班前", "三点零五", "latest ", "（周五）", "9-",
        "1", "9 ", "1:", "3/", "fri ", "next ", "in ", "half past ", "下", "周", "下下", "三", "十", "点", "后天", "半", "一个半", "3pm tomorrow ", "12:30,", "the 3rd of ",
        "a", "a.m.", "\u0301", "\uD83D", "\uDE00", "😀", "İ", "ı", "\u202E", "\0", "　", "１", "٣", "-", "Europe/", "UTC+", "99999999999999999999", "明天，", "by ", "的",
    ];

    public static TheoryData<string> Repeated => new(Units.Select(unit => string.Concat(Enumerable.Repeat(unit, 100_000 / unit.Length))));

    [Theory]
    [MemberData(nameof(Repeated), DisableDiscoveryEnumeration = true)]
    public void D3_what_is_read_of_a_hundred_kilobytes_of_one_thing_is_short_and_hangs_on_nothing_far_behind(string text)
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

    [Theory]
    [InlineData(20261122)]
    [InlineData(4000)]
    public void D3_any_Unicode_up_to_four_thousand_units_is_read_at_every_place_without_an_exception(int seed)
    {
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        for (var round = 0; round < 8; round++)
        {
            var text = Any(random, round == 0 ? 4_000 : random.Next(1, 4_001));
            for (var start = 0; start <= text.Length; start += random.Next(1, 6)) Check(text, start, $"seed {seed}, round {round}, start {start}");
        }
    }

    [Theory]
    [InlineData(20261123)]
    public void D3_the_work_of_a_reading_is_bounded_whatever_the_text(int seed)
    {
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        for (var round = 0; round < 3_000; round++)
        {
            // A few words of dates over and over, which is what makes most pieces fit.
            var words = random.GetItems(Units, random.Next(1, 5));
            var text = string.Concat(Enumerable.Range(0, 40).Select(_ => words[random.Next(words.Length)]));
            var (dates, repeats) = (new Line(text, 0), new Line(text, 0));
            When.At(dates, Reads.Ahead);
            EveryReading.Whole(repeats);
            Assert.True(dates.Looks <= MostLooks && repeats.Looks <= MostLooks, $"seed {seed}, round {round}: {dates.Looks} and {repeats.Looks} looks at {text}");
        }
    }

    [Fact]
    public void D3_the_work_of_a_whole_text_grows_with_its_length_alone()
    {
        Assert.All(Units, unit =>
        {
            var (half, whole) = (Looks(unit, 1_000), Looks(unit, 2_000));
            Assert.True(whole <= (2 * half) + (2 * MostLooks), $"{half} looks, then {whole}, at {unit}");
        });

        static long Looks(string unit, int length)
        {
            var text = string.Concat(Enumerable.Repeat(unit, (length / unit.Length) + 1))[..length];
            return Enumerable.Range(0, length).Sum(start =>
            {
                var line = new Line(text, start);
                When.At(line, Reads.Ahead);
                return (long)line.Looks;
            });
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
            Assert.True(Every.At(text, start) is not { } every || (every.Length > 0 && start + every.Length <= text.Length), place);
            Every.Read(text.Substring(start, Math.Min(40, text.Length - start)));
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
