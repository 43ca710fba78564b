using System.Security.Cryptography;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Workspaces;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ChatCrm.Turns;

/// <summary>
/// The one way a turn travels: find who speaks, find the route, let the handler decide, commit once, draw the answer.
/// </summary>
public sealed partial class Dispatcher(
    IRowStore store, Routes routes, RowKinds kinds, Admission admission, People people, Drawer drawer, Commits commits, OwnPages pages, TurnMeter meter, IClock clock, ILogger<Dispatcher> log)
{
    /// <summary>Runs after a version conflict before the person is told that others are faster.</summary>
    private const int MostRuns = 60;

    private readonly TurnsInFlight _inFlight = new();

    /// <summary>
    /// The answer to a turn. Safe to call again with the same turn: a retry joins the one in flight, or gets the same answer drawn again.
    /// Never throws for what people send; what was typed is in every answer that reports a failure. Returns after the commit.
    /// </summary>
    public async ValueTask<Reply> Answer(Turn turn, CancellationToken cancel = default)
    {
        var id = TurnIds.Of(turn);
        if (turn.What is Input.LookedUp) return await Guarded(turn, id);
        var work = _inFlight.Of(turn.Workspace, id, out var first);
        // One caller's patience must not stop the work that another waits for: the work itself is not cancelled.
        if (!first) return await work.Joined().WaitAsync(cancel);
        var answer = Worked(turn, id, work);
        return answer.IsCompleted ? await answer : await answer.AsTask().WaitAsync(cancel);
    }

    private async ValueTask<Reply> Worked(Turn turn, string id, TurnsInFlight.Work work)
    {
        using (work) return work.Answer = await Guarded(turn, id);
    }

    private async ValueTask<Reply> Guarded(Turn turn, string id)
    {
        using var course = meter.Begin(turn);
        try
        {
            return await Run(turn, id, course);
        }
        catch (StoreUnavailableException failure)
        {
            course.End = failure.MayHaveHappened ? TurnEnd.StoreUnknown : TurnEnd.StoreDown;
            LogStore(log, failure.MayHaveHappened, failure.InnerException?.GetType().Name ?? "");
            return Failure(turn, id, failure.MayHaveHappened ? "Turns.StoreUnknown" : "Turns.StoreDown");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            course.End = TurnEnd.Defect;
            LogFailure(log, turn.What.GetType().Name, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
            return Failure(turn, id, "Turns.Defect");
        }
    }

    private Reply Failure(Turn turn, string id, string sentence)
    {
        var words = WordsOf(turn);
        return turn.What switch
        {
            Input.LookedUp => new Reply.Options([]),
            Input.Said said => new Reply.Show(TurnCards.Failure(words, sentence, said.Line, turn.Id)).Signed(id, words.Language),
            Input.Marked => new Reply.Show(TurnCards.Failure(words, sentence, "", turn.Id) with { Language = words.Language }),
            _ => Refused(turn, words, TurnCards.Failure(words, sentence, "", turn.Id)),
        };
    }

    /// <summary>A refusal: a form that was sent stays open with what was typed; a search finds nothing; who did not speak to us gets no word; anything else is answered with the card.</summary>
    private static Reply Refused(Turn turn, Wording words, Card card) => turn.What switch
    {
        Input.Submitted form => new Reply.KeepForm(card.Plain(), form.Values),
        Input.LookedUp => new Reply.Options([]),
        Input.Pasted or Input.Viewed or Input.Marked => new Reply.Quiet(),
        _ => new Reply.Show(card with { Language = words.Language }),
    };

    /// <summary>Before anything is read: the language that is kept of the member, else the platform's.</summary>
    private Wording WordsOf(Turn turn) =>
        Wording.In(people.Kept(turn.Workspace)?.WithIdentity(turn.Who.Identity) is { Language.Length: > 0 } member ? member.Language : turn.Who.Language ?? "en");

    private async ValueTask<Reply> Run(Turn turn, string id, TurnMeter.Course course)
    {
        if (turn.What is Input.Said { Mentions.Count: > 0 }) turn = await admission.Resolved(turn, default);
        var route = course.Route = routes.Of(turn, out var line, out var rest);
        course.End = TurnEnd.Refused;
        var words = WordsOf(turn);
        if (line.Typed.Length > CommandLine.Longest) return Refused(turn, words, TurnCards.TooLong(words, line.Typed.Length));
        if (route is null || IsNoneOfOurs(turn.What)) return Refused(turn, words, TurnCards.Old(words));
        var now = clock.GetCurrentInstant();
        for (var run = 1; run <= MostRuns; run++)
        {
            var context = await Enter(turn, id, now, route, line, rest, course);
            if (context.Answered is { } answered) return answered;
            if (await Once(context.Turn!, route, course) is { } reply) return reply;
            await Pause(run);
        }
        course.End = TurnEnd.Busy;
        return Failure(turn, id, "Turns.Busy");
    }

    /// <summary>Longer than anything that we send out to come back.</summary>
    private static bool IsNoneOfOurs(Input what) =>
        what is Input.Pressed { Value.Length: > Button.LongestValue } or Input.Submitted { State.Length: > Form.LongestState };

    private async ValueTask<(TurnContext? Turn, Reply? Answered)> Enter(Turn turn, string id, Instant now, Route route, CommandLine line, int rest, TurnMeter.Course course)
    {
        var service = turn.What is Input.Woke;
        var typed = turn.What is Input.Said said ? said.Line : null;
        var entrance = service
            ? new Entrance(null, (await people.Of(turn.Workspace, default)).Roster, null, (await store.Get(turn.Workspace, TurnRows.TurnKey(id)))?.Read(TurnJson.Default.TurnRow), null)
            : route.Reads ? await admission.ForReading(turn, default) : await admission.ForChange(turn, id, typed, default);
        if (entrance.Member is null && !service) return (null, Refused(turn, WordsOf(turn), TurnCards.NotAMember(WordsOf(turn))));
        var reader = service
            ? new Reader(null, Wording.In("en"), "Etc/UTC", Access.Service(entrance.Roster))
            : Drawer.For(entrance.Member!, entrance.Roster, entrance.Room);
        var context = new TurnContext
        {
            Id = id, Turn = turn, Now = now, Rows = new(store, turn.Workspace), Roster = entrance.Roster, Reader = reader, Room = entrance.Room, Line = line, Rest = rest,
        };
        if (entrance.Turn is not null) course.End = TurnEnd.Repeated;
        if (entrance.Turn is { } done) return (null, service ? new Reply.Quiet() : await Again(context, done));
        if (!reader.Access.May(route.Permission)) return (null, Refused(turn, reader.Words, TurnCards.NotAllowed(reader.Words, route.Permission)));
        course.End = TurnEnd.Answered;
        if (entrance.Said is { } earlier && await Repeated(context, earlier) is { } repeated) return (null, repeated);
        return (context, null);
    }

    /// <summary>One run of the handler and one commit; null where somebody else was faster and it must run again.</summary>
    private async ValueTask<Reply?> Once(TurnContext turn, Route route, TurnMeter.Course course)
    {
        Outcome outcome;
        try
        {
            outcome = await route.Handle(turn);
            if (outcome is Outcome.ReadAs reading) (turn, route, outcome) = await Reread(turn, route, reading);
        }
        catch (DeniedException denied)
        {
            course.End = TurnEnd.Refused;
            return Refused(turn.Turn, turn.Words, TurnCards.Denied(turn.Words, denied));
        }
        course.End = outcome is Outcome.Change ? TurnEnd.Changed : TurnEnd.Answered;
        return outcome switch
        {
            Outcome.Answer answer => await Keep(turn, answer),
            Outcome.Change change => await Commit(turn, route, change),
            _ => throw new InvalidOperationException("A line was read as a line that is to be read as a line."),
        };
    }

    private async Task<(TurnContext, Route, Outcome)> Reread(TurnContext turn, Route pressed, Outcome.ReadAs reading)
    {
        var line = CommandLine.Read(reading.Line);
        if (line.Typed.Length > CommandLine.Longest) return (turn, pressed, new Outcome.Answer(TurnCards.TooLong(turn.Words, line.Typed.Length)));
        var route = routes.OfLine(line, out var rest) ?? pressed;
        var again = turn.ReadingAs(line, rest, reading.Choices, Tried(turn, reading));
        if (again.Id != turn.Id && (await store.Get(turn.Rows.Partition, TurnRows.TurnKey(again.Id)))?.Read(TurnJson.Default.TurnRow) is { } done)
            return (again, route, new Outcome.Answer(await Again(again, done)));
        return again.Access.May(route.Permission)
            ? (again, route, await route.Handle(again))
            : (again, route, new Outcome.Answer(TurnCards.NotAllowed(turn.Words, route.Permission)));
    }

    /// <summary>The id of the turn that is tried again, so that it has one effect even where it had happened after all. The account is in it: nobody reaches another's turn.</summary>
    private static string Tried(TurnContext turn, Outcome.ReadAs reading) =>
        reading.Choices[Drafts.TryAgain] is { } first ? TurnIds.Of(turn.Turn with { Id = first, What = new Input.Said(reading.Line) }) : turn.Id;

    private async ValueTask<Reply> Keep(TurnContext turn, Outcome.Answer answer)
    {
        if (answer.Reply is Reply.Ask && !turn.Turn.CanOpenForm && Drafts.FormButton(turn) is var (card, draft)) answer = new(new Reply.Show(card), draft);
        if (answer.Keep is { IsEmpty: false } keep)
            await store.Commit(turn.Rows.Partition, turn.Id, [.. keep.Edits.OfType<Edit.Raw>().Select(edit => edit.Change).Where(change => kinds.Of(change.Key).Role == RowRole.Book)]);
        var customer = answer.Lasting is { Customers: [var only] } ? only : answer.Customer;
        if (answer.Lasting is { } list && turn.Turn.ReplyId is { } message) await Enter(turn, list, message, new(turn.Turn.Where.Address, turn.Member.Id));
        return Public(Lasting(answer.Reply, turn, answer.Lasting ?? (IsForTheRoom(turn, customer) ? answer.ForRoom : null), customer).Signed(turn.Id, turn.Words.Language), turn, customer);
    }

    /// <summary>A list that lasts joins the ledger; without it the list is answered all the same.</summary>
    private async Task Enter(TurnContext turn, LastingList list, string message, Standing at)
    {
        if (Batch.Ledger(turn, list, message, at) is not { Count: > 0 and <= RowLimits.RowsPerCommit } entries) return;
        try
        {
            await store.Commit(turn.Rows.Partition, turn.Id, entries);
        }
        catch (StoreUnavailableException failure)
        {
            LogStore(log, failure.MayHaveHappened, failure.InnerException?.GetType().Name ?? "");
        }
    }

    /// <summary>Where the message's id is known only once it stands, the channel tells it.</summary>
    private Reply Lasting(Reply reply, TurnContext turn, LastingList? list, string customer) =>
        list is null || turn.Turn.ReplyId is not null || turn.Access.IsService ? reply : Told(reply, turn, list, customer);

    private Reply Told(Reply reply, TurnContext turn, LastingList list, string customer) =>
        reply with { Posted = message => Enter(turn, list, message, Stands(turn, customer)) };

    private static Standing Stands(TurnContext turn, string customer) =>
        IsForTheRoom(turn, customer) ? new(turn.Turn.Where.Address, "") : new(turn.Turn.AnswerAt ?? turn.Turn.Where.Address, turn.Member.Id);

    /// <summary>What is about the room's own customer stands there for all, where nothing can be shown to one person alone.</summary>
    private static Reply Public(Reply reply, TurnContext turn, string customer) => reply is Reply.Show show && IsForTheRoom(turn, customer) ? show with { ForTheRoom = true } : reply;

    private static bool IsForTheRoom(TurnContext turn, string customer) =>
        !turn.Turn.CanWhisper && customer.Length > 0 && turn.Access is { Audience: Audience.Members, Linked: var linked } && linked == customer;

    private async Task<Reply?> Commit(TurnContext turn, Route route, Outcome.Change outcome)
    {
        // Asked once: what is said and what is committed must agree.
        var late = turn.Turn.Wait is { Told: true } && !turn.Access.IsService;
        var batch = Batch.Of(turn, route, outcome, kinds, late ? null : Takes(turn.Turn, outcome.Drawing) ? ((Input.Pressed)turn.Turn.What).Message : turn.Turn.ReplyId, late);
        if (!await commits.Commit(turn, batch, outcome.Directory)) return null;
        var reply = turn.Access.IsService || late ? new Reply.Quiet() : await Drawn(turn, outcome, batch);
        Tell(turn, outcome);
        return reply;
    }

    /// <summary>It is saved: whatever a listener does, it is not said that it was not.</summary>
    private void Tell(TurnContext turn, Outcome.Change outcome)
    {
        try
        {
            pages.Tell(turn.Rows.Partition, outcome);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, outcome.Drawing, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
        }
    }

    /// <summary>The answer to what is saved: whatever fails from here on, it is not said that nothing was.</summary>
    private async Task<Reply> Drawn(TurnContext turn, Outcome.Change outcome, IReadOnlyList<Change> batch)
    {
        try
        {
            var reader = await Reader(turn, batch);
            var card = await drawer.Draw(outcome.Drawing, turn.Drawing([.. outcome.Records, .. outcome.ShownOnce]) with { Reader = reader }, fresh: true);
            return Placed(turn, outcome.Drawing, outcome.Records, outcome.Customer, card);
        }
        catch (StoreUnavailableException failure)
        {
            LogStore(log, true, failure.InnerException?.GetType().Name ?? "");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogFailure(log, outcome.Drawing, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
        }
        return new Reply.Show(TurnCards.SavedUnseen(turn.Words) with { Drawing = turn.Id });
    }

    /// <summary>Who has just changed their own language or zone reads the answer in it.</summary>
    private async Task<Reader> Reader(TurnContext turn, IReadOnlyList<Change> batch)
    {
        if (!batch.Any(change => change.Key == WorkspaceRows.MemberKey(turn.Member.Id))) return turn.Reader;
        var (roster, _) = await people.Of(turn.Rows.Partition, default);
        return roster.Find(turn.Member.Id) is { } member ? Drawer.For(member, roster, turn.Room) : turn.Reader;
    }

    private Reply Placed(TurnContext turn, string drawing, IReadOnlyList<string> records, string customer, Card card) =>
        Takes(turn.Turn, drawing) ? new Reply.Replace(card) { ForAll = drawer.ForAll(turn, drawing, records) } : Public(Lasting(new Reply.Show(card), turn, customer.Length > 0 ? new(drawing, records, [customer]) : null, customer), turn, customer);

    /// <summary>The answer takes the pressed card's place.</summary>
    private bool Takes(Turn turn, string drawing) => turn.What is Input.Pressed && routes.Drawing(drawing) is { AsNew: false };

    /// <summary>The turn has had its effect: the same answer again, from what it left behind.</summary>
    private async Task<Reply> Again(TurnContext turn, TurnRow done)
    {
        if (turn.Turn.What is Input.Submitted form && done.Values != Batch.ValuesOf(form))
            return new Reply.Show(TurnCards.SentBefore(turn.Words, routes.Drawing(done.Drawing)?.Edit, done) with { Drawing = turn.Id });
        return Placed(turn, done.Drawing, done.Records, done.Customer, await drawer.Draw(done.Drawing, turn.Drawing(done.Records)));
    }

    /// <summary>The same line by the same person within two minutes: asked, unless the first one was undone.</summary>
    private static async Task<Reply?> Repeated(TurnContext turn, SaidRow earlier)
    {
        if (turn.Now - TurnRows.At(earlier.At) > Duration.FromMinutes(2)) return null;
        var first = (await turn.Rows.Get(TurnRows.TurnKey(earlier.Turn), turn.Cancel))?.Read(TurnJson.Default.TurnRow);
        if (first is null || first.Undo.Length == 0) return null;
        var undo = (await turn.Rows.Get(first.Undo, turn.Cancel))?.Read(TurnJson.Default.UndoRow);
        if (undo is null or { UndoneIn.Length: > 0 }) return null;
        return new Reply.Show(TurnCards.Repeated(turn, earlier) with { Drawing = turn.Id });
    }

    private static Task Pause(int run) => run < 3 ? Task.CompletedTask : Task.Delay(RandomNumberGenerator.GetInt32(1, 4 * Math.Min(run, 25)));

    [LoggerMessage(LogLevel.Warning, "The store did not answer (may have happened: {MayHaveHappened}, cause: {Cause})")]
    private static partial void LogStore(ILogger log, bool mayHaveHappened, string cause);

    [LoggerMessage(LogLevel.Error, "A turn of kind {Kind} failed with {Failure} at {Where}")]
    private static partial void LogFailure(ILogger log, string kind, string failure, string where);
}
