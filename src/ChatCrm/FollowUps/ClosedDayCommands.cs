using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.FollowUps;

/// <summary>The answers to <see cref="ClosedDayAnswers"/> about a form: it is sent again, with the day that was chosen.</summary>
public sealed class ClosedDayCommands(Lazy<Routes> routes) : ICapability
{
    /// <summary>The buttons; their value is the id of the values that wait.</summary>
    internal const string Next = "closed-day.next", KeepDay = "closed-day.keep";

    private const string Form = "~form", State = "~state", Field = "~field", Planned = "~planned", Opening = "~next";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Button, Next, Permission.Member, turn => Send(turn, keep: false)),
        new(RouteKind.Button, KeepDay, Permission.Member, turn => Send(turn, keep: true)),
    ];

    public IEnumerable<Drawing> Drawings => [];

    internal static Changes Keep(TurnContext turn, string id, SentForm form, string planned, string next) => WaitingValues.Keep(turn, id, new Dictionary<string, string>(form.Values)
    {
        [Form] = form.Id, [State] = form.State, [Field] = form.Field, [Planned] = planned, [Opening] = next,
    });

    private async ValueTask<Outcome> Send(TurnContext turn, bool keep)
    {
        if (await WaitingValues.Open(turn, turn.Value) is not { } waiting || routes.Value.Find(RouteKind.Form, waiting.GetValueOrDefault(Form, "")) is not { } route) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var values = waiting.Where(value => value.Key[0] != '~').ToDictionary(StringComparer.Ordinal);
        values[waiting[Field]] = waiting[keep ? Planned : Opening];
        if (keep) values[ClosedDayAnswers.Question] = ClosedDayAnswers.Kept;
        var outcome = await route.Handle(turn.Submitting(route.Id, waiting[State], values));
        // The values that waited are used once: a second press has no second effect.
        if (outcome is Outcome.Change change) change.Changes.Raw(new Change.Delete(TurnRows.DraftKey(turn.Value)));
        // What became of it meanwhile is asked in the form again.
        return outcome switch
        {
            Outcome.Answer { Reply: Reply.NotValid again } => new Outcome.Answer(new Reply.Ask(again.Form)),
            Outcome.Answer { Reply: Reply.KeepForm gone } => new Outcome.Answer(new Card(new Line(Text.Ours(gone.Error), Tone.Warning))),
            _ => outcome,
        };
    }
}
