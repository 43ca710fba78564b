using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Commands;

/// <summary>The index rows that a record has to have now.</summary>
internal static class IndexRows
{
    public static IEnumerable<Change.Put> Of(RowKinds kinds, string key, string value) => kinds.IndexChanges(key, null, value).OfType<Change.Put>();

    /// <summary>
    /// A row that wakes the service is taken away when it has done so, while its record stays open: of one whose time has come nobody can tell
    /// whether it was lost or has served. Put again, it would remind people of everything once more.
    /// </summary>
    public static bool MayHaveServed(string key, Instant now) =>
        key.StartsWith("wake|", StringComparison.Ordinal) && string.CompareOrdinal(key, TurnRows.WakeKey(now, "", "")) < 0;
}
