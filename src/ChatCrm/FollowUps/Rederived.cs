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
        return [.. index.Zip(records).Where(each => each.Second is not null && IndexOf(each.Second).All(asked => asked.Key != each.First.Key)).Select(each => (each.First, each.Second!))];
    }

    private static async ValueTask<IReadOnlyList<Rederived>> Of(Rows rows, IReadOnlyList<(Row Index, Row Record)> stale, CancellationToken cancel)
    {
        var keys = stale.SelectMany(each => new[] { WakeBefore(each), Told(each), DueNow(each.Record) }).OfType<string>().Distinct();
        var there = (await rows.GetMany([.. keys], cancel)).OfType<Row>().ToDictionary(row => row.Key, StringComparer.Ordinal);
        return [.. stale.Select(each => Of(each, there, DueNow(each.Record) is { } due && !there.ContainsKey(due)))];
    }

    private static Rederived Of((Row Index, Row Record) stale, IReadOnlyDictionary<string, Row> there, bool isNews)
    {
        var (followUp, was) = (FollowUpStore.Read(stale.Record), TurnRows.At(long.Parse(InstantOf(stale.Index), CultureInfo.InvariantCulture)));
        var changes = Gone(stale, followUp, there.GetValueOrDefault(WakeBefore(stale)));
        if (!isNews) return new(followUp, was, changes, isNews);
        // What somebody was reminded of asks for no wake row any more, and does not wake again.
        foreach (var row in IndexOf(stale.Record).Where(row => IsOfItsInstant(row, followUp))) changes.Raw(new Change.Put(row.Key, row.Value));
        // Nor does it where an undo forgets that.
        if (there.GetValueOrDefault(Told(stale)) is { } told && TurnRows.At(FollowUpStore.Reminded(told).Due) == was)
            changes.Raw(new Change.Replace(told.Key, FollowUpStore.Value(new Reminded(followUp.DueAt.ToUnixTimeMilliseconds())), told.ETag));
        return new(followUp, was, changes, isNews);
    }

    /// <summary>The rows of the instant before, taken away.</summary>
    private static Changes Gone((Row Index, Row Record) stale, FollowUp followUp, Row? wake)
    {
        var (index, record) = stale;
        var changes = new Changes()
            .Raw(new Change.Delete(index.Key, index.ETag))
            .Raw(new Change.Delete(Keys.Of("waiting", AssigneeOf(index.Key), InstantOf(index), followUp.Customer, followUp.Id)))
            .Raw(new Change.Delete(Keys.Of("customer", followUp.Customer, "next", InstantOf(index), followUp.Id)))
            // Held against a change meanwhile, and still whoever's who wrote it last: what they did can be undone.
            .Raw(new Change.Replace(record.Key, record.Value, record.ETag) { Turn = record.Turn });
        // One that waits until just then has it there by the rules in use.
        if (wake is not null && wake.Key != FollowUpStore.WakeKey(followUp)) changes.Raw(new Change.Delete(wake.Key, wake.ETag));
        return changes;
    }

    /// <summary>The others stay where they are: its number, whose hands it is in, and the wake row of one that waits until a moment that was decided.</summary>
    private static bool IsOfItsInstant(IndexRow row, FollowUp followUp) => Keys.Parts(row.Key).Contains(Keys.OldestFirst(followUp.DueAt));

    private static IEnumerable<IndexRow> IndexOf(Row record) => FollowUpStore.Kinds[0].Index!(record.Key, record.Value);

    /// <summary>Null of one that is closed.</summary>
    private static string? DueNow(Row record) => IndexOf(record).FirstOrDefault(row => row.Key.StartsWith(Due, StringComparison.Ordinal))?.Key;

    private static string InstantOf(Row index) => Keys.Parts(index.Key)[2];

    private static string Told((Row Index, Row Record) stale) => FollowUpStore.ToldKey(FollowUpStore.Read(stale.Record));

    private static string WakeBefore((Row Index, Row Record) stale) => Keys.Of("wake", InstantOf(stale.Index), FollowUpStore.Wake, FollowUpStore.Read(stale.Record).Handle);
}
