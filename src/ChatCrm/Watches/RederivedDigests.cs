using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>The morning lists whose next one comes at another instant, by the rules of zones that are in use or the days off that are known.</summary>
internal static class RederivedDigests
{
    /// <summary>Looks at some and adds the changes of those.</summary>
    /// <param name="from">Where to go on; null at the beginning.</param>
    /// <param name="most">How many are looked at.</param>
    /// <returns>Where to go on; null where none is left.</returns>
    public static async ValueTask<string?> Some(TurnContext turn, string? from, int most, Changes changes)
    {
        var page = (await turn.Rows.List([KeyRange.Prefix(Keys.Under("digest"), most) with { Continue = from }], turn.Cancel))[0];
        var stale = page.Rows.Where(row => Anew(turn, row) is not null).ToList();
        var wakes = await turn.Rows.GetMany([.. stale.Select(row => DigestStore.WakeKey(DigestStore.Read(row)))], turn.Cancel);
        foreach (var (row, wake) in stale.Zip(wakes))
            if (wake is not null) Move(row, wake, Anew(turn, row)!, changes);
        return page.Continue;
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
