using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>A record that was read for editing it. <paramref name="Handle"/> is what buttons and the form's state name it by.</summary>
internal sealed record Opened<T>(string Handle, T Record, Row Row, SeenCustomer Customer);

/// <summary>The literal ids of one edit form.</summary>
/// <param name="Choices">The buttons of the card that asks about contested fields; their value is the id of the values that wait.</param>
internal sealed record EditIds(string Form, string Mine, string Theirs, string Again, string Drawing, Func<Wording, string, IReadOnlyList<Press>> Choices);

/// <summary>
/// Editing one kind of record by a form. What nobody else touched merges; what both touched is asked; nothing typed is lost on the way.
/// </summary>
/// <param name="open">Reads a record for changing it, by its handle.</param>
/// <param name="settle">What follows from the values that were merged; may refuse more of them.</param>
internal sealed class FormEditing<T>(
    EditIds ids, string title, IReadOnlyList<Detail<T>> details, Func<TurnContext, string, ValueTask<Opened<T>>> open, Func<T, FormMerge<T>, TurnContext, T> settle, Func<Opened<T>, T, Changes> change)
    where T : Stored
{
    /// <summary>Names in the waiting values that are no fields.</summary>
    private const string State = "~state", Contested = "~contested";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Button, ids.Form, Permission.Member, async turn => Ask(turn, await open(turn, turn.Value))),
        new(RouteKind.Form, ids.Form, Permission.Member, Submitted),
        new(RouteKind.Button, ids.Mine, Permission.Member, turn => Chosen(turn, (_, values) => values)),
        new(RouteKind.Button, ids.Theirs, Permission.Member, turn => Chosen(turn, Uncontested)),
        new(RouteKind.Button, ids.Again, Permission.Member, Again),
    ];

    /// <summary>The form, opened on the record as it stands.</summary>
    public static Outcome Asked(Form form) => new Outcome.Answer(new Reply.Ask(form));

    public Outcome Ask(TurnContext turn, Opened<T> opened) => Asked(Form(turn, opened));

    private Form Form(TurnContext turn, Opened<T> opened)
    {
        var values = details.Values(opened.Record, turn.Words);
        return new(ids.Form, turn.FormId, turn.Words.Plain(title), turn.Words.Plain("Turns.SaveButton"), [.. details.Select(detail => detail.Field(turn.Words, values[detail.Id]))])
        {
            State = FormState.Of(opened.Handle, values),
        };
    }

    private async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var sent = turn.Submitted;
        return await Save(turn, await open(turn, FormState.Read(sent.State).Record), sent.State, NewForms.Sent(turn, details));
    }

    private async ValueTask<Outcome> Save(TurnContext turn, Opened<T> opened, string state, IReadOnlyDictionary<string, string> values)
    {
        var merge = FormMerge<T>.Of(details, opened.Record, FormState.Read(state), values, Typist.Of(turn));
        var settled = settle(opened.Record, merge, turn);
        if (merge.Refusals.Count > 0) return Refused(turn, opened, state, values, merge.Refusals);
        if (merge.Contested.Count > 0) return await BothChanged(turn, opened, merge);
        var changed = details.Where(detail => detail.Value(settled, turn.Words) != detail.Value(opened.Record, turn.Words)).Select(detail => detail.Id).ToList();
        return changed.Count == 0
            ? new Outcome.Answer(new Card(new Line(turn.Words.Say("EditCustomer.Nothing"))))
            : new Outcome.Change(ids.Drawing, [opened.Handle, string.Join(',', changed)], change(opened, settled), opened.Customer.Id);
    }

    /// <summary>The form comes back opened on what it was opened on before: nothing was compared for good yet.</summary>
    private Outcome Refused(TurnContext turn, Opened<T> opened, string state, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> refusals)
    {
        var form = Form(turn, opened).Refused(values, refusals) with { State = state };
        return new Outcome.Answer(turn.Turn.What is Input.Submitted ? new Reply.NotValid(form) : new Reply.Ask(form));
    }

    private async ValueTask<Outcome> BothChanged(TurnContext turn, Opened<T> opened, FormMerge<T> merge)
    {
        var id = TurnIds.Minted(turn.Id, 1);
        // As if the form had been opened on what the card shows: whoever presses [Take mine] has seen it.
        var seen = details.Where(detail => merge.Touched.ContainsKey(detail.Id)).Values(opened.Record, turn.Words);
        var kept = WaitingValues.Keep(turn, id, new Dictionary<string, string>(merge.Touched)
        {
            [State] = FormState.Of(opened.Handle, seen), [Contested] = string.Join(',', merge.Contested.Select(detail => detail.Id)),
        });
        var since = (await turn.Rows.Get(TurnRows.TurnKey(opened.Row.Turn), turn.Cancel))?.Read(TurnJson.Default.TurnRow);
        var typist = Typist.Of(turn);
        var fields = merge.Contested.Select(detail => new ContestedField(detail.Label(turn.Words), detail.ShownOf(opened.Record, typist), merge.Touched[detail.Id]));
        return new Outcome.Answer(new Reply.Show(EditCards.BothChanged(turn, opened.Customer.Customer.Name, since, [.. fields], merge.Touched.Count > merge.Contested.Count, ids.Choices(turn.Words, id))), kept);
    }

    private async ValueTask<Outcome> Chosen(TurnContext turn, Func<IReadOnlySet<string>, Dictionary<string, string>, Dictionary<string, string>> choose)
    {
        if (await Waiting(turn) is not { } waiting) return new Outcome.Answer(TurnCards.Old(turn.Words));
        return await Save(turn, await open(turn, FormState.Read(waiting.State).Record), waiting.State, choose(waiting.Contested, waiting.Values));
    }

    private static Dictionary<string, string> Uncontested(IReadOnlySet<string> contested, Dictionary<string, string> values) =>
        values.Where(pair => !contested.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The form again, with what the person typed. For the fields they touched it counts as opened on what the card showed them.</summary>
    private async ValueTask<Outcome> Again(TurnContext turn)
    {
        if (await Waiting(turn) is not { } waiting) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var opened = await open(turn, FormState.Read(waiting.State).Record);
        var untouched = details.Where(detail => !waiting.Values.ContainsKey(detail.Id)).Values(opened.Record, turn.Words);
        var marks = waiting.State[opened.Handle.Length..];
        return Asked(Form(turn, opened).Filled(waiting.Values) with { State = FormState.Of(opened.Handle, untouched) + marks });
    }

    private async ValueTask<(string State, IReadOnlySet<string> Contested, Dictionary<string, string> Values)?> Waiting(TurnContext turn)
    {
        if (await WaitingValues.Open(turn, turn.Value) is not { } values || !values.TryGetValue(State, out var state)) return null;
        var fields = details.Where(detail => values.ContainsKey(detail.Id)).ToDictionary(detail => detail.Id, detail => values[detail.Id], StringComparer.Ordinal);
        return (state, values.GetValueOrDefault(Contested, "").Split(',').ToHashSet(StringComparer.Ordinal), fields);
    }
}
