using System.Text.Json.Nodes;
using ChatCrm.Tests.App;
using ChatCrm.Tests.Teams.Fake;
using ChatCrm.Texts;

namespace ChatCrm.Tests.Teams;

/// <summary>
/// Teams, as the people of the conversations use it: they write to the bot in their direct chat or mention it in a room, press buttons (every second time as old
/// clients do, by Action.Submit), fill in dialogs and inline cards. What is asked in a room is answered in the direct chat: those cards count as the room's.
/// The service's Teams addresses are to be those of the fake; the fake takes the service's clock.
/// </summary>
internal sealed class TeamsChannel : IChannel
{
    /// <summary>Real time: what came to the room may be the whole answer, or only say that it is elsewhere.</summary>
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    private static readonly string[] OpensForm = [Wording.In("en").Plain("Turns.OpenFormButton"), Wording.In("zh-Hans").Plain("Turns.OpenFormButton")];

    private readonly RunningApp app;
    private readonly FakeTeams teams;
    private readonly Dictionary<string, TeamsPage> pages = [];
    private readonly HashSet<Post> hints = [];

    /// <summary>What answers somebody in a room for all: nobody else is pushed it.</summary>
    private readonly HashSet<Post> answers = [];

    /// <summary>The button that Teams alone has, on every card in a channel.</summary>
    private static readonly string[] ShowsToMe = [Wording.In("en").Plain("Channel.ShowToMe"), Wording.In("zh-Hans").Plain("Channel.ShowToMe")];

    private int presses;

    public TeamsChannel(RunningApp app, FakeTeams teams)
    {
        (this.app, this.teams) = (app, teams);
        (teams.World.Clock, teams.Service) = (app.Clock, app.Address);
    }

    /// <summary>Nobody can send an empty message: the bare mention, which a client does send, stands for it.</summary>
    public async Task<Shown> Say(Spot at, string line)
    {
        teams.CloseDialog(at.Who);
        var shown = await Act(at, null, async () => await teams.Write(at.Who, at.Room, line, mentions: at.Room is not null || line.Length == 0));
        return shown.Buttons is [var only] && OpensForm.Contains(only) ? await Press(at, only) : shown;
    }

    public async Task<Shown> Press(Spot at, string label)
    {
        var (page, who) = (await Page(at), teams.World.Person(at.Who));
        if (teams.Open(at.Who) is { } dialog && CardTree.Find(dialog.Card, label) is not null) return await Act(at, dialog.Post, () => teams.Submit(at.Who, dialog, label));
        teams.CloseDialog(at.Who);
        var there = There(at).Reverse().ToList();
        foreach (var post in there)
        {
            await Look(at, page, post);
            if (CardTree.Find(post.CardFor(who), label) is { } knob) return await Act(at, post, () => Pressed(at, post, knob));
        }
        throw new InvalidOperationException($"Nothing in {at.Room ?? at.Who} has a button '{label}'. The last card:\n{(there.Count > 0 ? teams.Shown(at.Who, there[0]) : "")}");
    }

    public async Task<Shown> Submit(Spot at, IReadOnlyDictionary<string, string> answers)
    {
        var (page, who) = (await Page(at), teams.World.Person(at.Who));
        var (card, typed, room, root) = Form(at, page);
        foreach (var (field, value) in answers) typed.Values[field] = await Chosen(at, card, field, value, room, root);
        if (teams.Open(at.Who) is { } dialog) return await Act(at, page.Opener, () => teams.Submit(at.Who, dialog));
        var form = page.Form!;
        return await Act(at, form, () => Pressed(at, form, CardTree.Knobs(form.CardFor(who)!)[0]));
    }

    public async Task<Shown> LookUp(Spot at, string field, string query)
    {
        var (card, _, room, root) = Form(at, await Page(at));
        return new([.. (await teams.Search(at.Who, room, root, Dataset(Field(card, field))!, query)).Select(option => App.CardJson.Plain(option.Title))], []);
    }

    public async Task<Shown?> Pushed(Spot at) => await Looked(at, (page, there) => page.TakePushed(post => !answers.Contains(post) && there(post)));

    public async Task<Shown?> Redrawn(Spot at) => await Looked(at, (page, there) => page.TakeRedrawn(there));

