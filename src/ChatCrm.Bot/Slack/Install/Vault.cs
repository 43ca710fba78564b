using System.Security.Cryptography;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>The rows of installs, in the partition that no workspace owns. Tokens stand in them protected, and are read nowhere else.</summary>
internal sealed class Vault(IRowStore store, IDataProtectionProvider protection, IClock clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("ChatCrm.Slack.Token");

    /// <summary>The row of an install, gone or not, with its tag; null where there never was one.</summary>
    public async ValueTask<(InstallRow Value, string ETag)?> Find(string on, CancellationToken cancel) =>
        await store.Get(DirectoryRows.Partition, InstallRow.KeyOf(on), cancel) is { } row ? (row.Read(InstallJson.Default.InstallRow), row.ETag) : null;

    /// <summary>Writes a row, whatever is there.</summary>
    public async ValueTask Put(InstallRow row, CancellationToken cancel) =>
        await store.Commit(DirectoryRows.Partition, Turn, [new Change.Put(InstallRow.KeyOf(row.On), row.Write(InstallJson.Default.InstallRow))], cancel);

    /// <summary>Writes a row where it is still as it was read; false where somebody else was faster.</summary>
    public async ValueTask<bool> Replace(InstallRow row, string etag, CancellationToken cancel) =>
        await store.Commit(DirectoryRows.Partition, Turn, [new Change.Replace(InstallRow.KeyOf(row.On), row.Write(InstallJson.Default.InstallRow), etag)], cancel) is CommitResult.Committed;

    /// <summary>A row with the tokens of an answer of Slack's.</summary>
    public InstallRow With(InstallRow row, string token, string refresh, Duration? lasts) => row with
    {
        Token = protector.Protect(token),
        Refresh = refresh.Length == 0 ? "" : protector.Protect(refresh),
        Ends = lasts is { } time ? (clock.GetCurrentInstant() + time).ToUnixTimeMilliseconds() : 0,
    };

    /// <summary>A protected token as Slack gave it; null where the key that protected it is no longer there.</summary>
    public string? Open(string hidden)
    {
        try
        {
            return hidden.Length == 0 ? null : protector.Unprotect(hidden);
        }
        catch (CryptographicException) { return null; }
    }

    /// <summary>An install that is ready to use; null where it is gone or its token cannot be read any more.</summary>
    public Installation? Open(InstallRow row) => row.IsInstalled && Open(row.Token) is { } token
        ? new(row.On, token, row.BotUser, row.AppId, row.Name, row.Org, row.Scopes.ToHashSet(StringComparer.Ordinal)) { Enterprise = row.Enterprise }
        : null;

    // No person's turn: nothing of it is undone.
    private const string Turn = "install";
}
