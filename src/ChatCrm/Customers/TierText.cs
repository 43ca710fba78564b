using System.Collections.Frozen;
using ChatCrm.Texts;

namespace ChatCrm.Customers;

/// <summary>What tiers are called.</summary>
public static class TierText
{
    private static readonly FrozenDictionary<Tier, string> Keys = Enum.GetValues<Tier>().ToFrozenDictionary(tier => tier, tier => $"Customers.{tier}");

    public static string Of(Tier tier, Wording words) => words.Plain(Keys[tier]);
}
