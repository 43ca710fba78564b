using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>Undo, do it after all, edit the last one, and a line carried through a choice.</summary>
public sealed class UndoCommands(Lazy<Routes> routes, RowKinds kinds)
{
    /// <summary>By button an undo can be asked for so long; the word works all day.</summary>
    private static readonly Duration ByButton = Duration.FromMinutes(10);

    /// <summary><c>undo</c>: the last change of the typist's own day that still stands.</summary>
    public async ValueTask<Outcome> UndoLast(TurnContext turn) =>
        await Last(turn) is { } last ? await Undo(turn, last.Row, last.Undo, ofUndo: true) : new Outcome.Answer(TurnCards.NothingToUndo(turn.Words));

    /// <summary>[Undo] on a card: that turn, for ten minutes, by whoever did it.</summary>
    public async ValueTask<Outcome> UndoPressed(TurnContext turn)
    {
        if (await Standing(turn, turn.Value) is not { } found) return new Outcome.Answer(TurnCards.NothingToUndo(turn.Words));
        if (found.Undo.UndoneIn.Length > 0) return new Outcome.Answer(new Reply.Replace(TurnCards.Undone(turn.Words, Known(found.Undo)?.Undone ?? "Turns.Undone", found.Undo.UndoneIn)));
        if (turn.Now - TurnRows.At(found.Undo.At) > ByButton) return new Outcome.Answer(new Card([new Line(turn.Words.Say("Turns.UndoTooLate"), Tone.Warning)]));
        return await Undo(turn, found.Row, found.Undo, ofUndo: true);
    }

    /// <summary>[Do it after all]: the undo itself is undone, and the first answer stands again; on the same day, or within ten minutes.</summary>
    public async ValueTask<Outcome> Redo(TurnContext turn)
    {
        if (await OfTurn(turn, turn.Value) is not { Undo.UndoneIn.Length: 0, Undo.OfUndo: true } found) return new Outcome.Answer(TurnCards.NothingToUndo(turn.Words));
        var at = TurnRows.At(found.Undo.At);
        if (turn.Now - at > ByButton && Day(turn, at) != Day(turn, turn.Now)) return new Outcome.Answer(TurnCards.RedoTooLate(turn.Words));
        return await Undo(turn, found.Row, found.Undo, ofUndo: false);
    }

    /// <summary><c>edit</c>: the form of what the typist changed last.</summary>
    public async ValueTask<Outcome> EditLast(TurnContext turn)
    {
        if (await Last(turn, canBeEdited: true) is not { } last) return new Outcome.Answer(TurnCards.NothingToEdit(turn.Words));
        var edit = routes.Value.Find(RouteKind.Button, Known(last.Undo)!.Edit!)!;
        return await edit.Handle(turn.Pressing(edit.Id, last.Undo.Records[0]));
    }

    /// <summary>A choice on a card: the line is read on.</summary>
    public async ValueTask<Outcome> RunLine(TurnContext turn) =>
        (Outcome?)await Drafts.Open(turn) ?? new Outcome.Answer(TurnCards.Old(turn.Words));

    private static LocalDate Day(TurnContext turn, Instant at) => at.InZone(turn.Reader.TimeZone).Date;

    private Drawing? Known(UndoRow undo) => routes.Value.Drawing(undo.Drawing);

    private async ValueTask<(Row Row, UndoRow Undo)?> Last(TurnContext turn, bool canBeEdited = false)
    {
        var today = Day(turn, turn.Now);
        var rows = await turn.Rows.List(KeyRange.Prefix(Keys.Under("undo", turn.Member.Id), 100), turn.Cancel);
        foreach (var row in rows)
        {
            var undo = row.Read(TurnJson.Default.UndoRow);
            if (Day(turn, TurnRows.At(undo.At)) < today) return null;
            if (undo.UndoneIn.Length > 0 || undo.StandsIn.Length > 0 || undo.OfUndo) continue;
            if (!canBeEdited || Known(undo)?.Edit is not null) return (row, undo);
        }
        return null;
    }

    private static async ValueTask<(Row Row, UndoRow Undo)?> OfTurn(TurnContext turn, string id)
    {
        var done = (await turn.Rows.Get(TurnRows.TurnKey(id.Length is > 0 and <= 40 ? id : "-"), turn.Cancel))?.Read(TurnJson.Default.TurnRow);
        // Only whoever did it: the id in a button is no permission.
        if (done is null || done.Member != turn.Member.Id || done.Undo.Length == 0) return null;
        return await turn.Rows.Get(done.Undo, turn.Cancel) is { } row ? (row, row.Read(TurnJson.Default.UndoRow)) : null;
    }

