using System.Text.Json;

namespace ChatCrm.Bot.Slack.BlockKit;

/// <summary>Block Kit's own words, encoded once. https://docs.slack.dev/reference/block-kit</summary>
internal static class Terms
{
    public static readonly JsonEncodedText Accessory = JsonEncodedText.Encode("accessory");
    public static readonly JsonEncodedText ActionId = JsonEncodedText.Encode("action_id");
    public static readonly JsonEncodedText Actions = JsonEncodedText.Encode("actions");
    public static readonly JsonEncodedText BlockId = JsonEncodedText.Encode("block_id");
    public static readonly JsonEncodedText Blocks = JsonEncodedText.Encode("blocks");
    public static readonly JsonEncodedText Button = JsonEncodedText.Encode("button");
    public static readonly JsonEncodedText CallbackId = JsonEncodedText.Encode("callback_id");
    public static readonly JsonEncodedText Checkboxes = JsonEncodedText.Encode("checkboxes");
    public static readonly JsonEncodedText Close = JsonEncodedText.Encode("close");
    public static readonly JsonEncodedText Context = JsonEncodedText.Encode("context");
    public static readonly JsonEncodedText Danger = JsonEncodedText.Encode("danger");
    public static readonly JsonEncodedText Divider = JsonEncodedText.Encode("divider");
    public static readonly JsonEncodedText Element = JsonEncodedText.Encode("element");
    public static readonly JsonEncodedText Elements = JsonEncodedText.Encode("elements");
    public static readonly JsonEncodedText Errors = JsonEncodedText.Encode("errors");
    public static readonly JsonEncodedText ExternalSelect = JsonEncodedText.Encode("external_select");
    public static readonly JsonEncodedText Fields = JsonEncodedText.Encode("fields");
    public static readonly JsonEncodedText Header = JsonEncodedText.Encode("header");
    public static readonly JsonEncodedText Hint = JsonEncodedText.Encode("hint");
    public static readonly JsonEncodedText Home = JsonEncodedText.Encode("home");
    public static readonly JsonEncodedText InitialOption = JsonEncodedText.Encode("initial_option");
    public static readonly JsonEncodedText InitialValue = JsonEncodedText.Encode("initial_value");
    public static readonly JsonEncodedText Input = JsonEncodedText.Encode("input");
    public static readonly JsonEncodedText Label = JsonEncodedText.Encode("label");
    public static readonly JsonEncodedText MaxLength = JsonEncodedText.Encode("max_length");
    public static readonly JsonEncodedText MinQueryLength = JsonEncodedText.Encode("min_query_length");
    public static readonly JsonEncodedText Modal = JsonEncodedText.Encode("modal");
    public static readonly JsonEncodedText Multiline = JsonEncodedText.Encode("multiline");
    public static readonly JsonEncodedText Optional = JsonEncodedText.Encode("optional");
    public static readonly JsonEncodedText Options = JsonEncodedText.Encode("options");
    public static readonly JsonEncodedText Overflow = JsonEncodedText.Encode("overflow");
    public static readonly JsonEncodedText Placeholder = JsonEncodedText.Encode("placeholder");
    public static readonly JsonEncodedText PlainTextInput = JsonEncodedText.Encode("plain_text_input");
    public static readonly JsonEncodedText Primary = JsonEncodedText.Encode("primary");
    public static readonly JsonEncodedText PrivateMetadata = JsonEncodedText.Encode("private_metadata");
    public static readonly JsonEncodedText ResponseAction = JsonEncodedText.Encode("response_action");
    public static readonly JsonEncodedText Section = JsonEncodedText.Encode("section");
    public static readonly JsonEncodedText StaticSelect = JsonEncodedText.Encode("static_select");
    public static readonly JsonEncodedText Style = JsonEncodedText.Encode("style");
    public static readonly JsonEncodedText Submit = JsonEncodedText.Encode("submit");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    public static readonly JsonEncodedText InitialOptions = JsonEncodedText.Encode("initial_options");

    /// <summary>What stands around the words of a text object. Verbatim: Slack makes no links and mentions of what it finds there.</summary>
    public static ReadOnlySpan<byte> BeforeMrkdwn => """{"type":"mrkdwn","text":"""u8;
    public static ReadOnlySpan<byte> BehindMrkdwn => ""","verbatim":true}"""u8;
    public static ReadOnlySpan<byte> BeforePlainText => """{"type":"plain_text","text":"""u8;
    public static ReadOnlySpan<byte> BehindPlainText => ""","emoji":false}"""u8;
}
