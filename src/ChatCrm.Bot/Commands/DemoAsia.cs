using static ChatCrm.Customers.Tier;

namespace ChatCrm.Bot.Commands;

/// <summary>Mei's customers.</summary>
internal static class DemoAsia
{
    public static readonly IReadOnlyList<DemoCustomer> Customers =
    [
        new("acme-kk", "Acme KK", "アクメ株式会社", "JP", "Tokyo", "Asia/Tokyo", "ja", Vip, "+81 3 0000 01", "small lots, Japanese labels, cartons under 15 kg",
            new DemoContact("ito", "伊藤 花子", "buyer", "Japanese, English", "伊藤様"), new DemoContact("tanabe", "田辺 健", "quality", "Japanese")),
        new("lanhai", "蓝海贸易有限公司", "Lanhai", "CN", "Ningbo", "Asia/Shanghai", "zh", Regular, "+86 574 0000 01", "竹制餐具，要FSC证书",
            new DemoContact("wangfang", "王芳", "采购经理", "中文", "王经理"), new DemoContact("chenlei", "陈磊", "仓库", "中文")),
        new("qinghe", "青禾雅舍家居有限公司", "Qinghe Home", "CN", "Hangzhou", "Asia/Shanghai", "zh", Vip, "+86 571 0000 01", "礼盒包装，每季换新款",
            new DemoContact("zhouting", "周婷", "总经理", "中文, English", "周总")),
        new("yunshan", "云杉百货股份有限公司", "Yunshan", "CN", "Chengdu", "Asia/Shanghai", "zh", Regular, "+86 28 0000 01", "送货到三个门店",
            new DemoContact("liujun", "刘军", "采购", "中文"), new DemoContact("hemin", "何敏", "财务", "中文")),
        new("xingqiao", "星桥进出口有限公司", "Xingqiao", "CN", "Guangzhou", "Asia/Shanghai", "zh", Potential, "+86 20 0000 01", "",
            new DemoContact("huangyu", "黄宇", "外贸", "中文, English")),
        new("songyue", "松月茶具有限公司", "Songyue Tea", "CN", "Suzhou", "Asia/Shanghai", "zh", Regular, "+86 512 0000 01", "薄胎瓷，怕碰",
            new DemoContact("xulan", "徐兰", "设计", "中文"), new DemoContact("guoqiang", "郭强", "采购", "中文")),
        new("sazanami", "株式会社さざなみ雑貨", "Sazanami Zakka", "JP", "Osaka", "Asia/Tokyo", "ja", Regular, "+81 6 0000 01", "delivery in week 2 of the month only",
            new DemoContact("mori", "森 美咲", "buyer", "Japanese", "森様")),
        new("hinokiya", "ひのき生活株式会社", "Hinoki Seikatsu", "JP", "Nagoya", "Asia/Tokyo", "ja", Regular, "+81 52 0000 01", "no plastic in the packing",
            new DemoContact("ogawa", "小川 誠", "head of purchasing", "Japanese, English"), new DemoContact("abe", "阿部 由美", "logistics", "Japanese")),
        new("hokuto", "北斗トレーディング合同会社", "Hokuto Trading", "JP", "Sapporo", "Asia/Tokyo", "ja", Potential, "+81 11 0000 01", "",
            new DemoContact("kudo", "工藤 大輔", "owner", "Japanese")),
        new("minato", "有限会社みなと商会", "Minato Shokai", "JP", "Yokohama", "Asia/Tokyo", "ja", Regular, "+81 45 0000 01", "samples by air, orders by sea",
            new DemoContact("hayashi", "林 直樹", "import", "Japanese, English")),
        new("saebyeok", "새벽리빙 주식회사", "Saebyeok Living", "KR", "Seoul", "Asia/Seoul", "ko", Vip, "+82 2 0000 01", "Korean food-contact certificate with every lot",
            new DemoContact("kimjiwoo", "김지우", "MD", "Korean, English", "김지우 과장님"), new DemoContact("parkminjun", "박민준", "logistics", "Korean")),
        new("daol", "주식회사 다올무역", "Daol Trading", "KR", "Busan", "Asia/Seoul", "ko", Regular, "+82 51 0000 01", "CIF Busan",
            new DemoContact("leeseoyeon", "이서연", "sales", "Korean")),
        new("eunhasu", "은하수홈 주식회사", "Eunhasu Home", "KR", "Incheon", "Asia/Seoul", "ko", Potential, "+82 32 0000 01", "",
            new DemoContact("choihaneul", "최하늘", "buyer", "Korean, English")),
        new("sailom", "บริษัท สายลมโฮม จำกัด", "Sailom Home", "TH", "Bangkok", "Asia/Bangkok", "th", Regular, "+66 2 000 01", "rattan look, light colours",
            new DemoContact("somying", "สมหญิง แก้วใส", "purchasing", "Thai, English", "Khun Somying")),
        new("baimai", "ร้านใบไม้เชียงใหม่", "Baimai", "TH", "Chiang Mai", "Asia/Bangkok", "th", Potential, "+66 53 000 01", "one pallet at a time",
            new DemoContact("anan", "อนันต์ ดอยสูง", "owner", "Thai")),
        new("songxanh", "Công ty TNHH Gốm Sông Xanh", "Song Xanh Ceramics", "VN", "Ho Chi Minh City", "Asia/Ho_Chi_Minh", "vi", Regular, "+84 28 0000 01", "glazes without lead",
            new DemoContact("thuha", "Nguyễn Thu Hà", "purchasing", "Vietnamese, English", "chị Hà"), new DemoContact("quocbao", "Trần Quốc Bảo", "warehouse", "Vietnamese")),
        new("maytrang", "Công ty CP Nội thất Mây Trắng", "May Trang", "VN", "Hanoi", "Asia/Ho_Chi_Minh", "vi", Regular, "+84 24 0000 01", "",
            new DemoContact("ducanh", "Phạm Đức Anh", "director", "Vietnamese")),
        new("suvarna", "सुवर्ण गृह ट्रेडर्स", "Suvarna Grih Traders", "IN", "Mumbai", "Asia/Kolkata", "hi", Regular, "+91 22 0000 01", "invoices in INR and USD",
            new DemoContact("asha", "आशा देशमुख", "partner", "Hindi, English", "Asha ji")),
        new("tanjong", "Tanjong Homeware Pte. Ltd.", "", "SG", "Singapore", "Asia/Singapore", "en", Vip, "+65 0000 01", "consolidates for Malaysia and Brunei",
            new DemoContact("weiling", "Ong Wei Ling", "head of buying", "English, Chinese"), new DemoContact("faridah", "Faridah binti Osman", "shipping", "Malay, English")),
        new("wattlebird", "Wattlebird Living Pty Ltd", "", "AU", "Sydney", "Australia/Sydney", "en", Regular, "+61 2 5550 01", "fumigation certificate",
            new DemoContact("bridget", "Bridget O'Hara", "buyer", "English")),
    ];
}
