using ChatCrm.Conversation;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>Look up, find, search while typing; and what can be done about a colleague's customer.</summary>
/// <param name="link">Null where the service has no address to the outside: then cards carry no links.</param>
public sealed class CustomerCommands(CustomerLink? link = null) : ICapability
{
    /// <summary>The drawing of a customer's card; also shared.</summary>
    public const string File = "customer.card";

    private const string Note = "customer.note", Ask = "customer.ask";

    private const int Shown = 10;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, ChatCrm.Turns.Routes.LookUp, Permission.Member, LookUp) { Reads = true },
        new(RouteKind.Verb, "find", Permission.Member, Find) { InPicker = true, Reads = true },
        new(RouteKind.Button, "customer.open", Permission.Member, Open) { Reads = true },
        new(RouteKind.Button, "customer.contacts", Permission.Member, Open) { Reads = true },
        new(RouteKind.Event, "pasted", Permission.Member, Pasted) { Reads = true },
        new(RouteKind.Lookup, "customer.search", Permission.Member, turn => Search(turn, hit => hit.Customer)) { Reads = true },
        new(RouteKind.Lookup, "customer.codes", Permission.Member, turn => Search(turn, hit => hit.Code)) { Reads = true },
        new(RouteKind.Button, Note, Permission.Member, AskNote),
        new(RouteKind.Form, Note, Permission.Member, NoteSubmitted),
        new(RouteKind.Button, Ask, Permission.Member, AskManager),
    ];

    public IEnumerable<Drawing> Drawings =>
    [
        new(File, DrawFile) { Shareable = true },
        new("customer.note-left", drawing => new(new Card(new Line(drawing.Words.Say("Customers.NoteLeft", ("who", Person(drawing, 0))), Tone.Good)))) { AsNew = true },
        new("customer.note-for-owner", DrawNote),
        new("customer.asked", drawing => new(new Card(new Line(drawing.Words.Say("Customers.Asked", ("who", Person(drawing, 0))), Tone.Good)))) { AsNew = true },
        new("customer.asks-manager", DrawAsk),
    ];

    /// <summary>A line without a verb: the one customer's card; several to choose from; nobody, and who is near.</summary>
    private async ValueTask<Outcome> LookUp(TurnContext turn)
    {
        var typed = Typed(turn);
        if (typed == "." || turn.Choices.Has(CustomerReader.Question))
        {
            return await NotOne(turn, await new CustomerReader(turn).Read(turn.Rest, _ => false));
        }
        var (hits, _) = await CustomerSearch.Of(turn).Find(typed, Shown);
        return await NotOne(turn, new(typed, turn.Line.Line.Length, CustomerReader.Exact(typed, hits)));
    }

    private async ValueTask<Outcome> NotOne(TurnContext turn, CustomerPhrase phrase)
    {
        if (phrase.One is { } one) return await Card(turn, one.Customer);
        return (await CustomerAnswers.Resolve(turn, phrase, Act.Read)).Answer ?? new Outcome.Answer(TurnCards.Old(turn.Words));
    }

    private async ValueTask<Outcome> Card(TurnContext turn, string id) =>
        await Read(turn.Drawing([]), id) is { } file
            ? new Outcome.Answer(CustomerCards.File(turn.Reader, turn.Roster, file, turn.Now)) { Customer = id, ForRoom = new(File, [id], [id]) }
            : new Outcome.Answer(TurnCards.Old(turn.Words));

    private async ValueTask<Card> DrawFile(DrawContext drawing) =>
        await Read(drawing, drawing.Records[0]) is { } file
            ? CustomerCards.File(drawing.Reader, drawing.Roster, file, drawing.Now)
            : new(new Line(drawing.Words.Say("Customers.Gone"), Tone.Quiet));

    private async ValueTask<CustomerFile?> Read(DrawContext drawing, string id) =>
        await CustomerFile.Read(drawing, id) is { } file ? file with { Link = link?.To(file.Seen.Customer.Code) } : null;

    private ValueTask<Outcome> Open(TurnContext turn) => Card(turn, turn.Value);

    /// <summary>A link that somebody pasted: name and code for all who read there, in the room's language. Who may not know the customer gets no word of it.</summary>
    private static async ValueTask<Outcome> Pasted(TurnContext turn)
    {
        var code = ((Input.Pasted)turn.Turn.What).Code;
        if (await CustomerSearch.Of(turn).ByCode(code) is not { Sight: >= Sight.CodeAndName } hit) return new Outcome.Answer(new Reply.Quiet());
        var words = turn.Room is { } room ? Drawer.For(room, turn.Roster, turn.Access.Audience).Words : turn.Words;
        return new Outcome.Answer(new Reply.Show(CustomerCards.Pasted(words, hit), ForTheRoom: true));
    }

    /// <summary><c>find …</c>: the index first, then one wave for the last contacts of those that may be seen.</summary>
    private static async ValueTask<Outcome> Find(TurnContext turn)
    {
        var typed = Typed(turn);
        var search = CustomerSearch.Of(turn);
        var (hits, more) = typed.Length == 0 ? await search.Of(turn.Member.Id, Shown) : await search.Find(typed, Shown);
        if (hits.Count == 0 && typed.Length > 0) return (await CustomerAnswers.Resolve(turn, new(typed, turn.Line.Line.Length, []), Act.Read)).Answer!;
        if (hits.Count == 0) return new Outcome.Answer(new Card(new Line(turn.Words.Say("Customers.NoneOfYours"))));
        var last = await LastContacts(turn, hits);
        return new Outcome.Answer(CustomerCards.Found(turn.Reader, turn.Roster, typed, hits, last, more, turn.Now));
    }

    /// <summary>The last contact of each hit, null where there was none or it is not to be seen; one wave.</summary>
    private static async ValueTask<LastContact?[]> LastContacts(TurnContext turn, IReadOnlyList<Hit> hits)
    {
        static bool IsSeen(Hit hit) => hit is { Contact.Length: 0, Sight: >= Sight.NoContactData };
        var keys = new List<string>(hits.Count);
        for (var i = 0; i < hits.Count; i++)
            if (IsSeen(hits[i])) keys.Add(InteractionStore.LastKey(hits[i].Customer));
        var rows = await turn.Rows.GetMany(keys, turn.Cancel);
        var (last, seen) = (new LastContact?[hits.Count], 0);
        for (var i = 0; i < last.Length; i++)
            if (IsSeen(hits[i])) last[i] = InteractionStore.Last(rows[seen++]);
        return last;
    }

    /// <summary>A customer field while somebody types: own customers before anything is typed.</summary>
    /// <param name="value">What a choice stands for.</param>
    private static async ValueTask<Outcome> Search(TurnContext turn, Func<Hit, string> value)
    {
        var typed = ((Input.LookedUp)turn.Turn.What).Query.Trim();
        var search = CustomerSearch.Of(turn);
        var hits = typed.Length == 0 ? (await search.Of(turn.Member.Id, 20)).Hits : (await search.Find(typed, 20)).Hits;
        return new Outcome.Answer(new Reply.Options([.. hits.DistinctBy(hit => hit.Customer).Select(hit => new Choice(CustomerCards.Label(turn.Reader, turn.Roster, hit), value(hit)))]));
    }

    private static async ValueTask<Outcome> AskNote(TurnContext turn)
    {
        if (await CustomerStore.Of(turn).Get(turn.Value) is not { Sight: >= Sight.Named } seen) return new Outcome.Answer(TurnCards.Old(turn.Words));
        return new Outcome.Answer(new Reply.Ask(NoteForm(turn, seen.Id)));
    }

    private static Form NoteForm(TurnContext turn, string customer) => new(Note, turn.FormId, turn.Words.Plain("Customers.NoteTitle"), turn.Words.Plain("Customers.NoteSubmit"),
        [new TextField("text", turn.Words.Plain("Customers.NoteText"), Required: true, Tall: true)]) { State = customer };

    /// <summary>A note for a colleague lives with the customer: its card is drawn again whenever the customer changes. It is theirs to log or not.</summary>
    private static async ValueTask<Outcome> NoteSubmitted(TurnContext turn)
    {
        var text = turn.Submitted.Values.GetValueOrDefault("text", "").Trim();
        if (await CustomerStore.Of(turn).Get(turn.Submitted.State) is not { Sight: >= Sight.Named } seen)
            return new Outcome.Answer(new Reply.KeepForm(turn.Words.Plain("Turns.Old"), turn.Submitted.Values));
        if (text.Length is 0 or > 3000)
            return new Outcome.Answer(new Reply.NotValid(NoteForm(turn, seen.Id).Refused(turn.Submitted.Values, new Dictionary<string, string> { ["text"] = turn.Words.Plain("Customers.NoteMissing") })));
        var owner = seen.Customer.Owner;
        var id = turn.Mint();
        var note = new ColleagueNote { Text = text, By = turn.Member.Id, For = owner };
        return new Outcome.Change("customer.note-left", [owner], new Changes().Raw(new Change.Insert(CustomerRows.NoteKey(seen.Id, id), CustomerRows.Value(note))))
        {
            Notices = [new Notice("customer.note-for-owner", [turn.Member.Id, seen.Id, id], new Recipient.ToMember(owner), seen.Id)],
        };
    }

    private static async ValueTask<Card> DrawNote(DrawContext drawing)
    {
        var seen = await CustomerStore.Of(drawing).Get(drawing.Records[1]);
        var row = await drawing.Rows.Get(CustomerRows.NoteKey(drawing.Records[1], drawing.Records[2]), drawing.Cancel);
        var note = row is null ? null : CustomerRows.Note(row);
        if (seen is null || note is null || !(drawing.Reader.Is(note.For) || drawing.Reader.Is(note.By))) return new(new Line(drawing.Words.Say("Customers.Gone"), Tone.Quiet));
        return new([new Line(drawing.Words.Say("Customers.NoteFrom", ("who", Person(drawing, 0)), ("name", Names.Visible(seen.Customer.Name)))), new Quote(Text.Theirs(note.Text))],
            [new Button("interaction.log", drawing.Words.Plain("Customers.LogButton"), seen.Id, Look.Primary), new Button("customer.open", drawing.Words.Plain("Turns.OpenButton"), seen.Id)]);
    }

    private static async ValueTask<Outcome> AskManager(TurnContext turn)
    {
        if (await CustomerStore.Of(turn).Get(turn.Value) is not { Sight: >= Sight.Named } seen || turn.Roster.Find(seen.Customer.Owner)?.Manager is not { Length: > 0 } manager)
            return new Outcome.Answer(TurnCards.Old(turn.Words));
        return new Outcome.Change("customer.asked", [manager], new()) { Notices = [new Notice("customer.asks-manager", [turn.Member.Id, seen.Id], new Recipient.ToMember(manager), seen.Id)] };
    }

    private static async ValueTask<Card> DrawAsk(DrawContext drawing)
    {
        if (await CustomerStore.Of(drawing).Get(drawing.Records[1]) is not { } seen) return new(new Line(drawing.Words.Say("Customers.Gone"), Tone.Quiet));
        return new([new Line(drawing.Words.Say("Customers.AsksManager", ("who", Person(drawing, 0)), ("name", Names.Visible(seen.Customer.Name)), ("owner", drawing.Roster.Person(seen.Customer.Owner))))],
            [new Button("customer.open", drawing.Words.Plain("Turns.OpenButton"), seen.Id, Look.Primary)]);
    }

    private static PersonRun Person(DrawContext drawing, int record) => drawing.Roster.Person(drawing.Records[record]);

    /// <summary>The name in a line: all that is typed behind the verb, without quotes.</summary>
    private static string Typed(TurnContext turn) =>
        turn.Line.From(turn.Rest) is { Kind: WordKind.Quoted } only && only.End == turn.Line.Words[^1].End ? only.Text : turn.Line.Slice(Math.Min(turn.Rest, turn.Line.Typed.Length), turn.Line.Typed.Length);
}
