using System.Text.Json;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>
/// Makes the one atomic batch of a turn: what the handler wants, its index rows, the turn's own row, the trail, what Undo needs,
/// the notices, and the ledger entry of the answer.
/// </summary>
public static class Batch
{
    /// <param name="message">The id of the message that will show the answer, where it is known beforehand.</param>
    /// <param name="late">True where the answer itself is to be a notice.</param>
    public static IReadOnlyList<Change> Of(TurnContext turn, Route route, Outcome.Change outcome, RowKinds kinds, string? message, bool late = false)
    {
        var changes = new Dictionary<string, Change>(StringComparer.Ordinal);
        foreach (var edit in outcome.Changes.Edits)
        {
            Add(Conditional(edit));
            if (edit is Edit.Record record)
                foreach (var change in kinds.IndexChanges(record.Key, record.Before?.Value, record.After).Concat(Wakes(turn, record, kinds))) Add(change);
        }
        foreach (var book in Books(turn, route, late ? Late(turn, outcome) : outcome, kinds, message)) Add(book);
        foreach (var key in changes.Keys) kinds.Of(key, shared: false);
        foreach (var shared in outcome.Directory) kinds.Of(shared.Key, shared: true);
        return [.. changes.Values];

        void Add(Change change) => changes[change.Key] = change;
    }

    private static Outcome.Change Late(TurnContext turn, Outcome.Change outcome)
    {
        var room = turn.Turn.Where.Audience == Conversation.Audience.Direct ? "" : turn.Turn.Where.Room;
        Recipient asker = turn.Turn.AnswerAt is { } address ? new Recipient.ToAsker(turn.Member.Id, room, address.Value) : new Recipient.ToMember(turn.Member.Id);
        return outcome with { Notices = [new Notice(outcome.Drawing, outcome.Records, asker, outcome.Customer), .. outcome.Notices] };
    }

    private static Change Conditional(Edit edit) => edit switch
    {
        Edit.Raw raw => raw.Change,
        Edit.Record record => Conditional(record.Key, record.Before, record.After),
        Edit.Derived derived => Conditional(derived.Key, derived.Before, derived.After),
        _ => throw new InvalidOperationException(),
    };

    private static Change Conditional(string key, Row? before, string? after) => (before, after) switch
    {
        (null, { } value) => new Change.Insert(key, value),
        ({ } row, { } value) => new Change.Replace(key, value, row.ETag),
        ({ } row, null) => new Change.Delete(key, row.ETag),
        (null, null) => new Change.Delete(key),
    };

    private static IEnumerable<Change> Books(TurnContext turn, Route route, Outcome.Change outcome, RowKinds kinds, string? message)
    {
        var member = turn.Reader.Member?.Id ?? "";
        var records = outcome.Changes.Edits.OfType<Edit.Record>().ToList();
        var notices = Notices(turn, outcome, records, kinds).ToList();
        var undo = outcome.CanBeUndone && records.Count > 0 && member.Length > 0 ? Undo(turn, route, outcome, records, notices) : null;
        yield return new Change.Insert(TurnRows.TurnKey(turn.Id), Turn(turn, outcome, undo?.Key ?? "").Write(TurnJson.Default.TurnRow));
        yield return new Change.Insert(TurnRows.AuditKey(turn.Now, turn.Id), Audit(member, route, records, outcome.Directory).Write(TurnJson.Default.AuditRow));
        if (undo is not null) yield return undo;
        foreach (var (key, notice) in notices) yield return new Change.Insert(key, notice.Write(TurnJson.Default.OutboxRow));
        foreach (var entry in Ledger(turn, outcome, message)) yield return entry;
        if (turn.Turn.What is Input.Said said && outcome is { CanBeUndone: true, OfUndo: false })
            yield return new Change.Put(TurnRows.SaidKey(turn.Turn.Who.Identity, turn.Turn.Where.Room, said.Line), new SaidRow { Turn = turn.Id, At = Milliseconds(turn.Now) }.Write(TurnJson.Default.SaidRow));
    }

    private static TurnRow Turn(TurnContext turn, Outcome.Change outcome, string undo) => new()
    {
        Member = turn.Reader.Member?.Id ?? "",
        At = Milliseconds(turn.Now),
        Drawing = outcome.Drawing,
        Records = outcome.Records,
        Customer = outcome.Customer,
        Undo = undo,
        Values = turn.Turn.What is Input.Submitted form ? ValuesOf(form) : "",
    };

