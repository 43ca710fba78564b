using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Tiers;

/// <summary>Setting a tier by hand: it needs a reason, holds at once, and those above are told.</summary>
public static class TierSetting
{
    /// <summary>The drawing of a customer of which something was set; its records are the customer, the details' ids, the tier change.</summary>
    public const string Drawing = "customer.set";

    /// <summary>The drawing that those above, and the owner, get.</summary>
    public const string Alert = "tier.alert";

    /// <summary>What a line carries when the form for its reason comes back.</summary>
    public const string Asked = "tier-asked";

    private const string To = "tier", Reason = "reason";

    /// <summary>The shortest reason and the longest, in UTF-16 units.</summary>
    private const int Shortest = 3, Longest = 500;

    public static bool IsReason(string typed) => typed.Trim().Length is >= Shortest and <= Longest;

    /// <summary>What is wrong with a reason; null where nothing is.</summary>
    public static string? Refusal(string typed, Wording words) => typed.Trim().Length switch
    {
        < Shortest => words.Plain("Tiers.ReasonMissing"),
        > Longest => words.Plain("DetailErrors.TooLong", ("n", typed.Trim().Length), ("most", Longest)),
        _ => null,
    };

    /// <summary>The line's choices with the form's answers.</summary>
    public static LineChoices With(this LineChoices choices, Tier to, string reason) => choices.With(To, to.ToString()).With(Reason, reason.Trim());

    /// <summary>The tier that the form gave for this line; null where it was not asked.</summary>
    public static Tier? Chosen(TurnContext turn) => Enum.TryParse<Tier>(turn.Choices[To], out var tier) && Enum.IsDefined(tier) ? tier : null;

    public static string? ReasonOf(TurnContext turn) => turn.Choices[Reason];

    /// <summary>A customer with what was set, in one commit with the tier change where its tier is another.</summary>
    /// <param name="changed">The ids of the details that differ.</param>
    public static Outcome.Change Change(TurnContext turn, SeenCustomer before, Customer after, IReadOnlyList<string> changed, string reason)
    {
        var changes = CustomerStore.Change(before, after);
        var set = new Outcome.Change(Drawing, [before.Id, string.Join(',', changed)], changes, before.Id);
        if (after.Tier == before.Customer.Tier) return set;
        var moved = new TierChange
        {
            Id = TurnIds.Minted(turn.Id, 1), Customer = before.Id, From = before.Customer.Tier, To = after.Tier, By = turn.Member.Id, At = turn.Now.ToUnixTimeMilliseconds(), Reason = reason.Trim(),
        };
        changes.Also(TierStore.New(moved));
        return set with { Records = [.. set.Records, TierStore.Handle(moved)], Notices = Notices(turn, moved, after.Owner) };
    }

    /// <summary>One notice for each who is told.</summary>
    public static IReadOnlyList<Notice> Notices(TurnContext turn, TierChange change, string owner) =>
        [.. change.Told(turn.Roster, owner).Select(member => new Notice(Alert, [TierStore.Handle(change)], new Recipient.ToMember(member), change.Customer))];
}
