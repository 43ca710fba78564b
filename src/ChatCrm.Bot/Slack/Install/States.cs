using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>An install that somebody has begun, until when (Unix milliseconds). Its key is the state's hash: who reads the store cannot end it.</summary>
internal sealed record BegunRow : Stored
{
    public required long Until { get; init; }
}

/// <summary>
/// The <c>state</c> of an install: 256 random bits, good once and for ten minutes, in whichever process Slack leads back to. The browser that began
/// holds it in a cookie, so nobody ends an install that somebody else began (https://docs.slack.dev/authentication/installing-with-oauth).
/// </summary>
internal sealed class States(IRowStore store, IClock clock)
{
    public static readonly Duration Lifetime = Duration.FromMinutes(10);

    /// <summary>Anybody may begin: this bounds what that leaves in the store.</summary>
    private const int Many = 500;

    private const string Prefix = "begun";

    /// <summary>Whoever begins sweeps too; this is for what is left when nobody does.</summary>
    public static readonly RowKind Kind = new($"{Prefix}|*", nameof(Slack), RowRole.Book, Erasure.SoonGone, [])
    {
        Shared = true, Retention = Lifetime, Since = row => Until(row) - Lifetime,
    };

    /// <summary>A new state; null where too many installs have been begun in the last ten minutes.</summary>
    public async ValueTask<string?> Begin(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var begun = (await store.List(DirectoryRows.Partition, [KeyRange.Prefix(Keys.Under(Prefix), Many)], cancel))[0].Rows;
        Row[] over = [.. begun.Where(row => !IsLive(row, now)).Take(RowLimits.RowsPerCommit - 1)];
        if (begun.Count - over.Length >= Many) return null;
        var state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var row = new BegunRow { Until = (now + Lifetime).ToUnixTimeMilliseconds() };
        await store.Commit(DirectoryRows.Partition, Prefix, [new Change.Insert(KeyOf(state), row.Write(BegunJson.Default.BegunRow)), .. over.Select(old => new Change.Delete(old.Key))], cancel);
        return state;
    }

    /// <summary>Uses a state up; false where it is unknown, over, used before, or another browser's.</summary>
    /// <param name="cookie">What the browser holds.</param>
    public async ValueTask<bool> Take(string? state, string? cookie, CancellationToken cancel)
    {
        if (state is not { Length: 43 } || cookie is null || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(cookie))) return false;
        if (await store.Get(DirectoryRows.Partition, KeyOf(state), cancel) is not { } row) return false;
        var taken = await store.Commit(DirectoryRows.Partition, Prefix, [new Change.Delete(row.Key, row.ETag)], cancel) is CommitResult.Committed;
        return taken && IsLive(row, clock.GetCurrentInstant());
    }

    private static bool IsLive(Row row, Instant now) => Until(row) > now;

    private static Instant Until(Row row) => Instant.FromUnixTimeMilliseconds(row.Read(BegunJson.Default.BegunRow).Until);

    private static string KeyOf(string state) => Keys.Of(Prefix, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state))));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BegunRow))]
internal sealed partial class BegunJson : JsonSerializerContext;
