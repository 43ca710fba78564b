using ChatCrm.Benchmarks.Speed;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>The two that are compared, as they are started.</summary>
internal static class Servers
{
    public static readonly int SlackPort = Child.FreePort();

    /// <summary>The service as it is built beside this program.</summary>
    /// <param name="native">The native program to take instead.</param>
    /// <param name="more">Of the process's environment.</param>
    public static Child Product(Ground ground, string? native = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var port = Child.FreePort();
        var settings = new Dictionary<string, string>
        {
            // Slack on this computer is refused in Production.
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Storage__Path"] = ground.Path,
            ["Slack__SigningSecret"] = Signing.SecretText,
            ["Slack__BotToken"] = "xoxb-speed",
            ["Slack__Api"] = $"http://127.0.0.1:{SlackPort}/api/",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) settings[name] = value;
        return native is not null ? Child.Start(port, [native], settings) : Child.Start("ChatCrm.Bot", port, [], settings);
    }

    public static Child Bare(Ground ground)
    {
        var port = Child.FreePort();
        return Child.Start("ChatCrm.Benchmarks", port, ["bare", $"http://127.0.0.1:{port}", ground.Names], new Dictionary<string, string>());
    }
}
