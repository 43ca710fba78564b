using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>
/// Reads dates in running text, in English and Chinese mixed. Pure; one call looks at a bounded stretch of the text,
/// so a caller may ask at every position of a long line.
/// </summary>
public static class When
{
    private const int MostPieces = 6;

    /// <summary>
    /// The longest date or time that begins at <paramref name="start"/>, or behind white space there; null when nothing there reads as one.
    /// Never throws for any text, as long as 0 ≤ start ≤ its length. A match never ends within a word or number.
    /// </summary>
    public static WhenMatch? At(string text, int start, WhenContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, text.Length);
        return At(new Line(text, start), context);
    }

    /// <summary>The same for a line with words of its own.</summary>
    internal static WhenMatch? At(Line line, WhenContext context)
    {
        if (!Edges.CanBegin(line)) return null;
        var (draft, end) = Longest(line, context.Mine, new Draft { MonthFirst = line.Words.MonthFirst(context.Language) }, 0, 0);
        if (draft is null) return null;
        return new(end, Resolution.Of(draft, context, line.Typed(end).Trim()), draft.HasTime);
    }

    /// <summary>Whether the tokens from an index on are a time of day, with or without a zone, and nothing else.</summary>
    internal static bool IsTime(Line line, int index) =>
        Longest(line, "", new Draft(), index, 0) is ({ Day: null, Minutes: null, HasTime: true }, var end) && line.EndsAt(end);

    private static (Draft? Draft, int End) Longest(Line line, string mine, Draft draft, int index, int pieces)
    {
        (Draft? Draft, int End) best = (null, 0);
        if (pieces > 0 && draft.IsWhole && Edges.CanEnd(line, index, draft.Open, draft.Counts)) best = (draft, line.EndBefore(index));
        if (pieces == MostPieces) return best;
        var from = pieces > 0 && line.Sign(index, Kind.Comma) is { } comma ? comma.Next : index;
        if (from > index) draft = draft with { Parted = true };
        foreach (var (piece, next) in Pieces(line, from, mine, draft))
        {
            // 报价3.30 is a price, and so is USD 3.30.
            if (pieces == 0 && piece is TimePiece { Weak: true, Anchored: false } && (Fold.IsHan(line.Before) || line.IsBehind(Kind.Label))) continue;
            if (draft.With(piece) is not { } more) continue;
            var longer = Longest(line, mine, more, next, pieces + 1);
            if (longer.End > best.End) best = longer;
        }
        return best;
    }

    private static IEnumerable<(Piece Piece, int Next)> Pieces(Line line, int index, string mine, Draft draft)
    {
        if (Away(line, index) is { } away) yield return away;
        foreach (var from in FromDay(line, index)) yield return from;
        foreach (var found in Grammar.Pieces.At(line, index))
        {
            yield return found;
            if (found.Value is TimePiece time) foreach (var hours in Hours(line, time, found.Next)) yield return hours;
        }
        foreach (var day in InBrackets(line, index)) yield return day;
        if (draft.Zone is null && ZoneReading.At(line, index, mine) is { } zone) yield return zone;
    }

    // Tomorrow 15:00-16:00, 3-4pm: no date by itself, and its beginning where there is a day.
    private static IEnumerable<(Piece, int)> Hours(Line line, TimePiece first, int index)
    {
        if ((line.Sign(index, Kind.Dash) ?? line.Sign(index, Kind.Until)) is not { } until) yield break;
        foreach (var (piece, next) in Grammar.Pieces.At(line, until.Next))
        {
            if (piece is not TimePiece to) continue;
            var half = first.Clock.Half ?? (first.Clock.Hour <= to.Clock.Hour ? to.Clock.Half : null);
            yield return (first with { Clock = first.Clock with { Half = half, Begins = true }, Alone = false, Weak = to.Weak, Anchored = to.Anchored, Counts = to.Counts }, next);
        }
    }

    // 12月4日（周五）, tomorrow (mon).
    private static IEnumerable<(Piece, int)> InBrackets(Line line, int index)
    {
        if (line.Sign(index, Kind.Bracket) is not { Sign.Value: 0 } opening) yield break;
        foreach (var (piece, next) in Grammar.Pieces.At(line, opening.Next))
        {
            if (piece is DayPiece && line.Sign(next, Kind.Bracket) is { Sign.Value: 1 } closing) yield return (piece, closing.Next);
        }
    }

    // In 2 hours, within 3 days, 3 days ago, 半小时后, 三天内.
    private static (Piece, int)? Away(Line line, int index)
    {
        var (into, within) = (line.Sign(index, Kind.In), line.Sign(index, Kind.Within));
        if (Amounts.At(line, (into ?? within)?.Next ?? index) is not { } amount) return null;
        if (into is not null) return (Piece(amount.Value), amount.Next);
        if (within is not null) return (Piece(amount.Value, ends: true), amount.Next);
        if (line.Sign(amount.Next, Kind.Later) is { } later) return (Piece(amount.Value), later.Next);
        if (line.Sign(amount.Next, Kind.Within) is { } inside) return (Piece(amount.Value, ends: true), inside.Next);
        if (line.Sign(amount.Next, Kind.Ago) is { } ago) return (Piece(amount.Value, -1), ago.Next);
        return null;
    }

    // A week from Friday, two days before Friday.
    private static IEnumerable<(Piece, int)> FromDay(Line line, int index)
    {
        if (Amounts.At(line, index) is not { Value: { OfClock: false, Workdays: 0 } amount, Next: var next } || (line.Sign(next, Kind.From) ?? line.Sign(next, Kind.Ahead)) is not { } word) yield break;
        var sign = word.Sign.Kind == Kind.From ? 1 : -1;
        foreach (var (piece, end) in Grammar.Pieces.At(line, word.Next))
            if (piece is DayPiece day) yield return (day with { Day = new DaysFrom(day.Day, sign * amount.Months, sign * amount.Days) }, end);
    }

    private static Piece Piece(Amount amount, int sign = 1, bool ends = false) => amount switch
    {
        { OfClock: true } => new MomentPiece(sign * amount.Minutes),
        { Workdays: > 0 } => new DayPiece(new WorkdaysAway(sign * amount.Workdays, ends)),
        _ => new DayPiece(new DaysAway(sign * amount.Months, sign * amount.Days, ends)),
    };
}
