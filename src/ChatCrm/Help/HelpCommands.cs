using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Help;

/// <summary>Help, written from the routes that there are, and the welcome of who comes for the first time.</summary>
public sealed class HelpCommands(Lazy<Routes> routes) : ICapability
{
    public IEnumerable<Route> Routes => [new(RouteKind.Verb, "help", Permission.Member, Help) { InPicker = true, Reads = true }];

    public IEnumerable<Drawing> Drawings => [new(PeopleCommands.Welcome, Welcome)];

    private async ValueTask<Outcome> Help(TurnContext turn)
    {
        if (turn.Turn.What is Input.Arrived) return new Outcome.Answer(await Welcome(turn.Drawing([])));
        var asked = turn.Line.Slice(turn.Rest, turn.Line.Line.Length);
        if (asked.Length == 0) return new Outcome.Answer(HelpCards.All(turn.Words, Picker, ""));
        return new Outcome.Answer(Verb(turn) is { } verb ? HelpCards.Of(turn.Words, verb) : HelpCards.All(turn.Words, Picker, asked));
    }

    private string? Verb(TurnContext turn) =>
        turn.Line.From(turn.Rest) is { Kind: WordKind.Plain } word && routes.Value.VerbOf(word.Text) is { } verb && HelpCards.Knows(turn.Words, verb) ? verb : null;

    /// <summary>In the order of the capabilities.</summary>
    private IReadOnlyList<string> Picker => [.. routes.Value.All.Where(route => route is { Kind: RouteKind.Verb, InPicker: true }).Select(route => route.Id)];

    /// <summary>With a customer of the reader's own, so that the lines can be typed as they stand.</summary>
    private static async ValueTask<Card> Welcome(DrawContext drawing)
    {
        var member = drawing.Reader.Member!;
        var (own, _) = await new CustomerSearch(drawing.Rows, drawing.Reader.Access, drawing.Cancel).Of(member.Id, 1);
        return HelpCards.Welcome(drawing.Words, member, own.FirstOrDefault());
    }
}
