using ChatCrm.Conversation;
using ChatCrm.Time;
using ChatCrm.Turns;

namespace ChatCrm.Help;

/// <summary>How a hint says times. Pure.</summary>
internal static class HintCards
{
    /// <summary>"Tue 24 Nov 15:00", with the place where it is another than the reader's.</summary>
    public static Text Time(TurnContext turn, PlannedTime time) => Text.Ours(time.Zone == turn.Reader.Zone
        ? turn.Reader.Dates.At(time.OnTheClock, turn.Now.InZone(turn.Reader.TimeZone).Date)
        : WhenText.Of(turn.Words, time, turn.Now));

    /// <summary>The time of a reading; what was typed, as a question, where there is none.</summary>
    public static Text When(TurnContext turn, Reading reading, string typed) => reading switch
    {
        Exact exact => Time(turn, exact.Time),
        Assumed assumed => Time(turn, assumed.Time),
        _ => turn.Words.Say("Hints.Asked", ("words", typed)),
    };
}
