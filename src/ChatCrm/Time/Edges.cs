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
        return first.Kind != TokenKind.Number || !"$€£¥₹#.:/-_+%".Contains(line.Before);
    }

    /// <summary>Whether an expression may end in front of the token of an index; an open one only where what follows confirms it.</summary>
    public static bool CanEnd(Line line, int index, bool open)
    {
        var end = line.EndBefore(index);
        var (last, next) = (line.Text[end - 1], At(line, end));
        if (Fold.Cling(last, next)) return false;
        if (Fold.IsDigit(last) && ("%°€£¥$₹*×".Contains(next) || (".,:/-+".Contains(next) && Fold.IsDigit(At(line, end + 1))))) return false;
        return !open || Confirmed(line, index, next);
    }

    // The end, a mark that closes or opens something, or a word of the command's own: "fri 9 for @mei", but not "fri 9 samples".
    private static bool Confirmed(Line line, int index, char next)
    {
        if (line.At(index) is not { } token) return true;
        return token.Kind switch
        {
            TokenKind.Mark => !"%°€£¥$₹*×&+'-/".Contains(line.Text[token.Start]) || (token.SpaceBefore && "-—".Contains(line.Text[token.Start])),
            _ => next == ' ' && line.Sign(index, Kind.Follower) is not null,
        };
    }

    private static char At(Line line, int at) => at < line.Text.Length ? line.Text[at] : ' ';
}
