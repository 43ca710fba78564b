using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>The ledger of sent posts: by it a posted card is drawn again, redacted, and found.</summary>
internal static class Ledger
{
    /// <summary>The entries of what was posted. Where the channel tells no id, a card cannot be found again; one that is perhaps there is noted under the notice's id.</summary>
    public static IEnumerable<Change> Of(OutboxRow notice, Attempt attempt, Instant now) => notice.Customer.Length == 0
        ? []
        : attempt.Posted.SelectMany(posted => Of(notice, posted, now)).DistinctBy(change => change.Key, StringComparer.Ordinal);

    private static IEnumerable<Change> Of(OutboxRow notice, Posted posted, Instant now)
    {
        if (posted is { Message: null, Unsure: false }) yield break;
        var key = TurnRows.SentKey(notice.Customer, posted.At, posted.Message ?? $"{notice.Id}-{TurnIds.Fingerprint(posted.At.Value)}");
        yield return new Change.Put(key, Entry(notice, posted, now).Write(TurnJson.Default.SentRow));
        if (posted.Message is { } message) yield return new Change.Put(TurnRows.MessageKey(posted.At, message), new MessageRow { Sent = key }.Write(TurnJson.Default.MessageRow));
    }

    /// <summary>Every posted card of a customer, each with its key.</summary>
    /// <param name="behind">Only those behind this key; empty for all.</param>
    public static async IAsyncEnumerable<(string Key, SentRow Sent)> Posted(IRowStore store, string workspace, string customer, string behind)
    {
        var range = KeyRange.Prefix(Keys.Under("customer", customer, "sent"), RowLimits.RowsPerPage, behind.Length > 0 ? behind : null);
        await foreach (var row in Pages.Of(store, workspace, range, default))
            if (row.Key != behind) yield return (row.Key, row.Read(TurnJson.Default.SentRow));
    }

    private static SentRow Entry(OutboxRow notice, Posted posted, Instant now) => new()
    {
        Address = posted.At.Value,
        Message = posted.Message ?? "",
        Turn = notice.Turn,
        Drawing = notice.Drawing,
        Records = notice.Records,
        At = now.ToUnixTimeMilliseconds(),
        Member = posted.Member,
        Room = posted.Room,
        PossibleRepeat = notice.PossibleRepeat || posted.Unsure,
    };
}
