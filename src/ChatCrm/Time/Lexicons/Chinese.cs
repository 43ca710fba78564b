using static ChatCrm.Time.Lexicons.DayPart;

namespace ChatCrm.Time.Lexicons;

/// <summary>Chinese dates in simplified forms; traditional ones are folded before they are looked up. The month comes first.</summary>
internal static class Chinese
{
    private static readonly (string Name, int Days)[] NamedDays =
        [("今", 0), ("明", 1), ("后", 2), ("大后", 3), ("昨", -1), ("前", -2), ("大前", -3)];

    private static readonly (string Names, DayPart Part)[] Parts =
    [
        ("凌晨|半夜", Dawn), ("早上|早晨|清晨|清早|一早|上午", Morning), ("中午", Noon), ("下午|午后", Afternoon), ("傍晚", Dusk), ("晚上|晚间|夜里|夜晚", Evening),
    ];

    private static readonly (string Names, int Count)[] Shifts =
        [("上上|上上个", -2), ("上|上个|上一个", -1), ("这|这个|本|本个|这一个", 0), ("下|下个|下一个", 1), ("下下|下下个", 2), ("下下下|下下下个", 3)];

    private static readonly (string Name, int Years)[] Years = [("前年", -2), ("去年", -1), ("今年", 0), ("明年", 1), ("后年", 2)];

