namespace ChatCrm.Bot.Teams;

/// <summary>What stands in the message extension: a search and a form beside the compose box, two forms on a message. Their ids are the manifest's.</summary>
internal static class ExtensionCommands
{
    public const string Search = "search", Log = "log", LogMessage = "log_message", FollowMessage = "follow_message";

    /// <summary>The search's one parameter. Before anything is typed Teams sends <c>initialRun</c> in its place.</summary>
    public const string Customer = "customer";
}
