using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Tiers;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Customers;

/// <summary>What people see of <c>set</c>, beside what was changed.</summary>
internal static class SetCards
{
    public static Card Usage(Wording words) => new(new Line(words.Say("SetCustomer.Usage")), KeyLine(words));

    /// <summary>Nothing was changed: why, which keys there are, and the form as the way out.</summary>
    public static Card Refused(TurnContext turn, Customer customer, IReadOnlyList<Text> refusals, bool unknownKey) => new(
        [
            new Line(turn.Words.Say("SetCustomer.NothingSaved"), Tone.Warning),
            .. refusals.Select(refusal => new Line(refusal)),
            .. unknownKey ? new[] { KeyLine(turn.Words) } : [],
            new Line(turn.Words.Say("Turns.YourText", ("line", turn.Line.Typed)), Tone.Quiet),
        ],
        [new Button("customer.edit", turn.Words.Plain("Turns.EditButton"), customer.Id, Look.Primary)]);

    public static Card Nothing(Wording words, Customer customer) => new(
        [new Line(words.Say("SetCustomer.Nothing", ("name", Names.Visible(customer.Name))))], [new Button("customer.open", words.Plain("Turns.OpenButton"), customer.Id)]);

    /// <summary>Why the tier changed and who is told; nothing where the line said nothing of it.</summary>
    public static async ValueTask<IReadOnlyList<Block>> TierLines(DrawContext drawing)
    {
        if (drawing.Records.Count < 3 || await TierStore.Of(drawing).Find(drawing.Records[2]) is not { } found) return [];
        var seen = await CustomerStore.Of(drawing).Get(found.Change.Customer);
        if (seen is null || seen.Sight < Sight.NoContactData) return [];
        var told = found.Change.Told(drawing.Roster, seen.Customer.Owner).Select(id => (Text)drawing.Roster.Person(id)).ToList();
        return
        [
            .. found.Change.Reason.Length > 0 ? new Block[] { new Quote(Text.Theirs(found.Change.Reason)) } : [],
            .. told.Count > 0 ? new Block[] { new Line(drawing.Words.Say("SetCustomer.Told", ("who", Text.Join(drawing.Words.Plain("NewCustomer.And"), [.. told]))), Tone.Quiet) } : [],
        ];
    }

    private static Line KeyLine(Wording words) => new(words.Say("SetCustomer.Keys",
        ("keys", Text.Join(" ", [.. CustomerDetails.All.Select(detail => words.Say("SetCustomer.Key", ("key", Text.Ours(WordLists.Of(words, "DetailKeys." + detail.Id)[0]))))]))), Tone.Quiet);
}
