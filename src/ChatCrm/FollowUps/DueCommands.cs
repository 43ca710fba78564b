using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What is due: mine, or a colleague's for whoever may look.</summary>
internal static class DueCommands
{
    public static async ValueTask<Outcome> Due(TurnContext turn)
    {
        var (whose, week) = (turn.Member, false);
        for (var word = turn.Line.From(turn.Rest); word is not null; word = turn.Line.From(word.End))
        {
            if (word.Kind == WordKind.Plain && FollowWords.Is(FollowWords.Week, word.Text)) week = true;
            if (word.Kind != WordKind.Person) continue;
            if (turn.Roster.Named(word.Text) is not [var member]) return Nobody(turn, word.Text);
            whose = member;
        }
        return await List(turn, whose, week, 0);
    }

    /// <summary>The next page: a member, a span and how many were shown.</summary>
    public static async ValueTask<Outcome> More(TurnContext turn) =>
        turn.Value.Split('/') is [var id, var span, var shown] && span is "today" or "week" && turn.Roster.Find(id) is { } whose
        && int.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) && skip <= DueReader.Most
            ? await List(turn, whose, span == "week", skip)
            : new Outcome.Answer(TurnCards.Old(turn.Words));

    private static async ValueTask<Outcome> List(TurnContext turn, Member whose, bool week, int skip)
    {
        if (!MayLook(turn.Reader, whose)) return new Outcome.Answer(new Card(new Line(turn.Words.Say("FollowUps.DueNotYours", ("who", FollowUpCards.Who(turn.Roster, whose.Id))), Tone.Warning)));
        var list = await DueReader.Read(turn.Drawing([]), whose, week, skip);
        return new Outcome.Answer(DueCards.List(turn.Reader, turn.Roster, list, turn.Now))
        {
            Lasting = new(DrawnCards.DueList, [whose.Id, week ? "week" : "today", skip.ToString(CultureInfo.InvariantCulture), .. list.Shown.Select(seen => seen.FollowUp.Handle)],
                [.. list.Shown.Select(seen => seen.Customer.Id)]),
        };
    }

    /// <summary>The list as it is now.</summary>
    public static async ValueTask<Card> Draw(DrawContext drawing)
    {
        var whose = drawing.Roster.Find(drawing.Records[0]);
        if (whose is null || !MayLook(drawing.Reader, whose)) return FollowUpCards.Gone(drawing.Words);
        return DueCards.List(drawing.Reader, drawing.Roster, await DueReader.Read(drawing, whose, drawing.Records[1] == "week", int.Parse(drawing.Records[2], CultureInfo.InvariantCulture)), drawing.Now);
    }

    private static bool MayLook(Reader reader, Member whose) =>
        reader.Is(whose.Id) || reader.Access.May(Act.Read, whose.Id);

    private static Outcome Nobody(TurnContext turn, string typed) =>
        new Outcome.Answer(new Card(new Line(turn.Words.Say(turn.Roster.Named(typed).Count == 0 ? "FollowUps.NobodyCalled" : "FollowUps.WhichPerson", ("name", typed)), Tone.Warning)));
}
