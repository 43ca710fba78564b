namespace ChatCrm.Bot.Slack.Web;

/// <summary>Slack's errors as reasons of our own, see <see cref="Conversation.Delivery.Refused"/>.</summary>
internal static class Refusals
{
    public const string NotInRoom = "not-in-room", RoomGone = "room-gone", Archived = "archived", NotAllowed = "not-allowed", MissingRight = "missing-right",
        Revoked = "revoked", AccountUnreachable = "account-unreachable", NotDrawable = "not-drawable", Other = "refused";

    // https://docs.slack.dev/reference/methods/chat.postMessage#errors
    public static string Reason(string error) => error switch
    {
        "not_in_channel" or "user_not_in_channel" => NotInRoom,
        "channel_not_found" => RoomGone,
        "is_archived" => Archived,
        "missing_scope" or "no_permission" => MissingRight,
        "messages_tab_disabled" or "cannot_dm_bot" or "user_not_found" or "user_disabled" => AccountUnreachable,
        "msg_too_long" or "msg_blocks_too_long" or "invalid_blocks" or "invalid_blocks_format" => NotDrawable,
        "token_expired" or "invalid_auth" => Revoked,
        _ when IsRevoked(error) => Revoked,
        _ when error.StartsWith("restricted_action", StringComparison.Ordinal) => NotAllowed,
        _ => Other,
    };

    /// <summary>Errors after which a token is of no use any more. <c>invalid_auth</c> is none of them: a network that Slack does not allow gets it too.</summary>
    public static bool IsRevoked(string error) => error is "token_revoked" or "account_inactive";
}
