using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What is due: a list for one member and a span of days.</summary>
/// <param name="Lines">All that is due, those whose customer is open now first, then by time.</param>
/// <param name="Skip">How many were shown before.</param>
/// <param name="Next">The first one after the span; null where there is none or it was not asked for.</param>
public sealed record DueList(Member Whose, bool Week, LocalDate Until, IReadOnlyList<SeenFollowUp> Lines, int Skip, SeenFollowUp? Next)
{
    /// <summary>The lines of this page.</summary>
    public IEnumerable<SeenFollowUp> Shown => Lines.Skip(Skip).Take(DueCards.Shown);
}

/// <summary>The due list. Pure.</summary>
public static class DueCards
{
    public const string More = "follow-up.due";
    public const int Shown = 10;

    public static Card List(Reader reader, Roster roster, DueList list, Instant now)
    {
        var words = reader.Words;
        if (list.Lines.Count == 0) return Nothing(reader, roster, list, now);
        var heading = new Heading(words.Say(list.Week ? "FollowUps.DueWeek" : "FollowUps.DueToday", ("n", list.Lines.Count), ("until", Text.Ours(Day(reader, list.Until, now)))), Whose(reader, roster, list));
        var entries = list.Shown.Select(seen => Entry(reader, roster, seen, now)).ToList();
        var left = list.Lines.Count - list.Skip - entries.Count;
        Press[] more = left > 0 ? [new Button(More, words.Plain("FollowUps.MoreButton", ("n", left)), From(list.Whose, list.Week, list.Skip + Shown))] : [];
        return new([heading, new Entries(entries)], more);
    }

    /// <summary>What a <see cref="More"/> button carries: whose list, of which span, from where on.</summary>
    internal static string From(Member whose, bool week, int skip) => $"{whose.Id}/{(week ? "week" : "today")}/{skip}";

    /// <summary>The next one behind an empty list.</summary>
    internal static Text Next(Reader reader, SeenFollowUp next, Instant now) => reader.Words.Say("FollowUps.NextDue",
        ("day", Text.Ours(Day(reader, next.FollowUp.DueAt.InZone(reader.TimeZone).Date, now))), ("what", FollowUpCards.What(reader, next)));

    /// <summary>True where the customer can be reached now.</summary>
    public static bool IsOpen(SeenFollowUp seen, Roster roster, Instant now) => CustomerSchedule.Of(seen.Customer.Customer, null, roster)?.IsOpen(now) == true;

    /// <summary>True where its time has passed, by more than the minute that it belongs to.</summary>
    public static bool IsLate(SeenFollowUp seen, Instant now) => now - seen.FollowUp.DueAt >= Duration.FromMinutes(1);

    /// <summary>Those whose customer is open now first, then by time.</summary>
    public static IReadOnlyList<SeenFollowUp> InOrder(IEnumerable<SeenFollowUp> due, Roster roster, Instant now) =>
        [.. due.OrderBy(seen => IsOpen(seen, roster, now) ? 0 : 1).ThenBy(seen => seen.FollowUp.DueAt).ThenBy(seen => seen.FollowUp.Number)];

    /// <summary>One line of a list, with its buttons.</summary>
    internal static Entry Entry(Reader reader, Roster roster, SeenFollowUp seen, Instant now)
    {
        var (words, followUp) = (reader.Words, seen.FollowUp);
        var late = now - followUp.DueAt;
        var main = Text.Join(" ", Text.Ours(FollowUpCards.Number(followUp), Weight.Quiet), FollowUpCards.What(reader, seen));
        if (!seen.ShowsWordsTo(reader)) return new(main, null, []);
        var detail = Text.Join(" · ",
            FollowUpCards.When(reader, roster, followUp, seen.Customer, now),
            IsLate(seen, now) ? words.Say("FollowUps.Late", ("late", Text.Ours(reader.Dates.Overdue(late)))) : Text.Empty,
            CustomerSchedule.Of(seen.Customer.Customer, null, roster) is { } theirs && theirs.IsOpen(now) ? WhenText.Open(words, theirs, now) : Text.Empty);
        return new(main, detail,
        [
            new(FollowUpCards.Done, words.Plain("FollowUps.DoneButton"), followUp.Handle), FollowUpCards.Log(words, seen),
            new(FollowUpCards.Snooze, words.Plain("FollowUps.SnoozeButton"), followUp.Handle),
        ], IsLate(seen, now) ? Tone.Attention : Tone.Normal);
    }

    private static Card Nothing(Reader reader, Roster roster, DueList list, Instant now)
    {
        var words = reader.Words;
        var nothing = words.Say(list.Week ? "FollowUps.NothingWeek" : "FollowUps.NothingToday", ("until", Text.Ours(Day(reader, list.Until, now))));
        if (list.Next is not { } next) return new([new Heading(nothing, Whose(reader, roster, list))]);
        return new([new Heading(nothing, Whose(reader, roster, list)), new Line(Next(reader, next, now))], [FollowUpCards.Open(words, next)]);
    }

    private static Text Whose(Reader reader, Roster roster, DueList list) => reader.Is(list.Whose.Id) ? Text.Empty : FollowUpCards.Who(roster, list.Whose.Id);

    private static string Day(Reader reader, LocalDate day, Instant now) => reader.Dates.Day(day, now.InZone(reader.TimeZone).Date);
}
