using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Workspaces;

/// <summary>What admins type about people: <c>admin people</c>, <c>admin role @mei manager</c>, <c>admin manager @mei @priya</c>, <c>admin team @mei Asia</c>; about teams that work together: <c>admin connect</c>; about days off: <c>admin days</c>; about a calendar address: <c>admin feed off @mei</c>; and to see what could not be delivered: <c>admin parked</c>.</summary>
public sealed class AdminCommands : ICapability
{
    private const string Person = "people.person", ManagerQuestion = "manager";
    internal const string WhoQuestion = "who";
    private const int LongestTeam = 60;

    public IEnumerable<Route> Routes => [new(RouteKind.Verb, "admin", Permission.Admin, Admin)];

    public IEnumerable<Drawing> Drawings => [new(Person, Draw) { Undone = "Workspaces.PersonUndone" }, .. ConnectCommands.Drawings];

    private static async ValueTask<Outcome> Admin(TurnContext turn)
    {
        var what = turn.Line.From(turn.Rest);
        return (what is { Kind: WordKind.Plain } ? WorkspaceWords.Of(what.Text) : null) switch
        {
            Said.Role => await Change(turn, what!, "role", ToRole),
            Said.Manager => await Change(turn, what!, "manager", ToManager),
            Said.Team => await Change(turn, what!, "team", ToTeam),
            Said.Room => await RoomCommands.Speak(turn, what!.End),
            Said.Connect => await ConnectCommands.Connect(turn, what!.End),
            Said.Disconnect => await ConnectCommands.Disconnect(turn, what!.End),
            Said.Day => await OwnDayCommands.Speak(turn, what!.End),
            Said.Feed => await FeedCommands.Cut(turn, what!.End),
            Said.Parked => await ParkedCommands.Show(turn),
            _ => new Outcome.Answer(PeopleCards.People(turn.Reader, await WorkspaceRows.Roster(turn.Rows, turn.Cancel), turn.Now)),
        };
    }

    /// <summary>What a change comes to: the member as they will be, or why not.</summary>
    private delegate (Member? After, Outcome? Answer) Decide(TurnContext turn, Roster roster, Member member, int rest);

    private static async ValueTask<Outcome> Change(TurnContext turn, Word what, string kind, Decide decide)
    {
        // Read before the members: whoever changes one behind our back changes this row too.
        var key = WorkspaceRows.LastChangeKey(kind);
        var last = await turn.Rows.Get(key, turn.Cancel);
        var roster = await WorkspaceRows.Roster(turn.Rows, turn.Cancel);
        if (turn.Line.From(what.End) is not { } who) return Say(turn, "Workspaces.WhoMissing", ("what", Text.Ours(what.Text)));
        var (member, unclear) = Named(turn, roster, who, WhoQuestion);
        if (member is null) return unclear!;
        var (after, answer) = decide(turn, roster, member, who.End);
        if (after is null) return answer!;
        if (after == member) return Say(turn, "Workspaces.Unchanged");
        var row = await turn.Rows.Get(WorkspaceRows.MemberKey(member.Id), turn.Cancel) ?? throw new DeniedException();
        var changes = new Changes().Record(row.Key, row, WorkspaceRows.Value(after)).Record(key, last, WorkspaceRows.Value(new LastChange { Turn = turn.Id }));
        return new Outcome.Change(Person, [member.Id], changes);
    }

    private static (Member?, Outcome?) ToRole(TurnContext turn, Roster roster, Member member, int rest)
    {
        if (WorkspaceWords.Role(turn.Line.From(rest)?.Text ?? "") is not { } role) return (null, Say(turn, "Workspaces.BadRole"));
        var last = member.Role == Role.Admin && role != Role.Admin && !roster.Members.Any(other => other.Role == Role.Admin && other.Id != member.Id);
        return last ? (null, Say(turn, "Workspaces.LastAdmin", ("who", Run(member)))) : (member with { Role = role }, null);
    }

