using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Texts;
using ChatCrm.Turns;

namespace ChatCrm.Calendars;

/// <summary>What a member hears of their calendar: why a follow-up is not in it, and what is still in it. They follow a follow-up, and change nothing of it.</summary>
public sealed class CalendarCards : ICapability
{
    public const string Refused = "calendar.refused", Left = "calendar.left";

    public IEnumerable<Route> Routes => [];

    public IEnumerable<Drawing> Drawings => [new(Refused, DrawRefused), new(Left, drawing => new(DrawLeft(drawing.Words, drawing.Records[0])))];

    /// <summary>The records: the follow-up's handle, the obstacle.</summary>
    private static async ValueTask<Card> DrawRefused(DrawContext drawing)
    {
        var words = drawing.Words;
        if (await FollowUpStore.Of(drawing).Find(drawing.Records[0]) is not { } seen) return FollowUpCards.Gone(words);
        var again = drawing.Records[1] != nameof(CalendarObstacle.NotConnected) && seen.FollowUp is { IsOpen: true, Calendar: true } && drawing.Reader.Is(seen.FollowUp.Assignee);
        return new(
            [
                new Heading(words.Say("Calendars.Refused", ("what", FollowUpCards.What(drawing.Reader, seen)))),
                new Line(Why(words, drawing.Records[1]), Tone.Warning),
                new Line(words.Say("Calendars.StillStands"), Tone.Quiet),
            ],
            again ? [FollowUpCards.Again(words, seen.FollowUp), FollowUpCards.Open(words, seen)] : [FollowUpCards.Open(words, seen)]);
    }

    private static Card DrawLeft(Wording words, string obstacle) => new([new Heading(words.Say("Calendars.Left")), new Line(Why(words, obstacle), Tone.Warning)]);

    /// <summary>Why, and what to do about it.</summary>
    private static Text Why(Wording words, string obstacle) =>
        words.Say($"Calendars.Why{(Enum.TryParse<CalendarObstacle>(obstacle, out var why) ? why : CalendarObstacle.NoAnswer)}");
}
