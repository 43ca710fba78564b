using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Interactions;

/// <summary>
/// A line without a verb of the command's that tells of a contact: "called Maria at Acme 20 min re pricing, wants quote by Friday". It is a look-up where a
/// customer is called so; saved at once where it names one customer and nothing is in doubt; else the log form opens with what was understood.
/// </summary>
public sealed class FreeLineCommands(Lazy<Routes> routes) : ICapability
{
    public IEnumerable<Route> Routes => [new(RouteKind.Line, "line.tell", Permission.Member, Tell) { Takes = FreeLine.Tells }];

    public IEnumerable<Drawing> Drawings => [];

    private async ValueTask<Outcome> Tell(TurnContext turn)
    {
        var read = await FreeTurnReader.Read(turn);
        if (read is null) return await routes.Value.Find(RouteKind.Verb, ChatCrm.Turns.Routes.LookUp)!.Handle(turn);
        var (hit, answer) = await CustomerAnswers.Resolve(turn, read.Names.Customer, Act.Change);
        if (answer is not null) return answer;
        return hit is not null && read.Log.Doubts.Count == 0 ? await InteractionCommands.Saved(turn, hit, read.Log.Draft with { Unknown = [] }) : Ask(turn, hit, read.Log);
    }

    /// <summary>The log form with what was understood, what is in doubt marked, and the line on top.</summary>
    private static Outcome Ask(TurnContext turn, Hit? hit, FreeLog log)
    {
        var doubts = log.Doubts.ToDictionary(StringComparer.Ordinal);
        if (hit is null) doubts[LogForm.Customer] = turn.Words.Plain("Interactions.CustomerMissing");
        var typed = turn.Line.Typed;
        return new Outcome.Answer(new Reply.Ask(LogForm.ToLog(turn, hit, log.Draft) with
        {
            Intro = turn.Words.Say("Interactions.FreeIntro", ("line", typed)), Errors = doubts, State = typed.Length <= Form.LongestState ? typed : "",
        }));
    }
}
