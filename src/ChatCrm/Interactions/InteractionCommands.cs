using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Interactions;

/// <summary>Log and edit: by a line, by a form, by a button.</summary>
public sealed class InteractionCommands : ICapability
{
    /// <summary>Questions that a card asks about a log line.</summary>
    public const string Kind = "kind", Happened = "happened", Already = "already";

    /// <summary>The drawing of a colleague's record to which somebody added.</summary>
    public const string Noted = "interaction.noted";

    /// <summary>Entries of a time-line that one card holds.</summary>
    private const int Shown = 25;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "log", Permission.Member, Log) { InPicker = true },
        new(RouteKind.Button, "interaction.log", Permission.Member, AskLog),
        new(RouteKind.Form, LogForm.Log, Permission.Member, LogSubmitted),
        new(RouteKind.Button, SameTouchCommands.AddButton, Permission.Member, AddFromForm),
        new(RouteKind.Button, SameTouchCommands.SeparateButton, Permission.Member, SeparateFromForm),
        new(RouteKind.Button, "interaction.edit", Permission.Member, AskEdit),
        new(RouteKind.Form, LogForm.Edit, Permission.Member, EditSubmitted),
        new(RouteKind.Button, "customer.history", Permission.Member, History) { Reads = true },
    ];

    public IEnumerable<Drawing> Drawings =>
    [
        new("interaction.logged", DrawLogged) { Undone = "Interactions.Undone", Edit = "interaction.edit", Shareable = true },
        new("interaction.edited", DrawLogged) { Edit = "interaction.edit", Shareable = true },
        new("interaction.history", DrawHistory) { AsNew = true },
        new(Noted, DrawLogged) { Shareable = true },
    ];

    private static async ValueTask<Outcome> Log(TurnContext turn)
    {
        var phrase = await new CustomerReader(turn).Read(turn.Rest, LogLine.Ends);
        var (hit, answer) = await CustomerAnswers.Resolve(turn, phrase, Act.Change);
        if (answer is not null) return answer;
        var draft = new LogLine(turn, await TheirZone.Of(turn, hit)).Read(phrase.End);
        if (draft.Typo is { } typo && hit is not null) return Typo(turn, typo);
        var kind = draft.Kind ?? (Enum.TryParse<InteractionKind>(turn.Choices[Kind], out var chosen) && Enum.IsDefined(chosen) ? chosen : null);
        if (hit is null || kind is null) return new Outcome.Answer(new Reply.Ask(LogForm.ToLog(turn, hit, draft with { Kind = kind }) with { Intro = Understood(turn, hit, draft) }));
        if (AskWhen(turn, draft) is { } asked) return asked;
        if (draft.Next is { } next && FollowLine.Doubt(turn, next) is { } doubt) return doubt;
        return await Saved(turn, hit, draft with { Kind = kind });
    }

    /// <summary>Saves what a line says, once it is clear; asks where a colleague logged the same.</summary>
    internal static async ValueTask<Outcome> Saved(TurnContext turn, Hit hit, LogDraft draft)
    {
        var customer = await CustomerStore.Of(turn).ForChange(hit.Customer);
        var (at, flags) = HappenedAt(turn, draft);
        if (draft.Next is { } planned) draft = draft with { Next = await FollowLine.Begun(turn, customer.Id, planned, at) };
        if (draft.Next is { } next && ClosedDayAnswers.Ask(turn, customer, next) is { } closed) return closed;
        var interaction = new Interaction
        {
            Id = turn.Mint(), Customer = customer.Id, Kind = draft.Kind ?? InteractionKind.Note, At = at.ToUnixTimeMilliseconds(), Zone = turn.Reader.Zone, Minutes = draft.Minutes, Direction = draft.Direction,
            With = hit.Contact.Length > 0 && !draft.With.Contains(hit.Contact) ? [hit.Contact, .. draft.With] : draft.With, Outcome = KnownOutcome(draft), Text = NoteOf(draft), By = turn.Member.Id, Typed = turn.Line.Typed,
        };
        return await Settled(turn, customer, new(interaction, draft.Next, [.. Flags(draft, flags)]));
    }

    /// <summary>An unknown outcome is no outcome of the workspace's: it stays in the text, so nothing typed is lost.</summary>
    private static string KnownOutcome(LogDraft draft) => LogForm.Outcomes.Contains(draft.Outcome) ? draft.Outcome : "";

    private static string NoteOf(LogDraft draft)
    {
        var text = LogForm.TextOf(draft);
        return draft.Outcome.Length > 0 && KnownOutcome(draft).Length == 0 ? $"{text} ={draft.Outcome}".Trim() : text;
    }

    private static IEnumerable<string> Flags(LogDraft draft, IEnumerable<string> assumed) =>
        [.. assumed, .. draft.Unknown.Count == 0 ? Array.Empty<string>() : [draft.Text.Length == 0 ? "words-to-text" : "words-left"], .. draft.Outcome.Length > 0 && KnownOutcome(draft).Length == 0 ? new[] { "outcome-unknown" } : []];

    /// <summary>Where a colleague logged the same, the person chooses.</summary>
    private static async ValueTask<Outcome> Settled(TurnContext turn, SeenCustomer customer, TouchForm mine)
    {
        if (turn.Choices[Already] is { } chosen) return (chosen == "separate" ? null : await SameTouchCommands.Add(turn, customer, chosen, mine)) ?? await Saved(turn, customer, mine);
        return await SameTouchCommands.Of(turn, customer, mine.Interaction) is { } theirs ? SameTouchCommands.Ask(turn, customer, mine, theirs) : await Saved(turn, customer, mine);
    }

    private static async ValueTask<Outcome> Saved(TurnContext turn, SeenCustomer customer, TouchForm mine) =>
        await mine.Change(turn, customer, "interaction.logged", InteractionStore.Handle(mine.Interaction), await InteractionStore.Of(turn).New(mine.Interaction));

    private static async ValueTask<Card> DrawLogged(DrawContext drawing)
    {
        var handle = drawing.Records[0];
        var found = await InteractionStore.Of(drawing).Find(handle);
        var customer = await CustomerStore.Of(drawing).Get(handle.Split('/')[0]);
        if (found is not { } logged || customer is null) return new(new Line(drawing.Words.Say("Interactions.Gone"), Tone.Quiet));
        var followUp = drawing.Records.Count > 1 && drawing.Records[1].Length > 0 ? await FollowUpStore.Of(drawing).Find(drawing.Records[1]) : null;
        var flags = drawing.Records.Count > 2 ? drawing.Records[2].Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        var calendar = followUp is null ? null : await FollowUpStore.Of(drawing).InCalendarOf(followUp.FollowUp);
        return InteractionCards.Logged(drawing.Reader, drawing.Roster, new(logged.Interaction, customer, followUp?.FollowUp, drawing.Records, [.. flags.Select(flag => Assumption(drawing.Words, flag))]) { Maker = drawing.Records.Count > 3 ? drawing.Records[3] : logged.Interaction.By }, calendar, drawing.Turn, drawing.Now);
    }

    private static Text Assumption(Wording words, string flag) =>
        words.Has($"Interactions.Said-{flag}") ? words.Say($"Interactions.Said-{flag}") : WhenText.Said(words, flag);

    /// <summary>"cal" read as "call"?</summary>
    private static Outcome Typo(TurnContext turn, (string Typed, InteractionKind Kind) typo)
    {
        var keep = new Changes();
        return new Outcome.Answer(new Reply.Show(new Card(
            [new Line(turn.Words.Say("Interactions.Typo", ("typed", typo.Typed), ("kind", Text.Ours(turn.Words.Plain($"Interactions.{typo.Kind}")))))],
            [
                new Button(Drafts.RunLine, turn.Words.Plain("Interactions.YesButton"), Drafts.Carry(turn, Kind, typo.Kind.ToString(), keep), Look.Primary),
                new Button(Drafts.RunLine, turn.Words.Plain("Interactions.InTextButton"), Drafts.Carry(turn, Kind, "text", keep)),
            ])), keep);
    }

    private static Text Understood(TurnContext turn, Hit? hit, LogDraft draft) => turn.Line.Words.Count == 0
        ? Text.Empty
        : Text.Join(" ", hit is null ? turn.Words.Say("Interactions.CustomerMissing") : turn.Words.Say("Interactions.KindMissing"),
            draft.Unknown.Count == 0 ? Text.Empty : turn.Words.Say("Interactions.NotUnderstood", ("words", string.Join(' ', draft.Unknown))));

    /// <summary>A date that can be read in several ways, or in none, is asked with the line kept.</summary>
    private static Outcome? AskWhen(TurnContext turn, LogDraft draft) =>
        draft.When is Ambiguous or Refused && !turn.Choices.Has(Happened) ? WhenText.Ask(turn, Happened, draft.When) : null;

    private static (Instant At, IEnumerable<string> Assumed) HappenedAt(TurnContext turn, LogDraft draft)
    {
        if (turn.Choices[Happened] is { } chosen && WhenText.Chosen(chosen) is { } time) return (Instant.Min(time.ToInstant(), turn.Now), []);
        return draft.When switch
        {
            Exact exact => (Past(exact.Time), []),
            Assumed assumed => (Past(assumed.Time), WhenText.Flags(assumed)),
            _ => (turn.Now, []),
        };

        Instant Past(PlannedTime time) => Instant.Min(time.ToInstant(), turn.Now);
    }

    private static async ValueTask<Outcome> AskLog(TurnContext turn)
    {
        var hit = turn.Value.Length == 0 ? null : await CustomerSearch.Of(turn).ById(turn.Value);
        if (hit is not null) await CustomerStore.Of(turn).ForChange(hit.Customer);
        return new Outcome.Answer(new Reply.Ask(LogForm.ToLog(turn, hit, new())));
    }

    private static ValueTask<Outcome> LogSubmitted(TurnContext turn) => Filled(turn, turn.Submitted.Values, async (customer, mine) =>
        await SameTouchCommands.Of(turn, customer, mine.Interaction) is { } theirs ? SameTouchCommands.AskForm(turn, customer, mine, theirs) : await Saved(turn, customer, mine));

    private static ValueTask<Outcome> AddFromForm(TurnContext turn) => Waiting(turn, async (customer, mine, record) =>
        await SameTouchCommands.Add(turn, customer, record, mine) ?? await Saved(turn, customer, mine));

    private static ValueTask<Outcome> SeparateFromForm(TurnContext turn) => Waiting(turn, (customer, mine, _) => Saved(turn, customer, mine));

    /// <summary>The values that waited are used once: a second press has no second effect.</summary>
    private static async ValueTask<Outcome> Waiting(TurnContext turn, Func<SeenCustomer, TouchForm, string, ValueTask<Outcome>> save)
    {
        if (await WaitingValues.Open(turn, turn.Value) is not { } values || !values.TryGetValue(SameTouchCommands.Record, out var record)) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var outcome = await Filled(turn, values, (customer, mine) => save(customer, mine, record));
        if (outcome is Outcome.Change change) change.Changes.Raw(new Change.Delete(TurnRows.DraftKey(turn.Value)));
        return outcome;
    }

    private static async ValueTask<Outcome> Filled(TurnContext turn, IReadOnlyDictionary<string, string> values, Func<SeenCustomer, TouchForm, ValueTask<Outcome>> save)
    {
        var customer = await FormCustomer.Read(turn, values.GetValueOrDefault(LogForm.Customer, ""));
        var blank = new Interaction { Id = turn.Mint(), Customer = customer.Seen?.Id ?? "", At = turn.Now.ToUnixTimeMilliseconds(), Zone = turn.Reader.Zone, By = turn.Member.Id, Typed = turn.Turn.What is Input.Submitted sent ? sent.State : "" };
        var (interaction, errors) = LogForm.Read(turn, blank, values, _ => true);
        if (customer.Error is { } error) errors[LogForm.Customer] = error;
        var (next, nextError) = FollowLine.OfForm(turn, values.GetValueOrDefault(LogForm.Next, ""), values.GetValueOrDefault(LogForm.NextText, ""), customer.Seen?.Customer.Zone);
        if (nextError is not null) errors[LogForm.Next] = nextError;
        if (next is not null && customer.Seen is { } seen) next = await FollowLine.Begun(turn, seen.Id, next, InteractionStore.At(interaction));
        if (errors.Count == 0 && customer.Seen is not null) return ClosedNext(turn, customer.Seen, interaction, next, values) ?? await save(customer.Seen, new(interaction, next, []));
        var form = LogForm.ToLog(turn, customer.Hit, new()).Refused(values, errors) with { State = blank.Typed };
        return new Outcome.Answer(turn.Turn.What is Input.Submitted ? new Reply.NotValid(form) : new Reply.Ask(form));
    }

    /// <summary>Asks about a next step on a day when the customer is closed; what was logged keeps the time at which it was sent.</summary>
    private static Outcome? ClosedNext(TurnContext turn, SeenCustomer customer, Interaction interaction, FollowDraft? next, IReadOnlyDictionary<string, string> values) => next is null ? null : ClosedDayAnswers.Ask(turn, customer, next,
        new(LogForm.Log, "", LogForm.Next, new Dictionary<string, string>(values) { [LogForm.When] = LogForm.Values(turn, interaction)[LogForm.When] }));

    private static async ValueTask<Outcome> AskEdit(TurnContext turn) =>
        await Mine(turn, turn.Value) is { } mine ? new Outcome.Answer(new Reply.Ask(LogForm.ToEdit(turn, mine.Interaction))) : new Outcome.Answer(new Card(new Line(turn.Words.Say("Interactions.Gone"), Tone.Warning)));

    private static async ValueTask<Outcome> EditSubmitted(TurnContext turn)
    {
        var state = FormState.Read(turn.Submitted.State);
        if (await Mine(turn, state.Record) is not { } mine) return new Outcome.Answer(new Reply.KeepForm(turn.Words.Plain("Interactions.Gone"), turn.Submitted.Values));
        var touched = turn.Submitted.Values.Where(pair => state.Touched(pair.Key, pair.Value)).ToDictionary(StringComparer.Ordinal);
        var (after, errors) = LogForm.Read(turn, mine.Interaction, touched, touched.ContainsKey);
        foreach (var (field, now) in LogForm.Values(turn, mine.Interaction))
            if (touched.TryGetValue(field, out var submitted) && state.ChangedSince(field, now) && submitted.Trim() != now.Trim())
                errors[field] = turn.Words.Plain("Interactions.ChangedMeanwhile", ("now", Text.Ours(now)));
        // The form comes back opened on what is there now, with what was touched over it: sending it again takes the person's own values, and nobody else's old ones.
        if (errors.Count > 0) return new Outcome.Answer(new Reply.NotValid(LogForm.ToEdit(turn, mine.Interaction).Refused(touched, errors)));
        if (after == mine.Interaction) return new Outcome.Answer(new Card(new Line(turn.Words.Say("Interactions.NothingChanged"))));
        var changes = await InteractionStore.Of(turn).Change(mine.Row, after);
        return new Outcome.Change("interaction.edited", [InteractionStore.Handle(after)], changes, after.Customer);
    }

    /// <summary>The interaction that a handle names, where the member may edit it: whoever logged it, and their managers.</summary>
    private static async ValueTask<(Interaction Interaction, Row Row)?> Mine(TurnContext turn, string handle)
    {
        if (await InteractionStore.Of(turn).Find(handle) is not { } found) return null;
        await CustomerStore.Of(turn).ForChange(found.Interaction.Customer);
        var may = found.Interaction.By == turn.Member.Id || turn.Member.Role == Role.Admin || turn.Roster.Leads(turn.Member.Id, found.Interaction.By);
        return may ? found : throw new DeniedException(found.Interaction.Customer);
    }

    private static async ValueTask<Outcome> History(TurnContext turn)
    {
        if (await CustomerStore.Of(turn).Get(turn.Value) is not { } customer) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var latest = await InteractionStore.Of(turn).Latest(customer, Shown + 1);
        return new Outcome.Answer(InteractionCards.History(turn.Reader, turn.Roster, customer, [.. latest.Take(Shown)], latest.Count > Shown, turn.Now))
        {
            Lasting = new("interaction.history", [customer.Id, .. latest.Take(Shown).Select(InteractionStore.Handle)], [customer.Id]),
        };
    }

    private static async ValueTask<Card> DrawHistory(DrawContext drawing)
    {
        if (await CustomerStore.Of(drawing).Get(drawing.Records[0]) is not { Sight: >= Sight.NoContactData } customer) return new(new Line(drawing.Words.Say("Interactions.Gone"), Tone.Quiet));
        var latest = await InteractionStore.Of(drawing).Latest(customer, Shown + 1);
        return InteractionCards.History(drawing.Reader, drawing.Roster, customer, [.. latest.Take(Shown)], latest.Count > Shown, drawing.Now);
    }
}
