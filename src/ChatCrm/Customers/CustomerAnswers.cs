using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>What a line that names a customer is answered where it does not name exactly one that may be acted on: the whole line is kept.</summary>
public static class CustomerAnswers
{
    /// <summary>The one customer, or the card to answer with; both null where the line names nobody (open the form).</summary>
    public static async ValueTask<(Hit? Hit, Outcome? Answer)> Resolve(TurnContext turn, CustomerPhrase phrase, Act act)
    {
        if (phrase.IsMissing) return (null, null);
        if (phrase.Hits.Count == 0) return (null, await NotFound(turn, phrase));
        if (phrase.One is not { } hit) return (null, WhichOne(turn, phrase));
        return turn.Access.May(act, await Owner(turn, hit)) ? (hit, null) : (null, NotYours(turn, hit, await Owner(turn, hit)));
    }

    /// <summary>"Which Acme?": two to five buttons; the line goes on after the choice.</summary>
    public static Outcome WhichOne(TurnContext turn, CustomerPhrase phrase)
    {
        var keep = new Changes();
        var presses = Choices(turn, phrase, phrase.Hits.Take(Card.MostPresses), keep);
        return new Outcome.Answer(new Reply.Show(CustomerCards.WhichOne(turn.Words, phrase.Typed, phrase.Hits.Count, presses)), keep);
    }

    private static async ValueTask<Outcome> NotFound(TurnContext turn, CustomerPhrase phrase)
    {
        var keep = new Changes();
        var near = phrase.Typed == "." ? [] : await CustomerSearch.Of(turn).Near(phrase.Typed);
        return new Outcome.Answer(new Reply.Show(CustomerCards.NotFound(turn.Words, phrase.Typed, Choices(turn, phrase, near, keep))), keep);
    }

    private static IReadOnlyList<Press> Choices(TurnContext turn, CustomerPhrase phrase, IEnumerable<Hit> hits, Changes keep) =>
        [.. hits.Select(hit => new Button(Drafts.RunLine, CustomerCards.Label(turn.Reader, turn.Roster, hit), Drafts.Carry(turn, CustomerReader.Question, $"{hit.Customer},{phrase.End}", keep)))];

    /// <summary>"Acme belongs to Mei (asleep, 03:10 in Shanghai)": leave her a note, or ask the manager.</summary>
    public static Outcome NotYours(TurnContext turn, Hit hit, string owner) =>
        new Outcome.Answer(CustomerCards.NotYours(turn.Reader, turn.Roster, hit, owner, turn.Now));

    /// <summary>A room with outsiders hides whose a customer is, but rights follow the owner all the same.</summary>
    private static async ValueTask<string> Owner(TurnContext turn, Hit hit) => hit.Owner.Length > 0
        ? hit.Owner
        : await turn.Rows.Get(CustomerRows.FileKey(hit.Customer), turn.Cancel) is { } row ? CustomerRows.Customer(row).Owner : "";
}
