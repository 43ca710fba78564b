using System.Text;
using ChatCrm.Customers;

namespace ChatCrm.Interactions;

/// <summary>A place of a free line where a name may stand.</summary>
/// <param name="Lines">What stands there, folded: its first piece, its first two, and so on.</param>
/// <param name="Rank">0 behind a word that something else says, 1 where it is written like a name, 2 anywhere else.</param>
/// <param name="Typed">The same as typed.</param>
internal sealed record NamePlace(int From, IReadOnlyList<string> Lines, IReadOnlyList<string> Typed, int Rank)
{
    private const int MostPieces = 24;

    /// <summary>The symbols that any name may be written with.</summary>
    private const string Marks = "+®©";

    /// <summary>No name is longer.</summary>
    private const int Longest = 200;

    /// <summary>Two Chinese characters, and two letters of any other script, are the least that names anybody.</summary>
    private const int Least = 2;

    /// <summary>The beginnings of index keys by which it is looked up.</summary>
    public IEnumerable<string> Prefixes => IsUnspaced
        ? Lines.Where(line => line.Length is Least or 2 * Least).Distinct(StringComparer.Ordinal)
        : Names.SearchKeys(Lines[0]).Where(key => key.Length >= Least);

    /// <summary>Null where no name can stand there.</summary>
    public static NamePlace? At(FreeLineParts parts, int index)
    {
        var (tokens, lines, typed) = (parts.Tokens, new List<string>(), new List<string>());
        for (var to = index + 1; to <= tokens.All.Count && to <= index + MostPieces && Goes(tokens, index, to - 1); to++)
        {
            typed.Add(tokens.Typed(index, to));
            lines.Add(Names.Fold(typed[^1]));
        }
        return lines.Count == 0 ? null : new(index, lines, typed, RankOf(parts, index));
    }

    public static int RankOf(FreeLineParts parts, int index) => Led(parts, index) ? 0 : char.IsUpper(parts.Tokens.Typed(index, index + 1)[0]) ? 1 : 2;

    /// <summary>How far a name goes here, as the index behind its last piece; 0 where it does not stand here.</summary>
    public int Reach(string key, NameRow row)
    {
        var written = Written(key);
        for (var count = Lines.Count; count > 0; count--)
        {
            var line = Written(Lines[count - 1]);
            if (line.Length < Least || (count > 1 && Lines[count - 1] == Lines[count - 2]) || !written.StartsWith(line, StringComparison.Ordinal) || !Ends(written, line.Length) || !HasSymbolsOf(Typed[count - 1], row)) continue;
            return BeginsName(row, line) && (Rank == 0 || IsWhole(row, line) || (Rank == 1 && !IsUnspaced)) ? From + count : 0;
        }
        return 0;
    }

    private bool IsUnspaced => Lines[0].Length > 0 && NameWords.IsUnspaced(NameWords.First(Lines[0]));

    /// <summary>Chinese and Japanese names are written with a blank and without: 伊藤 花子.</summary>
    private string Written(string folded) => IsUnspaced ? folded.Replace(" ", "", StringComparison.Ordinal) : folded;

    private static bool Goes(FreeLineTokens tokens, int from, int at) =>
        tokens.All[at].Kind is not (TokenKind.Break or TokenKind.Whole or TokenKind.Outcome) && tokens.All[at].End - tokens.All[from].Start <= Longest;

    /// <summary>Names are compared without symbols: one that does not stand in this name (😀, €) would be lost with it.</summary>
    private static bool HasSymbolsOf(string typed, NameRow row) =>
        typed.EnumerateRunes().All(rune => !Rune.IsSymbol(rune) || Marks.Contains(rune.ToString(), StringComparison.Ordinal) || row.Name.Contains(rune.ToString(), StringComparison.Ordinal));

    private static bool Led(FreeLineParts parts, int index)
    {
        while (index > 0 && parts.Tokens.All[index - 1].Kind == TokenKind.Mark) index--;
        return index == 0 || parts.Tokens.All[index - 1].Kind == TokenKind.Break || parts.PartAt(index - 1) is not null;
    }

    /// <summary>A name that is written with blanks ends with a word of it; Chinese may leave the rest of one out.</summary>
    private static bool Ends(string key, int at) => at == key.Length || key[at] == ' ' || NameWords.IsUnspaced(NameWords.First(key[at..]));

    private bool BeginsName(NameRow row, string line)
    {
        foreach (var start in NameWords.Starts(row.Searched))
            if (Written(row.Searched[start..]).StartsWith(line, StringComparison.Ordinal)) return true;
        return false;
    }

    private bool IsWhole(NameRow row, string line) => line == Written(Names.Key(row.Name)) || line == Written(Names.Fold(row.Name));
}
