namespace ChatCrm.Bot.Commands;

/// <summary>How companies and people are called in one country.</summary>
/// <param name="Companies">The pattern of a company's name: {0} of <paramref name="First"/>, {1} of <paramref name="Second"/>.</param>
/// <param name="People">The pattern of a person's name: {0} given, {1} family.</param>
/// <param name="First">Words; one that is not in Latin letters has its Latin form behind a slash.</param>
/// <param name="Cities">City and zone.</param>
internal sealed record NameStyle(
    string Country, string Language, string Companies, string People, string[] First, string[] Second, string[] Given, string[] Family, params (string City, string Zone)[] Cities)
{
    /// <summary>The name and its Latin form; that is empty where the name is Latin itself.</summary>
    public (string Name, string Alias) Company(Dice dice)
    {
        var (first, second) = (dice.Of(First).Split('/'), dice.Of(Second).Split('/'));
        return (Filled(Companies, first[0], second[0]), first.Length > 1 ? $"{first[1]} {second[^1]}" : "");
    }

    public string Person(Dice dice) => Filled(People, dice.Of(Given), dice.Of(Family));

    private static string Filled(string pattern, string first, string second) =>
        pattern.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);
}

/// <summary>The words that made-up names are put together from: few, so that a search finds many.</summary>
internal static class MadeUpNames
{
    public static readonly IReadOnlyList<NameStyle> Styles =
    [
        new("DE", "de", "{0} {1} GmbH", "{0} {1}",
            Words("Grünwald Möllner Süderbrück Nordhaus Eichenau Bergfeld Kranich Seelbach Löwenstieg Talheimer Rotbuche Königshof Brückner Waldquell Hasenkamp Weißdorn"),
            Words("Haushalt Wohnen Keramik Handel Tischkultur Garten Import Möbel Textil Küche Logistik Bürobedarf"),
            Words("Maria Jürgen Käthe Sören Anna Björn Heike Till Ute Jens"), Words("Weber Müllner Schäfer Brandt Petersen Öhler Huber Krüger Vogt Lange"),
            ("Berlin", "Europe/Berlin"), ("Hamburg", "Europe/Berlin"), ("Munich", "Europe/Berlin")),
        new("GB", "en", "{0} {1} Ltd", "{0} {1}",
            Words("Thistlewick Pennywhistle Harrowgate Ashcombe Larkfield Brambledown Kestrelmoor Wrenbury Foxglade Merrivale Stonebeck Millbrook Oakhanger Sandpiper Elderton Rookhurst"),
            Words("Interiors Trading Home Supplies Kitchen Garden Imports Living Textiles Ceramics Gifts Wholesale"),
            Words("Fiona Callum Zadie Tom Imogen Rhys Bridget Owen Priti Kofi"), Words("Rowe Hartley Osei Pryce O'Hara Blackwood Ng Fairweather Shaw Patel"),
            ("London", "Europe/London"), ("Edinburgh", "Europe/London"), ("Leeds", "Europe/London")),
        new("FR", "fr", "{0} {1} SARL", "{0} {1}",
            Words("Châtaignier L'Écrin Bellerive Rochefleur Sauvignac Montclair Pré-Vert L'Étoile Aubépine Cœur-Blanc Grandval Fontgrêle Hêtraie Noisetier Val-d'Été Mésange"),
            Words("Maison Décoration Jardin Import Céramique Textile Cuisine Négoce Cadeaux Mobilier Vaisselle Distribution"),
            Words("Amélie Benoît Hélène Théo Zoé Gaël Chloé Rémi Inès Noël"), Words("Lefèvre Dûval Mercier Garçon Béranger Roussel Lemaître Blanchet Noiret Fabre"),
            ("Lyon", "Europe/Paris"), ("Paris", "Europe/Paris"), ("Lille", "Europe/Paris")),
        new("CN", "zh", "{0}{1}有限公司", "{1}{0}",
            Words("蓝海/Lanhai 青禾/Qinghe 云杉/Yunshan 星桥/Xingqiao 松月/Songyue 和风/Hefeng 金桂/Jingui 晨曦/Chenxi 远帆/Yuanfan 白鹭/Bailu 竹溪/Zhuxi 雅舍/Yashe 南岭/Nanling 北辰/Beichen 长河/Changhe 明湖/Minghu"),
            Words("贸易/Trading 家居/Home 百货/Stores 进出口/Import-Export 茶具/Tea 陶瓷/Ceramics 纺织/Textiles 礼品/Gifts 厨具/Kitchen 电器/Appliances 物流/Logistics 花园/Garden"),
            Words("芳 磊 婷 军 敏 宇 兰 强 雪 志明"), Words("王 陈 周 刘 何 黄 徐 郭 赵 孙"),
            ("Ningbo", "Asia/Shanghai"), ("Hangzhou", "Asia/Shanghai"), ("Guangzhou", "Asia/Shanghai"), ("Chengdu", "Asia/Shanghai")),
        new("JP", "ja", "株式会社{0}{1}", "{1} {0}",
            Words("さざなみ/Sazanami ひのき/Hinoki 北斗/Hokuto みなと/Minato 青葉/Aoba こだま/Kodama 山吹/Yamabuki つばき/Tsubaki 白雪/Shirayuki はるか/Haruka 千鳥/Chidori 朝霧/Asagiri 月見/Tsukimi すずらん/Suzuran 若草/Wakakusa 紅葉/Momiji"),
            Words("商会/Shokai 雑貨/Zakka 生活/Seikatsu トレーディング/Trading 家具/Kagu 陶器/Toki 食器/Shokki 物産/Bussan ギフト/Gift 園芸/Engei インテリア/Interior 貿易/Boeki"),
            Words("花子 健 美咲 誠 由美 大輔 直樹 葵 翔 恵"), Words("伊藤 田辺 森 小川 阿部 工藤 林 佐野 西村 大塚"),
            ("Tokyo", "Asia/Tokyo"), ("Osaka", "Asia/Tokyo"), ("Sapporo", "Asia/Tokyo")),
        new("KR", "ko", "{0}{1} 주식회사", "{1}{0}",
            Words("새벽/Saebyeok 다올/Daol 은하수/Eunhasu 푸른솔/Pureunsol 한여울/Hanyeoul 단비/Danbi 가온누리/Gaonnuri 솔바람/Solbaram 달빛/Dalbit 이슬/Iseul 너른들/Neoreundeul 마루/Maru"),
            Words("리빙/Living 무역/Trading 홈/Home 상사/Sangsa 도자기/Ceramics 섬유/Textiles 가구/Furniture 주방/Kitchen 선물/Gifts 유통/Retail"),
            Words("지우 민준 서연 하늘 도윤 은지 준호 수빈 예린 태양"), Words("김 박 이 최 정 강 윤 임 한 오"),
            ("Seoul", "Asia/Seoul"), ("Busan", "Asia/Seoul")),
        new("AE", "ar", "شركة {0} {1}", "{0} {1}",
            Words("الواحة/Waha النخلة/Nakhla اللؤلؤة/Lulua الصحراء/Sahra الميناء/Mina الفجر/Fajr الياسمين/Yasmin القمر/Qamar الريحان/Rayhan الشراع/Shira البيان/Bayan الزمرد/Zumurrud"),
            Words("للتجارة/Trading للمفروشات/Furnishings للاستيراد/Import للهدايا/Gifts للأثاث/Furniture للسيراميك/Ceramics للحدائق/Gardens للتوزيع/Distribution"),
            Words("عمر ليلى حمد نادية سالم فاطمة خالد مريم يوسف هدى"), Words("الحوسني سالم الكعبي فهمي الزهراني المنصوري الشامسي حداد النجار العامري"),
            ("Dubai", "Asia/Dubai"), ("Sharjah", "Asia/Dubai"), ("Abu Dhabi", "Asia/Dubai")),
        new("UA", "uk", "ТОВ {0} {1}", "{0} {1}",
            Words("Світанок/Svitanok Оселя/Oselia Калина/Kalyna Карпати/Karpaty Дніпро/Dnipro Веселка/Veselka Лелека/Leleka Смерека/Smereka Барвінок/Barvinok Джерело/Dzherelo Вишня/Vyshnia Соняшник/Soniashnyk"),
            Words("Дім/Dim Торг/Torh Імпорт/Import Кераміка/Keramika Текстиль/Tekstyl Меблі/Mebli Посуд/Posud Сад/Sad Подарунки/Podarunky Логістика/Lohistyka"),
            Words("Оксана Тарас Олена Андрій Ірина Богдан Юлія Остап Марія Степан"), Words("Коваль Шевчук Бондар Мельник Ткач Гончар Савчук Поліщук Кравець Лисенко"),
            ("Lviv", "Europe/Kyiv"), ("Kyiv", "Europe/Kyiv"), ("Odesa", "Europe/Kyiv")),
        new("GR", "el", "{0} {1} Α.Ε.", "{0} {1}",
            Words("Αιγαίο/Aigaio Ελαιώνας/Elaionas Θάλασσα/Thalassa Ήλιος/Ilios Δελφίνι/Delfini Κύμα/Kyma Πεύκο/Pefko Γαλήνη/Galini Ορίζοντας/Orizontas Αστέρι/Asteri Λιμάνι/Limani Άνεμος/Anemos"),
            Words("Οικιακά/Homeware Διακόσμηση/Decor Εμπορική/Trading Εισαγωγική/Imports Κεραμικά/Ceramics Υφάσματα/Fabrics Δώρα/Gifts Έπιπλα/Furniture"),
            Words("Ελένη Νίκος Κατερίνα Γιώργος Σοφία Δημήτρης Άννα Πέτρος Μαρία Στέλιος"), Words("Παπαδάκη Γεωργίου Σταύρου Νικολάου Αλεξίου Βλάχου Δήμου Κωστή Ράπτη Φωτίου"),
            ("Athens", "Europe/Athens"), ("Thessaloniki", "Europe/Athens")),
        new("TR", "tr", "{0} {1} Ltd. Şti.", "{0} {1}",
            Words("Işık Gümüşdere İncirli Çınarlı Şafak Güneşli Yıldızeli Kıvılcım Ağaçlı Örnekköy Üzümlü İpekyolu Dağkeçi Sığırcık Çiğdem Kızılırmak"),
            Words("Züccaciye Tekstil Mobilya Dış-Ticaret Seramik Hediyelik Mutfak İthalat Bahçe Ev-Gereçleri"),
            Words("Ayşe Çağrı İlker Gülşen Ümit Işıl Doğan Şule Özgür Nazlı"), Words("Yıldırım Öztürk Şahin Çelik Aydın Güneş Işık Doğru Koçak Ünlü"),
            ("Istanbul", "Europe/Istanbul"), ("Izmir", "Europe/Istanbul")),
        new("TH", "th", "บริษัท {0}{1} จำกัด", "{0} {1}",
            Words("สายลม/Sailom ใบไม้/Baimai ดอกบัว/Dokbua แสงดาว/Saengdao ทะเลทอง/Thalethong ฟ้าใส/Fahsai ภูผา/Phupha น้ำค้าง/Namkhang ไผ่เขียว/Phaikhiao ตะวัน/Tawan"),
            Words("โฮม/Home เทรดดิ้ง/Trading เซรามิก/Ceramics เฟอร์นิเจอร์/Furniture กิฟต์/Gifts อิมปอร์ต/Import การ์เด้น/Garden เท็กซ์ไทล์/Textile"),
            Words("สมหญิง อนันต์ มาลี ประเสริฐ วิภา ชัยวัฒน์ กมลา ธนา ปรียา สุรชัย"), Words("แก้วใส ดอยสูง ทองดี ศรีสุข วงศ์งาม ใจดี บุญมา พลอยแก้ว รักไทย แสนสุข"),
            ("Bangkok", "Asia/Bangkok"), ("Chiang Mai", "Asia/Bangkok")),
        new("VN", "vi", "Công ty TNHH {0} {1}", "{1} {0}",
            ["Sông Xanh", "Mây Trắng", "Hoa Đào", "Trúc Vàng", "Biển Bạc", "Sao Mai", "Gió Đông", "Lúa Mới", "Đá Quý", "Cầu Vồng", "Suối Ngọc", "Trăng Non"],
            ["Thương Mại", "Nội Thất", "Gốm Sứ", "Xuất Nhập Khẩu", "Dệt May", "Quà Tặng", "Gia Dụng", "Sân Vườn"],
            ["Thu Hà", "Quốc Bảo", "Đức Anh", "Minh Châu", "Ngọc Lan", "Văn Hùng", "Thị Mai", "Thanh Tùng"], Words("Nguyễn Trần Phạm Lê Hoàng Vũ Đặng Bùi"),
            ("Ho Chi Minh City", "Asia/Ho_Chi_Minh"), ("Hanoi", "Asia/Ho_Chi_Minh")),
    ];

    private static string[] Words(string words) => words.Split(' ');
}
