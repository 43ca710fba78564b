using static ChatCrm.Time.Lexicons.DayPart;

namespace ChatCrm.Time.Lexicons;

/// <summary>Chinese dates in simplified forms; traditional ones are folded before they are looked up.</summary>
internal static class Chinese
{
    private static readonly (string Name, int Days)[] NamedDays =
        [("今", 0), ("明", 1), ("后", 2), ("大后", 3), ("昨", -1), ("前", -2), ("大前", -3)];

    private static readonly (string Names, DayPart Part)[] Parts =
    [
        ("凌晨|半夜", Dawn), ("早上|早晨|清晨|清早|一早|上午", Morning), ("中午", Noon), ("下午|午后", Afternoon), ("傍晚", Dusk), ("晚上|晚间|夜里|夜晚", Evening),
    ];

    private static readonly (string Names, int Weeks)[] Weeks =
        [("上上|上上个", -2), ("上|上个|上一个", -1), ("这|这个|本|本个|这一个", 0), ("下|下个|下一个", 1), ("下下|下下个", 2), ("下下下|下下下个", 3)];

    public static Lexicon Words { get; } = Amounts(Times(Dates(Weekdays(Days(new Lexicon())))));

    private static Lexicon Days(Lexicon words)
    {
        foreach (var (name, days) in NamedDays)
        {
            words.Add($"{name}天", Kind.Day, days);
            if (name is "今" or "明" or "后" or "昨") words.Add($"{name}日", Kind.Day, days);
            if (name is "后" or "大后" or "前" or "大前") continue;
            words.Add($"{name}早|{name}晨|{name}早上", Kind.Day, days, (int)Morning).Add($"{name}晚|{name}夜|{name}晚上", Kind.Day, days, (int)Evening);
        }
        return words;
    }

    private static Lexicon Weekdays(Lexicon words)
    {
        foreach (var week in new[] { "周", "星期", "礼拜" })
        {
            foreach (var (day, iso) in "一二三四五六日天".Zip([1, 2, 3, 4, 5, 6, 7, 7]))
            {
                words.Add($"{week}{day}", Kind.Weekday, iso);
                foreach (var (names, weeks) in Weeks)
                    foreach (var shift in names.Split('|')) words.Add($"{shift}{week}{day}", Kind.Weekday, iso, weeks);
            }
            foreach (var (names, weeks) in Weeks)
                foreach (var shift in names.Split('|')) words.Add($"{shift}{week}", Kind.WeekShift, weeks);
        }
        return words;
    }

    private static Lexicon Dates(Lexicon words) => words
        .Add("月|月份", Kind.MonthMark).Add("日|号", Kind.DayMark).Add("年", Kind.YearMark).Add("底|末", Kind.Bottom)
        .Add("这个月|本月", Kind.MonthShift, 0).Add("下个月|下月", Kind.MonthShift, 1).Add("下下个月|下下月", Kind.MonthShift, 2).Add("上个月|上月", Kind.MonthShift, -1)
        .Add("月底|本月底|这个月底|月末|本月末", Kind.EndOf, (int)Unit.Month, 0).Add("下月底|下个月底|下月末|下个月末", Kind.EndOf, (int)Unit.Month, 1)
        .Add("年底|年末|今年底|今年年底", Kind.EndOf, (int)Unit.Year, 0).Add("明年底|明年年底", Kind.EndOf, (int)Unit.Year, 1)
        .Add("今天下班前|下班前|下班之前|今天之内|今天内", Kind.EndOf, (int)Unit.Day, 0).Add("本周内|这周内|本周之内", Kind.EndOf, (int)Unit.Week, 0)
        .Add("下周内", Kind.EndOf, (int)Unit.Week, 1)
        .Add("前|之前|以前", Kind.Before).Add("在|于", Kind.On).Add("到|至", Kind.Until).Add("的", Kind.Comma);

    private static Lexicon Times(Lexicon words)
    {
        foreach (var (names, part) in Parts) words.Add(names, Kind.Part, (int)part, 1);
        return words
            .Add("点|点钟|时|点整", Kind.HourMark).Add("半", Kind.Half).Add("一刻|一刻钟", Kind.Quarter, 15).Add("三刻", Kind.Quarter, 45)
            .Add("正午", Kind.Clock, 12 * 60).Add("午夜|半夜十二点|半夜12点", Kind.Clock, 24 * 60)
            .Add("对方时间|客户时间|当地时间|他们时间|他们的时间|对方的时间|客户的时间|他的时间|她的时间|对方当地时间|客户当地时间", Kind.Zone, 0)
            .Add("我的时间|我这边时间|我方时间|我们时间|我们的时间|本地时间", Kind.Zone, 1).Add("时间", Kind.TimeWord)
            .Add("提醒|每|日历", Kind.Follower);
    }

    private static Lexicon Amounts(Lexicon words) => words
        .Add("分|分钟", Kind.Unit, (int)Unit.Minute).Add("小时|个小时|钟头|个钟头|个钟", Kind.Unit, (int)Unit.Hour).Add("天|日", Kind.Unit, (int)Unit.Day)
        .Add("周|个星期|星期|个礼拜|礼拜|个周", Kind.Unit, (int)Unit.Week).Add("个月", Kind.Unit, (int)Unit.Month).Add("年", Kind.Unit, (int)Unit.Year)
        .Add("个", Kind.Measure).Add("后|之后|以后|过后", Kind.Later).Add("前|之前|以前", Kind.Ago).Add("现在|刚才|刚刚", Kind.Now);
}