    /// <summary>That turn, or the one that did it after all and stands for it now.</summary>
    private static async ValueTask<(Row Row, UndoRow Undo)?> Standing(TurnContext turn, string id)
    {
        if (await OfTurn(turn, id) is not { } found) return null;
        var origin = await Origin(turn, found);
        return origin.Undo.StandsIn.Length > 0 && !found.Undo.OfUndo ? await OfTurn(turn, origin.Undo.StandsIn) : found;
    }

    /// <summary>The change that all undoing and doing after all began with.</summary>
    private static async ValueTask<(Row Row, UndoRow Undo)> Origin(TurnContext turn, (Row Row, UndoRow Undo) found)
    {
        while (found.Undo.TakesBack.Length > 0 && await OfTurn(turn, found.Undo.TakesBack) is { } before) found = before;
        return found;
    }

    private async ValueTask<Outcome> Undo(TurnContext turn, Row row, UndoRow undo, bool ofUndo)
    {
        if (!turn.Access.May(undo.Permission)) return new Outcome.Answer(TurnCards.NotAllowed(turn.Words, undo.Permission));
        var current = await turn.Rows.GetMany([.. undo.Rows.Select(before => before.Key)], turn.Cancel);
        if (!await MayNow(turn, undo, current, ofUndo)) throw new DeniedException(undo.Customer);
        if (await Touched(turn, undo, current) is { Count: > 0 } touched) return new Outcome.Answer(TurnCards.CannotUndo(turn.Words, await Since(turn, touched)));
        return await TakeBack(turn, row, undo, current, ofUndo);
    }

    /// <summary>
    /// The right to the customer is asked as it is now. Who gave a customer away may still take that back, so for an undo the owner before is enough too;
    /// a file that comes back with this is asked as it will be, and one that is gone altogether allows nothing.
    /// </summary>
    private async ValueTask<bool> MayNow(TurnContext turn, UndoRow undo, IReadOnlyList<Row?> current, bool ofUndo)
    {
        if (undo.Customer.Length == 0) return true;
        var key = TurnRows.FileKey(undo.Customer);
        var now = (await turn.Rows.Get(key, turn.Cancel))?.Value;
        var before = ofUndo || now is null ? undo.Rows.FirstOrDefault(row => row.Key == key)?.Value : null;
        if (new[] { now, before }.OfType<string>().Any(value => kinds.Of(key).OwnerOf?.Invoke(value) is { } owner && turn.Access.May(Workspaces.Act.Change, owner))) return true;
        // Both as it is and as it would be: whoever made a record with the right to its customer does not keep the right by having made it.
        return undo.Rows.Zip(current).Any(row => row is { First.Value: not null, Second: not null } && kinds.Of(row.First.Key).Concerns?.Invoke(row.First.Value, turn.Member.Id) == true);
    }

    private async ValueTask<Outcome> TakeBack(TurnContext turn, Row row, UndoRow undo, IReadOnlyList<Row?> current, bool ofUndo)
    {
        var changes = new Changes();
        for (var i = 0; i < undo.Rows.Count; i++) changes.Record(undo.Rows[i].Key, current[i], undo.Rows[i].Value);
        await Recompute(turn, undo, changes);
        await CancelNotices(turn, undo, changes);
        changes.Raw(new Change.Replace(row.Key, (undo with { UndoneIn = turn.Id }).Write(TurnJson.Default.UndoRow), row.ETag));
        await MarkOrigin(turn, (row, undo), changes, ofUndo);
        if (ofUndo) return new Outcome.Change("turn.undone", [undo.Turn, undo.Drawing], changes, undo.Customer) { OfUndo = true, TakesBack = undo.Turn };
        var first = (await turn.Rows.Get(TurnRows.TurnKey(undo.Records[0]), turn.Cancel))!.Read(TurnJson.Default.TurnRow);
        return new Outcome.Change(first.Drawing, first.Records, changes, undo.Customer) { TakesBack = undo.Turn };
    }

    /// <summary>The first change follows what becomes of it: undone again with the turn that did it after all, or standing in this one.</summary>
    private static async ValueTask MarkOrigin(TurnContext turn, (Row Row, UndoRow Undo) taken, Changes changes, bool ofUndo)
    {
        var (row, undo) = await Origin(turn, taken);
        if (row.Key == taken.Row.Key || undo.OfUndo) return;
        var marked = ofUndo ? undo with { UndoneIn = turn.Id } : undo with { UndoneIn = "", StandsIn = turn.Id };
        changes.Raw(new Change.Replace(row.Key, marked.Write(TurnJson.Default.UndoRow), row.ETag));
    }

