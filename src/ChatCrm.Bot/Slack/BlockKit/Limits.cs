using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>
/// What Slack takes, in characters unless it says otherwise; texts are counted after escaping.
/// https://docs.slack.dev/reference/block-kit/blocks and https://docs.slack.dev/reference/views
/// </summary>
internal static class Limits
{
    public const int BlocksOfMessage = 50;
    public const int BlocksOfView = 100;

    /// <summary>The JSON of a message's blocks: undocumented, Slack answers msg_blocks_too_long from some 13,200 on. https://github.com/slackapi/bolt-js/issues/2509</summary>
    public const int LengthOfMessage = 13_000;

    /// <summary>The JSON of a view, in bytes: Slack answers view_too_large from 250 KB on. https://docs.slack.dev/reference/methods/views.open</summary>
    public const int BytesOfView = 200_000;

    /// <summary>The text beside blocks. https://docs.slack.dev/reference/methods/chat.postMessage</summary>
    public const int Twin = 4000;

    public const int Section = 3000;
    public const int Field = 2000;
    public const int Fields = 10;
    public const int Header = 150;

    /// <summary>Not documented for context blocks: what Slack takes of a field.</summary>
    public const int Context = 2000;

    public const int Button = 75;
    public const int Option = 75;
    public const int OptionValue = 150;
    public const int Options = 100;
    public const int Placeholder = 150;
    public const int Label = 2000;
    public const int Hint = 2000;
    public const int Input = 3000;

    /// <summary>Of block_id, action_id and callback_id.</summary>
    public const int Id = 255;

    /// <summary>Of a view's title and its two buttons.</summary>
    public const int Title = 24;

    public const int Metadata = 3000;
}
