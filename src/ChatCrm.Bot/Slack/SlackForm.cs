namespace ChatCrm.Bot.Slack;

/// <summary>A field of a form that Slack sends, as far as it is read.</summary>
internal enum FormField { SslCheck, Command, Payload, Team, Enterprise, IsOrg, User, Channel, ChannelName, Text, ResponseUrl, Trigger }

/// <summary>The fields of a form that are read, each at most once; Slack sends some more.</summary>
internal sealed class SlackForm
{
    private static readonly int Fields = Enum.GetValues<FormField>().Length;

    /// <summary>A workspace sends the same ids again and again.</summary>
    private static readonly StringPool Ids = new();

    private readonly string?[] values = new string?[Fields];

    /// <summary>What was sent; empty where nothing was.</summary>
    public string this[FormField field] => values[(int)field] ?? "";

    public bool Has(FormField field) => values[(int)field] is not null;

    /// <summary>The field of a name; null where it is not read.</summary>
    public static FormField? Named(ReadOnlySpan<char> name) => name switch
    {
        "ssl_check" => FormField.SslCheck,
        "command" => FormField.Command,
        "payload" => FormField.Payload,
        "team_id" => FormField.Team,
        "enterprise_id" => FormField.Enterprise,
        "is_enterprise_install" => FormField.IsOrg,
        "user_id" => FormField.User,
        "channel_id" => FormField.Channel,
        "channel_name" => FormField.ChannelName,
        "text" => FormField.Text,
        "response_url" => FormField.ResponseUrl,
        "trigger_id" => FormField.Trigger,
        _ => null,
    };

    /// <exception cref="NotUnderstoodException">It was sent before.</exception>
    public void Add(FormField field, ReadOnlySpan<char> value)
    {
        if (Has(field)) throw new NotUnderstoodException();
        // What stays in memory are ids alone: never a name or a text.
        values[(int)field] = field is FormField.Team or FormField.Enterprise or FormField.User or FormField.Channel or FormField.IsOrg or FormField.Command ? Ids.Of(value) : value.ToString();
    }
}