    public async Task<IReadOnlyList<string>> Unseen()
    {
        var unseen = new List<string>();
        foreach (var handle in pages.Keys.ToList()) unseen.AddRange((await Page(new(handle, null))).Pushed.Where(post => !hints.Contains(post) && !answers.Contains(post)).Select(post => $"{handle}\n{teams.Shown(handle, post)}"));
        unseen.AddRange(teams.Faults.Select(fault => $"Teams refused {fault}"));
        return unseen;
    }

    /// <summary>Stops the fake with it.</summary>
    public ValueTask DisposeAsync() => teams.DisposeAsync();

    /// <summary>Every second press that reaches the service is one of an old client.</summary>
    private async Task<Answer?> Pressed(Spot at, Post post, Knob knob)
    {
        var answer = await teams.Press(at.Who, post, knob, bySubmit: presses % 2 == 1);
        if (answer is not null) presses++;
        return answer;
    }

    /// <summary>The form that is open: a dialog, else the card with questions that came last.</summary>
    private (JsonObject Card, Typed Typed, Room Room, string? Root) Form(Spot at, TeamsPage page)
    {
        if (teams.Open(at.Who) is { } dialog) return (dialog.Card, dialog.Typed, dialog.Room, dialog.Post?.Root);
        var (who, form) = (teams.World.Person(at.Who), page.Form ?? throw new InvalidOperationException($"{at.Who} has no form open."));
        return (form.CardFor(who)!, teams.TypedIn(who, form), form.Room, form.Root);
    }

    private static JsonObject Field(JsonObject card, string id) => CardTree.Inputs(card).FirstOrDefault(input => CardTree.Id(input) == id)
        ?? throw new InvalidOperationException($"The form has no field {id}, but {string.Join(", ", CardTree.Inputs(card).Select(CardTree.Id))}.");

    private static string? Dataset(JsonObject field) => (string?)field["choices.data"]?["dataset"];

    /// <summary>A choice by its label; of a field that searches the first that is found and begins so; anything else as it is.</summary>
    private async Task<string> Chosen(Spot at, JsonObject card, string id, string value, Room room, string? root)
    {
        var field = Field(card, id);
        if (Dataset(field) is { } dataset && value.Length > 0)
            return (await teams.Search(at.Who, room, root, dataset, value)).Where(option => App.CardJson.Plain(option.Title).StartsWith(value, StringComparison.Ordinal)).Select(option => option.Value).FirstOrDefault()
                ?? throw new InvalidOperationException($"Nothing is offered for '{value}' in {id}.");
        return (field["choices"] as JsonArray ?? []).Where(choice => App.CardJson.Plain((string)choice!["title"]!) == value).Select(choice => (string)choice!["value"]!).FirstOrDefault(value);
    }

    private async Task<Shown?> Looked(Spot at, Func<TeamsPage, Func<Post, bool>, Post?> take)
    {
        var page = await Page(at);
        if (take(page, post => !hints.Contains(post) && IsThere(at, page, post)) is not { } post) return null;
        await Look(at, page, post);
        return Shown(at, post);
    }

    private Shown Shown(Spot at, Post post) => teams.Shown(at.Who, post) is var shown && post.Room.Kind != RoomKind.Personal ? shown with { Buttons = [.. shown.Buttons.Except(ShowsToMe)] } : shown;


    /// <summary>A card comes into view.</summary>
    private async Task Look(Spot at, TeamsPage page, Post post)
    {
        if (!page.ComesIntoView(post) || await teams.See(at.Who, post) is null) return;
        page.Read(teams.Since(page.Seen));
        page.Saw(post);
    }

    /// <summary>What somebody sees at a spot: for a room also what they asked there and got in the direct chat.</summary>
    private IEnumerable<Post> There(Spot at)
    {
        lock (teams.World.Gate) return [.. teams.World.Posts.Where(post => !post.IsTyped && post.IsSeenBy(teams.World.Person(at.Who)) && IsThere(at, pages[at.Who], post))];
    }

    private bool IsThere(Spot at, TeamsPage page, Post post) => (page.AskedIn.GetValueOrDefault(post) ?? post.Room) == teams.RoomFor(at.Who, at.Room);

