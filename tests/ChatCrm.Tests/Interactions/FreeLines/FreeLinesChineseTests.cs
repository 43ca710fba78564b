namespace ChatCrm.Tests.Interactions.FreeLines;

/// <summary>Lines that follow no form, in Chinese, and what became of each, as <see cref="Told"/> says it. It is Sunday, 2026-11-22, 16:05 in Shanghai.</summary>
public class FreeLinesChineseTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "昨天和Acme的Maria通话20分钟，关于报价，周五前要报价单", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "昨天与Acme的Maria通话20分钟，谈了报价，周五之前要报价单", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五之前要报价单 | 报价单 11-27 17:00" },
        { "昨天给Acme的Maria打了20分钟电话，关于报价，周五前要报价单", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "关于报价，昨天和Acme的Maria通话20分钟，周五前要报价单", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "周五前要报价单，昨天和Acme的Maria通话20分钟，关于报价", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "和Acme的Maria昨天通话20分钟，关于报价，周五前要报价单", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "Acme的Maria来电10分钟，关于订单", "acme Call 10 In [Maria Weber] | 订单" },
        { "今天拜访了华为，谈了交期", "huawei Visit | 交期" },
        { "拜访了华为两个小时，下周二跟进", "huawei Visit 120 |  |  11-24 09:00" },
        { "昨天下午3点拜访华为，同意降价", "huawei Visit =ok 11-21 15:00 | 同意降价" },
        { "给华为发了邮件，关于样品，下周二跟进寄样品", "huawei Mail | 样品 | 寄样品 11-24 09:00" },
        { "华为来电15分钟，投诉交货晚", "huawei Call 15 In =complaint | 投诉交货晚" },
        { "给Acme的Maria打电话，没人接，明天上午10点回电", "acme Call =no-answer [Maria Weber] |  | 回电 11-23 10:00" },
        { "致电华为，没接", "huawei Call =no-answer | " },
        { "和华为微信沟通了价格", "huawei Chat | 价格" },
        { "和华为的王经理通话20分钟，要样品", "huawei Call 20 [王经理] | 要样品" },
        { "给华为打了电话，对方感兴趣", "huawei Call =interested | 感兴趣" },
        { "见了Maria，聊了一小时，拒绝涨价", "acme Meeting 60 [Maria Weber] | 拒绝涨价 · 聊了一小时" },
        { "昨天跟华为开了一个小时的会，下周五前要合同", "huawei Meeting 60 11-21 09:00 | 下周五前要合同 | 合同 11-27 17:00" },
        { "華為來電20分鐘，關於報價，週五前要報價單", "huawei Call 20 In | 報價 · 週五前要報價單 | 報價單 11-27 17:00" },
        { "昨天和華為通話20分鐘，關於報價", "huawei Call 20 11-21 09:00 | 報價" },
        { "没有给华为打电话", "form? kind : customer=huawei; kind=Call; text=没有" },
        { "要给华为打电话", "form? kind : customer=huawei; kind=Call; text=要给华为" },
        { "明天给华为打电话", "form? when : customer=huawei; kind=Call; when=明天" },
        { "给华为打电话了吗", "form? kind : customer=huawei; kind=Call; text=了吗" },
        { "给Acme打了电话", "Which “Acme”?" },
        { "微信支付", "Nobody is called “微信支付”." },
        { "前天上午9点半致电华为30分钟，关于重要客户的问题", "huawei Call 30 11-20 09:30 | 重要客户的问题" },
        { "发邮件给Acme KK，关于发票", "acmekk Mail | 发票" },
        { "刚才给华为打了电话，2小时后再联系", "huawei Call |  | 再联系 11-22 18:05" },
        { "和伊藤花子通话15分钟", "acmekk Call 15 [伊藤 花子] | " },
        { "给Acme的Maria打了20分钟的电话，关于报价，她要报价单，周五前", "acme Call 20 [Maria Weber] | 报价 · 要报价单 | 报价单 11-27 17:00" },
        { "今天上午跟Acme的Maria通了电话，20分钟，关于交期", "acme Call 20 [Maria Weber] 11-22 09:00 | 交期" },
        { "昨天下午三点给Acme的Maria致电，聊了付款方式", "acme Call [Maria Weber] 11-21 15:00 | 聊了付款方式" },
        { "前天拜访Acme GmbH三个小时，对方希望12月3日前收到样品", "acme Visit 180 11-20 09:00 | 希望12月3日前收到样品 | 收到样品 12-03 17:00" },
        { "上周四和Maria见面，确认了订单", "acme Meeting =ok [Maria Weber] 11-12 09:00 | 确认了订单" },
        { "刚和Acme的Maria通话，她拒绝了新价格", "acme Call [Maria Weber] | 拒绝了新价格" },
        { "Acme的Maria打来电话，投诉包装破损", "acme Call In =complaint [Maria Weber] | 投诉包装破损" },
        { "收到Acme的Maria来电，5分钟，询问库存", "acme Call 5 In [Maria Weber] | 询问库存 · 收到" },
        { "Acme KK来电，关于发票4711", "acmekk Call In | 发票4711" },
        { "给Acme KK发了封邮件，关于样品尺寸，下周三回访", "acmekk Mail | 样品尺寸 | 回访 11-25 09:00" },
        { "给Acme KK发邮件，后天跟进", "acmekk Mail |  |  11-24 09:00" },
        { "发微信给Maria，关于颜色", "acme Chat [Maria Weber] | 颜色" },
        { "微信联系了华为，要新目录", "huawei Chat | 要新目录" },
        { "与华为开会一个半小时，讨论了明年计划，12月1日前要方案", "huawei Meeting 90 | 明年计划 · 12月1日前要方案 | 方案 12-01 17:00" },
        { "昨天在华为开了2小时会，同意试用", "huawei Meeting 120 =ok 11-21 09:00 | 同意试用" },
        { "上门拜访华为，下周一跟进送样品", "huawei Visit |  | 送样品 11-23 09:00" },
        { "见了华为的李经理，谈了代理，感兴趣", "huawei Meeting =interested [李经理] | 代理 · 感兴趣" },
        { "给华为的李经理打了个电话，约20分钟，月底前要合同", "huawei Call 20 [李经理] | 月底前要合同 | 合同 11-30 17:00" },
        { "华为的李经理来访，参观了工厂", "huawei Visit In [李经理] | 参观了工厂" },
        { "致电Maria，无人接听，后天再打", "acme Call =no-answer [Maria Weber] |  | 再打 11-24 09:00" },
        { "给Maria打电话没人接", "acme Call =no-answer [Maria Weber] | " },
        { "语音留言给Maria，明天下午3点回电", "acme Call =no-answer [Maria Weber] | 语音留言 | 回电 11-23 15:00" },
        { "记得给华为打电话", "form? kind : customer=huawei; kind=Call; text=记得" },
        { "准备拜访华为", "form? kind : customer=huawei; kind=Visit; text=准备" },
        { "下周二拜访华为", "form? when : customer=huawei; kind=Visit; when=下周二" },
        { "打电话给华为，通话15分钟，不感兴趣", "huawei Call 15 | 不感兴趣" },
        { "华为：通话15分钟，关于报价", "huawei Call 15 | 报价" },
        { "电话沟通华为15分钟，需要样品", "huawei Call 15 | 需要样品" },
        { "C-1003 通话15分钟", "huawei Call 15 | " },
        { "给C-1001打了电话，谈了FOB价", "acme Call | FOB价" },
        { "拜访不存在的公司两小时，谈了报价", "form? customer : kind=Visit; text=报价 · 不存在的公司; minutes=120" },
        { "通话20分钟，关于报价", "form? customer : kind=Call; text=报价; minutes=20" },
        { "昨天和Acme的Maria通话20分钟，关于报价，周五前要报价单，=interested", "acme Call 20 =interested [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 · interested · = | 报价单 11-27 17:00" },
        { "昨天和Acme的Maria通话20分钟，“要FOB价”", "acme Call 20 [Maria Weber] 11-21 09:00 | 要FOB价" },
        { "昨天和Acme的Maria通话２０分钟，关于报价，周五前要报价单。", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "昨天和Acme的Maria通话20分钟关于报价周五前要报价单", "acme Call 20 [Maria Weber] 11-21 09:00 | 报价 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "called华为15分钟，关于报价", "huawei Call 15 | 报价" },
        { "和Maria通话20分钟 re pricing, wants quote by Friday", "acme Call 20 [Maria Weber] | pricing · wants quote by Friday | quote 11-27 17:00" },
    };

    public static TheoryData<string, string> Denied => new()
    {
        { "和Acme的Maria通话，她没同意", "acme Call [Maria Weber] | 没同意" },
        { "和Acme的Maria通话，她还没有同意", "acme Call [Maria Weber] | 还没有同意" },
        { "和Acme的Maria通话她不同意", "acme Call [Maria Weber] | 不同意" },
        { "和Acme的Maria通话，不太感兴趣", "acme Call [Maria Weber] | 不太感兴趣" },
        { "和Acme的Maria通话，她对价格不太感兴趣", "acme Call [Maria Weber] | 对价格不太感兴趣" },
        { "和Acme的Maria通话，並未確認", "acme Call [Maria Weber] | 未確認" },
        { "给华为打了电话，她不需要样品", "huawei Call | 不需要样品" },
        { "给华为打了电话，不要样品", "huawei Call | 不要样品" },
        { "给华为打了电话，周五前不需要报价单", "huawei Call | 周五前不需要报价单" },
        { "给华为打了电话，周五前他们老板不要报价单", "huawei Call | 周五前他们老板不要报价单" },
        { "给华为打了电话，希望不要周五前发货", "huawei Call | 希望不要周五前发货" },
        { "给华为打了电话，不用回电", "huawei Call | 不用回电" },
        { "给华为打了电话，无需下周二跟进", "huawei Call | 无需下周二跟进" },
        { "给华为打了电话，别周五前发货", "huawei Call | 别周五前发货" },
        { "给华为打了电话，请周五前回复", "huawei Call | 请 | 回复 11-27 17:00" },
        { "给华为打了电话，没有投诉", "huawei Call | 没有投诉" },
        { "给华为打了电话，无投诉", "huawei Call | 无投诉" },
        { "给华为打了电话，如果同意就签", "huawei Call | 如果同意就签" },
        { "给华为打了电话，请确认价格", "huawei Call | 请确认价格" },
        { "给华为打了电话，感兴趣吗", "huawei Call | 感兴趣吗" },
        { "给华为打了电话，没同意但周五前要报价单", "huawei Call | 没同意但 · 周五前要报价单 | 报价单 11-27 17:00" },
        { "给华为打了电话，特别感兴趣", "huawei Call =interested | 感兴趣 · 特别" },
        { "给华为打了电话，没问题同意", "huawei Call =ok | 同意 · 没问题" },
        { "给华为打了电话，不锈钢样品感兴趣", "huawei Call =interested | 感兴趣 · 不锈钢样品" },
        { "给华为打了电话，没时间，周五前要报价单", "huawei Call | 周五前要报价单 · 没时间 | 报价单 11-27 17:00" },
    };

    [Theory, MemberData(nameof(Denied))]
    public async Task What_is_denied_is_no_outcome_and_no_step(string line, string told) => Assert.Equal(told, await Told.Of(line));

    public static TheoryData<string, string> Elsewhere => new()
    {
        { "给华为打了电话，她说昨天收到样品", "huawei Call | 说昨天收到样品" },
        { "给华为打了电话，发票昨天付了", "huawei Call | 发票昨天付了" },
        { "给华为打了电话，机器停了3小时", "huawei Call | 机器停了3小时" },
        { "给华为打了电话，3小时", "huawei Call 180 | " },
        { "给华为打了电话，昨天", "huawei Call 11-21 09:00 | " },
        { "给华为打了电话，关于周一", "form? when : customer=huawei; kind=Call; text=周一; when=周一" },
    };

    [Theory, MemberData(nameof(Elsewhere))]
    public async Task A_time_that_belongs_to_something_else_is_not_the_contacts(string line, string told) => Assert.Equal(told, await Told.Of(line));

    [Theory, MemberData(nameof(Lines))]
    public async Task A_line_is_read_so(string line, string told) => Assert.Equal(told, await Told.Of(line));
}
