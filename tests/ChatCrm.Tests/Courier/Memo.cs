using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;

namespace ChatCrm.Tests.Courier;

/// <summary>A capability that tells: it writes what a customer needs and sends the notices that the test asks for.</summary>
public sealed class Memo : ICapability
{
    private int _woken;

    public Recipient[] To { get; set; } = [];

    public int Woken => _woken;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Button, "memo.write", Permission.Member, Write),
        new(RouteKind.Wake, "memo.wake", Permission.Service, Wake),
        new(RouteKind.Wake, "memo.stuck", Permission.Service, _ => { Interlocked.Increment(ref _woken); return new(new Outcome.Answer(new Reply.Quiet())); }),
    ];

    public IEnumerable<Drawing> Drawings => [new("memo.card", Draw), new("memo.broken", _ => throw new InvalidOperationException("broken"))];

    private async ValueTask<Outcome> Write(TurnContext turn)
    {
        var parts = turn.Value.Split(' ', 2);
        var seen = await CustomerStore.Of(turn).ForChange(parts[0]);
        return new Outcome.Change("memo.card", [seen.Id], CustomerStore.Change(seen, seen.Customer with { Needs = parts[1] }), seen.Id)
        {
            Notices = [.. To.Select(to => new Notice(parts[1] == "broken" ? "memo.broken" : "memo.card", [seen.Id], to, seen.Id))],
        };
    }

    private ValueTask<Outcome> Wake(TurnContext turn)
    {
        Interlocked.Increment(ref _woken);
        return new(new Outcome.Change("memo.card", [], new Changes().Raw(new Change.Delete(turn.Value))));
    }

    private static async ValueTask<Card> Draw(DrawContext drawing)
    {
        var customer = (await CustomerStore.Of(drawing).Get(drawing.Records[0]))!.Customer;
        return new([new Line(Text.Ours($"{drawing.Words.Language} {customer.Name} {customer.Needs}"))], [TurnCards.UndoButton(drawing.Words, drawing.Turn)]);
    }
}
