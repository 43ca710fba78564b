using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>The two that are compared, as they are started.</summary>
internal static class Servers
{
    public static readonly int SlackPort = Child.FreePort();

    /// <summary>The service as it is built beside this program.</summary>
    public static Child Product(Ground ground)
    {
        var port = Child.FreePort();
        return Child.Start("ChatCrm.Bot", port, [], new Dictionary<string, string>
        {
            // Slack on this computer is refused in Production.
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Storage__Path"] = ground.Path,
            ["Slack__SigningSecret"] = Signing.SecretText,
            ["Slack__BotToken"] = "xoxb-speed",
            ["Slack__Api"] = $"http://127.0.0.1:{SlackPort}/api/",
        });
    }

    public static Child Bare(Ground ground)
    {
        var port = Child.FreePort();
        return Child.Start("ChatCrm.Benchmarks", port, ["bare", $"http://127.0.0.1:{port}", ground.Names], new Dictionary<string, string>());
    }
}
