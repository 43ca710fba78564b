using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>The customer that a form's lookup field names: by id where it was chosen, by name or code where a client only sends what was typed.</summary>
public sealed record FormCustomer(SeenCustomer? Seen, Hit? Hit, string? Error)
{
    public static async ValueTask<FormCustomer> Read(TurnContext turn, string value)
    {
        var typed = value.Trim();
        if (typed.Length == 0) return new(null, null, turn.Words.Plain("Customers.ChooseOne"));
        var search = CustomerSearch.Of(turn);
        var hit = await search.ById(typed) ?? await Only(search, typed);
        if (hit is null) return new(null, null, turn.Words.Plain("Customers.NotOneOf", ("typed", ChatCrm.Conversation.Text.Ours(typed.Length > 60 ? typed[..60] : typed))));
        try
        {
            return new(await CustomerStore.Of(turn).ForChange(hit.Customer), hit, null);
        }
        catch (DeniedException)
        {
            return new(null, hit, turn.Words.Plain("Customers.NotYoursShort"));
        }
    }

    private static async ValueTask<Hit?> Only(CustomerSearch search, string typed)
    {
        var (hits, _) = await search.Find(typed, 5);
        var key = Names.Key(typed);
        return hits.Count == 1 ? hits[0] : hits.Where(hit => Names.Key(hit.Name) == key).ToList() is [var exact] ? exact : null;
    }
}
