using ChatCrm.Conversation;
using ChatCrm.FollowUps;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>The morning list. Pure.</summary>
public static class DigestCards
{
    /// <summary>The due list, and how it is ended.</summary>
    public static Card Morning(Reader reader, Roster roster, DueList due, Member member, Instant now)
    {
        var list = DueCards.List(reader, roster, due, now);
        if (member.DigestTime is not { } time) return list;
        return new([.. list.Blocks, new Line(reader.Words.Say("Workspaces.DigestEnds", ("time", Text.Ours(reader.Dates.Time(time)))), Tone.Quiet)], list.Presses);
    }
}
