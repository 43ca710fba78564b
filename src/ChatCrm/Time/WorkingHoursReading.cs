using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>Reads working hours: two hours with a dash or 到 between, then days.</summary>
internal static class WorkingHoursReading
{
    public static WorkingHours? Of(string typed)
    {
        var line = new Line(typed, 0);
        var leading = Days(line, 0);
        if (Hour(line, leading?.Next ?? 0) is not { } from || Until(line, from.Next) is not { } until || Hour(line, until) is not { } to) return null;
        var days = leading ?? Days(line, to.Next);
        var end = leading is null && days is not null ? days.Value.Next : to.Next;
        return line.At(end) is null ? Hours(from.Clock, to.Clock, days?.Days ?? DaySet.MondayToFriday) : null;
    }

    private static WorkingHours? Hours(Clock first, Clock last, DaySet days)
    {
        var opens = Clocks.Meant(first with { Loose = false }, null).Time;
        var closes = Clocks.Meant(last with { Loose = false }, null).Time;
        // 9-6 is nine to six in the evening.
        if (closes <= opens && opens.Hour < 12 && last is { Half: null, Loose: true, Hour: < 12 }) closes = closes.PlusHours(12);
        return closes > opens ? new(opens, closes, days) : null;
    }

    public static (Clock Clock, int Next)? Hour(Line line, int index)
    {
        (Clock Clock, int Next)? longest = null;
        var half = line.Sign(index, Kind.Part);
        foreach (var (piece, next) in Grammar.Pieces.At(line, half?.Next ?? index))
        {
            if (piece is not TimePiece { Clock: var clock } || next <= longest?.Next) continue;
            longest = (half is { } part ? clock with { Half = (DayPart)part.Sign.Value } : clock, next);
        }
        return longest;
    }

    private static int? Until(Line line, int index) => (line.Sign(index, Kind.Dash) ?? line.Sign(index, Kind.Until))?.Next;

    // mon-fri · mon,tue,thu · 周一到周五
    private static (DaySet Days, int Next)? Days(Line line, int index)
    {
        if (Range(line, index) is not { } days) return null;
        while (line.Sign(days.Next, Kind.Comma) is { } comma && Range(line, comma.Next) is { } more) days = (days.Days | more.Days, more.Next);
        return days;
    }

    private static (DaySet Days, int Next)? Range(Line line, int index)
    {
        if (line.Sign(index, Kind.Weekday) is not { } first) return null;
        var from = (IsoDayOfWeek)first.Sign.Value;
        return Until(line, first.Next) is { } until && line.Sign(until, Kind.Weekday) is { } last
            ? (DaySet.Range(from, (IsoDayOfWeek)last.Sign.Value), last.Next)
            : (DaySet.Of(from), first.Next);
    }
}
