using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Tiers;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary><c>set</c>: several details of a customer in one line.</summary>
public sealed class SetCommands : ICapability
{
    /// <summary>The question that a card asks about the line: which of a country's zones.</summary>
    private const string Zone = "zone";

    public IEnumerable<Route> Routes => [new(RouteKind.Verb, "set", Permission.Member, Set) { InPicker = true }];

    public IEnumerable<Drawing> Drawings => [new(TierSetting.Drawing, DrawSet) { Edit = "customer.edit", AsNew = true }];

    private static async ValueTask<Outcome> Set(TurnContext turn)
    {
        var phrase = await new CustomerReader(turn).Read(turn.Rest, DetailLine.Begins);
        var (hit, answer) = await CustomerAnswers.Resolve(turn, phrase, Act.Change);
        if (answer is not null) return answer;
        if (hit is null) return new Outcome.Answer(SetCards.Usage(turn.Words));
        var opened = await EditCommands.OpenCustomer(turn, hit.Customer);
        var line = DetailLine.Read(turn.Line, phrase.End);
        if (line.Said.Count == 0 && line.Left.Count == 0) return EditCommands.Customers.Ask(turn, opened);
        var setting = SetLine.Read(turn, opened.Record, line, (turn.Choices[Zone], TierSetting.Chosen(turn), TierSetting.ReasonOf(turn)));
        if (setting.Refusals.Count > 0) return new Outcome.Answer(SetCards.Refused(turn, opened.Record, setting.Refusals, setting.UnknownKey));
        return WhichZone(turn, setting) ?? AskReason(turn, opened.Record, setting) ?? Change(turn, opened.Customer, setting);
    }

    private static Outcome? WhichZone(TurnContext turn, SetLine setting)
    {
        var placed = setting.Placed;
        if (placed.Asked.Count == 0 || ZoneEntry.IsUnknown(turn.Choices[Zone] ?? "")) return null;
        var keep = new Changes();
        return new Outcome.Answer(new Reply.Show(NewCards.WhichZone(turn, placed, zone => new(Drafts.RunLine, turn.Words.Plain("NewCustomer.ZoneButton"), Drafts.Carry(turn, Zone, zone, keep)))), keep);
    }

    /// <summary>A tier needs a reason: the form asks for it, and the whole line runs on afterwards.</summary>
    private static Outcome? AskReason(TurnContext turn, Customer before, SetLine setting)
    {
        if (setting.Placed.Customer.Tier == before.Tier || TierSetting.IsReason(setting.Reason)) return null;
        var keep = new Changes();
        var carried = Drafts.Carry(turn, TierSetting.Asked, "1", keep);
        return new Outcome.Answer(new Reply.Ask(TierForms.Set(turn, before, setting.Placed.Customer.Tier, setting.Reason, carried)), keep);
    }

    private static Outcome Change(TurnContext turn, SeenCustomer customer, SetLine setting)
    {
        var (before, after) = (customer.Customer, setting.Placed.Customer);
        var typist = Typist.Of(turn);
        var changed = CustomerDetails.All.Where(detail => detail.Value(after, turn.Words) != detail.Value(before, turn.Words) || detail.ShownOf(after, typist) != detail.ShownOf(before, typist)).Select(detail => detail.Id).ToList();
        if (changed.Count == 0) return new Outcome.Answer(SetCards.Nothing(turn.Words, before));
        return TierSetting.Change(turn, customer, after, changed, setting.Reason);
    }

    private static async ValueTask<Card> DrawSet(DrawContext drawing) =>
        await EditCommands.DrawCustomer(drawing, "SetCustomer.Done", await SetCards.TierLines(drawing));
}
