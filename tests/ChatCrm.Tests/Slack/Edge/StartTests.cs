using ChatCrm.Bot.BrowserChat;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Storage;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>The real process, as it would be started on a server.</summary>
public class StartTests
{
    private static readonly string[] Sound = ["--Slack:SigningSecret=secret", "--Slack:BotToken=xoxb-1"];

    public static TheoryData<string, string> Switches => new()
    {
        { "--Slack:Api=http://127.0.0.1:1/api/", "for tests alone" },
        { "--Slack:Api=https://localhost/api/", "for tests alone" },
        { "--Slack:Api=https://LOCALHOST/api/", "for tests alone" },
        { "--Slack:Api=https://[::1]/api/", "for tests alone" },
        { "--Slack:Api=https://[::ffff:127.0.0.1]/api/", "for tests alone" },
        { "--Slack:Api=https://127.1/api/", "for tests alone" },
        { "--Slack:Api=https://2130706433/api/", "for tests alone" },
        { "--Slack:Api=https://ⓛocalhost/api/", "for tests alone" },
        { "--Slack:Authorize=http://127.0.0.1:1/x", "for tests alone" },
        { "--Slack:Hooks:0=127.0.0.1", "for tests alone" },
        { "--Slack:Hooks:0=localhost", "for tests alone" },
        { "--Slack:Hooks:0=127.1", "for tests alone" },
        { "--Slack:Api=http://slack.com/api/", "https" },
        { "--Slack:Api=https://slack.com@evil.example/api/ --Slack:Authorize=https://u:p@slack.com/", "https" },
        { "--Slack:SigningSecret= --Slack:AppToken=", "Slack:SigningSecret" },
        { $"--{BrowserChatOptions.Section}:Enabled=true", "Development environment alone" },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task I2_a_switch_for_development_does_not_start_in_Production(string switches, string says)
    {
        using var folder = new Folder();
        var (code, said) = await ServiceProcess.Run(folder, "Production", [.. Sound, .. switches.Split(' ')]);
        Assert.NotEqual(0, code);
        Assert.Contains(says, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("xoxb-1", said, StringComparison.Ordinal);
    }
}
