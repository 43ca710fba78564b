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
        var line = new Line(text, start);
        if (!Edges.CanBegin(line)) return null;
        var (draft, end) = Longest(line, context.Mine, new Draft(), 0, 0);
        if (draft is null) return null;
        return new(end, Resolution.Of(draft, context, text.Substring(start, end).Trim()), draft.HasTime);
    }

    private static (Draft? Draft, int End) Longest(Line line, string mine, Draft draft, int index, int pieces)
    {
        (Draft? Draft, int End) best = (null, 0);
        if (index > 0 && draft.IsWhole && Edges.CanEnd(line, index, draft.Open)) best = (draft, line.EndBefore(index));
        if (pieces == MostPieces) return best;
        var from = pieces > 0 && line.Sign(index, Kind.Comma) is { } comma ? comma.Next : index;
        foreach (var (piece, next) in Pieces(line, from, mine, draft))
        {
            if (draft.With(piece) is not { } more) continue;
            var longer = Longest(line, mine, more, next, pieces + 1);
            if (longer.End > best.End) best = longer;
        }
        return best;
    }

    private static IEnumerable<(Piece Piece, int Next)> Pieces(Line line, int index, string mine, Draft draft)
    {
        if (Away(line, index) is { } away) yield return away;
        foreach (var found in Grammar.Pieces.At(line, index)) yield return found;
        if (draft.Zone is null && ZoneReading.At(line, index, mine) is { } zone) yield return zone;
    }

    // In 2 hours, 3 days ago, 半小时后.
    private static (Piece, int)? Away(Line line, int index)
    {
        var into = line.Sign(index, Kind.In);
        if (Amounts.At(line, into?.Next ?? index) is not { } amount) return null;
        if (into is not null) return (Piece(amount.Value, 1), amount.Next);
        if (line.Sign(amount.Next, Kind.Later) is { } later) return (Piece(amount.Value, 1), later.Next);
        if (line.Sign(amount.Next, Kind.Ago) is { } ago) return (Piece(amount.Value, -1), ago.Next);
        return null;
    }

    private static Piece Piece(Amount amount, int sign) => amount.OfClock
        ? new MomentPiece(sign * amount.Minutes)
        : new DayPiece(new DaysAway(sign * amount.Months, sign * amount.Days));
}