    /// <summary>What stands in the way: rows that are not as the turn left them, and records that others hung below one that would go.</summary>
    private async ValueTask<IReadOnlyList<Row?>> Touched(TurnContext turn, UndoRow undo, IReadOnlyList<Row?> current)
    {
        var touched = new List<Row?>();
        for (var i = 0; i < current.Count; i++)
        {
            // A notice that was waiting again may have been sent since: that is no change of anybody's.
            if (undo.Rows[i].Key.StartsWith(TurnRows.Outbox, StringComparison.Ordinal)) continue;
            if (undo.Rows[i].Left ? !await IsAsLeft(turn, current[i], undo.Turn) : current[i] is not null) touched.Add(current[i]);
            if (undo.Rows[i].Value is null && current[i] is not null) touched.AddRange(await Below(turn, undo, undo.Rows[i].Key));
        }
        return touched;
    }

    /// <summary>The records below one that are not the turn's own; the first page that has any is enough to say who.</summary>
    private async ValueTask<IReadOnlyList<Row>> Below(TurnContext turn, UndoRow undo, string key)
    {
        if (kinds.Of(key).Under?.Invoke(key) is not { } prefix) return [];
        var own = undo.Rows.Select(before => before.Key).ToHashSet(StringComparer.Ordinal);
        var range = KeyRange.Prefix(prefix, RowLimits.RowsPerPage);
        while (true)
        {
            var page = (await turn.Rows.List([range], turn.Cancel))[0];
            var found = page.Rows.Where(row => !own.Contains(row.Key) && kinds.Of(row.Key).Role == RowRole.Record).ToList();
            if (found.Count > 0 || page.Continue is null) return found;
            range = range with { Continue = page.Continue };
        }
    }

    /// <summary>True where a row is as a turn left it. Who takes a later change back, or does it after all, gives the row back to whoever wrote it before.</summary>
    private static async ValueTask<bool> IsAsLeft(TurnContext turn, Row? now, string by)
    {
        for (var writer = now?.Turn ?? ""; writer.Length > 0; writer = await WriterBefore(turn, now!.Key, writer))
            if (writer == by) return true;
        return false;
    }

    private static async ValueTask<string> WriterBefore(TurnContext turn, string key, string writer)
    {
        if (await UndoOf(turn, writer) is not { TakesBack.Length: > 0 } back || await UndoOf(turn, back.TakesBack) is not { } taken) return "";
        return taken.Rows.FirstOrDefault(before => before.Key == key)?.Turn ?? "";
    }

    private static async ValueTask<UndoRow?> UndoOf(TurnContext turn, string id)
    {
        var done = (await turn.Rows.Get(TurnRows.TurnKey(id), turn.Cancel))?.Read(TurnJson.Default.TurnRow);
        return done is { Undo.Length: > 0 } ? (await turn.Rows.Get(done.Undo, turn.Cancel))?.Read(TurnJson.Default.UndoRow) : null;
    }

    private async ValueTask Recompute(TurnContext turn, UndoRow undo, Changes changes)
    {
        var then = turn.Rows.With(changes);
        foreach (var key in undo.Rows.SelectMany(before => kinds.Of(before.Key).Derives?.Invoke(before.Key) ?? []).Distinct())
        {
            var now = await turn.Rows.Get(key, turn.Cancel);
            var value = await kinds.Of(key).Recompute!(key, then, turn.Cancel);
            if (now?.Value != value) changes.Derived(key, now, value);
        }
    }

    /// <summary>
    /// What was not sent yet is not sent (and is, should the undo be taken back); what was is drawn again by the refresh that every change of records brings.
    /// An errand stays: it may be under way, and what this undo asks for has to wait for its end.
    /// </summary>
    private static async ValueTask CancelNotices(TurnContext turn, UndoRow undo, Changes changes)
    {
        foreach (var unsent in (await turn.Rows.GetMany(undo.Notices, turn.Cancel)).OfType<Row>())
            if (!unsent.Read(TurnJson.Default.OutboxRow).IsErrand()) changes.Record(unsent.Key, unsent, null);
    }

    private static async ValueTask<IReadOnlyList<Text>> Since(TurnContext turn, IReadOnlyList<Row?> touched)
    {
        var turns = touched.OfType<Row>().Select(row => row.Turn).Distinct().ToList();
        var rows = await turn.Rows.GetMany([.. turns.Select(TurnRows.TurnKey)], turn.Cancel);
        return [.. rows.OfType<Row>().Select(row => row.Read(TurnJson.Default.TurnRow)).Select(done => turn.Words.Say("Turns.ChangedSince",
            ("who", turn.Roster.Person(done.Member)), ("when", TurnCards.When(turn.Reader, TurnRows.At(done.At), turn.Now))))];
    }
}
