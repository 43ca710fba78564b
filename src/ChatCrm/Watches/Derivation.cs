using System.Globalization;
using System.Text.Json.Serialization;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>By which rules of zones a workspace's derived instants were written, and how far going through them by other ones has come.</summary>
public sealed record Derivation : Stored
{
    /// <summary>Lines that one card lists.</summary>
    public const int Listed = 10;

    /// <summary>For so long after a change an older process may have run beside, and written by its rules: until then it is looked at again every day.</summary>
    private static readonly Duration Doubtful = Duration.FromDays(2), Every = Duration.FromDays(1);

    /// <summary>The release of TZDB by which all of them were gone through last; empty before the first time.</summary>
    public string Rules { get; init; } = "";

    /// <summary>Since when these are the rules, and when it was gone through last: Unix milliseconds.</summary>
    public long Since { get; init; }

    public long Looked { get; init; }

    /// <summary>The release by which it is gone through at present; empty where it is not.</summary>
    public string Going { get; init; } = "";

    /// <summary>The key to go on from.</summary>
    public string Next { get; init; } = "";

    /// <summary>Whose follow-ups are being gone through, how many of them moved, and the first of these: "customer/follow-up@the instant before".</summary>
    public string Member { get; init; } = "";

    public int Count { get; init; }

    public IReadOnlyList<string> Moved { get; init; } = [];

    /// <summary>Whether it is to be gone through now.</summary>
    public bool IsBehind(Instant now) => Going == Zones.Version || Rules != Zones.Version || (now - TurnRows.At(Since) < Doubtful && now - TurnRows.At(Looked) >= Every);

    /// <summary>On its way by the rules in use; a way by other ones is left.</summary>
    public Derivation Begun() => Going == Zones.Version ? this : new() { Rules = Rules, Since = Since, Looked = Looked, Going = Zones.Version };

    public Derivation Ended(Instant now) => new() { Rules = Zones.Version, Since = Rules == Zones.Version ? Since : now.ToUnixTimeMilliseconds(), Looked = now.ToUnixTimeMilliseconds() };

    /// <summary>With one more that moved; all of one member's come one after the other.</summary>
    public Derivation With(Rederived moved) => this with
    {
        Member = moved.FollowUp.Assignee, Count = Count + 1,
        Moved = Moved.Count < Listed ? [.. Moved, $"{moved.FollowUp.Handle}@{moved.Was.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}"] : Moved,
    };

    /// <summary>The member was told.</summary>
    public Derivation Told() => this with { Member = "", Count = 0, Moved = [] };
}

/// <summary>The row of a <see cref="Derivation"/>, and what wakes the service for it.</summary>
public static class DerivationStore
{
    /// <summary>The id of the wake route, and the second part of its rows' keys.</summary>
    public const string Wake = "zone-rules";

    public static readonly IReadOnlyList<RowKind> Kinds = [new("rules|*", nameof(Watches), RowRole.Book, Erasure.Nothing, [])];

    public static string Key { get; } = Keys.Of("rules", "zones");

    public static Derivation Read(Row? row) => row?.Read(DerivationJson.Default.Derivation) ?? new();

    /// <param name="before">As it was read: of two that go through it at once one finds it changed.</param>
    public static Change Set(Row? before, Derivation after)
    {
        var value = after.Write(DerivationJson.Default.Derivation);
        return before is null ? new Change.Insert(Key, value) : new Change.Replace(Key, value, before.ETag);
    }

    /// <summary>Whether a workspace's instants are to be gone through now; never where it has none. One wave.</summary>
    public static async ValueTask<bool> IsBehind(Rows rows, Instant now, CancellationToken cancel)
    {
        var pages = await rows.List([KeyRange.Prefix(Key, 1), KeyRange.Prefix(Keys.Under("due"), 1), KeyRange.Prefix(Keys.Under("digest"), 1)], cancel);
        return (pages[1].Rows.Count > 0 || pages[2].Rows.Count > 0) && Read(pages[0].Rows.FirstOrDefault()).IsBehind(now);
    }

    /// <summary>Wakes the service to go through them, or to go on.</summary>
    /// <param name="part">Tells the parts of one way from each other.</param>
    public static Change Begin(Instant now, string part = "1") => new Change.Put(TurnRows.WakeKey(now, Wake, $"{Zones.Version} {part}"), "{}");

    /// <summary>Whether a wake row is for this process: one with other rules, which it may run beside, must not go through them in its place. A day later nobody waits for that one.</summary>
    public static bool IsForUs(string key, Instant now) => Keys.Parts(key) is [_, var at, _, var id]
        && (id.StartsWith(Zones.Version + " ", StringComparison.Ordinal) || string.CompareOrdinal(at, Keys.OldestFirst(now - Duration.FromDays(1))) < 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Derivation))]
internal sealed partial class DerivationJson : JsonSerializerContext;
