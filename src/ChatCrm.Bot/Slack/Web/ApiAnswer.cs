using System.Text.Json;
using ChatCrm.Bot.Slack.Install;
using NodaTime;

namespace ChatCrm.Bot.Slack.Web;

/// <summary>How a call of Slack's Web API ended: the closed list. Never prints what is in it: bodies hold tokens and people's words.</summary>
internal abstract record ApiAnswer
{
    private ApiAnswer() { }

    /// <summary><c>ok: true</c>.</summary>
    /// <param name="Scopes">What the token may do, where Slack said so; else empty.</param>
    public sealed record Done(JsonElement Body, IReadOnlySet<string> Scopes) : ApiAnswer;

    /// <summary><c>ok: false</c>, or a status that means never.</summary>
    /// <param name="Error">Slack's own short constant.</param>
    public sealed record Refused(string Error, JsonElement Body) : ApiAnswer;

    /// <summary>Nothing was done; try again after that time.</summary>
    /// <param name="Told">True where Slack itself said when; false where it could not be reached.</param>
    public sealed record Later(Duration After, bool Told = false) : ApiAnswer;

    /// <summary>It was sent and the answer was lost: perhaps done.</summary>
    public sealed record Unknown : ApiAnswer;

    /// <summary>How long to wait before it is asked again, where Slack has not answered the question; null where it has. Not for what posts.</summary>
    public Duration? Unanswered => this switch
    {
        Later later => later.After,
        Unknown => Duration.FromSeconds(30),
        _ => null,
    };

    public sealed override string ToString() => GetType().Name;
}
