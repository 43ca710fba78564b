using System.Collections.Frozen;
using System.Text;

namespace ChatCrm.Customers;

/// <summary>
/// The words that say what kind of company it is (GmbH, Pte. Ltd., 株式会社), taken off a folded name. A list of the usual ones, not the
/// whole of ISO 20275; the dots and spaces inside a form do not count.
/// </summary>
internal static class LegalForms
{
    private static readonly (string Short, string Long)[] InBrackets = [("(株)", " 株式会社 "), ("(有)", " 有限会社 "), ("(주)", " 주식회사 "), ("(유)", " 유한회사 ")];

    // "S. de R.L. de C.V." is the longest: seven pieces between spaces.
    private const int MostPieces = 7;

    private const char FirstUnspaced = '\u1100';

    private static readonly FrozenSet<string> Last = Folded(
        "Ltd|Limited|LLC|Inc|Incorporated|Corp|Corporation|Co|Company|and Co|PLC|LLP|LP|Pty|Pvt|Private|Pte|" +
        "GmbH|gGmbH|mbH|AG|KG|KGaA|UG|OHG|eK|eV|SA|SAS|SASU|SARL|EURL|SNC|SL|SLU|SLL|SA de CV|S de RL|S de RL de CV|SAPI de CV|SRL|Ltda|Lda|" +
        "KK|Kabushiki Kaisha|EIRELI|Ltda ME|EIRELI ME|EPP|SpA|BV|NV|CV|VOF|AB|ApS|A/S|AS|ASA|Oy|Oyj|sp z oo|sp k|sro|spol sro|as|Kft|Zrt|Nyrt|doo|dd|OOD|EOOD|" +
        "ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ТОО|OOO|Sdn Bhd|Bhd|Tbk|JSC|FZE|FZCO|FZ LLC|DMCC|WLL|شمم|ذمم|จำกัด|จำกัด มหาชน|Ltd Sti|Sti|AŞ|" +
        "有限公司|有限责任公司|股份有限公司|集团|株式会社|有限会社|合同会社|合资会社|주식회사|유한회사|유한책임회사");

    private static readonly FrozenSet<string> First = Folded(
        "ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ТОО|OOO|PT|บริษัท|Cty TNHH|Cty CP|Công ty TNHH|Công ty Cổ phần|Công ty CP|" +
        "株式会社|有限会社|合同会社|合资会社|주식회사|유한회사|유한책임회사");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LastOf = Last.GetAlternateLookup<ReadOnlySpan<char>>(), FirstOf = First.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestForm = Last.Concat(First).Max(form => form.Length);

    // No spaces separate these from the name. Longest first, so that 股份有限公司 is not taken for 有限公司.
    private static readonly string[] LastInRun = LongestFirst(Last), FirstInRun = LongestFirst(First);

    /// <summary>Writes the forms that only brackets tell from a word, (株) and (주), in full. Takes NFKC text.</summary>
    public static string Spelled(string text)
    {
        if (!text.Contains('(')) return text;
        foreach (var (brief, full) in InBrackets) text = text.Replace(brief, full, StringComparison.Ordinal);
        return text;
    }

    /// <summary>The folded name without its legal forms, or the name itself where nothing else is in it.</summary>
    public static string Stripped(string folded)
    {
        if (IsForm(folded)) return folded;
        var name = folded.AsSpan();
        while (WithoutLast(ref name) || WithoutFirst(ref name)) { }
        return name.Length == folded.Length ? folded : name.ToString();
    }

    private static bool IsForm(ReadOnlySpan<char> name) => name.Count(' ') < MostPieces && Ending(name, whole: true) == 0;

    private static bool WithoutLast(ref ReadOnlySpan<char> name)
    {
        if (Ending(name) is >= 0 and var space)
        {
            name = name[..space];
            return true;
        }
        var (run, end) = (name.LastIndexOf(' ') + 1, name.Length);
        while (InRun(LastInRun, name[run..end], atEnd: true) is > 0 and var form) end -= form;
        var found = end < name.Length;
        name = name[..end];
        return found;
    }

    private static bool WithoutFirst(ref ReadOnlySpan<char> name)
    {
        if (Beginning(name) is > 0 and var behind)
        {
            name = name[behind..];
            return true;
        }
        var (start, run) = (0, name.IndexOf(' ') is >= 0 and var space ? space : name.Length);
        while (InRun(FirstInRun, name[start..run], atEnd: false) is > 0 and var form) start += form;
        name = name[start..];
        return start > 0;
    }

    /// <summary>Where the longest form at the end of a name begins, with the space before it; -1 where there is none.</summary>
    /// <param name="whole">Also a form that is the whole name; then 0.</param>
    private static int Ending(ReadOnlySpan<char> name, bool whole = false)
    {
        Span<char> packed = stackalloc char[LongestForm];
        var (length, end, found) = (0, name.Length, -1);
        for (var pieces = 0; pieces < MostPieces && end > 0; pieces++)
        {
            var space = name[..end].LastIndexOf(' ');
            var piece = name[(space + 1)..end];
            if ((space < 0 && !whole) || (length += piece.Length) > LongestForm) break;
            piece.CopyTo(packed[^length..]);
            if (space < 0 == whole && LastOf.Contains(packed[^length..])) found = Math.Max(space, 0);
            end = space;
        }
        return found;
    }

    /// <summary>Where the name goes on behind the longest form that it begins with; -1 where there is none.</summary>
    private static int Beginning(ReadOnlySpan<char> name)
    {
        Span<char> packed = stackalloc char[LongestForm];
        var (length, start, found) = (0, 0, -1);
        for (var pieces = 0; pieces < MostPieces && name[start..].IndexOf(' ') is >= 0 and var space; pieces++)
        {
            var piece = name.Slice(start, space);
            if (length + piece.Length > LongestForm) break;
            piece.CopyTo(packed[length..]);
            length += piece.Length;
            start += space + 1;
            if (FirstOf.Contains(packed[..length])) found = start;
        }
        return found;
    }

    /// <summary>The length of the first form that a run begins or ends with and that is not all of it; 0 where there is none.</summary>
    private static int InRun(string[] forms, ReadOnlySpan<char> run, bool atEnd)
    {
        // Whatever is below is written with spaces.
        if (run.IsEmpty || (atEnd ? run[^1] : run[0]) < FirstUnspaced) return 0;
        foreach (var form in forms)
            if (form.Length < run.Length && (atEnd ? run.EndsWith(form, StringComparison.Ordinal) : run.StartsWith(form, StringComparison.Ordinal))) return form.Length;
        return 0;
    }

    private static FrozenSet<string> Folded(string forms) =>
        forms.Split('|').Select(form => NameFold.Of(form).Replace(" ", "", StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);

    private static string[] LongestFirst(FrozenSet<string> forms) =>
        [.. forms.Where(form => NameWords.IsUnspaced(new Rune(form[0]))).OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)];
}
