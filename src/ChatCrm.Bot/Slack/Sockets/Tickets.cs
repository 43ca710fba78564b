using ChatCrm.Bot.Slack.Web;
using NodaTime;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>What Slack said when asked where to connect: the closed list. Never prints an address: it lets anybody in.</summary>
internal abstract record Ticket
{
    private Ticket() { }

    public sealed record At(Uri Address) : Ticket;

    /// <summary>Ask again after that time, not before.</summary>
    public sealed record Later(Duration After) : Ticket;

    /// <summary>Nothing changes before somebody changes the app or its token.</summary>
    public sealed record Refused(string Reason) : Ticket;

    /// <summary>Slack could not be reached, or has a moment of its own.</summary>
    public sealed record None : Ticket;

    public sealed override string ToString() => GetType().Name;
}

/// <summary>
/// Asks where to connect, with the app-level token: https://docs.slack.dev/reference/methods/apps.connections.open. One question at a time; what is said
/// to one connection about waiting counts for all.
/// </summary>
internal sealed class Tickets(Wire wire, SlackOptions options, TimeProvider time)
{
    /// <summary>After a refusal that only a person can mend.</summary>
    public static readonly Duration Slowly = Duration.FromMinutes(5);

    private const string Method = "apps.connections.open";

    private static readonly HashSet<string> Hopeless =
    [
        "invalid_auth", "not_authed", "not_allowed_token_type", "account_inactive", "token_revoked", "token_expired", "missing_scope", "no_permission", "access_denied",
        "forbidden_team", "org_login_required", "team_access_not_granted", "method_deprecated",
    ];

    private readonly SemaphoreSlim gate = new(1);
    private readonly Throttle throttle = new(time);

    public async Task<Ticket> Next(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (throttle.Left("", Method) is { } left) return new Ticket.Later(left);
            var ticket = Read(await wire.Call(Method, Wire.Bearer(options.AppToken), Letter.Form(), cancel));
            if (ticket is Ticket.Later later) throttle.Wait("", Method, later.After);
            if (ticket is Ticket.Refused) throttle.Wait("", Method, Slowly);
            return ticket;
        }
        finally
        {
            gate.Release();
        }
    }

    private static Ticket Read(ApiAnswer answer) => answer switch
    {
        ApiAnswer.Done done when Uri.TryCreate(done.Body.Text("url"), UriKind.Absolute, out var address) => new Ticket.At(address),
        ApiAnswer.Later { Told: true } later => new Ticket.Later(later.After),
        ApiAnswer.Refused refused when Hopeless.Contains(refused.Error) => new Ticket.Refused(refused.Error),
        _ => new Ticket.None(),
    };
}
