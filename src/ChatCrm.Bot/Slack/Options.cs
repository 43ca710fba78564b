using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack;

/// <summary>Slack's settings, from the configuration section <c>Slack</c>. Nothing set: the channel is off.</summary>
internal sealed record SlackOptions
{
    public const string Section = "Slack";

    /// <summary>What requests from Slack are signed with; without it no HTTP endpoint of the channel exists.</summary>
    public string SigningSecret { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>The app-level token (<c>xapp-</c>): set, it switches Socket Mode on.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>The bot token of the one workspace that is served without an install page.</summary>
    public string BotToken { get; init; } = "";

    /// <summary><c>Slack</c> or <c>GovSlack</c>: which hosts are called. The next three, where they are set, go before it.</summary>
    public string Cloud { get; init; } = Commercial;

    /// <summary>Where methods are called: ends with a slash.</summary>
    public Uri Api { get => field ?? new(IsGov ? "https://slack-gov.com/api/" : "https://slack.com/api/"); init; }

    public Uri Authorize { get => field ?? new(IsGov ? "https://slack-gov.com/oauth/v2/authorize" : "https://slack.com/oauth/v2/authorize"); init; }

    /// <summary>The exact hosts that a <c>response_url</c> may have.</summary>
    public IReadOnlyList<string> Hooks { get => field ?? [IsGov ? "hooks.slack-gov.com" : "hooks.slack.com"]; init; }

    /// <summary>Where this service is reached from outside, <c>https://crm.example.com</c>: Slack leads back there after an install.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Whether reactions to our posts are read.</summary>
    public bool Reactions { get; init; }

    /// <summary>How long a turn may take before Slack hears "still saving".</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>At most one post in this time in each channel.</summary>
    public TimeSpan PostEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many Socket Mode connections are kept open.</summary>
    public int Connections { get; init; } = 2;

    /// <summary>Whether the channel is on.</summary>
    public bool Speaks => SigningSecret.Length + AppToken.Length + BotToken.Length + ClientId.Length > 0;

    /// <summary>Whether companies can install the app here.</summary>
    public bool Installs => ClientId.Length > 0;

    internal const string Commercial = "Slack", Gov = "GovSlack";

    private bool IsGov => Cloud == Gov;

    /// <summary>The settings of the section.</summary>
    public static SlackOptions From(IConfiguration configuration) => Settings.Of<SlackOptions>(configuration, Section);

    /// <summary>Names no value: most of them are secrets.</summary>
    public override string ToString() => Section;
}
