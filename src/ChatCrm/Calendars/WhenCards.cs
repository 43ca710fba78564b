using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>What was found for a call to a customer.</summary>
/// <param name="Contact">Whom to call; null for the customer as such.</param>
/// <param name="KnowsBusy">False where the reader's own calendar did not say when they are free.</param>
public sealed record CallTimes(Customer Customer, Contact? Contact, Schedule Mine, Schedule Theirs, GoodTimes Good, bool KnowsBusy);

/// <summary>Good times to call, by both clocks. Pure.</summary>
public static class WhenCards
{
    public static Card Times(Reader reader, CallTimes call, int shown, Instant now)
    {
        var words = reader.Words;
        var heading = new Heading(words.Say("GoodTimes.Heading", ("who", Who(call))), WhenText.TheirNow(reader, call.Theirs, now));
        var stretched = call.Good.Both.Count == 0;
        var windows = (stretched ? call.Good.Stretched : call.Good.Both).Take(shown).OrderBy(window => window.From).ToList();
        List<Block> blocks = [heading];
        if (stretched) blocks.Add(new Line(words.Say(windows.Count > 0 ? "GoodTimes.NoneCommon" : "GoodTimes.None", ("opens", Text.Ours(Opens(reader, call, now)))), Tone.Warning));
        if (windows.Count > 0) blocks.Add(new Entries([.. windows.Select(window => Entry(reader, call, window, now))]));
        blocks.AddRange(Notes(reader, call, windows, now).Select(note => new Line(note, Tone.Quiet)));
        return new(blocks, [new Button("customer.open", words.Plain("Turns.OpenButton"), call.Customer.Id)]);
    }

    public static Card NoZone(Reader reader, Customer customer) => new(
        [new Line(reader.Words.Say("GoodTimes.NoZone", ("who", Text.Theirs(Names.Visible(customer.Name), Weight.Strong)), ("code", Text.Ours(customer.Code))), Tone.Warning)],
        [
            .. reader.Access.May(Act.Change, customer.Owner) ? new Press[] { new Button("customer.edit", reader.Words.Plain("Turns.EditButton"), customer.Id) } : [],
            new Button("customer.open", reader.Words.Plain("Turns.OpenButton"), customer.Id),
        ]);

    /// <summary>"Mon 23 Nov 16:00–18:00 Shanghai" and below "Mon 09:00–11:00 Berlin", with [Follow up 16:15].</summary>
    private static Entry Entry(Reader reader, CallTimes call, Window window, Instant now)
    {
        var (words, dates) = (reader.Words, reader.Dates);
        var (mine, theirs) = (Span(call.Mine.Zone, window), Span(call.Theirs.Zone, window));
        var today = now.InZone(reader.TimeZone).Date;
        var main = Text.Ours(Placed(reader, $"{dates.Day(mine.From.Date, today)} {dates.Hours(mine.From.TimeOfDay, mine.To.TimeOfDay)}", call.Mine.Zone), Weight.Strong);
        var there = mine == theirs ? Text.Empty : Text.Ours(Placed(reader, $"{dates.Weekday(theirs.From.DayOfWeek)} {dates.Hours(theirs.From.TimeOfDay, theirs.To.TimeOfDay)}", call.Theirs.Zone));
        var best = window.Best.InZone(Zones.Rules[call.Mine.Zone]).LocalDateTime;
        return new(main, Text.Join(" · ", [there, .. Remarks(reader, call, theirs.From.Date, mine.From.Date)]),
            reader.Access.May(Act.Change, call.Customer.Owner)
                ? [new(WhenCommands.Follow, words.Plain("GoodTimes.FollowButton", ("time", Text.Ours(dates.Time(best.TimeOfDay)))), $"{call.Customer.Id}/{WhenText.Carry(best)}")]
                : []);
    }

    private static IEnumerable<Text> Remarks(Reader reader, CallTimes call, LocalDate theirs, LocalDate mine)
    {
        if (theirs != mine) yield return reader.Words.Say(theirs > mine ? "GoodTimes.NextDay" : "GoodTimes.DayBefore");
        if (call.Theirs.OffOn(theirs) is { } off) yield return reader.Words.Say(off.Certainty == Certainty.MaybeClosed ? "GoodTimes.MaybeClosed" : "GoodTimes.Special", ("day", Text.Theirs(off.In(reader.Words.Language))));
    }

    /// <summary>What holds for all of it: clocks that change on the way, and a calendar that did not say.</summary>
    private static IEnumerable<Text> Notes(Reader reader, CallTimes call, List<Window> windows, Instant now)
    {
        if (!call.KnowsBusy) yield return reader.Words.Say("GoodTimes.BusyUnknown");
        if (windows.Exists(window => !call.Theirs.Knows(call.Theirs.DateAt(window.From)))) yield return reader.Words.Say("GoodTimes.HolidaysUnknown");
        if (windows.Count == 0) yield break;
        foreach (var zone in new[] { call.Mine.Zone, call.Theirs.Zone }.Distinct())
            if (Zones.Rules[zone].GetZoneInterval(now) is { HasEnd: true } interval && interval.End < windows[^1].To)
                yield return reader.Words.Say("GoodTimes.ClocksChange", ("city", Text.Ours(WhenText.City(reader.Words, zone))),
                    ("day", Text.Ours(reader.Dates.Day(interval.End.InZone(Zones.Rules[zone]).Date, now.InZone(reader.TimeZone).Date))));
    }

    private static string Opens(Reader reader, CallTimes call, Instant now) => Placed(reader,
        reader.Dates.NearAt(call.Theirs.NextOpen(now).InZone(Zones.Rules[call.Theirs.Zone]).LocalDateTime, now.InZone(Zones.Rules[call.Theirs.Zone]).Date), call.Theirs.Zone);

    private static Text Who(CallTimes call) => call.Contact is { } contact
        ? Text.Join(", ", Text.Theirs(Names.Visible(contact.Name), Weight.Strong), Text.Theirs(Names.Visible(call.Customer.Name)))
        : Text.Theirs(Names.Visible(call.Customer.Name), Weight.Strong);

    private static string Placed(Reader reader, string time, string zone) => reader.Words.Plain("When.Place", ("time", Text.Ours(time)), ("city", Text.Ours(WhenText.City(reader.Words, zone))));

    private static (LocalDateTime From, LocalDateTime To) Span(string zone, Window window)
    {
        var rules = Zones.Rules[zone];
        return (window.From.InZone(rules).LocalDateTime, window.To.InZone(rules).LocalDateTime);
    }
}
