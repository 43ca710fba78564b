using ChatCrm.Time.Lexicons;
using NodaTime;

namespace ChatCrm.Time;

/// <summary>Reads working hours: stretches of two hours with a dash or 到 between, with their days in front or behind ("9-12, 13-17 mon-thu, 9-13 fri").</summary>
internal static class WorkingHoursReading
{
    public static WorkingHours? Of(string typed)
    {
        var text = typed.Trim().Replace(';', ',').Replace('；', ',').Replace('、', ',');
        var parts = new List<(OpenHours Hours, DaySet Days)>();
        for (var at = 0; at < text.Length;)
        {
            // Each group is a line of its own, which sees only so many tokens.
            var line = new Line(text, at);
            if (Group(line, Skip(line, 0)) is not { } group || (group.Days is null && (at > 0 || at + group.End < text.Length))) return null;
            parts.AddRange(group.Hours.Select(hours => (hours, group.Days ?? DaySet.MondayToFriday)));
            at += group.End;
        }
        return parts.Count > 0 ? new(parts) : null;
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

    /// <summary>Stretches and the days that they are of; null days where none are said. The end is an offset.</summary>
    private static (List<OpenHours> Hours, DaySet? Days, int End)? Group(Line line, int index)
    {
        var leading = Days(line, index, beforeHours: true);
        if (Stretches(line, leading?.Next ?? index) is not { } stretches) return null;
        var days = leading ?? Days(line, stretches.Next, beforeHours: false);
        return (stretches.Hours, days?.Days, line.EndBefore(leading is null && days is { } behind ? behind.Next : stretches.Next));
    }

    private static (List<OpenHours> Hours, int Next)? Stretches(Line line, int index)
    {
        var (hours, next) = (new List<OpenHours>(), index);
        while (Stretch(line, hours.Count > 0 ? Skip(line, next) : next, hours.Count > 0 ? hours[^1].To : LocalTime.Midnight) is { } stretch)
        {
            hours.Add(stretch.Hours);
            next = stretch.Next;
        }
        return hours.Count > 0 ? (hours, next) : null;
    }

    private static (OpenHours Hours, int Next)? Stretch(Line line, int index, LocalTime before)
    {
        if (Hour(line, index) is not { } from || Until(line, from.Next) is not { } until || Hour(line, until) is not { } to) return null;
        var (opens, closes) = (Meant(from.Clock), Meant(to.Clock));
        // 9-6 is nine to six in the evening; in 9-1, 2-6 the dial goes on behind noon.
        var afternoon = opens < before && OnDial(from.Clock);
        if (afternoon) opens = opens.PlusHours(12);
        if (closes <= opens && (afternoon || opens.Hour < 12) && OnDial(to.Clock)) closes = closes.PlusHours(12);
        return opens >= before && closes > opens ? (new(opens, closes), to.Next) : null;
    }

    private static LocalTime Meant(Clock clock) => Clocks.Meant(clock with { Loose = false }, null).Time;

    private static bool OnDial(Clock clock) => clock is { Half: null, Loose: true, Hour: < 12 };

    private static int? Until(Line line, int index) => (line.Sign(index, Kind.Dash) ?? line.Sign(index, Kind.Until))?.Next;

    private static int Skip(Line line, int index) => line.Sign(index, Kind.Comma)?.Next ?? index;

    // mon-fri · mon,tue,thu · 周一到周五; days behind which hours stand are no part of a list that is behind its own.
    private static (DaySet Days, int Next)? Days(Line line, int index, bool beforeHours)
    {
        if (Range(line, index) is not { } days) return null;
        while (line.Sign(days.Next, Kind.Comma) is { } comma && Range(line, comma.Next) is { } more && (beforeHours || Hour(line, more.Next) is null)) days = (days.Days | more.Days, more.Next);
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