    private static (Member?, Outcome?) ToManager(TurnContext turn, Roster roster, Member member, int rest)
    {
        if (turn.Line.From(rest) is not { } word) return (null, Say(turn, "Workspaces.ManagerMissing"));
        if (IsNone(word)) return (member with { Manager = "" }, null);
        var (manager, unclear) = Named(turn, roster, word, ManagerQuestion);
        if (manager is null) return (null, unclear);
        if (manager.Id == member.Id) return (null, Say(turn, "Workspaces.OwnManager"));
        return roster.Leads(member.Id, manager.Id)
            ? (null, Say(turn, "Workspaces.Circle", ("who", Run(member)), ("manager", Run(manager))))
            : (member with { Manager = manager.Id }, null);
    }

    private static (Member?, Outcome?) ToTeam(TurnContext turn, Roster roster, Member member, int rest)
    {
        if (turn.Line.From(rest) is not { } word) return (null, Say(turn, "Workspaces.TeamMissing"));
        if (IsNone(word)) return (member with { Team = "" }, null);
        var team = word.Kind == WordKind.Quoted ? word.Text : turn.Line.Slice(word.Start, turn.Line.Line.Length);
        if (team.Length is 0 or > LongestTeam) return (null, Say(turn, "Workspaces.TooLong", ("most", LongestTeam)));
        // A team is its name: "asia" joins those of "Asia".
        var known = roster.Members.Select(other => other.Team).FirstOrDefault(other => string.Equals(other, team, StringComparison.OrdinalIgnoreCase));
        return (member with { Team = known ?? team }, null);
    }

    /// <summary>Whom a word names: as the platform resolved it, as it was chosen on a card, else by handle or name; several are asked.</summary>
    internal static (Member? Member, Outcome? Answer) Named(TurnContext turn, Roster roster, Word word, string question)
    {
        var mention = (turn.Turn.What as Input.Said)?.Mentions.FirstOrDefault(mention => mention.Token.TrimStart('@') == word.Text);
        if (mention is not null && roster.WithIdentity(mention.Target) is { } resolved) return (resolved, null);
        var named = roster.Named(word.Text);
        if (named.FirstOrDefault(member => member.Id == turn.Choices[question]) is { } chosen) return (chosen, null);
        return named switch
        {
            [] => (null, Say(turn, "Workspaces.NobodyCalled", ("name", word.Text))),
            [var one] => (one, null),
            _ => (null, Which(turn, word, named, question)),
        };
    }

    private static Outcome Which(TurnContext turn, Word word, IReadOnlyList<Member> named, string question)
    {
        var keep = new Changes();
        var presses = named.Take(Card.MostPresses).Select(member => new Button(Drafts.RunLine, $"{member.Name} · @{member.Handle}", Drafts.Carry(turn, question, member.Id, keep)));
        return new Outcome.Answer(new Reply.Show(new Card([new Line(turn.Words.Say("Workspaces.WhichPerson", ("name", word.Text)))], [.. presses])), keep);
    }

    private static async ValueTask<Card> Draw(DrawContext drawing) =>
        await drawing.Rows.Get(WorkspaceRows.MemberKey(drawing.Records[0]), drawing.Cancel) is { } row && WorkspaceRows.Member(row) is var member
            ? PeopleCards.Person(drawing.Reader, drawing.Roster.With(member), member, drawing.Turn)
            : new(new Line(drawing.Words.Say("Workspaces.PersonGone"), Tone.Quiet));

    private static bool IsNone(Word word) => word.Kind == WordKind.Plain && WorkspaceWords.Of(word.Text) == Said.None;

    private static PersonRun Run(Member member) => new(member.Id, member.Name);

    internal static Outcome Say(TurnContext turn, string key, params (string, object)[] args) =>
        new Outcome.Answer(new Card(new Line(turn.Words.Say(key, args), Tone.Warning)));
}
