using ChatCrm.Time;

namespace ChatCrm.Tests.Time;

public class SpansTests
{
    [Theory]
    [InlineData("15m", 15)]
    [InlineData("15min", 15)]
    [InlineData("15 minutes", 15)]
    [InlineData("90 mins", 90)]
    [InlineData("1h", 60)]
    [InlineData("1 hr", 60)]
    [InlineData("1h30", 90)]
    [InlineData("1h30m", 90)]
    [InlineData("1h 05m", 65)]
    [InlineData("1 hour 15 minutes", 75)]
    [InlineData("1:30", 90)]
    [InlineData("0:45", 45)]
    [InlineData("1.5h", 90)]
    [InlineData("0.25 hours", 15)]
    [InlineData("2.5 hours", 150)]
    [InlineData("an hour", 60)]
    [InlineData("half an hour", 30)]
    [InlineData("twenty minutes", 20)]
    [InlineData("15分", 15)]
    [InlineData("15分钟", 15)]
    [InlineData("十五分鐘", 15)]
    [InlineData("1小时", 60)]
    [InlineData("两小时", 120)]
    [InlineData("一个半小时", 90)]
    [InlineData("半小时", 30)]
    [InlineData("半个小时", 30)]
    [InlineData("1小时30分", 90)]
    [InlineData("１５分", 15)]
    [InlineData(" 15m", 15)]
    public void Reads_how_long_it_took(string typed, int minutes) => Assert.Equal((typed.Length, minutes), Spans.At(typed, 0));

    [Theory]
    [InlineData("15")]
    [InlineData("15mx")]
    [InlineData("1h30x")]
    [InlineData("15 mugs")]
    [InlineData("0m")]
    [InlineData("1:3")]
    [InlineData("1:75")]
    [InlineData("3 days")]
    [InlineData("99999h")]
    [InlineData("3 samples")]
    [InlineData("minutes")]
    [InlineData("10:30-11:00")]
    public void Reads_nothing_else_as_a_stretch_of_time(string typed) => Assert.Null(Spans.At(typed, 0));

    [Fact]
    public void Stops_where_the_stretch_ends() => Assert.Equal((4, 20), Spans.At("通话20分钟，关于报价", 2));
}
