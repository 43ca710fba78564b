namespace ChatCrm.Bot.Slack;

/// <summary>The events that are heard, as the manifest subscribes to them. https://docs.slack.dev/reference/events</summary>
internal static class Events
{
    public const string Mention = "app_mention", Message = "message", HomeOpened = "app_home_opened", LinkShared = "link_shared", Reaction = "reaction_added",
        Uninstalled = "app_uninstalled", Revoked = "tokens_revoked";
}
