using System.Globalization;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>A follow-up whose instant is another one by the rules of zones that are in use than by those that its index rows were written with.</summary>
/// <param name="Was">The instant by the rules of then; the wall time is as it was.</param>
/// <param name="Changes">Its rows as they should be: the commit conflicts where it was changed meanwhile.</param>
/// <param name="IsNews">False where its new rows are there already, because somebody changed it since, and only old ones are left to be taken away.</param>
public sealed record Rederived(FollowUp FollowUp, Instant Was, Changes Changes, bool IsNews)
{
    /// <summary>Rows that one look reads.</summary>
    private const int Read = 200;

    private static readonly string Due = Keys.Under("due");

    /// <summary>The next ones from a key on, at most so many, and the key to go on from; empty at the end. Three waves at most. Asked again with the same key it finds what is left.</summary>
    /// <param name="from">Empty for the beginning. The order is by assignee.</param>
    public static async ValueTask<(IReadOnlyList<Rederived> Found, string Next)> Some(Rows rows, string from, int most, CancellationToken cancel)
    {
        var page = await rows.List(new KeyRange(from.Length > 0 ? from : Due, Keys.After(Due), Read + 1), cancel);
        var stale = await Stale(rows, [.. page.Take(Read)], cancel);
        var next = stale.Count > most ? stale[most].Index.Key : page.Count > Read ? page[Read].Key : "";
        return (await Of(rows, [.. stale.Take(most)], cancel), next);
    }

    /// <summary>The assignee whose follow-up an index row is.</summary>
    public static string AssigneeOf(string key) => Keys.Parts(key)[1];

    /// <summary>The index rows that their records do not ask for. Their keys were derived by other rules: they can be read off, and not be worked out.</summary>
    private static async ValueTask<IReadOnlyList<(Row Index, Row Record)>> Stale(Rows rows, IReadOnlyList<Row> index, CancellationToken cancel)
    {
        var keys = index.Select(FollowUpStore.Pointer).Select(each => FollowUpStore.Key(each.Customer, each.FollowUp)).ToList();
        var records = await rows.GetMany(keys, cancel);
        return [.. index.Zip(records).Where(each => each.Second is not null && FollowUpStore.Read(each.Second).IsOpen && IndexOf(each.Second).All(asked => asked.Key != each.First.Key)).Select(each => (each.First, each.Second!))];
    }

    private static async ValueTask<IReadOnlyList<Rederived>> Of(Rows rows, IReadOnlyList<(Row Index, Row Record)> stale, CancellationToken cancel)
    {
        var there = (await rows.GetMany([.. stale.SelectMany(each => new[] { WakeBefore(each), DueNow(each.Record).Key })], cancel)).OfType<Row>().ToDictionary(row => row.Key, StringComparer.Ordinal);
        return [.. stale.Select(each => Of(each, there.GetValueOrDefault(WakeBefore(each)), !there.ContainsKey(DueNow(each.Record).Key)))];
    }

    private static Rederived Of((Row Index, Row Record) stale, Row? wake, bool isNews)
    {
        var (index, record) = stale;
        var followUp = FollowUpStore.Read(record);
        var changes = new Changes()
            .Raw(new Change.Delete(index.Key, index.ETag))
            .Raw(new Change.Delete(Keys.Of("customer", followUp.Customer, "next", InstantOf(index), followUp.Id)))
            // Held against a change meanwhile, and still whoever's who wrote it last: what they did can be undone.
            .Raw(new Change.Replace(record.Key, record.Value, record.ETag) { Turn = record.Turn });
        if (wake is not null) changes.Raw(new Change.Delete(wake.Key, wake.ETag));
        // What has woken already does not wake again.
        foreach (var row in isNews ? IndexOf(record).Where(row => wake is not null || !IsWake(row)) : []) changes.Raw(new Change.Put(row.Key, row.Value));
        return new(followUp, TurnRows.At(long.Parse(InstantOf(index), CultureInfo.InvariantCulture)), changes, isNews);
    }

    private static IEnumerable<IndexRow> IndexOf(Row record) => FollowUpStore.Kinds[0].Index!(record.Key, record.Value);

    private static IndexRow DueNow(Row record) => IndexOf(record).First(row => row.Key.StartsWith(Due, StringComparison.Ordinal));

    private static bool IsWake(IndexRow row) => row.Key.StartsWith(Keys.Under("wake"), StringComparison.Ordinal);

    private static string InstantOf(Row index) => Keys.Parts(index.Key)[2];

    private static string WakeBefore((Row Index, Row Record) stale) => Keys.Of("wake", InstantOf(stale.Index), FollowUpStore.Wake, FollowUpStore.Read(stale.Record).Handle);
}
