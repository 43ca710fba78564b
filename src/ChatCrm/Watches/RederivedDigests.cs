using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>The morning lists whose next one comes at another instant by the rules of zones that are in use.</summary>
internal static class RederivedDigests
{
    /// <summary>Adds the changes of some. True where none is left.</summary>
    public static async ValueTask<bool> Some(TurnContext turn, int most, Changes changes)
    {
        var rows = await turn.Rows.List(KeyRange.Prefix(Keys.Under("digest"), RowLimits.RowsPerPage), turn.Cancel);
        var stale = rows.Where(row => Anew(turn, row) is not null).ToList();
        var wakes = await turn.Rows.GetMany([.. stale.Take(most).Select(row => DigestStore.WakeKey(DigestStore.Read(row)))], turn.Cancel);
        foreach (var (row, wake) in stale.Zip(wakes))
            if (wake is not null) Move(row, wake, Anew(turn, row)!, changes);
        return stale.Count <= most;
    }

    /// <summary>The next one as it now is; null where it is as it was, or due already.</summary>
    private static Digest? Anew(TurnContext turn, Row row)
    {
        var digest = DigestStore.Read(row);
        if (TurnRows.At(digest.At) <= turn.Now || turn.Roster.Find(digest.Member) is not { } member) return null;
        return Digest.Next(member, turn.Roster, turn.Now) is { } next && next.At != digest.At ? next : null;
    }

    // Under the turn that people last wrote it in, as each morning does; held by its wake row.
    private static void Move(Row row, Row wake, Digest next, Changes changes) => changes
        .Raw(new Change.Delete(wake.Key, wake.ETag))
        .Raw(new Change.Replace(row.Key, next.Write(DigestJson.Default.Digest), row.ETag) { Turn = row.Turn })
        .Raw(new Change.Put(DigestStore.WakeKey(next), "{}"));
}
