using System.Globalization;
using System.Text;
using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>Slash commands as Slack sends them, each with a trigger id and a signature of its own.</summary>
internal sealed class SlashCommands(IReadOnlyList<string> texts) : IRequests
{
    public const string Team = "T0SPEED", User = "U0SPEED", Channel = "C0SPEED";

    private static int s_triggers;

    /// <summary>Signed now.</summary>
    public byte[] Request(int n)
    {
        var trigger = Interlocked.Increment(ref s_triggers).ToString("D10", CultureInfo.InvariantCulture);
        var body = $"token=t&team_id={Team}&team_domain=speed&channel_id={Channel}&channel_name=sales&user_id={User}&user_name=sam&command=%2Fcrm"
            + $"&text={Uri.EscapeDataString(texts[n % texts.Count])}&api_app_id=A0SPEED&is_enterprise_install=false"
            + $"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F{Team}%2F1%2Fx&trigger_id={trigger}.{Team}";
        var bytes = Encoding.ASCII.GetBytes(body);
        var head = $"POST /slack/commands HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept: application/json,*/*\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {bytes.Length.ToString(CultureInfo.InvariantCulture)}\r\n{Signing.Headers(bytes)}\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. bytes];
    }
}
