using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>A member's follow-ups as a calendar file: those that are open, with what that member may see of them at this moment.</summary>
public static class FeedFile
{
    /// <summary>Programs read the whole file each time.</summary>
    public const int Most = 500;

    private static readonly Duration Length = Duration.FromMinutes(30);

    /// <summary>Null where the address is nobody's, or was replaced. Four waves: whose it is, the people, the index rows, the follow-ups with their customers.</summary>
    public static async ValueTask<string?> Read(IRowStore store, string secret, Instant now, CancellationToken cancel)
    {
        if (await store.Get(DirectoryRows.Partition, DirectoryRows.FeedKey(secret), cancel) is not { } row) return null;
        var owner = DirectoryRows.FeedOwner(row);
        var rows = new Rows(store, owner.Workspace);
        var roster = await WorkspaceRows.Roster(rows, cancel);
        if (roster.Find(owner.Member) is not { } member || member.Feed != secret) return null;
        var drawing = new DrawContext(Drawer.For(member, roster), roster, rows, now, "", [], cancel);
        var due = await rows.List(FollowUpStore.DueBefore(member.Id, now + Duration.FromDays(5 * 366), Most), cancel);
        var seen = await FollowUpStore.Of(drawing).GetMany([.. due.Select(index => FollowUpStore.Pointer(index).Handle)]);
        return VCalendar.Of(drawing.Words.Plain("Workspaces.FeedName"), Length, seen.OfType<SeenFollowUp>().Where(each => each.FollowUp.IsOpen).Select(each => Entry(drawing.Reader, each)));
    }

    private static VEvent Entry(Reader reader, SeenFollowUp seen)
    {
        var followUp = seen.FollowUp;
        var changed = new[] { followUp.SetAt, followUp.Moved?.At ?? 0, followUp.Given?.At ?? 0 }.Max();
        return new($"{followUp.Id}@chatcrm", TurnRows.At(changed), followUp.DueAt, followUp.HasTime ? null : followUp.DueAt.InZone(reader.TimeZone).Date,
            FollowUpCards.What(reader, seen).ToString(), string.Join('\n', new[] { FollowUpCards.Number(followUp), There(reader, seen) }.Where(line => line.Length > 0)));
    }

    /// <summary>"Tue 08:00 Berlin": what their clock will show; empty where it is not known, or shows the same.</summary>
    private static string There(Reader reader, SeenFollowUp seen)
    {
        var zone = seen.Customer.Customer.Zone;
        if (!seen.FollowUp.HasTime || zone.Length == 0 || Time.Zones.Rules.GetZoneOrNull(zone) is not { } theirs) return "";
        var there = seen.FollowUp.DueAt.InZone(theirs).LocalDateTime;
        return there == seen.FollowUp.DueAt.InZone(reader.TimeZone).LocalDateTime ? "" : $"{new Dates(reader.Words).WeekdayAt(there)} {WhenText.City(reader.Words, zone)}";
    }
}
