using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>An event as it is to be. Where <see cref="Id"/> is set, what is null stays as it is; a new one has a subject and a time.</summary>
/// <param name="Mailbox">Whose calendar.</param>
/// <param name="Key">What it is made under, for good: at most 64 letters and digits, never the same for two events.</param>
public sealed record CalendarEvent(string Mailbox, string Key)
{
    /// <summary>The calendar's id of it; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>Plain text, one line.</summary>
    public string? Subject { get; init; }

    /// <summary>Plain text. Never given for one that has an online meeting already: the way to join is part of what stands there.</summary>
    public string? Body { get; init; }

    public EventTime? Time { get; init; }

    /// <summary>The addresses of those who are invited; all of them, also in a change. Empty is nobody.</summary>
    public IReadOnlyList<string>? Attendees { get; init; }

    /// <summary>True to give it an online meeting. That cannot be taken from it any more: another event must take its place.</summary>
    public bool IsOnline { get; init; }
}

/// <summary>When an event is, on a wall clock.</summary>
/// <param name="Start">A wall time that exists in the zone, to the minute.</param>
/// <param name="Zone">An IANA zone id.</param>
/// <param name="Length">How long it takes on the clock of physics: a wall clock may jump meanwhile.</param>
/// <param name="Blocks">True where the member is busy then; false for what is a day's work without an hour.</param>
public sealed record EventTime(LocalDateTime Start, string Zone, Duration Length, bool Blocks);
