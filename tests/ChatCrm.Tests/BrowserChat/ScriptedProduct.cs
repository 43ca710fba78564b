using ChatCrm.Conversation;

namespace ChatCrm.Tests.BrowserChat;

/// <summary>A product that knows Acme and 华为, in English and Chinese: enough to talk with the page.</summary>
internal sealed class ScriptedProduct
{
    private static readonly (string Label, string Value, string Also)[] Customers =
        [("Acme GmbH · DE · Jonas", "C-1042", "acme"), ("Acme KK · JP · Mei", "C-1007", "acme"), ("华为 Huawei · CN · Mei", "C-1011", "huawei")];

    public List<Input> Heard { get; } = [];

    public Task<Reply> Answer(Turn turn, CancellationToken cancel)
    {
        lock (Heard) Heard.Add(turn.What);
        var isChinese = turn.Who.Language == "zh-Hans";
        return Task.FromResult(turn.What switch
        {
            Input.Arrived => new Reply.Show(Welcome(isChinese)),
            Input.LookedUp what => new Reply.Options([.. Customers.Where(customer => (customer.Label + customer.Also).Contains(what.Query, StringComparison.OrdinalIgnoreCase)).Select(customer => new Choice(customer.Label, customer.Value))]),
            Input.Said { Line: "log" or "记" } => new Reply.Ask(Log(isChinese, turn.Id)),
            Input.Said { Line: "share" } => new Reply.Show(Logged(isChinese), ForTheRoom: true),
            Input.Said { Line: "acme" or "华为" } => new Reply.Show(Acme(isChinese)),
            Input.Said => new Reply.Show(Logged(isChinese)),
            Input.Pressed { Button: "interaction.undo" } => new Reply.Replace(new Card(new Line(Text.Ours(isChinese ? "已撤销，什么都没有记录。" : "Undone. Nothing was logged.")))),
            Input.Pressed => new Reply.Ask(Log(isChinese, turn.Id)),
            Input.Submitted what => Submitted(what, isChinese),
            _ => new Reply.Quiet(),
        });
    }

    private static Reply Submitted(Input.Submitted what, bool isChinese) => what.Values.GetValueOrDefault("minutes") is "15"
        ? new Reply.Show(Logged(isChinese))
        : new Reply.NotValid(Log(isChinese, what.FormId).Refused(what.Values, new Dictionary<string, string> { ["minutes"] = isChinese ? "请填写分钟数，例如 15。" : "Write the minutes as a number, like 15." }));

    public static Card Welcome(bool isChinese) => new(
    [
        new Heading(Text.Ours(isChinese ? "欢迎使用 ChatCrm" : "Welcome to ChatCrm")),
        new Line(Text.Ours(isChinese ? "试试：华为，或者 记 华为 电话 15分" : "Try: acme, or log Acme call 15m")),
    ], [new Button("help", isChinese ? "帮助" : "Help", Look: Look.Primary)]);

    public static Card Due(bool isChinese) => new(
    [
        new Heading(Text.Ours(isChinese ? "到期：" : "Due now: ") + Text.Theirs("Acme GmbH"), Text.Ours(isChinese ? "11月17日由你设置" : "set by you on 17 Nov")),
        new Quote(Text.Theirs(isChinese ? "寄样品" : "send samples")),
        new Line(Text.Ours(isChinese ? "一小时后开门，柏林 08:00（09:00–17:30）· 你这里 15:00" : "They open in an hour, 08:00 in Berlin (09:00–17:30) · you 15:00")),
    ],
    [new Button("follow-up.done", isChinese ? "完成" : "Done", Look: Look.Primary), new Button("interaction.log", isChinese ? "记录通话" : "Log a call"),
        new Menu(isChinese ? "稍后提醒" : "Snooze", [new Button("follow-up.snooze", isChinese ? "1小时" : "1 h", "1h"), new Button("follow-up.snooze", isChinese ? "明天" : "tomorrow", "1d")])]);

    private static Card Logged(bool isChinese) => new(
    [
        new Heading(Text.Ours(isChinese ? "✓ 已记录：与" : "✓ Call 15 min with ") + Text.Theirs("Acme GmbH") + Text.Ours(isChinese ? "通话 15 分钟，今天 16:05" : ", today 16:05")),
        new Quote(Text.Theirs("asked for FOB price, wants *samples* <b>now</b>")),
        new Line(Text.Ours(isChinese ? "跟进：11月24日周二 15:00 上海 · 08:00 柏林" : "Follow-up Tue 24 Nov 15:00 Shanghai · 08:00 Berlin")),
    ], [new Button("interaction.undo", isChinese ? "撤销" : "Undo"), new Button("interaction.edit", isChinese ? "修改" : "Edit"), new Button("interaction.share", isChinese ? "分享" : "Share")]) { Drawing = "d-1" };

    private static Card Acme(bool isChinese) => new(
    [
        new Heading(Text.Theirs(isChinese ? "华为 Huawei" : "Acme GmbH"), Text.Ours(isChinese ? "VIP · 活跃 · C-1011" : "VIP · active · C-1042")),
        new Line(Text.Ours(isChinese ? "深圳，中国 · 当地周一 12:12（营业至 18:00）" : "Berlin, Germany · now Mon 09:12 there (open until 17:30) · you: Mon 16:12")),
        new Facts([new(isChinese ? "负责人" : "Owner", Text.Theirs(isChinese ? "林梅" : "Jonas")), new(isChinese ? "下一步" : "Next", Text.Ours(isChinese ? "周二 15:00 寄样品" : "Tue 24 Nov 15:00 “send samples” (Mei)"))]),
        new Rule(),
        new Entries([
            new(Text.Ours(isChinese ? "11月12日 电话 15分" : "12 Nov call 15 min, out"), Text.Theirs("asked for FOB price"), [], Tone.Normal),
            new(Text.Ours(isChinese ? "逾期2天：寄样品" : "2 days overdue: send samples"), null, [new Button("follow-up.done", isChinese ? "完成" : "Done", "2")], Tone.Attention)]),
    ],
    [new Button("interaction.log", isChinese ? "记录" : "Log", "C-1042", Look.Primary), new Button("follow-up.new", isChinese ? "跟进" : "Follow up"), new Button("customer.edit", isChinese ? "修改" : "Edit"),
        new Menu(isChinese ? "更多" : "More", [new Button("customer.history", isChinese ? "历史" : "History"), new Button("customer.contacts", isChinese ? "联系人" : "Contacts")])]);

    private static Form Log(bool isChinese, string id) => new("interaction.log", id, isChinese ? "记录往来" : "Log", isChinese ? "记录" : "Log it",
    [
        new LookupField("customer", isChinese ? "客户" : "Customer", "customer", Required: true) { Hint = isChinese ? "名称、编号或联系人" : "Name, code or contact" },
        new ChoiceField("kind", isChinese ? "方式" : "Kind", [new(isChinese ? "电话" : "Call", "call"), new(isChinese ? "邮件" : "Mail", "mail")], "call", Required: true),
        new TextField("minutes", isChinese ? "分钟" : "Minutes"),
        new TextField("note", isChinese ? "备注" : "Note", Tall: true),
        new SwitchField("private", isChinese ? "不分享" : "Keep it to me"),
    ]) { Intro = Text.Ours(isChinese ? "填写后立即保存，可以撤销。" : "Saved at once; you can undo it.") };
}
