using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What is pushed when a follow-up falls due. Drawn again when it is answered: then it says by whom, and offers nothing that is gone. Pure.</summary>
public static class ReminderCards
{
    private static readonly Duration Fresh = Duration.FromMinutes(15);

    /// <summary>For the assignee, in their direct chat.</summary>
    /// <param name="due">The moment that the reminder was for.</param>
    public static Card ToMember(Reader reader, Roster roster, SeenFollowUp seen, Instant due, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        if (!followUp.IsOpen || followUp.DueAt != due || reader.Member is not { } member || (member.Id != followUp.Assignee && !followUp.IsInHandOf(member.Id))) return FollowUpCards.Still(reader, roster, seen, now);
        return new(
            [
                new Heading(Due(reader, seen, now), SetBy(reader, roster, followUp, now)),
                new Line(Times(reader, roster, seen, now)),
                .. reader.Is(followUp.Assignee) ? Array.Empty<Block>() : [new Line(CoveredFor(reader, roster, followUp, now))],
            ],
            [
                new Button(FollowUpCards.Done, words.Plain("FollowUps.DoneButton"), followUp.Handle, Look.Primary), FollowUpCards.Log(words, seen),
                FollowUpCards.SnoozeMenu(words, followUp), .. GiveMenu(reader, roster, followUp) is { } give ? new Press[] { give } : [], FollowUpCards.Open(words, seen),
            ]);
    }

    /// <summary>Many at once: the list of what is due, instead of a message for each.</summary>
    public static Card List(Reader reader, Roster roster, DueList due, Instant now)
    {
        var list = DueCards.List(reader, roster, due, now);
        return new([list.Blocks[0], new Line(reader.Words.Say("FollowUps.ListInstead"), Tone.Quiet), .. list.Blocks.Skip(1)], list.Presses);
    }

    /// <summary>"You cover for Jonas, who is away until Sat 2 Jan."</summary>
    private static Text CoveredFor(Reader reader, Roster roster, FollowUp followUp, Instant now)
    {
        var who = ("who", (object)FollowUpCards.Who(roster, followUp.Assignee));
        return roster.Find(followUp.Assignee)?.AwayAt(now) is { } absence
            ? reader.Words.Say("FollowUps.CoveredAway", who, ("until", Text.Ours(reader.Dates.Day(absence.Last, now.InZone(reader.TimeZone).Date))))
            : reader.Words.Say("FollowUps.CoveredAsleep", who);
    }

    /// <summary>The room's twin: names the assignee, and shows what that room may see.</summary>
    public static Card ToRoom(Reader reader, Roster roster, SeenFollowUp seen, Instant due, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        if (!followUp.IsOpen || followUp.DueAt != due) return FollowUpCards.Still(reader, roster, seen, now);
        var who = words.Say("FollowUps.For", ("who", FollowUpCards.Who(roster, followUp.Assignee)));
        if (!seen.ShowsWordsTo(reader)) return new(new Heading(Due(reader, seen, now)), new Line(who));
        return new(
            [new Heading(Due(reader, seen, now)), new Line(Text.Join(" · ", who, FollowUpCards.When(reader, roster, followUp, seen.Customer, now)))],
            [new Button(FollowUpCards.Done, words.Plain("FollowUps.DoneButton"), followUp.Handle), FollowUpCards.Open(words, seen)]);
    }

    /// <summary>The colleagues whom it can be given to, the assignee's team first; with many, the form has them all.</summary>
    internal static Menu? GiveMenu(Reader reader, Roster roster, FollowUp followUp)
    {
        const int shown = 9;
        var team = roster.Find(followUp.Assignee)?.Team ?? "";
        var others = roster.Members.Where(member => member.Id != followUp.Assignee && Value(followUp, member).Length <= 100).OrderBy(member => team.Length > 0 && member.Team == team ? 0 : 1).ToList();
        if (others.Count == 0) return null;
        var items = others.Take(shown).Select(member => new Button(FollowUpCards.Give, member.Name, Value(followUp, member)));
        var more = others.Count > shown ? new[] { new Button(FollowUpCards.Edit, reader.Words.Plain("FollowUps.SomebodyElseButton"), followUp.Handle) } : [];
        return new(reader.Words.Plain("FollowUps.GiveButton"), [.. items, .. more]);
    }

    private static string Value(FollowUp followUp, Member member) => $"{followUp.Handle}/{member.Id}";

    private static Text Due(Reader reader, SeenFollowUp seen, Instant now)
    {
        var late = now - seen.FollowUp.DueAt;
        var what = FollowUpCards.What(reader, seen);
        return late < Fresh
            ? reader.Words.Say("FollowUps.DueNow", ("what", what))
            : reader.Words.Say("FollowUps.Overdue", ("what", what), ("late", Text.Ours(reader.Dates.Overdue(late))));
    }

    private static Text SetBy(Reader reader, Roster roster, FollowUp followUp, Instant now) => reader.Words.Say("FollowUps.SetBy",
        ("who", reader.Is(followUp.SetBy) ? reader.Words.Say("FollowUps.You") : FollowUpCards.Who(roster, followUp.SetBy)),
        ("when", Text.Ours(reader.Dates.NearDay(TurnRows.At(followUp.SetAt).InZone(reader.TimeZone).Date, now.InZone(reader.TimeZone).Date))));

    private static Text Times(Reader reader, Roster roster, SeenFollowUp seen, Instant now)
    {
        return CustomerSchedule.Of(seen.Customer.Customer, null, roster) is { } schedule
            ? WhenText.There(reader, schedule, now)
            : FollowUpCards.Due(seen.FollowUp.HasTime, WhenText.Of(reader, seen.FollowUp.DueAt, now));
    }
}
