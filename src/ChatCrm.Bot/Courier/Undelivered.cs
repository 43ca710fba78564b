using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Courier;

/// <summary>What cannot be delivered is shown another way, once: a notice about what could not be delivered is only parked.</summary>
internal static class Undelivered
{
    /// <summary>Our own reasons for giving up, which say nothing of the member: nobody else is told.</summary>
    private static readonly string[] Ours = ["failed", "unreachable", "unrecorded", "unknown-drawing"];

    /// <summary>The notices to send instead of one that is parked.</summary>
    public static IEnumerable<OutboxRow> Instead(OutboxRow notice, string reason, Roster roster) => notice switch
    {
        { Drawing: UndeliveredCards.ToRoom or UndeliveredCards.ToMember or UndeliveredCards.NotDone } => [],
        // The answer to somebody who waited: where it was asked it cannot stand any more, so it goes to their direct chat.
        { Address: not null } => [notice with { Id = $"{notice.Id}-direct", Address = null, Room = "", Tries = 0, Failures = 0, Lost = 0, Outages = 0, ClaimedUntil = 0 }],
        { Room.Length: > 0, For: { } member } => [Told(notice, 1, member, UndeliveredCards.ToRoom, [notice.Room, reason, notice.Customer])],
        // What members did themselves is answered to them alone.
        { Member.Length: > 0 } when notice.Member != notice.For && !Ours.Contains(reason) =>
            Above(notice.Member, roster).Select((member, n) => Told(notice, n + 1, member, UndeliveredCards.ToMember, [notice.Member, notice.Drawing, .. notice.Records])),
        // An errand that refuses has told whom it concerns.
        { For: { } member } when notice.IsErrand() && Ours.Contains(reason) => [Told(notice, 1, member, UndeliveredCards.NotDone, [notice.Customer])],
        _ => [],
    };

    /// <summary>The manager; where there is none who can be told, the admins.</summary>
    private static IEnumerable<string> Above(string member, Roster roster) =>
        roster.Find(roster.Find(member)?.Manager ?? "") is { Identities.Count: > 0 } manager
            ? [manager.Id]
            : roster.Members.Where(other => other.Role == Role.Admin && other.Id != member).Select(admin => admin.Id);

    private static OutboxRow Told(OutboxRow notice, int n, string member, string drawing, IReadOnlyList<string> records) =>
        new() { Id = $"{notice.Id}-instead-{n}", Turn = notice.Turn, Drawing = drawing, Records = records, Customer = notice.Customer, Member = member };
}
