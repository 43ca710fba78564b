using ChatCrm.FollowUps;
using ChatCrm.Time;
using ChatCrm.Turns;

namespace ChatCrm.Interactions;

/// <summary>Reads the dates of a free line both ways: as when it was, and as when something is to be done.</summary>
/// <param name="theirs">The customer's zone; null where unknown.</param>
internal sealed class FreeDateReader(TurnContext turn, FreeLineTokens tokens, string? theirs)
{
    public Reading Past(Part.Dated date) => Read(date, WhenDirection.Past);

    public Reading Future(Part.Dated date) => Read(date, WhenDirection.Future);

    public bool IsDeadline(Part.Dated date) => FreeLineWords.IsDeadline(tokens.Typed(date.From, date.To));

    /// <summary>Another year's: nobody plans so far by a date without a year.</summary>
    public static bool IsFar(Reading reading) => reading is Assumed assumed && assumed.Assumptions.Any(assumption => assumption.What == Assuming.OtherYear);

    /// <summary>The next step that begins with a date, with what a follow-up may say behind it: for whom, where to remind.</summary>
    public FollowDraft Step(Part.Dated date)
    {
        var step = FollowLine.Read(turn, tokens.All[date.From].Start, theirs) with { Line = turn.Line.Typed };
        // Behind a Chinese full stop.
        return step.When is null && At(date, WhenDirection.Future) is { } match ? step with { When = match.Reading, HasTime = match.HasTime, Typed = tokens.Typed(date.From, date.To) } : step;
    }

    /// <summary>Why a reading of when it was will not do, as a sentence for the form; null where it will.</summary>
    public string? Doubt(Reading past) => FollowLine.Error(turn, new FollowDraft(0) { When = past }, named: false);

    /// <summary>Why a next step will not do, as a sentence for the form; null where it will.</summary>
    public string? Doubt(FollowDraft step) => step.When is null ? turn.Words.Plain("FollowUps.WhenMissing") : FollowLine.Error(turn, step);

    private Reading Read(Part.Dated date, WhenDirection direction) => At(date, direction)?.Reading ?? new Refused(Obstacle.NoSuchDate);

    private WhenMatch? At(Part.Dated date, WhenDirection direction) => When.At(tokens.Line, tokens.All[date.From].Start, turn.Dates(direction, theirs));
}