    public static Lexicon Words { get; } = Repeats(Things(Amounts(Times(Dates(Ends(Stretches(Weekdays(Days(new Lexicon("zh", monthFirst: true))))))))));

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
                foreach (var (shift, weeks) in Each(Shifts)) words.Add($"{shift}{week}{day}", Kind.Weekday, iso, weeks);
            }
        }
        return words;
    }

    private static Lexicon Stretches(Lexicon words)
    {
        foreach (var (shift, count) in Each(Shifts))
        {
            words.Add($"{shift}周|{shift}星期|{shift}礼拜|{shift}周初", Kind.WeekShift, count).Add($"{shift}月", Kind.MonthShift, count);
            if (count != 0) words.Add($"{shift}工作日", Kind.Workday, count);
            foreach (var within in new[] { "内", "之内", "以内" }) words.Add($"{shift}周{within}", Kind.EndOf, (int)Unit.Week, count).Add($"{shift}月{within}", Kind.EndOf, (int)Unit.Month, count);
            words.Add($"{shift}月底|{shift}月末", Kind.EndOf, (int)Unit.Month, count)
                .Add($"{shift}季末|{shift}季度末|{shift}季底|{shift}季度底|{shift}季度内", Kind.EndOf, (int)Unit.Quarter, count);
        }
        return words;
    }

    private static Lexicon Ends(Lexicon words)
    {
        foreach (var (name, place) in "一二三四五".Zip([1, 2, 3, 4, 5])) words.Add($"第{name}个|第{place}个", Kind.Place, place).Add($"第{name}|第{place}", Kind.Place, place, 1);
        words.Add("最后一个|最后1个", Kind.Place, -1).Add("最后一|最后1", Kind.Place, -1, 1);
        foreach (var (year, count) in Years) words.Add(year, Kind.YearShift, count).Add($"{year}底|{year}末|{year}年底|{year}年末|{year}内|{year}之内", Kind.EndOf, (int)Unit.Year, count);
        return words
            .Add("年底|年末|年内", Kind.EndOf, (int)Unit.Year, 0)
            .Add("季末|季度末|季底|季度底", Kind.EndOf, (int)Unit.Quarter, 0).Add("月底|月末|月内", Kind.EndOf, (int)Unit.Month, 0).Add("周内", Kind.EndOf, (int)Unit.Week, 0)
            .Add("下班前|下班之前|下班以前|今天之内|今天内|今日内", Kind.EndOf, (int)Unit.Day, 0);
    }

    private static Lexicon Dates(Lexicon words) => words
        .Add("月|月份", Kind.MonthMark).Add("日|号", Kind.DayMark).Add("年", Kind.YearMark).Add("季度", Kind.QuarterMark).Add("底|末", Kind.Bottom)
        .Add("初", Kind.Stage, 1).Add("中旬", Kind.Stage, 15).Add("第", Kind.Ordinal)
        .Add("前|之前|以前|内|之内|以内", Kind.Before).Add("最晚|最迟|不晚于|不迟于|截止|截至|截止到", Kind.By)
        .Add("在|于", Kind.On).Add("到|至", Kind.Until).Add("的", Kind.Comma);

    private static Lexicon Times(Lexicon words)
    {
        foreach (var (names, part) in Parts) words.Add(names, Kind.Part, (int)part, 1);
        return words
            .Add("早", Kind.Part, (int)Morning, 0, weak: true).Add("晚", Kind.Part, (int)Evening, 0, weak: true)
            .Add("点|时", Kind.HourMark).Add("点钟|点整|时整", Kind.HourMark, 1).Add("半", Kind.Half).Add("一刻|一刻钟", Kind.Quarter, 15).Add("三刻", Kind.Quarter, 45)
            .Add("正午", Kind.Clock, 12 * 60).Add("午夜|半夜十二点|半夜12点", Kind.Clock, 24 * 60)
            .Add("对方时间|客户时间|当地时间|他们时间|他们的时间|对方的时间|客户的时间|他的时间|她的时间|对方当地时间|客户当地时间|客户那边时间|对方那边时间|他们那边时间", Kind.Zone, 0)
            .Add("我的时间|我这边时间|我方时间|我们时间|我们的时间|我们这边时间|本地时间", Kind.Zone, 1).Add("时间", Kind.TimeWord)
            .Add("大约|大概|差不多", Kind.Around).Add("提醒|每|日历", Kind.Follower);
    }

    private static Lexicon Amounts(Lexicon words) => words
        .Add("分|分钟", Kind.Unit, (int)Unit.Minute).Add("小时|个小时|钟头|个钟头|个钟", Kind.Unit, (int)Unit.Hour).Add("天|日", Kind.Unit, (int)Unit.Day)
        .Add("工作日|个工作日|个工作天", Kind.Unit, (int)Unit.BusinessDay)
        .Add("周|个星期|星期|个礼拜|礼拜|个周", Kind.Unit, (int)Unit.Week).Add("个月", Kind.Unit, (int)Unit.Month)
        .Add("季度|个季度", Kind.Unit, (int)Unit.Quarter).Add("年", Kind.Unit, (int)Unit.Year)
        .Add("个", Kind.Measure).Add("后|之后|以后|过后", Kind.Later).Add("内|之内|以内", Kind.Within).Add("前|之前|以前", Kind.Ago)
        .Add("刚才|刚刚", Kind.Now).Add("现在", Kind.Now, weak: true);

    // 三点意见, 3号样品, 3日元, 早上好, 下周末.
    private static Lexicon Things(Lexicon words) => words
        .Add("意见|建议|问题|要求|原因|内容|事项|疑问|说明|理由|反馈|需求|想法|共识", Kind.Thing)
        .Add("样|线|楼|仓|机|门|产品|产线|货|柜|店|馆|厅|库|车间|房|桌|方案|合同|订单|款|色|箱|厂|文件|版|码|钢|料|员工", Kind.Thing)
        .Add("元|圆|币|本|语|系|用|游|志|历|均|报价|三餐|间|程", Kind.Thing)
        .Add("好|班|茶|餐|饭", Kind.Thing).Add("末|上旬|下旬", Kind.Thing);

    private static Lexicon Repeats(Lexicon words) => words
        .Add("每|每个", Kind.Each).Add("每月|每个月", Kind.Often, (int)Unit.Month, 1).Add("每季", Kind.Often, (int)Unit.Quarter, 1)
        .Add("隔周|双周", Kind.Often, (int)Unit.Week, 2)
        .Add("自上次联系|自上次联系后|自上次联系起|自上次联络|自上次联络起|从上次联系起|从上次联系|上次联系后|上次联系之后|距上次联系|自上次沟通|自上次沟通起", Kind.LastContact);

    private static IEnumerable<(string Name, int Count)> Each((string Names, int Count)[] shifts) =>
        from shift in shifts from name in shift.Names.Split('|') select (name, shift.Count);
}
