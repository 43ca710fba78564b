using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.FollowUps;
using ChatCrm.Interactions;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Help;

/// <summary>Says how a line would be read, while it is typed: "log · Acme GmbH · call 15 min · follow-up Tue 24 Nov 15:00". The readers are those of the routes; nothing can be written.</summary>
public sealed class HintLine(IRowStore store, Routes routes, People people, IClock clock)
{
    private const int Shown = 3;

    private readonly ReadOnlyRowStore _rows = new(store);

    /// <summary>How the turn's line would be read, in the language of whoever types; empty where there is nothing to say yet, and for who is no member.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public async ValueTask<Text> Of(Turn turn, CancellationToken cancel)
    {
        if (turn.What is not Input.Said { Line.Length: <= CommandLine.Longest } || routes.Of(turn, out var line, out var rest) is not { } route || line.Words.Count == 0) return Text.Empty;
        try
        {
            return await Context(turn, line, rest, cancel) is { } context && context.Access.May(route.Permission) ? await Of(context, route) : Text.Empty;
        }
        catch (StoreUnavailableException)
        {
            return Text.Empty;
        }
    }

    private ValueTask<Text> Of(TurnContext turn, Route route) => (route.Kind, route.Id) switch
    {
        (RouteKind.Line, _) => Told(turn),
        (_, Routes.LookUp) => LookedUp(turn),
        (_, "log") => Log(turn),
        (_, "follow") => Follow(turn),
        _ => new(Joined([Verb(turn, route.Id), HelpCards.Knows(turn.Words, route.Id) ? turn.Words.Say($"Help.Text-{route.Id}") : Text.Empty])),
    };

    private async ValueTask<Text> LookedUp(TurnContext turn)
    {
        var typed = turn.Line.Typed.Trim();
        var (hits, more) = typed == "." ? ((await new CustomerReader(turn).Read(0, _ => false)).Hits, false) : await CustomerSearch.Of(turn).Find(typed, Shown);
        if (hits.Count == 0) return Text.Empty;
        var names = Text.Join(", ", [.. CustomerReader.Exact(typed, hits).Select(hit => Name(hit.Name))]);
        return Joined([turn.Words.Say("Hints.LookUp"), more && hits.Count > 1 ? names + Text.Ours(" …") : names]);
    }

    private async ValueTask<Text> Told(TurnContext turn) => await FreeTurnReader.Read(turn) is not { } told
        ? await LookedUp(turn)
        : Joined([Verb(turn, "log"), Customer(turn, told.Names.Customer), .. Logged(turn, told.Log.Draft), told.Names.Customer.One is null || told.Log.Doubts.Count > 0 ? turn.Words.Say("Hints.FormOpens") : Text.Empty]);

    private async ValueTask<Text> Log(TurnContext turn)
    {
        var phrase = await new CustomerReader(turn).Read(turn.Rest, LogLine.Ends);
        var draft = new LogLine(turn, await TheirZone.Of(turn, phrase.One)).Read(phrase.End);
        var opens = phrase.IsMissing || (phrase.One is not null && draft.Kind is null && draft.Typo is null);
        return Joined([Verb(turn, "log"), Customer(turn, phrase), .. Logged(turn, draft), opens ? turn.Words.Say("Hints.FormOpens") : Text.Empty]);
    }

    private async ValueTask<Text> Follow(TurnContext turn)
    {
        var phrase = await new CustomerReader(turn).Read(turn.Rest, FollowLine.Ends(turn));
        var draft = FollowLine.ReadToEnd(turn, phrase.End, await TheirZone.Of(turn, phrase.One));
        if (phrase.One is { } one) draft = await FollowLine.Begun(turn, one.Customer, draft);
        return Joined([Verb(turn, "follow"), Customer(turn, phrase), When(turn, draft), draft.For is { } member ? new PersonRun(member.Id, member.Name) : Text.Empty,
            phrase.IsMissing || draft.When is null ? turn.Words.Say("Hints.FormOpens") : Text.Empty]);
    }

    private static IEnumerable<Text> Logged(TurnContext turn, LogDraft draft)
    {
        if (draft.Kind is { } kind) yield return InteractionCards.Kind(turn.Words, new() { Id = "", Customer = "", At = 0, Zone = "", By = "", Kind = kind, Minutes = draft.Minutes, Direction = draft.Direction });
        if (draft.With.Count > 0) yield return turn.Words.Say("Interactions.With", ("names", string.Join(", ", draft.With)));
        if (draft.When is { } when) yield return HintCards.When(turn, when, draft.WhenTyped);
        if (draft.Outcome.Length > 0) yield return turn.Words.Has($"Interactions.Outcome-{draft.Outcome}") ? turn.Words.Say($"Interactions.Outcome-{draft.Outcome}") : Text.Theirs(draft.Outcome);
        if (draft.Next is { } next) yield return turn.Words.Say("Hints.FollowUp", ("when", When(turn, next)));
    }

    private static Text When(TurnContext turn, FollowDraft draft) =>
        draft.PlanFor(draft.For ?? turn.Member, null, turn.Roster, turn.Now) is { } plan ? HintCards.Time(turn, plan.Time) : draft.When is { } reading ? HintCards.When(turn, reading, draft.Typed) : Text.Empty;

    private static Text Customer(TurnContext turn, CustomerPhrase phrase) => phrase switch
    {
        { One: { } one } => Name(one.Name),
        { Hits.Count: > 1 } => turn.Words.Say("Hints.WhichOne", ("name", phrase.Typed), ("n", phrase.Hits.Count)),
        { IsMissing: true } => Text.Empty,
        _ => turn.Words.Say("Hints.Nobody", ("name", phrase.Typed)),
    };

    private static Text Name(string name) => Text.Theirs(Names.Visible(name), Weight.Strong);

    private static Text Verb(TurnContext turn, string verb) => Text.Ours(turn.Words.Plain($"Verbs.{verb}").Split(',')[0]);

    private static Text Joined(IReadOnlyList<Text> parts) => Text.Join(" · ", [.. parts]);

    /// <summary>The turn as its route would get it, over rows that cannot be written; null for who is no member here.</summary>
    private async ValueTask<TurnContext?> Context(Turn turn, CommandLine line, int rest, CancellationToken cancel)
    {
        var (roster, rooms) = await people.Of(turn.Workspace, cancel);
        if (turn.Who.Guest || roster.WithIdentity(turn.Who.Identity) is not { } member) return null;
        var room = turn.Where.Audience == Audience.Direct ? null
            : (rooms.FirstOrDefault(known => known.Id == turn.Where.Room) ?? new Room { Id = turn.Where.Room, Name = turn.Where.Name, Address = turn.Where.Address.Value }) with { Audience = turn.Where.Audience };
        return new()
        {
            Id = "hint", Turn = turn, Now = clock.GetCurrentInstant(), Rows = new(_rows, turn.Workspace), Roster = roster, Reader = Drawer.For(member, roster, room), Room = room, Line = line, Rest = rest, Cancel = cancel,
        };
    }
}
