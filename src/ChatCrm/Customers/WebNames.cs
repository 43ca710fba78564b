using System.Collections.Frozen;

namespace ChatCrm.Customers;

/// <summary>Mail addresses and web domains, as far as telling whether two belong to one company.</summary>
internal static class WebNames
{
    // Whoever shares one of these has nothing else in common.
    private static readonly FrozenSet<string> FreeMail = (
        "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com proton.me protonmail.com " +
        "gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de mail.com zoho.com fastmail.com tutanota.com hey.com " +
        "qq.com foxmail.com 163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn sohu.com aliyun.com tom.com 21cn.com " +
        "naver.com hanmail.net daum.net nate.com yahoo.co.jp docomo.ne.jp ezweb.ne.jp softbank.ne.jp yahoo.com.tw yahoo.com.hk " +
        "mail.ru bk.ru list.ru inbox.ru yandex.ru yandex.com rambler.ru ya.ru ukr.net i.ua wp.pl o2.pl onet.pl interia.pl seznam.cz " +
        "orange.fr wanadoo.fr free.fr laposte.net sfr.fr yahoo.fr hotmail.fr libero.it virgilio.it tiscali.it alice.it yahoo.it hotmail.it " +
        "yahoo.es hotmail.es yahoo.de hotmail.de hotmail.co.uk yahoo.co.uk live.co.uk btinternet.com yahoo.com.br hotmail.com.br uol.com.br bol.com.br terra.com.br " +
        "yahoo.com.mx rediffmail.com yahoo.co.in yahoo.co.id yahoo.com.vn yahoo.com.au bigpond.com comcast.net att.net verizon.net telia.com bluewin.ch")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool SameEmail(string a, string b) => a.Contains('@') && Plain(a) == Plain(b);

    /// <summary>The domains of the web and mail addresses, without those that anybody can have an address in.</summary>
    public static IEnumerable<string> OwnDomains(Known known) =>
        known.Domains.Select(Domain).Concat(known.Emails.Where(email => email.Contains('@')).Select(Domain))
            .Where(domain => domain.Contains('.') && !FreeMail.Contains(domain)).Distinct(StringComparer.Ordinal);

    /// <summary><c>acme.co.jp</c> of <c>https://www.Acme.co.jp/shop</c> and of <c>ito@acme.co.jp</c>.</summary>
    public static string Domain(string address)
    {
        var plain = Plain(address);
        if (plain.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme) plain = plain[(scheme + 3)..];
        plain = plain[(plain.LastIndexOf('@') + 1)..].Split('/', '?', '#', ':')[0].TrimEnd('.');
        return plain.StartsWith("www.", StringComparison.Ordinal) ? plain[4..] : plain;
    }

    private static string Plain(string address) => address.Trim().ToLowerInvariant();
}
