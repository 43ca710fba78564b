using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Watches;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>What members set for themselves: language, zone, working hours, the morning list, days away, who covers.</summary>
public sealed class PeopleCommands(CalendarFeed? feed = null) : ICapability
{
    /// <summary>The settings card, its form, and the button that opens it.</summary>
    public const string Me = "people.me", Edit = "people.edit";

    /// <summary>The switch between languages. Its value is the language's tag, and behind a bar the drawing that it stands on.</summary>
    public const string Language = "people.language";

    /// <summary>The welcome has the switch too, and is drawn again in the language chosen.</summary>
    public const string Welcome = "help.welcome";

    private const string ZoneQuestion = "zone";

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Verb, "me", Permission.Member, Settle) { InPicker = true },
        new(RouteKind.Button, Edit, Permission.Member, turn => TurnContext.Ask(PeopleCards.Form(turn.Words, turn.Member, turn.Roster, turn.FormId))),
        new(RouteKind.Form, Me, Permission.Member, Submitted),
        new(RouteKind.Button, Language, Permission.Member, Switch),
    ];

    public IEnumerable<Drawing> Drawings =>
    [
        new(Me, drawing => new(PeopleCards.Settings(drawing.Reader, drawing.Roster, Fresh(drawing), drawing.Turn, drawing.Now, feed?.To(Fresh(drawing).Feed)))) { Undone = "Workspaces.SettingsUndone", Edit = Edit },
    ];

    /// <summary><c>me</c> shows; <c>me lang zh tz Shanghai hours 9-18 away 24dec-2jan cover @mei</c> sets; what does not read opens the form with it.</summary>
    private async ValueTask<Outcome> Settle(TurnContext turn)
    {
        var line = SettingsLine.Read(turn.Line, turn.Rest);
        if (line.IsEmpty) return new Outcome.Answer(PeopleCards.Settings(turn.Reader, turn.Roster, turn.Member, "", turn.Now, feed?.To(turn.Member.Feed)));
        var typed = line.Values.ToDictionary(pair => Settings.FieldOf(pair.Key), pair => pair.Value);
        if (typed.TryGetValue(Settings.Zone, out var place) && Zones.Search(place) is { Count: > 1 } several)
        {
            if (!several.Contains(turn.Choices[ZoneQuestion])) return WhichZone(turn, place, several);
            typed[Settings.Zone] = turn.Choices[ZoneQuestion]!;
        }
        var row = await MemberRow(turn);
        var (after, errors) = Settings.Apply(WorkspaceRows.Member(row), typed, turn.Words, turn.Roster, turn.Now);
        if (errors.Count == 0 && line.Left.Length == 0) return await Changed(turn, row, after, Me);
        var form = PeopleCards.Form(turn.Words, turn.Member, turn.Roster, turn.FormId).Refused(typed, errors);
        return new Outcome.Answer(new Reply.Ask(line.Left.Length == 0 ? form : form with { Intro = turn.Words.Say("Workspaces.NotRead", ("words", line.Left)) }));
    }

    private static Outcome WhichZone(TurnContext turn, string typed, IReadOnlyList<string> zones)
    {
        var keep = new Changes();
        var presses = zones.Take(Card.MostPresses).Select(zone => new Button(Drafts.RunLine, PeopleCards.ZoneLabel(turn.Words, zone, turn.Now), Drafts.Carry(turn, ZoneQuestion, zone, keep)));
        return new Outcome.Answer(new Reply.Show(new Card([new Line(turn.Words.Say("Workspaces.WhichZone", ("typed", typed)))], [.. presses])), keep);
    }

    /// <summary>Fields that were not touched stay as they now are; one that somebody changed meanwhile is asked about.</summary>
    private static async ValueTask<Outcome> Submitted(TurnContext turn)
    {
        var sent = turn.Submitted;
        var row = await MemberRow(turn);
        var member = WorkspaceRows.Member(row);
        var (now, opened) = (Settings.Of(member, turn.Words, turn.Roster), FormState.Read(sent.State));
        var touched = now.Keys.Where(field => sent.Values.TryGetValue(field, out var value) && opened.Touched(field, value)).ToDictionary(field => field, field => sent.Values[field]);
        var (after, errors) = Settings.Apply(member, touched, turn.Words, turn.Roster, turn.Now);
        var changed = touched.Keys.Where(field => opened.ChangedSince(field, now[field]) && Settings.Of(after, turn.Words, turn.Roster)[field] != now[field])
            .ToDictionary(field => field, field => turn.Words.Plain("Workspaces.ChangedSince", ("value", now[field])));
        var wrong = changed.Concat(errors).DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value);
        // The form is opened anew on what is now, with what was typed over it: what was not touched must not come back as typed.
        return wrong.Count > 0
            ? new Outcome.Answer(new Reply.NotValid(PeopleCards.Form(turn.Words, member, turn.Roster, sent.FormId).Refused(touched, wrong)))
            : await Changed(turn, row, after, Me);
    }

    private static async ValueTask<Outcome> Switch(TurnContext turn)
    {
        if (turn.Value.Split('|') is not [var tag, ..] || !Wording.Known.Contains(tag)) return new Outcome.Answer(TurnCards.Old(turn.Words));
        var row = await MemberRow(turn);
        return await Changed(turn, row, WorkspaceRows.Member(row) with { Language = tag }, turn.Value.EndsWith("|" + Welcome, StringComparison.Ordinal) ? Welcome : Me);
    }

    private static async ValueTask<Outcome> Changed(TurnContext turn, Row row, Member after, string drawing)
    {
        var before = WorkspaceRows.Member(row);
        if (after.Digest.Length > 0 && !HasSameList(before, after, turn.Now)) after = after with { DigestSaidAt = turn.Now.ToUnixTimeMilliseconds() };
        var changes = new Changes().Record(row.Key, row, WorkspaceRows.Value(after));
        if (before.Digest != after.Digest || !before.WorksAs(after))
            changes.Also(DigestStore.Set(after, turn.Roster, await turn.Rows.Get(DigestStore.Key(after.Id), turn.Cancel), turn.Now));
        return new Outcome.Change(drawing, [turn.Member.Id], changes);
    }

    /// <summary>Whether this day's list comes, and when.</summary>
    private static bool HasSameList(Member before, Member after, Instant now) =>
        (before.Digest, before.Zone, before.Hours, before.AwayAt(now) is null) == (after.Digest, after.Zone, after.Hours, after.AwayAt(now) is null);

    private static async ValueTask<Row> MemberRow(TurnContext turn) =>
        await turn.Rows.Get(WorkspaceRows.MemberKey(turn.Member.Id), turn.Cancel) ?? throw new DeniedException();

    private static Member Fresh(DrawContext drawing) => drawing.Reader.Member!;
}
