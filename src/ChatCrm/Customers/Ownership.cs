using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>Who decides about somebody's customers beyond the daily work.</summary>
public static class Ownership
{
    /// <summary>Admins, and managers of the owner at whatever distance.</summary>
    public static bool IsAbove(this Member member, string owner, Roster roster) =>
        member.Role == Role.Admin || (member.Role == Role.Manager && roster.Leads(member.Id, owner));

    /// <summary>Whether a member may give an owner's customer to another.</summary>
    public static bool MayHandOver(this Member member, string owner, Roster roster) => member.Id == owner || member.IsAbove(owner, roster);
}
