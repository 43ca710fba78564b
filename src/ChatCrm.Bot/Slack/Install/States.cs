using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace ChatCrm.Bot.Slack.Install;

/// <summary>A state that was used, and until when it would have been good (Unix milliseconds).</summary>
internal sealed record BegunRow : Stored
{
    public required long Until { get; init; }
}

/// <summary>An install that a browser has begun here, and may end until then.</summary>
internal sealed record Begun(string Id, Instant Until);

/// <summary>
/// The <c>state</c> of an install: 256 random bits and a time, sealed, so that nothing is kept of who merely begins. Good once and for ten minutes, in
/// whichever process Slack leads back to. The browser that began holds it in a cookie, so nobody ends an install that somebody else began
/// (https://docs.slack.dev/authentication/installing-with-oauth).
/// </summary>
internal sealed class States(IRowStore store, IDataProtectionProvider protection, IClock clock)
{
    public static readonly Duration Lifetime = Duration.FromMinutes(10);

    /// <summary>Several times the length of ours.</summary>
    private const int Longest = 1_000;

    private const string Prefix = "begun";

    public static readonly RowKind Kind = new($"{Prefix}|*", nameof(Slack), RowRole.Book, Erasure.SoonGone, []) { Shared = true, Retention = Lifetime, Since = row => Until(row) - Lifetime };

    private readonly IDataProtector seal = protection.CreateProtector("ChatCrm.Slack.State");

    /// <summary>A new state, in letters that an address takes as they are.</summary>
    public string Begin() => seal.Protect(string.Create(CultureInfo.InvariantCulture,
        $"{(clock.GetCurrentInstant() + Lifetime).ToUnixTimeMilliseconds()} {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}"));

    /// <summary>What a state stands for; null where it is unknown, over, or another browser's. It may have been used.</summary>
    /// <param name="cookie">What the browser holds.</param>
    public Begun? Of(string? state, string? cookie) =>
        state is { Length: > 0 and <= Longest } && cookie is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(cookie))
        && Opened(state) is { } begun && begun.Until > clock.GetCurrentInstant() ? begun : null;

    /// <summary>Uses it up; false where it was used before. The same state can be written in more than one way: what is in it counts.</summary>
    public async ValueTask<bool> Take(Begun begun, CancellationToken cancel)
    {
        var row = new BegunRow { Until = begun.Until.ToUnixTimeMilliseconds() };
        return await store.Commit(DirectoryRows.Partition, Prefix, [new Change.Insert(Keys.Of(Prefix, begun.Id), row.Write(BegunJson.Default.BegunRow))], cancel) is CommitResult.Committed;
    }

    private Begun? Opened(string state)
    {
        try
        {
            return seal.Unprotect(state).Split(' ') is [var until, var id] ? new(id, Instant.FromUnixTimeMilliseconds(long.Parse(until, CultureInfo.InvariantCulture))) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Instant Until(Row row) => Instant.FromUnixTimeMilliseconds(row.Read(BegunJson.Default.BegunRow).Until);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BegunRow))]
internal sealed partial class BegunJson : JsonSerializerContext;
