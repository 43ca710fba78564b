using System.Collections.Concurrent;
using ChatCrm.Bot.Slack.Places;
using ChatCrm.Bot.Slack.Web;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>
/// Renews tokens that end (https://docs.slack.dev/authentication/using-token-rotation): one caller of this process at a time for each install, and the
/// first of several processes wins by the row's tag. A refresh token is good once, so what Slack gave is on disk before anybody uses it.
/// </summary>
internal sealed partial class Renewal(Vault vault, Wire wire, SlackOptions options, Connections connections, IClock clock, ILogger<Renewal> log)
{
    private static readonly Duration Margin = Duration.FromMinutes(10);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> locks = new(StringComparer.Ordinal);

    // What Slack gave and the store did not take: the refresh token that it was bought with is spent.
    private readonly ConcurrentDictionary<string, (string Spent, InstallRow Bought)> unsaved = new(StringComparer.Ordinal);

    /// <summary>Whether a row's token is good for a while.</summary>
    public bool IsFresh(InstallRow row) => row.Refresh.Length == 0 || row.Lasts(clock.GetCurrentInstant(), Margin);

    /// <summary>
    /// The row with a token other than <paramref name="stale"/> that is good for a while; where Slack cannot be asked now, the row as it is. Null where the
    /// install is gone or cannot be renewed any more.
    /// </summary>
    /// <param name="stale">The token that Slack said has run out; null where it merely will soon.</param>
    public async ValueTask<InstallRow?> Renew(string on, string? stale, CancellationToken cancel)
    {
        var gate = locks.GetOrAdd(on, _ => new(1, 1));
        await gate.WaitAsync(cancel);
        try
        {
            while (await vault.Find(on, cancel) is var (row, etag) && row.IsInstalled)
            {
                if (stale is null ? IsFresh(row) : vault.Open(row.Token) != stale) return row;
                if (row.Refresh.Length == 0) return null;
                if (await Buy(row, cancel) is not { } bought) return row;
                if (bought.IsInstalled) unsaved[on] = (row.Refresh, bought);
                if (!await vault.Replace(bought, etag, cancel)) continue;
                unsaved.TryRemove(on, out _);
                if (bought.IsInstalled) return bought;
                await connections.Remove(Spot.ConnectionOf(on), cancel);
                return null;
            }
            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The row with new tokens, or gone where Slack says that it never renews it; null where it does not say.</summary>
    private async ValueTask<InstallRow?> Buy(InstallRow row, CancellationToken cancel)
    {
        if (unsaved.TryGetValue(row.On, out var kept) && kept.Spent == row.Refresh) return kept.Bought;
        if (vault.Open(row.Refresh) is not { } refresh) return null;
        var answer = await wire.Call("oauth.v2.access", null, Letter.Form(("client_id", options.ClientId), ("client_secret", options.ClientSecret), ("grant_type", "refresh_token"), ("refresh_token", refresh)), cancel);
        if (answer is ApiAnswer.Refused { Error: var error } && (Refusals.IsRevoked(error) || IsSpent(row, error)))
        {
            LogEnded(log, row.On, error);
            return row.AsGone(clock.GetCurrentInstant());
        }
        return answer is ApiAnswer.Done { Body: var body } && body.Text("access_token") is { Length: > 0 } token && body.Text("refresh_token") is { Length: > 0 } next
            ? vault.With(row, token, next, body.Seconds("expires_in"))
            : null;
    }

    /// <summary>A refresh token that another process has just spent is none that was lost: its row follows within seconds, long before this token is long over.</summary>
    private bool IsSpent(InstallRow row, string error) => error == "invalid_refresh_token" && !row.Lasts(clock.GetCurrentInstant(), -Margin);

    [LoggerMessage(LogLevel.Warning, "The install {Address} cannot be renewed and is gone: {Reason}")]
    private static partial void LogEnded(ILogger log, string address, string reason);
}
