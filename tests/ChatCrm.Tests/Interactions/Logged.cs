using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Tests.House;

namespace ChatCrm.Tests.Interactions;

/// <summary>What was logged, and what a form holds.</summary>
internal static class Logged
{
    public static string Value(Form form, string field) => form.Fields.Single(each => each.Id == field).Value;

    public static async Task<Interaction> Only(Workspace house, string customer = Workspace.Acme) =>
        InteractionStore.Read(Assert.Single(await house.Rows($"customer|{customer}|interaction|")));
}