    /// <summary>Somebody does something: what they are shown then. Null where their client itself refuses.</summary>
    private async Task<Shown> Act(Spot at, Post? pressed, Func<Task<Answer?>> act)
    {
        var page = await Page(at);
        var (from, before) = (page.Seen, pressed?.CardFor(teams.World.Person(at.Who))?.ToJsonString());
        if (await act() is { Ok: false } answered) throw new InvalidOperationException($"The service did not take it: {answered.Status} {answered.Failure} {answered.Body}");
        await Answered(at, from, pressed);
        await app.Settled();
        return await Seen(at, page, page.Read(teams.Since(page.Seen)), pressed, before);
    }

    private async Task<Shown> Seen(Spot at, TeamsPage page, IReadOnlyList<Happening> happened, Post? pressed, string? before)
    {
        if (happened.Any(one => one.What == Happened.DialogShown) && teams.Open(at.Who) is { } dialog)
        {
            (page.Opener, page.Form) = (pressed, null);
            return teams.Shown(dialog);
        }
        if (TakeAnswer(at, page, happened, pressed, before) is { } answer)
        {
            if (answer != pressed) await Look(at, page, answer);
            var card = answer.CardFor(teams.World.Person(at.Who));
            page.Form = card is not null && CardTree.Inputs(card).Count > 0 ? answer : null;
            return Shown(at, answer);
        }
        return happened.LastOrDefault(one => one.What == Happened.Told) is { } told ? Screen.Of(told.Text) : App.Shown.Nothing;
    }

    /// <summary>
    /// The message that answers: the pressed card, where the answer put another in its place; else the first new one in the direct chat, else in the room; else the pressed
    /// card drawn again. It did not come by itself; nor did a line in the room that says where the answer is.
    /// </summary>
    private Post? TakeAnswer(Spot at, TeamsPage page, IReadOnlyList<Happening> happened, Post? pressed, string? before)
    {
        var who = teams.World.Person(at.Who);
        var (direct, room) = (teams.RoomFor(at.Who, null), teams.RoomFor(at.Who, at.Room));
        var posted = happened.Where(one => one.What == Happened.Posted && !one.Post!.Deleted).Select(one => one.Post!).ToList();
        var replaced = pressed is not null && happened.Any(one => one.What == Happened.Replaced && one.Post == pressed) && pressed.CardFor(who)?.ToJsonString() != before ? pressed : null;
        var answer = replaced ?? posted.FirstOrDefault(post => post.Room == direct) ?? posted.FirstOrDefault(post => post.Room == room)
            ?? (happened.Any(one => one.What is Happened.Updated or Happened.Replaced && one.Post == pressed) ? pressed : null);
        if (answer is null) return null;
        page.Expected(answer);
        if (answer.Room == room && at.Room is not null) answers.Add(answer);
        if (replaced is not null) page.Saw(answer);
        if (answer.Room == direct && at.Room is not null) page.AskedIn[answer] = room;
        if (answer.Room != room) hints.UnionWith(posted.Where(post => post.Room == room && post.Card is null));
        return answer;
    }

    /// <summary>Waits for something to be seen; where a message in a room or a moment's line is all that came, a little longer: the answer may still come to the direct chat.</summary>
    private async Task Answered(Spot at, int from, Post? pressed)
    {
        var (direct, room) = (teams.RoomFor(at.Who, null), teams.RoomFor(at.Who, at.Room));
        await FakeTeams.Until(() => teams.Connector.IsIdle && (Full() || teams.Since(from).Any(IsPart)));
        if (!Full()) await FakeTeams.Until(Full, Shortly);

        bool Full() => teams.Since(from).Any(IsFull);

        bool IsFull(Happening one) => one switch
        {
            { What: Happened.DialogShown } => one.Person == teams.World.Person(at.Who).Id,
            { Post: { IsTyped: false } post, What: Happened.Posted } => post.Room == direct,
            { What: Happened.Updated or Happened.Replaced } => one.Post == pressed,
            _ => false,
        };

        bool IsPart(Happening one) => one.What == Happened.Told || one is { What: Happened.Posted, Post: { IsTyped: false } post } && post.Room == room;
    }

    /// <summary>A person's screen, with all that came until now.</summary>
    private async Task<TeamsPage> Page(Spot at)
    {
        if (!pages.TryGetValue(at.Who, out var page)) page = pages[at.Who] = new(teams.World.Person(at.Who));
        await app.Settled();
        page.Read(teams.Since(page.Seen));
        return page;
    }
}
