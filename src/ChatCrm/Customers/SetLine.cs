using ChatCrm.Conversation;
using ChatCrm.Turns;

namespace ChatCrm.Customers;

/// <summary>What a <c>set</c> line makes of a customer.</summary>
/// <param name="Placed">The customer as it is to be; where its country has several zones, these.</param>
/// <param name="Reason">Why its tier changes, in the typist's words.</param>
/// <param name="Refusals">What cannot be done; then nothing is.</param>
internal sealed record SetLine(CustomerZone Placed, string Reason, IReadOnlyList<Text> Refusals, bool UnknownKey)
{
    /// <param name="chosen">What forms and cards about this line were answered.</param>
    public static SetLine Read(TurnContext turn, Customer before, DetailLine line, (string? Zone, Tier? Tier, string? Reason) chosen)
    {
        var typist = Typist.Of(turn);
        var (after, reason, refusals, unknown) = (before, string.Join(' ', line.Left), new List<Text>(), false);
        foreach (var said in chosen.Zone is { } zone ? line.Said.Append(new(CustomerDetails.Zone.Id, zone, false)) : line.Said)
        {
            if (Find(said.Key) is not { } detail)
            {
                unknown = true;
                refusals.Add(turn.Words.Say("SetCustomer.UnknownKey", ("key", CustomerDetails.Short(said.Key))));
                continue;
            }
            var value = said.Value;
            if (detail == CustomerDetails.Tier) (value, reason) = Split(value, reason);
            var entered = detail.Read(after, Value(detail, after, said with { Value = value }, typist), typist);
            if (entered.Refusal is { } refusal) refusals.Add(Text.Join(": ", Text.Ours(detail.Label(turn.Words)), refusal));
            after = entered.Record;
        }
        after = after with { Tier = chosen.Tier ?? after.Tier };
        refusals.AddRange(Forbidden(turn, before, after, line));
        return new(CustomerZone.Of(before, after), chosen.Reason ?? reason, refusals, unknown);
    }

    private static Detail<Customer>? Find(string key) => CustomerDetails.All.FirstOrDefault(detail => detail.IsCalled(key));

    /// <summary><c>tier:vip 3 orders in Q3</c>: the first word is the tier, the others are why.</summary>
    private static (string Tier, string Reason) Split(string value, string reason)
    {
        var blank = value.IndexOf(' ');
        return blank < 0 ? (value, reason) : (value[..blank], $"{value[(blank + 1)..]} {reason}".Trim());
    }

    /// <summary>A list gains or loses what is said; nothing said empties it.</summary>
    private static string Value(Detail<Customer> detail, Customer customer, KeyedWords said, Typist typist)
    {
        if (!detail.IsList) return said.Away ? "" : said.Value;
        if (said.Value.Length == 0) return "";
        var now = Details.Split(detail.Value(customer, typist.Words));
        var named = Details.Split(said.Value);
        return Details.Joined(said.Away ? now.Except(named, StringComparer.OrdinalIgnoreCase) : now.Union(named, StringComparer.OrdinalIgnoreCase));
    }

    private static IEnumerable<Text> Forbidden(TurnContext turn, Customer before, Customer after, DetailLine line)
    {
        if (after.Owner != before.Owner && !turn.Member.MayHandOver(before.Owner, turn.Roster))
            yield return turn.Words.Say("SetCustomer.OwnerNotYours", ("owner", turn.Roster.Person(before.Owner)));
        if (line.Left.Count > 0 && !line.Said.Any(said => CustomerDetails.Tier.IsCalled(said.Key)))
            yield return turn.Words.Say("NewCustomer.NotUnderstood", ("words", CustomerDetails.Short(string.Join(' ', line.Left))));
    }
}
