using ChatCrm.Time;
using ChatCrm.Time.Lexicons;

namespace ChatCrm.Tests.Time.Dates;

/// <summary>A language that the product does not have: its words alone are enough, nothing else is touched.</summary>
public class AnotherLanguageTests
{
    private static readonly Lexicon German = new Lexicon("de", monthFirst: false)
        .Add("heute", Kind.Day, 0).Add("morgen", Kind.Day, 1).Add("übermorgen", Kind.Day, 2).Add("heute abend", Kind.Day, 0, (int)DayPart.Evening)
        .Add("montag|mo", Kind.Weekday, 1).Add("dienstag|di", Kind.Weekday, 2).Add("freitag|fr", Kind.Weekday, 5)
        .Add("nächsten|nächster", Kind.Shift, 1).Add("nächste woche", Kind.WeekShift, 1).Add("nächsten monat", Kind.MonthShift, 1)
        .Add("märz", Kind.Month, 3).Add("dezember|dez", Kind.Month, 12).Add(".", Kind.Nth)
        .Add("am", Kind.On).Add("um", Kind.At).Add("uhr", Kind.HourMark, 1).Add("halb", Kind.Half).Add("nachmittag|nachmittags", Kind.Part, (int)DayPart.Afternoon, 1)
        .Add("bis|vor", Kind.By).Add("in", Kind.In).Add("innerhalb von", Kind.Within).Add("eine|einer|einem", Kind.An).Add("zwei", Kind.Number, 2, 0)
        .Add("tage|tagen", Kind.Unit, (int)Unit.Day).Add("woche|wochen", Kind.Unit, (int)Unit.Week).Add("stunde|stunden", Kind.Unit, (int)Unit.Hour)
        .Add("werktage|werktagen", Kind.Unit, (int)Unit.BusinessDay).Add("monatsende|ende des monats", Kind.EndOf, (int)Unit.Month, 0)
        .Add("deren zeit|ortszeit", Kind.Zone, 0).Add("jeden|alle", Kind.Each);

    private static readonly Lexicon Words = Lexicon.Of(German, English.Words, Chinese.Words);

    [Theory]
    [InlineData("morgen", "2026-11-23 09:00 +Nine day")]
    [InlineData("morgen nachmittag", "2026-11-23 15:00 +PartOfDay")]
    [InlineData("übermorgen um 15 Uhr", "2026-11-24 15:00")]
    [InlineData("heute Abend", "2026-11-22 20:00 +PartOfDay")]
    [InlineData("am Freitag um 10:30", "2026-11-27 10:30")]
    [InlineData("nächsten Dienstag", "2026-11-24 09:00 +Nine day")]
    [InlineData("3. Dezember", "2026-12-03 09:00 +Nine day")]
    [InlineData("am 3. März 2027 um 9 Uhr", "2027-03-03 09:00")]
    [InlineData("in zwei Wochen", "2026-12-06 09:00 +Nine day")]
    [InlineData("in einer Stunde", "2026-11-22 17:05")]
    [InlineData("in 3 Werktagen", "2026-11-25 09:00 +Nine +HolidaysNotCounted day")]
    [InlineData("innerhalb von 3 Tagen", "2026-11-25 17:00 +DeadlineAtFive day")]
    [InlineData("bis Freitag", "2026-11-27 17:00 +DeadlineAtFive day")]
    [InlineData("bis Monatsende", "2026-11-30 17:00 +DeadlineAtFive day")]
    [InlineData("nächste Woche", "2026-11-23 09:00 +Nine +Monday day")]
    [InlineData("Freitag 10 Uhr deren Zeit", "2026-11-27 10:00 Europe/Berlin")]
    [InlineData("4/5", "2027-05-04 09:00 +Nine +DayMonthOrder(2027-04-05 09:00) day")]
    [InlineData("Freitag 下午3点", "2026-11-27 15:00")]
    [InlineData("freitags", "-")]
    [InlineData("Motor", "-")]
    public void Its_dates_are_read_by_the_same_rules(string phrase, string expected) =>
        Assert.Equal(expected, Reads.Say(When.At(new Line(phrase, 0, Words), Reads.Ahead with { Language = "de-DE" }), phrase));

    [Theory]
    [InlineData("alle 2 Wochen", 2, EveryUnit.Week)]
    [InlineData("alle 30 Tage", 30, EveryUnit.Day)]
    public void Its_repetitions_are_read_too(string typed, int count, EveryUnit unit) =>
        Assert.Equal(new Every(count, unit, false), EveryReading.Whole(new Line(typed, 0, Words)));
}
