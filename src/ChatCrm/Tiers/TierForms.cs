using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Turns;

namespace ChatCrm.Tiers;

/// <summary>The form that sets a tier.</summary>
public static class TierForms
{
    public const string Id = "tier.set", Tier = "tier", Reason = "reason";

    /// <param name="to">The tier that was said; the present one where none was.</param>
    /// <param name="state">The customer's id, or a carried line that runs on with the form's answers.</param>
    public static Form Set(TurnContext turn, Customer customer, Tier to, string reason, string state)
    {
        var words = turn.Words;
        return new(Id, turn.FormId, words.Plain("Tiers.FormTitle"), words.Plain("Turns.SaveButton"),
        [
            CustomerDetails.Tier.Field(words, to.ToString()),
            new TextField(Reason, words.Plain("Tiers.Reason"), reason, Required: true, Tall: true) { Hint = words.Plain("Tiers.ReasonHint") },
        ])
        {
            State = state,
            Intro = words.Say("Tiers.FormIntro", ("name", Names.Visible(customer.Name)), ("tier", Text.Ours(TierText.Of(customer.Tier, words)))),
        };
    }
}
