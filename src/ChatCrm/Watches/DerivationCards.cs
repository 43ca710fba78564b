using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Time;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>What a member is told when the rules of zones moved their follow-ups. Pure.</summary>
public static class DerivationCards
{
    /// <param name="count">How many moved; <paramref name="moved"/> has the first of them that are still there, with their instants before.</param>
    public static Card Moved(Reader reader, Roster roster, string version, int count, IReadOnlyList<(SeenFollowUp Seen, Instant Was)> moved, Instant now)
    {
        var words = reader.Words;
        var more = count - moved.Count;
        return new(
        [
            new Heading(words.Say("ZoneRules.Moved", ("n", count), ("version", Text.Ours(version)))),
            new Line(words.Say("ZoneRules.WallStays"), Tone.Quiet),
            .. moved.Count == 0 ? Array.Empty<Block>() : [new Entries([.. moved.Select(each => Entry(reader, roster, each.Seen, each.Was, now))])],
            .. more > 0 ? new[] { new Line(words.Say("ZoneRules.More", ("n", more)), Tone.Quiet) } : [],
        ]);
    }

    private static Entry Entry(Reader reader, Roster roster, SeenFollowUp seen, Instant was, Instant now)
    {
        var main = FollowUpCards.What(reader, seen);
        if (!seen.ShowsWordsTo(reader)) return new(main, null, []);
        if (!seen.FollowUp.IsOpen) return new(main, FollowUpCards.State(reader, roster, seen, now), []);
        return new(main, Shift(reader, seen, was, now), [FollowUpCards.Open(reader.Words, seen)]);
    }

    /// <summary>"Tue 24 Nov 22:00 Shanghai → Tue 24 Nov 23:00 Shanghai · stays Tue 24 Nov 15:00 Berlin".</summary>
    private static Text Shift(Reader reader, SeenFollowUp seen, Instant was, Instant now)
    {
        var (words, time) = (reader.Words, seen.FollowUp.Time);
        // Where it was planned the clock shows the same as before: the move is seen on another one.
        var zone = new[] { reader.Zone, seen.Customer.Customer.Zone }.Select(Zones.Find).OfType<string>().FirstOrDefault(zone => !Zones.KeepTheSameTime(zone, time.Zone)) ?? "Etc/UTC";
        return words.Say("ZoneRules.Shift", ("was", Text.Ours(On(was))), ("now", Text.Ours(On(time.ToInstant()))), ("wall", Text.Ours(WhenText.Of(words, time, now))));

        string On(Instant at) => WhenText.Of(words, new(at.InZone(Zones.Rules[zone]).LocalDateTime, zone, ""), now);
    }
}
