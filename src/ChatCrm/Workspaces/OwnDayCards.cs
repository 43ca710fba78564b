using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;
using Text = ChatCrm.Conversation.Text;

namespace ChatCrm.Workspaces;

/// <summary>What admins see of own days. Pure.</summary>
public static class OwnDayCards
{
    private const int Shown = 25;

    /// <summary>Those still to come, how far public holidays are known, and how days are entered.</summary>
    public static Card List(Reader reader, IReadOnlyList<OwnDay> days, Instant now)
    {
        var words = reader.Words;
        var coming = days.Where(day => day.On >= Today(reader, now)).ToList();
        var entries = coming.Take(Shown).Select(day => new Entry(What(reader, day, now), null, [new(OwnDayCommands.Remove, words.Plain("Workspaces.DayRemoveButton"), $"{day.Date}/{day.Country}")])).ToList();
        var table = Holidays.InUse;
        return new(
        [
            new Heading(words.Say("Workspaces.Days"), words.Say("Workspaces.DaysCount", ("n", coming.Count))),
            .. entries.Count > 0 ? new Block[] { new Entries(entries) } : [],
            new Line(words.Say("Workspaces.HolidaysReach", ("until", Text.Ours(reader.Dates.Date(table.To, Today(reader, now)))), ("n", table.Countries.Count)), Tone.Quiet),
            new Line(words.Say("Workspaces.DayUsage"), Tone.Quiet),
        ],
        [new Button(OwnDayForms.Open, words.Plain("Workspaces.DayImportButton"), "")]);
    }

    /// <summary>A day as it has just become.</summary>
    /// <param name="day">Null where it is none any more.</param>
    public static Card Changed(Reader reader, LocalDate date, OwnDay? day, string turn, Instant now) => new(
        [
            day is null
                ? new Line(reader.Words.Say("Workspaces.DayRemoved", ("day", Text.Ours(reader.Dates.Day(date, Today(reader, now))))))
                : new Line(reader.Words.Say("Workspaces.DayNow", ("what", What(reader, day, now))), Tone.Good),
        ],
        [TurnCards.UndoButton(reader.Words, turn)]);

    /// <summary>Days that came from a file.</summary>
    public static Card Imported(Reader reader, int count, LocalDate from, LocalDate to, string turn, Instant now) => new(
        [
            new Line(reader.Words.Say("Workspaces.DaysImported", ("n", count), ("from", Text.Ours(reader.Dates.Date(from, Today(reader, now)))), ("to", Text.Ours(reader.Dates.Date(to, Today(reader, now))))), Tone.Good),
        ],
        [TurnCards.UndoButton(reader.Words, turn)]);

    /// <summary>"Thu 24 Dec · closed · “Company day” · our own people".</summary>
    private static Text What(Reader reader, OwnDay day, Instant now) => Text.Join(" · ",
        Text.Ours(reader.Dates.Day(day.On, Today(reader, now)), Weight.Strong),
        reader.Words.Say($"Workspaces.Day{day.Kind}"),
        day.Name.Length > 0 ? reader.Words.Say("Workspaces.DayName", ("name", day.Name)) : Text.Empty,
        day.Country.Length > 0 ? Text.Ours(Countries.Of(day.Country)?.In(reader.Words.Language) ?? day.Country) : reader.Words.Say("Workspaces.DayOurs"));

    private static LocalDate Today(Reader reader, Instant now) => now.InZone(reader.TimeZone).Date;
}
