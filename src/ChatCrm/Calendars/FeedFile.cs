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
    /// <summary>Programs read the whole file each time. What is to come goes before what is overdue.</summary>
    public const int Most = 500;

    private static readonly Duration Length = Duration.FromMinutes(30);

    /// <summary>Null where the address is nobody's, was replaced, or its owner has left. Waves: whose it is, the people, perhaps their teams, the index rows, the follow-ups with their customers.</summary>
    public static async ValueTask<string?> Read(IRowStore store, FeedOwners owners, string secret, Instant now, CancellationToken cancel)
    {
        if (await store.Get(DirectoryRows.Partition, DirectoryRows.FeedKey(secret), cancel) is not { } row) return null;
        var owner = DirectoryRows.FeedOwner(row);
        var rows = new Rows(store, owner.Workspace);
        var roster = await WorkspaceRows.Roster(rows, cancel);
        if (roster.Find(owner.Member) is not { } member || member.Feed != secret || !await owners.Has(member, owner.Workspace, cancel)) return null;
        var drawing = new DrawContext(Drawer.For(member, roster), roster, rows, now, "", [], cancel);
        var (due, isAll) = await Due(rows, member.Id, now, cancel);
        var seen = await FollowUpStore.Of(drawing).GetMany([.. due.Select(index => FollowUpStore.Pointer(index).Handle)]);
        var entries = seen.OfType<SeenFollowUp>().Where(each => each.FollowUp.IsOpen).Select(each => Entry(drawing.Reader, each));
        return VCalendar.Of(drawing.Words.Plain("Workspaces.FeedName"), Length, isAll ? entries : entries.Append(More(drawing.Reader, member, now)));
    }

    /// <summary>The index rows of those that are shown, and whether that is all.</summary>
    private static async ValueTask<(IEnumerable<Row> Rows, bool IsAll)> Due(Rows rows, string member, Instant now, CancellationToken cancel)
    {
        var pages = await rows.List([FollowUpStore.DueBefore(member, now, Most), FollowUpStore.DueFrom(member, now, Most)], cancel);
        var (overdue, coming) = (pages[0].Rows, pages[1].Rows);
        var room = Most - coming.Count;
        return (overdue.TakeLast(room).Concat(coming), overdue.Count <= room && pages.All(page => page.Continue is null));
    }

    /// <summary>Says on today's date that there are more.</summary>
    private static VEvent More(Reader reader, Member member, Instant now)
    {
        var today = now.InZone(reader.TimeZone).Date;
        var midnight = reader.TimeZone.AtStartOfDay(today).ToInstant();
        return new($"more-{member.Id}@chatcrm", midnight, midnight, today, reader.Words.Plain("Workspaces.FeedMore"), "");
    }

    private static VEvent Entry(Reader reader, SeenFollowUp seen)
    {
        var followUp = seen.FollowUp;
        var worded = TurnRows.At(followUp.Worded?.At ?? 0);
        return new($"{followUp.Id}@chatcrm", Instant.Max(followUp.TouchedAt, worded), followUp.DueAt, followUp.HasTime ? null : followUp.DueAt.InZone(reader.TimeZone).Date,
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
