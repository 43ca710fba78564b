using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.FollowUps;

/// <summary>Looking at follow-ups as they are kept.</summary>
internal static class Kept
{
    public static async Task<IReadOnlyList<FollowUp>> All(this Workspace workspace, string customer = Workspace.Acme) =>
        [.. (await workspace.Rows(Keys.Under("customer", customer, "followup"))).Select(FollowUpStore.Read).OrderBy(followUp => followUp.Number)];

    public static async Task<FollowUp> Only(this Workspace workspace, string customer = Workspace.Acme) => Assert.Single(await workspace.All(customer));

    /// <summary>Types a line, and keeps the day where the customer is closed on it.</summary>
    public static async Task<Reply> SayAndKeep(this Actor who, string line) =>
        await who.Say(line) is var reply && reply.Card().Buttons().Any(button => button.Label == "Keep it") ? await who.Press(reply.Card(), "Keep it") : reply;

    /// <summary>Every row that stands for an open or numbered follow-up.</summary>
    public static async Task<IReadOnlyList<string>> Traces(this Workspace workspace, string customer = Workspace.Acme)
    {
        var rows = new List<Row>();
        foreach (var prefix in new[] { "due|", "wake|", "waiting|", "covered|", "number|", Keys.Under("customer", customer, "next"), Keys.Under("customer", customer, "followup") }) rows.AddRange(await workspace.Rows(prefix));
        return [.. rows.Select(row => row.Key)];
    }
}
