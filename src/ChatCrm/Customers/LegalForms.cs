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

    // "S. de R.L. de C.V." is the longest: six pieces between spaces.
    private const int MostPieces = 6;

    private static readonly FrozenSet<string> Last = Folded(
        "Ltd|Limited|LLC|Inc|Incorporated|Corp|Corporation|Co|Company|and Co|PLC|LLP|LP|Pty|Pvt|Private|Pte|" +
        "GmbH|gGmbH|mbH|AG|KG|KGaA|UG|OHG|eK|eV|SA|SAS|SASU|SARL|EURL|SNC|SL|SLU|SLL|SA de CV|S de RL|S de RL de CV|SAPI de CV|SRL|Ltda|Lda|" +
        "KK|Kabushiki Kaisha|EIRELI|Ltda ME|EIRELI ME|EPP|SpA|BV|NV|CV|VOF|AB|ApS|A/S|AS|ASA|Oy|Oyj|sp z oo|sp k|sro|spol sro|as|Kft|Zrt|Nyrt|doo|dd|OOD|EOOD|" +
        "ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ТОО|OOO|Sdn Bhd|Bhd|Tbk|JSC|FZE|FZCO|FZ LLC|DMCC|WLL|شمم|ذمم|จำกัด|จำกัด มหาชน|Ltd Sti|Sti|AŞ|" +
        "有限公司|有限责任公司|股份有限公司|集团|株式会社|有限会社|合同会社|合资会社|주식회사|유한회사|유한책임회사");

    private static readonly FrozenSet<string> First = Folded(
        "ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОВ|ТОО|OOO|PT|บริษัท|Cty TNHH|Cty CP|Công ty TNHH|Công ty Cổ phần|Công ty CP|" +
        "株式会社|有限会社|合同会社|合资会社|주식회사|유한회사|유한책임회사");

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
        var name = new ArraySegment<string>(folded.Split(' '));
        if (name.Count <= MostPieces && Last.Contains(string.Concat(name.AsSpan()))) return folded;
        while (WithoutLast(ref name) || WithoutFirst(ref name)) { }
        return string.Join(' ', name.AsSpan());
    }

    private static bool WithoutLast(ref ArraySegment<string> name)
    {
        for (var count = Math.Min(MostPieces, name.Count - 1); count > 0; count--)
            if (Last.Contains(string.Concat(name[^count..].AsSpan()))) { name = name[..^count]; return true; }
        var (run, end) = (name[^1], name[^1].Length);
        while (LastInRun.FirstOrDefault(form => form.Length < end && run.AsSpan(0, end).EndsWith(form, StringComparison.Ordinal)) is { } form) end -= form.Length;
        name[name.Count - 1] = run[..end];
        return end < run.Length;
    }

    private static bool WithoutFirst(ref ArraySegment<string> name)
    {
        for (var count = Math.Min(MostPieces, name.Count - 1); count > 0; count--)
            if (First.Contains(string.Concat(name[..count].AsSpan()))) { name = name[count..]; return true; }
        var (run, start) = (name[0], 0);
        while (FirstInRun.FirstOrDefault(form => form.Length < run.Length - start && run.AsSpan(start).StartsWith(form, StringComparison.Ordinal)) is { } form) start += form.Length;
        name[0] = run[start..];
        return start > 0;
    }

    private static FrozenSet<string> Folded(string forms) =>
        forms.Split('|').Select(form => NameFold.Of(form).Replace(" ", "", StringComparison.Ordinal)).ToFrozenSet(StringComparer.Ordinal);

    private static string[] LongestFirst(FrozenSet<string> forms) =>
        [.. forms.Where(form => NameWords.IsUnspaced(new Rune(form[0]))).OrderByDescending(form => form.Length).ThenBy(form => form, StringComparer.Ordinal)];
}
