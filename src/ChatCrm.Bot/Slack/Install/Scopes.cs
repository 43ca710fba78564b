namespace ChatCrm.Bot.Slack.Install;

/// <summary>What the app may do in a workspace (https://docs.slack.dev/reference/scopes): the least that its features need.</summary>
internal static class Scopes
{
    public static readonly IReadOnlyList<string> Bot =
    [
        // To be spoken to, and to answer.
        "commands", "app_mentions:read", "im:history", "chat:write", "im:write",
        // To know who reads along.
        "im:read", "mpim:read", "channels:read", "groups:read",
        // To know who speaks: name, language, zone, and the address by which one person's accounts are one.
        "users:read", "users:read.email",
        // To show a customer link as a card.
        "links:read", "links:write",
    ];

    private const string Reactions = "reactions:read";

    /// <summary>What is asked for when the app is installed.</summary>
    public static IReadOnlyList<string> Asked(SlackOptions options) => options.Reactions ? [.. Bot, Reactions] : Bot;
}
