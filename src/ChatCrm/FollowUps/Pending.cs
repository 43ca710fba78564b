using ChatCrm.Conversation;
using ChatCrm.Customers;
using ChatCrm.Storage;
using ChatCrm.Turns;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

public sealed record FollowDraft(int End, string Typed, string Text);

public static class FollowLine
{
    public static FollowDraft Read(TurnContext turn, int from, string? theirs) => new(from, "", "");
    public static Outcome? Doubt(TurnContext turn, FollowDraft draft) => null;
    public static (FollowDraft?, string?) OfForm(TurnContext turn, string when, string text, string? theirs) => (null, null);
    public static ValueTask<(FollowUp, Changes)> New(TurnContext turn, SeenCustomer c, FollowDraft d) => throw new NotSupportedException();
}

public static class FollowUpCards
{
    public static Text NextStep(Reader r, Roster ro, NextStep n, Instant now) => Text.Empty;
    public static IEnumerable<Block> Planned(Reader r, Roster ro, FollowUp f, SeenCustomer c, Instant now) => [];
    public static Button? TheirTime(Reader r, FollowUp f, SeenCustomer c) => null;
}
