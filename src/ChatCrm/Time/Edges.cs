using ChatCrm.Time.Lexicons;

namespace ChatCrm.Time;

/// <summary>Where an expression may begin and end in running text.</summary>
internal static class Edges
{
    /// <summary>Whether the beginning is the beginning of a word, and no number of a code (C-1042) or a price ($3).</summary>
    public static bool CanBegin(Line line)
    {
        if (line.At(0) is not { SpaceBefore: false } first) return line.At(0) is not null;
        if (Fold.Cling(line.Before, line.Text[first.Start])) return false;
        // 第三点, 第3号: a place in a row.
        if (Fold.IsHan(line.Before) && line.Sign(0, Kind.Number) is not null && line.Words.Of(line.Before.ToString()).Any(sign => sign.Kind == Kind.Ordinal)) return false;
        return first.Kind != TokenKind.Number || !"$€£¥₹#.:/-—_+%".Contains(line.Before);
    }

    /// <summary>Whether an expression may end in front of the token of an index.</summary>
    /// <param name="open">It ends only where what follows confirms it.</param>
    /// <param name="counts">It does not end in front of a thing that it can count or name.</param>
    public static bool CanEnd(Line line, int index, bool open = false, bool counts = false)
    {
        var end = line.EndBefore(index);
        var (last, next, behind) = (line.Text[end - 1], At(line, end), At(line, end + 1));
        if (Fold.Cling(last, next)) return false;
        if (Fold.IsDigit(last) && ("%°€£¥$₹*×".Contains(next) || (".,:/-—+".Contains(next) && Fold.IsDigit(behind)))) return false;
        // 9am-5pm, mon-fri, monday.com: parts of something longer.
        if (Fold.IsLetter(last) && "-.@+/".Contains(next) && (Fold.IsLetter(behind) || Fold.IsDigit(behind))) return false;
        // 三月初一 is a day of the moon's, and no beginning of March.
        if (IsTight(line, index, Kind.Number) && line.Sign(index - 1, Kind.Stage) is not null) return false;
        // 三点五公斤.
        if (IsTight(line, index, Kind.Number) && line.Sign(index - 1, Kind.HourMark) is not null) return false;
        return !(open && !Confirmed(line, index, next)) && !(counts && IsTight(line, index, Kind.Thing));
    }

    private static bool IsTight(Line line, int index, Kind kind) => line.At(index) is { SpaceBefore: false } && line.Sign(index, kind) is not null;

    // The end, a mark that closes or opens something, or a word of the command's own: "fri 9 for @mei", but not "fri 9 samples".
    private static bool Confirmed(Line line, int index, char next)
    {
        if (line.At(index) is not { } token) return true;
        return token.Kind switch
        {
            TokenKind.Mark when "-—".Contains(line.Text[token.Start]) => token.SpaceBefore && line.Sign(index + 1, Kind.Number) is null,
            TokenKind.Mark => !"%°€£¥$₹*×&+'/".Contains(line.Text[token.Start]),
            _ => next == ' ' && line.Sign(index, Kind.Follower) is not null,
        };
    }

    private static char At(Line line, int at) => at < line.Text.Length ? line.Text[at] : ' ';
}
