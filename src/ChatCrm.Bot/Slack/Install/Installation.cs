using System.Text.Json.Serialization;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>The app in a team or in a whole organisation, with a token that is ready to use.</summary>
/// <param name="On">The team's id, or the organisation's where <paramref name="Org"/>.</param>
/// <param name="Scopes">What the token may do; empty where Slack did not say.</param>
internal sealed record Installation(string On, string Token, string BotUser, string AppId, string Name, bool Org, IReadOnlySet<string> Scopes)
{
    /// <summary>The organisation's id, or empty.</summary>
    public string Enterprise { get; init; } = "";

    /// <summary>Names no token.</summary>
    public override string ToString() => On;
}

/// <summary>How an install stands.</summary>
internal enum InstallState { Installed, Gone }

/// <summary>An install as it is kept. Times are Unix milliseconds; tokens are protected, and empty once it is gone.</summary>
internal sealed record InstallRow : Stored
{
    public const string Prefix = "install";

    public required string On { get; init; }

    public InstallState State { get; init; }

    public string Token { get; init; } = "";

    public string Refresh { get; init; } = "";

    /// <summary>When the token ends; 0 for never.</summary>
    public long Ends { get; init; }

    public string BotUser { get; init; } = "";

    public string AppId { get; init; } = "";

    public string Name { get; init; } = "";

    public string Enterprise { get; init; } = "";

    public bool Org { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public long InstalledAt { get; init; }

    public long GoneAt { get; init; }

    public bool IsInstalled => State == InstallState.Installed && Token.Length > 0;

    /// <summary>Nothing in it is about people.</summary>
    public static readonly RowKind Kind = new($"{Prefix}|*", nameof(Slack), RowRole.Book, Erasure.Nothing, []) { Shared = true };

    public static string KeyOf(string on) => Keys.Of(Prefix, Spot.ConnectionOf(on));

    /// <summary>Whether the token is good for longer than <paramref name="margin"/>.</summary>
    public bool Lasts(Instant now, Duration margin) => Ends == 0 || Instant.FromUnixTimeMilliseconds(Ends) - now > margin;

    /// <summary>Its tokens are destroyed, the row stays.</summary>
    public InstallRow AsGone(Instant at) => this with { State = InstallState.Gone, Token = "", Refresh = "", Ends = 0, GoneAt = at.ToUnixTimeMilliseconds() };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(InstallRow))]
internal sealed partial class InstallJson : JsonSerializerContext;
