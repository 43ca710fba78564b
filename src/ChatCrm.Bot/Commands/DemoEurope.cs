using static ChatCrm.Customers.Tier;

namespace ChatCrm.Bot.Commands;

/// <summary>Jonas' customers: Europe, the Middle East and Brazil.</summary>
internal static class DemoEurope
{
    public static readonly IReadOnlyList<DemoCustomer> Customers =
    [
        new("acme", "Acme GmbH", "", "DE", "Berlin", "Europe/Berlin", "de", Vip, "+49 30 23125 1", "FOB Hamburg, halal label",
            new DemoContact("maria", "Maria Weber", "purchasing", "German, English", "Frau Weber"), new DemoContact("lukas", "Lukas Brandt", "logistics", "German")),
        new("gruenwald", "Grünwald & Söhne Haushaltswaren KG", "", "DE", "Hamburg", "Europe/Berlin", "de", Regular, "+49 40 66969 1", "pays at 14 days with 2 %",
            new DemoContact("ingrid", "Ingrid Grünwald", "owner", "German", "Frau Grünwald"), new DemoContact("soeren", "Sören Petersen", "warehouse", "German")),
        new("moebelhaus-au", "Möbelhaus an der Au GmbH", "", "DE", "Munich", "Europe/Berlin", "de", Regular, "+49 89 99998 1", "spare parts for five years",
            new DemoContact("franz", "Franz Xaver Huber", "buyer", "German", "Herr Huber")),
        new("zoellner", "Käthe Zöllner Tischkultur e.K.", "", "DE", "Leipzig", "Europe/Berlin", "de", Potential, "+49 171 39200", "",
            new DemoContact("kaethe", "Käthe Zöllner", "owner", "German")),
        new("chataignier", "Maison Châtaignier SARL", "", "FR", "Lyon", "Europe/Paris", "fr", Regular, "+33 4 65 71 00 ", "French labels, no catalogue before January",
            new DemoContact("amelie", "Amélie Châtaignier", "gérante", "French"), new DemoContact("benoit", "Benoît Lefèvre", "achats", "French, English")),
        new("ecrin", "L'Écrin d'Été SAS", "", "FR", "Paris", "Europe/Paris", "fr", Vip, "+33 1 99 00 00 ", "exclusive colours for France",
            new DemoContact("helene", "Hélène Dûval", "acheteuse", "French, English", "Madame Dûval")),
        new("aigaio", "Αιγαίο Οικιακά Α.Ε.", "Aegean Homeware", "GR", "Thessaloniki", "Europe/Athens", "el", Regular, "+30 2310 0000", "closed for two weeks in August",
            new DemoContact("eleni", "Ελένη Παπαδάκη", "purchasing", "Greek, English"), new DemoContact("nikos", "Νίκος Γεωργίου", "accounts", "Greek")),
        new("elaionas", "Ελαιώνας Διακόσμηση", "Elaionas", "GR", "Athens", "Europe/Athens", "el", Potential, "+30 21 0000 00", "",
            new DemoContact("katerina", "Κατερίνα Σταύρου", "owner", "Greek")),
        new("isik", "Işık Züccaciye Ltd. Şti.", "Isik", "TR", "Istanbul", "Europe/Istanbul", "tr", Vip, "+90 212 000 01 ", "glass only, double cartons",
            new DemoContact("ayse", "Ayşe Yıldırım", "satın alma", "Turkish, English", "Ayşe Hanım"), new DemoContact("cagri", "Çağrı Öztürk", "depo", "Turkish")),
        new("gumusdere", "Gümüşdere Ev Tekstili A.Ş.", "Gumusdere", "TR", "Izmir", "Europe/Istanbul", "tr", Regular, "+90 232 000 01 ", "OEKO-TEX certificate",
            new DemoContact("ilker", "İlker Şahin", "ithalat", "Turkish")),
        new("laka", "Łąka i Dom sp. z o.o.", "Laka i Dom", "PL", "Kraków", "Europe/Warsaw", "pl", Regular, "+48 12 000 01 ", "mixed pallets",
            new DemoContact("malgorzata", "Małgorzata Wiśniewska", "zakupy", "Polish, English"), new DemoContact("pawel", "Paweł Żuraw", "magazyn", "Polish")),
        new("rodopi", "Родопи Дом ООД", "Rodopi Dom", "BG", "Plovdiv", "Europe/Sofia", "bg", Potential, "+359 32 000 0", "",
            new DemoContact("desislava", "Десислава Петрова", "управител", "Bulgarian")),
        new("oselia", "ТОВ «Світла Оселя»", "Svitla Oselia", "UA", "Lviv", "Europe/Kyiv", "uk", Regular, "+380 32 000 00 ", "pickup at the Polish border",
            new DemoContact("oksana", "Оксана Коваль", "закупівлі", "Ukrainian, English")),
        new("fjallbo", "Fjällbo Hem AB", "Fjallbo", "SE", "Gothenburg", "Europe/Stockholm", "sv", Vip, "+46 31 390 06 ", "carbon figure per article",
            new DemoContact("asa", "Åsa Lindqvist", "inköp", "Swedish, English"), new DemoContact("bjorn", "Björn Ek", "lager", "Swedish")),
        new("thistlewick", "Thistlewick & Rowe Ltd", "", "GB", "Edinburgh", "Europe/London", "en", Regular, "+44 131 496 00", "EORI number on every paper",
            new DemoContact("fiona", "Fiona Rowe", "director", "English")),
        new("pennywhistle", "Pennywhistle Interiors LLP", "", "GB", "London", "Europe/London", "en", Regular, "+44 20 7946 00", "photographs before dispatch",
            new DemoContact("callum", "Callum Hartley-Shaw", "partner", "English"), new DemoContact("zadie", "Zadie Osei", "buyer", "English"), new DemoContact("tom", "Tom Pryce", "accounts", "English")),
        new("waha", "بيت الواحة للتجارة ذ.م.م", "Bayt Al Waha Trading", "AE", "Dubai", "Asia/Dubai", "ar", Vip, "+971 4 000 01", "halal label, Arabic on the front",
            new DemoContact("omar", "عمر الحوسني", "المدير", "Arabic, English", "Mr Omar"), new DemoContact("layla", "ليلى سالم", "المشتريات", "Arabic, English")),
        new("nakhla", "شركة نخلة الخليج", "Nakhlat Al Khaleej", "AE", "Sharjah", "Asia/Dubai", "ar", Potential, "+971 6 000 01", "",
            new DemoContact("hamad", "حمد الكعبي", "المالك", "Arabic")),
        new("dar-alnil", "دار النيل للمفروشات", "Dar El Nil Furnishings", "EG", "Cairo", "Africa/Cairo", "ar", Regular, "+20 2 0000 01", "letter of credit only",
            new DemoContact("nadia", "نادية فهمي", "المشتريات", "Arabic, French")),
        new("jacaranda", "Casa Jacarandá Importação Ltda", "", "BR", "São Paulo", "America/Sao_Paulo", "pt", Regular, "+55 11 0000 01", "NCM code on the invoice",
            new DemoContact("joao", "João Magalhães", "compras", "Portuguese, English"), new DemoContact("lucia", "Lúcia Antunes", "financeiro", "Portuguese")),
    ];
}
