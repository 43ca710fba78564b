using ChatCrm.Customers;
using ChatCrm.Texts;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What somebody wants to be done, as far as it was understood: a follow-up that has no number yet.</summary>
public abstract record FollowUpPlan
{
    /// <summary>How the date was read; null where none was found.</summary>
    public Reading? When { get; init; }
    public bool HasTime { get; init; }

    public string Text { get; init; } = "";

    /// <summary>True where the text is made of words that nothing else claimed.</summary>
    public bool Loose { get; init; }

    /// <summary>Words that found no place, as typed.</summary>
    public string Unread { get; init; } = "";

    /// <summary>Who is to do it; null for whoever sets it, and while it is in doubt.</summary>
    public abstract Member? For { get; }

    /// <summary>The room's id or name behind <c>remind #</c>; empty is none.</summary>
    public string Room { get; init; } = "";

    /// <summary>The words that named the room.</summary>
    public string RemindTyped { get; init; } = "";

    public bool Calendar { get; init; }

    /// <summary>Behind <see cref="Calendar"/>: with an online meeting.</summary>
    public bool Online { get; init; }

    /// <summary>Behind <see cref="Calendar"/>: the addresses of those who are invited, see <see cref="Invitation"/>.</summary>
    public string Invited { get; init; } = "";

    /// <summary>True where something goes out in the assignee's name.</summary>
    public bool Invites => Online || Invited.Length > 0;

    /// <summary>That, in words that are read again behind <c>cal</c>.</summary>
    internal string Inviting(Wording words) =>
        $"{(Online ? FollowWords.First(words, "online") : "")} {(Invited.Length > 0 ? $"{FollowWords.First(words, "invite")} {Invited}" : "")}".Trim();

    /// <summary>The words that asked for a repetition.</summary>
    public string Every { get; init; } = "";

    /// <summary>True where the repetition alone says when it is to be done first, see <see cref="FollowLine.Begun"/>.</summary>
    public bool EveryAlone { get; init; }

    /// <summary>True where it is to be done when the customer opens, on the day of <see cref="When"/>.</summary>
    public bool AtOpening { get; init; }

    /// <summary>The whole line as typed; empty for a form.</summary>
    public string Line { get; init; } = "";

    /// <summary>The time for an assignee and a customer; null where it must be asked.</summary>
    /// <param name="customer">Null where it is not known yet: then neither is their opening.</param>
    public PlanRead? PlanFor(Member assignee, Customer? customer, Roster roster, Instant now)
    {
        var read = PlanRead.Of(When, HasTime, assignee, roster);
        if (read is null || !AtOpening) return read;
        return customer is not null && Opening.On(customer, roster, read.Day, now) is { } opens ? read with { Time = opens with { Typed = read.Time.Typed }, HasTime = true, Said = [], Other = null } : null;
    }
}
