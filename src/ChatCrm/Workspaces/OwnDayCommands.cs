using System.Globalization;
using ChatCrm.Conversation;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Workspaces;

/// <summary><c>admin day 24dec closed "Company day"</c>, <c>admin day 3oct working</c>, <c>… country:QA</c>, <c>… remove</c>; <c>admin days</c> lists them, and opens a form for many.</summary>
public sealed class OwnDayCommands : ICapability
{
    internal const string Remove = "own-day.remove";

    private const string Changed = "own-day.changed", Imported = "own-day.imported";
    private const int LongestName = 100;

    public IEnumerable<Route> Routes =>
    [
        new(RouteKind.Button, Remove, Permission.Admin, Removed),
        new(RouteKind.Button, OwnDayForms.Open, Permission.Admin, turn => TurnContext.Ask(OwnDayForms.Empty(turn.Words, turn.FormId))),
        new(RouteKind.Form, OwnDayForms.Import, Permission.Admin, OwnDayForms.Submitted),
    ];

    public IEnumerable<Drawing> Drawings => [new(Changed, Draw) { Undone = "Workspaces.DayUndone", AsNew = true }, new(Imported, drawing => new(DrawImported(drawing))) { Undone = "Workspaces.DaysUndone", AsNew = true }];

    /// <summary>Enters the days of a file, each in the place of what was there.</summary>
    /// <param name="days">At least one, by date, with its row as it was read; null where there is none.</param>
    public static Outcome.Change Import(IReadOnlyList<(OwnDay Day, Row? Before)> days)
    {
        var changes = new Changes();
        foreach (var (day, before) in days) changes.Record(OwnDayRows.Key(day.On, day.Country), before, OwnDayRows.Value(day));
        return new(Imported, [days.Count.ToString(CultureInfo.InvariantCulture), days[0].Day.Date, days[^1].Day.Date], changes);
    }

    internal static async ValueTask<Outcome> Speak(TurnContext turn, int rest)
    {
        var line = OwnDayLine.Read(turn, rest);
        if (turn.Line.From(rest) is null) return new Outcome.Answer(OwnDayCards.List(turn.Reader, await Kept(turn), turn.Now));
        if (line.When is Ambiguous or Refused && line.Date(turn) is null) return WhenText.Ask(turn, OwnDayLine.Question, line.When);
        if (line.Date(turn) is not { } date) return Say(turn, "Workspaces.DayMissing");
        if (line.Country is not { } country) return Say(turn, "Workspaces.DayNoCountry", ("typed", Short(line.CountryTyped)));
        if (line.Name.Length > LongestName) return Say(turn, "Workspaces.TooLong", ("most", LongestName));
        if (line.Kind is not { } kind) return await Removed(turn, date, country);
        return await Set(turn, new OwnDay { Date = LocalDatePattern.Iso.Format(date), Kind = kind, Name = line.Name, Country = country });
    }

    private static async ValueTask<Outcome> Set(TurnContext turn, OwnDay day)
    {
        var key = OwnDayRows.Key(day.On, day.Country);
        var before = await turn.Rows.Get(key, turn.Cancel);
        if (before is null && (await Kept(turn)).Count >= OwnDayRows.Most) return Say(turn, "Workspaces.DaysFull", ("most", OwnDayRows.Most));
        var value = OwnDayRows.Value(day);
        return before?.Value == value ? Say(turn, "Workspaces.Unchanged") : Change(day.On, day.Country, new Changes().Record(key, before, value));
    }

    /// <summary>The value of the button is a date and a country.</summary>
    private static async ValueTask<Outcome> Removed(TurnContext turn) =>
        turn.Value.Split('/') is [var iso, var country] && LocalDatePattern.Iso.Parse(iso) is { Success: true, Value: var date } && country.Length <= 2
            ? await Removed(turn, date, country)
            : new Outcome.Answer(TurnCards.Old(turn.Words));

    private static async ValueTask<Outcome> Removed(TurnContext turn, LocalDate date, string country)
    {
        var key = OwnDayRows.Key(date, country);
        return await turn.Rows.Get(key, turn.Cancel) is { } row
            ? Change(date, country, new Changes().Record(key, row, null))
            : Say(turn, "Workspaces.DayNone", ("day", Text.Ours(turn.Reader.Dates.Day(date, Today(turn)))));
    }

    private static Outcome Change(LocalDate date, string country, Changes changes) => new Outcome.Change(Changed, [LocalDatePattern.Iso.Format(date), country], changes);

    private static async ValueTask<Card> Draw(DrawContext drawing)
    {
        if (LocalDatePattern.Iso.Parse(drawing.Records[0]) is not { Success: true, Value: var date }) return TurnCards.Old(drawing.Words);
        var row = await drawing.Rows.Get(OwnDayRows.Key(date, drawing.Records[1]), drawing.Cancel);
        return OwnDayCards.Changed(drawing.Reader, date, row is null ? null : OwnDayRows.Read(row), drawing.Turn, drawing.Now);
    }

    private static Card DrawImported(DrawContext drawing) =>
        drawing.Records is [var count, var first, var last] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && LocalDatePattern.Iso.Parse(first) is { Success: true, Value: var from } && LocalDatePattern.Iso.Parse(last) is { Success: true, Value: var to }
            ? OwnDayCards.Imported(drawing.Reader, n, from, to, drawing.Turn, drawing.Now)
            : TurnCards.Old(drawing.Words);

    private static async ValueTask<IReadOnlyList<OwnDay>> Kept(TurnContext turn) =>
        [.. (await turn.Rows.List([OwnDayRows.All], turn.Cancel))[0].Rows.Select(OwnDayRows.Read)];

    private static LocalDate Today(TurnContext turn) => turn.Now.InZone(turn.Reader.TimeZone).Date;

    private static string Short(string typed) => typed.Length <= 60 ? typed : typed[..60];

    private static Outcome Say(TurnContext turn, string key, params (string, object)[] args) => new Outcome.Answer(new Card(new Line(turn.Words.Say(key, args), Tone.Warning)));
}
