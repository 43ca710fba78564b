using ChatCrm.Conversation;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Customers;

/// <summary>Any text in any field gets an answer, and never a failure.</summary>
public class HostileDetailTests
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "\uD83D", "\uDC00x", "\uFFFE\uFFFF", "\u202Egnirts", "|^/\\#?%", "\"", "“", "-tag:", ":", "a:b:c", "tag:,,,,", "@", "#", "=", "--", "?", "’;drop", "{0} {name} '", "<at>x</at>", "0", "+49", "٠٠٤٩",
        "https://", "x@y.z", "@@.", "Ａｃｍｅ", "漢字かな交じり文", "العربية", "𠮷野家", "👩‍👩‍👧‍👦", new string('x', 201), string.Concat(Enumerable.Repeat("𠮷", 1900)), new string('.', 3900), string.Join(',', Enumerable.Range(0, 900)), string.Concat(Enumerable.Repeat("a:", 1900)),
    ];

    public static TheoryData<string> Forms => ["customer.new", "contact.new", "customer.edit", "contact.edit", "tier.set"];

    public static TheoryData<string> Lines => ["new {0}", "new contact {0}", "new contact {0} at Acme GmbH", "new contact Maria at {0}", "set {0}", "set C-1001 {0}", "set C-1001 tier:{0}", "set C-1001 tag:{0} tz:{0} owner:{0}", "新建 客户 别名：{0} 时区：{0} 域名：{0}"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Any_text_in_any_field_of_a_form_gets_an_answer(string button)
    {
        await using var house = await Workspace.Open();
        foreach (var text in Texts)
            foreach (var field in (await Opened(house, button)).Fields)
            {
                house.Clock.Move(NodaTime.Duration.FromMilliseconds(1));
                Answered(await house.Mei.Submit(await Opened(house, button), (field.Id == "name" ? "job" : "name", $"Zenith {house.NextTurn()}"), (field.Id, text)), $"{field.Id}: {text}");
            }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Any_text_in_a_line_gets_an_answer(string line)
    {
        await using var house = await Workspace.Open();
        foreach (var text in Texts) Answered(await house.Mei.Say(line.Replace("{0}", text, StringComparison.Ordinal)), text);
    }

    private static async Task<Form> Opened(Workspace house, string button) =>
        (await house.Mei.Press(button, button switch { "customer.new" => "", "contact.edit" => "acme/maria", _ => Workspace.Acme }, house.NextTurn())).Form();

    private static void Answered(Reply reply, string text)
    {
        if (reply is Reply.KeepForm kept) Assert.Fail($"{text}: {kept.Error}");
        if (reply is Reply.Show or Reply.Replace) Assert.False(reply.Plain().StartsWith("Nothing was saved: something went wrong", StringComparison.Ordinal), text);
    }
}
