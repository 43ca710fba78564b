using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Workspaces;

namespace ChatCrm.Tiers;

/// <summary>How a tier came to be what it is.</summary>
public enum TierSource
{
    /// <summary>A person said so, with a reason.</summary>
    ByHand,

    /// <summary>Somebody above the owner did not follow a change.</summary>
    Kept,
}

/// <summary>What somebody above the owner made of a change.</summary>
public enum TierVerdict { Acknowledged, Kept }

/// <summary>A verdict, by whom and when (Unix milliseconds).</summary>
public sealed record TierAnswer(TierVerdict Verdict, string By, long At);

/// <summary>A customer moved from one tier to another.</summary>
public sealed record TierChange : Stored
{
    public required string Id { get; init; }

    public required string Customer { get; init; }

    public Tier From { get; init; }

    public Tier To { get; init; }

    /// <summary>The member who moved it.</summary>
    public required string By { get; init; }

    /// <summary>When: Unix milliseconds. It holds from then on.</summary>
    public required long At { get; init; }

    /// <summary>Why, in their words; empty where a change was not followed.</summary>
    public string Reason { get; init; } = "";

    public TierSource Source { get; init; }

    /// <summary>Null as long as nobody has looked at it.</summary>
    public TierAnswer? Answer { get; init; }

    /// <summary>Who is told: the owner's manager and the owner, but not whoever did it.</summary>
    public IReadOnlyList<string> Told(Roster roster, string owner) =>
        [.. new[] { roster.Find(owner)?.Manager ?? "", owner }.Where(member => member != By && roster.Find(member) is not null).Distinct(StringComparer.Ordinal)];
}
