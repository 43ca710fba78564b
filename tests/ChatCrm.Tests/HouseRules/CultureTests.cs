using ChatCrm.Conversation;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Texts;

namespace ChatCrm.Tests.HouseRules;

/// <summary>Whole lines read and answered alike, whatever culture the process happens to run under.</summary>
public class CultureTests
{
    private static readonly string[] Lines =
    [
        "log acme gmbh call 1h30m yesterday \"INQUIRY: FIRST SAMPLE\" next thu 15:00 \"SEND IT\"", "记录 华为 电话 15分钟 \"问价\"", "LOG acme kk MEETING in 20 minutes", "log c-1001 EMAIL 3dec with Maria", "acme", "C-1002", "华为",
        "find acme", "FIND ACME", "find huawei", "find BERGMANN söhne", "find I", "follow acme gmbh fri 9:30 \"quote\"", "follow acme kk in 3 days", "跟进 华为 下周三 下午3点 \"寄样品\"", "due", "me", "me language zh", "me hours 8:30-17:00", "help", "undo", "edit",
    ];

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("")]
    public async Task Lines_are_answered_as_under_english(string culture) => Assert.Equal(await Answers("en-US"), await Answers(culture));

    private static async Task<IReadOnlyList<string>> Answers(string culture)
    {
        using var _ = new Culture(culture);
        await using var workspace = await Workspace.Open();
        var answers = new List<string>();
        foreach (var line in Lines) answers.Add($"{line}\n{Shown(await workspace.Mei.Say(line))}");
        answers.Add(string.Join('\n', await workspace.Records()));
        return answers;
    }

    private static string Shown(Reply reply) => reply switch
    {
        Reply.Show or Reply.Replace => string.Join('\n', reply.Card().Buttons().Select(button => $"[{button.Label}] {button.Id} {button.Value}").Prepend(reply.Plain())),
        Reply.Ask or Reply.NotValid => string.Join('\n', reply.Form().Fields.Select(field => $"{field.Id} {field.Label}: {field.Value}").Prepend($"{reply.Form().Title} {reply.Form().Intro}")),
        _ => reply.GetType().Name,
    };
}