    /// <summary>Tells two submissions of one form apart.</summary>
    public static string ValuesOf(Input.Submitted form) =>
        TurnIds.Fingerprint([.. form.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })]);

    private static AuditRow Audit(string member, Route route, IEnumerable<Edit.Record> records, IEnumerable<Change> directory) => new()
    {
        Member = member,
        Act = route.Id.Length > 0 ? route.Id : "look up",
        Records = [.. records.Select(record => new AuditedRecord(record.Key, Fields(record.Before?.Value, record.After))), .. directory.Select(shared => new AuditedRecord(shared.Key, []))],
    };

    /// <summary>The names of the fields that differ; the values stay out of the trail.</summary>
    private static IReadOnlyList<string> Fields(string? before, string? after)
    {
        var old = Read(before);
        var now = Read(after);
        return [.. old.Keys.Union(now.Keys).Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];

        static Dictionary<string, string> Read(string? value)
        {
            if (value is null) return [];
            using var json = JsonDocument.Parse(value);
            return json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText(), StringComparer.Ordinal);
        }
    }

    private static Change.Insert Undo(TurnContext turn, Route route, Outcome.Change outcome, List<Edit.Record> records, List<(string Key, OutboxRow Row)> notices) => new(
        TurnRows.UndoKey(turn.Member.Id, turn.Now, turn.Id),
        new UndoRow
        {
            Turn = turn.Id,
            At = Milliseconds(turn.Now),
            Drawing = outcome.Drawing,
            Records = outcome.Records,
            Customer = outcome.Customer,
            Rows = [.. records.Select(record => new Before(record.Key, record.Before?.Value, record.After is not null, record.Before?.Turn ?? ""))],
            Notices = [.. notices.Select(notice => notice.Key)],
            OfUndo = outcome.OfUndo,
            TakesBack = outcome.TakesBack,
            Permission = route.Permission,
        }.Write(TurnJson.Default.UndoRow));

    private static IEnumerable<(string Key, OutboxRow Row)> Notices(TurnContext turn, Outcome.Change outcome, List<Edit.Record> records, RowKinds kinds)
    {
        IEnumerable<Notice> all = outcome.Notices;
        var touched = records.Where(record => record.Before is not null).Select(record => Keys.Parts(record.Key)).Select(parts => parts[^1] == "file" ? parts[1] : parts[^1]).ToList();
        if (outcome.Customer.Length > 0 && touched.Count > 0)
            all = all.Append(new Notice(Drawer.Refresh, [], new Recipient.Copies(touched), outcome.Customer));
        return all.Concat(Mirrors(records, kinds)).Select((notice, n) =>
        {
            var id = $"{turn.Id}-{n + 1}";
            return (TurnRows.OutboxKey(turn.Now, id), notice.Row(id, turn.Id, turn.Reader.Member?.Id));
        });
    }

    /// <summary>One errand for each record that stood outside too, or is to.</summary>
    private static IEnumerable<Notice> Mirrors(List<Edit.Record> records, RowKinds kinds) =>
        from record in records
        let mirrored = kinds.Of(record.Key).Mirrored
        where mirrored is not null && new[] { record.Before?.Value, record.After }.Any(value => value is not null && mirrored.Wants(value))
        select Notice.ToDo(mirrored.Errand, [record.Key], Keys.Parts(record.Key)[1]);

    /// <summary>At once, and again when every process knows of it: one that does not yet would decide as before.</summary>
    private static IEnumerable<Change> Wakes(TurnContext turn, Edit.Record record, RowKinds kinds) =>
        from wake in kinds.Of(record.Key).Wakes?.Invoke(record.Before?.Value, record.After) ?? []
        from at in new[] { turn.Now, turn.Now + People.Everywhere }
        select new Change.Put(TurnRows.WakeKey(at, wake.What, wake.Id), "{}");

    private static IEnumerable<Change> Ledger(TurnContext turn, Outcome.Change outcome, string? message) =>
        message is null || outcome.Customer.Length == 0 ? [] : Ledger(turn, outcome.Drawing, outcome.Records, outcome.Customer, message,
            new(turn.Turn.PressedAt ?? turn.Turn.Where.Address, turn.Turn.CanWhisper ? turn.Member.Id : ""));

    /// <summary>The ledger entries of a list that lasts.</summary>
    public static IReadOnlyList<Change> Ledger(TurnContext turn, LastingList list, string message, Standing at) =>
        [.. list.Customers.Distinct(StringComparer.Ordinal).SelectMany(customer => Ledger(turn, list.Drawing, list.Records, customer, message, at)).DistinctBy(change => change.Key)];

    private static IEnumerable<Change> Ledger(TurnContext turn, string drawing, IReadOnlyList<string> records, string customer, string message, Standing at)
    {
        var key = TurnRows.SentKey(customer, at.Address, message);
        yield return new Change.Put(key, new SentRow
        {
            Address = at.Address.Value,
            Message = message,
            Turn = turn.Id,
            Drawing = drawing,
            Records = records,
            At = Milliseconds(turn.Now),
            Member = at.Member,
            Room = turn.Turn.Where.Audience == Audience.Direct ? "" : turn.Turn.Where.Room,
        }.Write(TurnJson.Default.SentRow));
        yield return new Change.Put(TurnRows.MessageKey(at.Address, message), new MessageRow { Sent = key }.Write(TurnJson.Default.MessageRow));
    }

    private static long Milliseconds(Instant at) => at.ToUnixTimeMilliseconds();
}

/// <summary>Where a message stands, and for whom.</summary>
/// <param name="Member">The one for whom alone it was drawn; empty where it stands for a whole room.</param>
public readonly record struct Standing(Address Address, string Member);
