using ChatCrm.Conversation;

namespace ChatCrm.Workspaces;

/// <summary>How much of a customer may be shown, from nothing to all. A card draws what its reader's sight allows and does not hint at the rest.</summary>
public enum Sight
{
    Nothing,

    /// <summary>Code and name: rooms with guests or outsiders.</summary>
    CodeAndName,

    /// <summary>Name, code, country and owner: other people's customers.</summary>
    Named,

    /// <summary>All but phone, mail and the like of contacts: rooms that many can read.</summary>
    NoContactData,

    All,
}

/// <summary>What can be done to a customer and what belongs to it.</summary>
public enum Act
{
    /// <summary>See the file, the interactions, the follow-ups.</summary>
    Read,

    /// <summary>Log, follow up, edit, set.</summary>
    Change,
}

/// <summary>The right that a route asks for before its handler runs; what it may do to a record is asked record by record.</summary>
public enum Permission
{
    /// <summary>Any member.</summary>
    Member,

    /// <summary>Managers and admins.</summary>
    Manager,

    /// <summary>Admins.</summary>
    Admin,

    /// <summary>The service itself, at a time that came; never a person.</summary>
    Service,
}

/// <summary>
/// The one decision about rights: pure, from who looks, where they look and whose record it is. Every store call takes it.
/// Deny by default: a member whom no rule names sees of a record only that it exists and whose it is.
/// </summary>
/// <param name="member">Null for a room as a whole, or for the service.</param>
/// <param name="linked">The customer that the room is linked to; empty is none.</param>
public sealed class Access(Member? member, Roster roster, Audience audience, string linked, bool service = false)
{
    /// <summary>The service's own access: what Courier and jobs of the house need. Only they make one.</summary>
    public static Access Service(Roster roster) => new(null, roster, Audience.Direct, "", service: true);

    public Member? Member => member;

    public bool IsService => service;

    public Audience Audience => audience;

    /// <summary>The customer that the room is linked to; empty is none.</summary>
    public string Linked => linked;

    public bool May(Permission permission) => permission switch
    {
        Permission.Service => service,
        _ when member is null => false,
        Permission.Member => true,
        Permission.Manager => member.Role >= Role.Manager,
        Permission.Admin => member.Role == Role.Admin,
        _ => false,
    };

    /// <summary>True where the act is allowed on a customer that <paramref name="owner"/> owns. Rooms never act.</summary>
    public bool May(Act act, string owner) => act switch
    {
        Act.Read => Relation(owner) == Sight.All,
        Act.Change => service || (member is not null && Relation(owner) == Sight.All),
        _ => false,
    };

    /// <summary>How much of a customer can be shown here.</summary>
    public Sight Sees(string customer, string owner)
    {
        var room = audience switch
        {
            Audience.Direct => Sight.All,
            Audience.Members when linked == customer => Sight.All,
            Audience.Members => Sight.NoContactData,
            _ => Sight.CodeAndName,
        };
        return (Sight)Math.Min((int)room, (int)Relation(owner));
    }

    private Sight Relation(string owner)
    {
        // A room shows what its kind allows, whoever owns the record.
        if (service || member is null) return Sight.All;
        var mine = member.Role == Role.Admin || owner == member.Id || SameTeam(owner) || (member.Role == Role.Manager && roster.Leads(member.Id, owner)) || roster.IsCovering(member.Id, owner);
        return mine ? Sight.All : Sight.Named;
    }

    private bool SameTeam(string owner) => member!.Team.Length > 0 && roster.Find(owner)?.Team == member.Team;
}
