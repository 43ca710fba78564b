namespace ChatCrm.Interactions;

/// <summary>People whom nobody knows yet, by how a line names them at a customer: "Peter at Acme", Acme的王经理.</summary>
internal static class FreePeople
{
    private const int MostWords = 3, MostHan = 4;

    /// <summary>Where they are named in a stretch of a line, as the pieces from and up to.</summary>
    public static IEnumerable<(int From, int To)> Of(FreeLineParts parts, Stretch stretch)
    {
        foreach (var named in parts.All.OfType<Part.Named>().Where(named => named.From >= stretch.From && named.To <= stretch.To))
        {
            if (Before(parts, stretch, named.From) is { } before) yield return before;
            if (Behind(parts, stretch, named.To) is { } behind) yield return behind;
        }
    }

    private static (int, int)? Before(FreeLineParts parts, Stretch stretch, int customer)
    {
        var to = customer;
        while (to > stretch.From && parts.IsLittle(to - 1, customer)) to--;
        var from = to;
        while (from > stretch.From && to - from <= MostWords && IsCapital(parts, from - 1)) from--;
        return to < customer && to > from && to - from <= MostWords && (from == stretch.From || parts.PartAt(from - 1) is not null) ? (from, to) : null;
    }

    private static (int, int)? Behind(FreeLineParts parts, Stretch stretch, int customer)
    {
        var from = customer;
        while (from < stretch.To && parts.PartAt(from) is Part.Said { Meaning.Sense: Sense.Name }) from++;
        var to = from;
        while (to < stretch.To && to - from <= MostHan && (parts.Tokens.All[to].Kind == TokenKind.Han || IsCapital(parts, to)) && parts.PartAt(to) is null) to++;
        return from > customer && parts.Tokens.All[from - 1].Kind == TokenKind.Han && to > from && to - from <= MostHan && (to == stretch.To || parts.PartAt(to) is not null) ? (from, to) : null;
    }

    private static bool IsCapital(FreeLineParts parts, int at) =>
        parts.Tokens.All[at].Kind == TokenKind.Word && parts.PartAt(at) is null && char.IsUpper(parts.Tokens.Typed(at, at + 1)[0]);
}
