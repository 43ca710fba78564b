using ChatCrm.Bot.Slack.Places;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>Where the app is installed, with tokens that are ready to use: renewed before they end, destroyed at once when an install ends.</summary>
internal sealed partial class Installations(Vault vault, Renewal renewal, OwnWorkspace own, Connections connections, IClock clock, ILogger<Installations> log)
{
    /// <summary>Slack tells times in whole seconds: the last moment that one of them means.</summary>
    private static readonly Duration Second = Duration.FromMilliseconds(999);

    private readonly Kept<string, Installation> cache = new(Duration.FromSeconds(30), 1_000, clock);

    /// <summary>The install of a team or organisation; null where there never was one, or it was removed or revoked.</summary>
    public async ValueTask<Installation?> Of(string on, CancellationToken cancel)
    {
        if (await Own(cancel) is { } set && set.On == on) return set;
        var forgotten = cache.Forgotten;
        if (cache.TryGet(on, out var kept)) return kept;
        return await vault.Find(on, cancel) is var (row, _) ? Keep(on, renewal.IsFresh(row) ? row : await renewal.Renew(on, null, cancel), forgotten) : null;
    }

    /// <summary>The install that a request is for: the organisation's where <paramref name="org"/>, else the team's, else its organisation's for all teams.</summary>
    public async ValueTask<Installation?> Of(string? team, string? enterprise, bool org, CancellationToken cancel)
    {
        if (!org && team is { Length: > 0 } && await Of(team, cancel) is { } found) return found;
        return enterprise is { Length: > 0 } && await Of(enterprise, cancel) is { Org: true } whole ? whole : null;
    }

    /// <summary>Keeps what Slack gave; an install that was gone stands again.</summary>
    public async ValueTask<Installation> Save(OAuthAccess access, CancellationToken cancel)
    {
        var row = vault.With(RowOf(access), access.Token, access.Refresh, access.Lasts);
        await vault.Put(row, cancel);
        cache.Forget(row.On);
        LogInstalled(log, row.On);
        await Connect(row.On, row.Name);
        return vault.Open(row) ?? throw new InvalidOperationException("A token that was protected just now cannot be read.");
    }

    /// <summary>
    /// The app was removed, or its token revoked: the tokens are destroyed at once, the row stays with the time. Does nothing where it is gone already, or
    /// was installed anew after <paramref name="at"/>: Slack tells the same end more than once, in any order and again later.
    /// </summary>
    /// <param name="at">When that happened, to the second: the event's <c>event_time</c>.</param>
    public async ValueTask Drop(string on, Instant at, CancellationToken cancel)
    {
        if (own.Drop(on)) return;
        await End(on, row => row.InstalledAt <= (at + Second).ToUnixTimeMilliseconds(), at, "removed", cancel);
    }

    /// <summary>Slack refused an install's token for good: it is destroyed, unless another one has taken its place.</summary>
    public async ValueTask Dropped(Installation dead, CancellationToken cancel)
    {
        if (own.Drop(dead.On)) return;
        await End(dead.On, row => vault.Open(row.Token) == dead.Token, clock.GetCurrentInstant(), "revoked", cancel);
    }

    /// <summary>The install with another token than the one that has run out; the same one where Slack cannot be asked now, null where there is none to be had.</summary>
    public async ValueTask<Installation?> Renewed(Installation stale, CancellationToken cancel)
    {
        cache.Forget(stale.On);
        var forgotten = cache.Forgotten;
        return Keep(stale.On, await renewal.Renew(stale.On, stale.Token, cancel), forgotten);
    }

    private async ValueTask End(string on, Func<InstallRow, bool> applies, Instant at, string reason, CancellationToken cancel)
    {
        cache.Forget(on);
        try
        {
            while (await vault.Find(on, cancel) is var (row, etag) && row.IsInstalled && applies(row))
            {
                if (!await vault.Replace(row.AsGone(at), etag, cancel)) continue;
                LogGone(log, on, reason);
                await connections.Remove(Spot.ConnectionOf(on), at + Second, cancel);
                break;
            }
        }
        finally
        {
            // Again: who read it before it was gone must not keep it.
            cache.Forget(on);
        }
    }

    private ValueTask<Installation?> Own(CancellationToken cancel) => own.Known is { } known ? new(known) : Asked(cancel);

    private ValueTask<Installation?> Asked(CancellationToken cancel) => own.Find(met => connections.Keep(Spot.ConnectionOf(met.On), met.Name, cancel), cancel);

    /// <summary>The one place where an install becomes a connection of a workspace.</summary>
    private async ValueTask Connect(string on, string name) => await connections.Add(Spot.ConnectionOf(on), name, default);

    /// <param name="forgotten">As it was before the row was read.</param>
    private Installation? Keep(string on, InstallRow? row, int forgotten)
    {
        if (row is { IsInstalled: true } && vault.Open(row) is { } found) return cache.Keep(on, found, forgotten);
        if (row is { IsInstalled: true }) LogUnreadable(log, on);
        // Whoever reads beside us may have read it before it was gone.
        cache.Forget(on);
        return null;
    }

    private InstallRow RowOf(OAuthAccess access) => new()
    {
        On = access.On,
        BotUser = access.BotUser,
        AppId = access.AppId,
        Name = access.Name,
        Enterprise = access.Enterprise,
        Org = access.Org,
        Scopes = access.Scopes,
        InstalledAt = clock.GetCurrentInstant().ToUnixTimeMilliseconds(),
    };

    [LoggerMessage(LogLevel.Information, "Installed at {Address}")]
    private static partial void LogInstalled(ILogger log, string address);

    [LoggerMessage(LogLevel.Information, "The install {Address} is gone and its tokens are destroyed: {Reason}")]
    private static partial void LogGone(ILogger log, string address, string reason);

    [LoggerMessage(LogLevel.Error, "The tokens of install {Address} cannot be read: the key that protects them is missing. Install the app again")]
    private static partial void LogUnreadable(ILogger log, string address);
}
