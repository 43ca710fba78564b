using ChatCrm.Conversation;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What comes back to somebody who was away or asleep, with what was done meanwhile. Pure.</summary>
public static class ReturnedCards
{
    /// <param name="cover">Who covered.</param>
    /// <param name="logged">What was logged when they were closed, by handle.</param>
    public static Card Of(Reader reader, Roster roster, IReadOnlyList<SeenFollowUp> covered, string cover, IReadOnlyDictionary<string, string> logged, Instant now)
    {
        if (covered.Count == 0) return FollowUpCards.Gone(reader.Words);
        var heading = new Heading(reader.Words.Say("FollowUps.Returned", ("n", covered.Count), ("who", FollowUpCards.Who(roster, cover))));
        return new(heading, new Entries([.. covered.OrderBy(seen => seen.FollowUp.IsOpen ? 0 : 1).ThenBy(seen => seen.FollowUp.Number).Select(Entry)]));

        Entry Entry(SeenFollowUp seen)
        {
            var open = DueCards.Entry(reader, roster, seen, now);
            var state = FollowUpCards.State(reader, roster, seen, now);
            if (seen.FollowUp.IsOpen && reader.Is(seen.FollowUp.Assignee)) return open with { Detail = Text.Join(" · ", state, DueCards.IsLate(seen, now) ? reader.Words.Say("FollowUps.StillToDo") : Text.Empty) };
            var said = logged.TryGetValue(seen.FollowUp.Handle, out var words) && seen.ShowsWordsTo(reader) ? reader.Words.Say("FollowUps.Logged", ("text", words)) : Text.Empty;
            return new(open.Main, Text.Join(" ", state, said), [FollowUpCards.Open(reader.Words, seen)]);
        }
    }
}
