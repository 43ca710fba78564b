using System.Globalization;
using System.Text;

namespace ChatCrm.Time;

/// <summary>Makes ways of writing one: full width, any script's digits, case, accents, traditional forms. One unit in, one unit out, so offsets stay.</summary>
internal static class Fold
{
    // Pairs: the form written, the form looked up. Traditional forms: those that dates, countries and the named cities need.
    private const string Pairs =
        "後后週周點点禮礼個个時时鐘钟鍾钟號号兩两間间對对當当國国內内區区東东廣广門门漢汉蘇苏慶庆長长濟济連连陽阳瀋沈龍龙寧宁無无錫锡島岛烏乌魯鲁齊齐蘭兰倫伦紐纽約约華华頓顿羅罗馬马爾尔義义臺台灣湾韓韩聖圣亞亚達达維维納纳麗丽薩萨諾诺麥麦盧卢貝贝岡冈" +
        "濱滨橫横這这過过還还幾几鄭郑貢贡燒烧廈厦賽赛頭头鄉乡親亲鐵铁關关開开結结從从墊垫遲迟晝昼戶户們们邊边現现剛刚於于聯联繫系絡络歐欧雙双寫写裡里裏里曆历歷历傑杰喬乔勞劳奧奥萊莱" +
        "àaáaâaãaäaåaāaăaąaçcćcčcďdđdèeéeêeëeēeęeěeğgìiíiîiïiīiıiłlñnńnňnòoóoôoõoöoøoōoőořrśsşsšsșsťtțtùuúuûuüuūuůuűuýyÿyźzżzžz’'" +
        "‘'ʼ'－-–-～~";

    private static readonly Dictionary<char, char> Written = Enumerable.Range(0, Pairs.Length / 2)
        .ToDictionary(i => Pairs[2 * i], i => Pairs[(2 * i) + 1]);

    /// <summary>The one form of a unit.</summary>
    public static char Of(char c)
    {
        if (char.IsWhiteSpace(c)) return ' ';
        if (c < 128) return char.ToLowerInvariant(c);
        if (c is >= '\uFF01' and <= '\uFF5E') return char.ToLowerInvariant((char)(c - 0xFEE0));
        // İ is one unit whose lower case is two; every culture must see the same i.
        if (c == 'İ') return 'i';
        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        if (digit >= 0) return (char)('0' + digit);
        var lower = char.ToLowerInvariant(c);
        return Written.GetValueOrDefault(lower, lower);
    }

    /// <summary>The one form of a whole name: trimmed, one space between words.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var folded = Of(c);
            if (char.IsWhiteSpace(folded)) { if (key.Length > 0 && key[^1] != ' ') key.Append(' '); }
            else key.Append(folded);
        }
        return key.ToString().TrimEnd(' ');
    }

    /// <summary>Whether a folded unit belongs to a script that writes no spaces.</summary>
    public static bool IsHan(char c) => c is >= '\u3040' and <= '\u9FFF' or '〇' or >= '\uF900' and <= '\uFAFF';

    /// <summary>Whether a folded unit is a letter, or a mark upon one, of a script whose words spaces bound.</summary>
    public static bool IsLetter(char c) => !IsHan(c) && (char.IsLetter(c) || c == '_'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    /// <summary>Whether a folded unit is a digit.</summary>
    public static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>Whether two neighbours belong to one word or number, so that nothing may end between them.</summary>
    public static bool Cling(char left, char right) => (IsLetter(left) || IsDigit(left)) && (IsLetter(right) || IsDigit(right));
}
