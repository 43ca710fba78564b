using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What is to be done next about a customer, by whom and when.</summary>
public sealed record FollowUp : Stored
{
    public required string Id { get; init; }

    /// <summary>What people call it in a line; given once in a workspace, for good.</summary>
    public required long Number { get; init; }

    public required string Customer { get; init; }

    /// <summary>The wall time, ISO: 2026-11-24T15:00. The instant follows from it and <see cref="Zone"/>, so newer zone rules move it.</summary>
    public required string Wall { get; init; }

    /// <summary>The zone of <see cref="Wall"/>.</summary>
    public required string Zone { get; init; }

    /// <summary>The words that were typed for the time; empty where a button chose it.</summary>
    public string Words { get; init; } = "";

    /// <summary>False where only a date was given.</summary>
    public bool HasTime { get; init; }

    /// <summary>What is to be done, in the rep's words.</summary>
    public string Text { get; init; } = "";

    /// <summary>Words of the line that found no place.</summary>
    public string Unread { get; init; } = "";

    /// <summary>The words that asked for a repetition; empty where it is for once. See <see cref="Repeating"/>.</summary>
    public string Every { get; init; } = "";

    /// <summary>The one of the same series whose end set this one, by its id; empty where a person set it.</summary>
    public string Follows { get; init => field = value ?? ""; } = "";

    /// <summary>The date with which its series began, ISO; empty where that is its own.</summary>
    public string Began { get; init => field = value ?? ""; } = "";

    /// <summary>Where a series goes on from, though this one of it was put off: wall time and zone as <see cref="WhenText.Carry(PlannedTime)"/> writes them; empty where it was not.</summary>
    public string Planned { get; init => field = value ?? ""; } = "";

    public required string Assignee { get; init; }

    public required string SetBy { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long SetAt { get; init; }

    /// <summary>The room that is reminded too; empty is none.</summary>
    public string Room { get; init; } = "";

    /// <summary>True where it is to stand in the assignee's calendar.</summary>
    public bool Calendar { get; init; }

    /// <summary>True where the event there is to have an online meeting. That and <see cref="Invited"/> go out in the assignee's name: only they say it.</summary>
    public bool Online { get; init; }

    /// <summary>Who is invited to it, see <see cref="Invitation"/>; empty is nobody.</summary>
    public string Invited { get; init => field = value ?? ""; } = "";

    /// <summary>Who closed it; null while it is open.</summary>
    public Closed? Closed { get; init; }

    /// <summary>Who last moved it to another time; null where nobody did.</summary>
    public Touch? Moved { get; init; }

    /// <summary>Who last gave it to somebody else; null where nobody did.</summary>
    public Touch? Given { get; init; }

    /// <summary>Who last changed its words; null where nobody did.</summary>
    public Touch? Worded { get; init; }

    /// <summary>When somebody was reminded of it as it stands now, in Unix milliseconds; 0 while nobody was.</summary>
    public long RemindedAt { get; init; }

    /// <summary>Until when its reminder waits for somebody to be at work, in Unix milliseconds; 0 where it comes at its time.</summary>
    public long WaitsUntil { get; init; }

    /// <summary>The colleague who has it in hand while its assignee is away or asleep, and since when; null where nobody has.</summary>
    public Touch? Covered { get; init; }

    /// <summary>The assignee from whom a colleague who covered gave it away, until they hear of it; empty where nobody did.</summary>
    public string TakenFrom { get; init => field = value ?? ""; } = "";

    /// <summary>The line as it was typed; empty where a form was filled in.</summary>
    public string Typed { get; init; } = "";

    [JsonIgnore] public bool IsOpen => Closed is null;

    [JsonIgnore] public PlannedTime Time => new(WhenText.ChosenWall(Wall) ?? default, Zone, Words);

    [JsonIgnore] public Instant DueAt => Time.ToInstant();

    /// <summary>When the service looks at it to remind of it.</summary>
    [JsonIgnore] public Instant WakesAt => WaitsUntil > 0 ? TurnRows.At(WaitsUntil) : DueAt;

    /// <summary>Who chose its time; nobody did where a series did.</summary>
    [JsonIgnore] public string TimedBy => Moved?.By ?? (Follows.Length > 0 ? "" : SetBy);

    /// <summary>When its time, or whose it is, was last chosen.</summary>
    [JsonIgnore] public Instant TouchedAt => TurnRows.At(Math.Max(SetAt, Math.Max(Moved?.At ?? 0, Given?.At ?? 0)));

    /// <summary>What buttons and drawings carry to name it.</summary>
    [JsonIgnore] public string Handle => $"{Customer}/{Id}";

    /// <summary>True for those whose follow-up it is, whoever owns the customer.</summary>
    public bool Concerns(string member) => member == Assignee || member == SetBy || IsInHandOf(member);

    /// <summary>True for the colleague who covers for its assignee with it.</summary>
    public bool IsInHandOf(string member) => Covered?.By == member;

    /// <summary>Those who hear what became of it when they are back at work.</summary>
    [JsonIgnore] public IEnumerable<string> ToHear => [.. Covered is null ? Array.Empty<string>() : [Assignee], .. TakenFrom.Length == 0 ? Array.Empty<string>() : [TakenFrom]];

    /// <summary>The same once one of <see cref="ToHear"/> has heard.</summary>
    public FollowUp HeardBy(string member) => this with { Covered = member == Assignee ? null : Covered, TakenFrom = member == TakenFrom ? "" : TakenFrom };

    /// <summary>The same at another time, of which nobody was reminded yet. A series goes on from there.</summary>
    public FollowUp At(PlannedTime time, bool hasTime) =>
        this with { Wall = WhenText.Carry(time.Wall), Zone = time.Zone, Words = time.Typed, HasTime = hasTime, Planned = "", Began = "", RemindedAt = 0, WaitsUntil = 0 };

    /// <summary>The same, put off: a series goes on as it would have.</summary>
    public FollowUp PutOff(PlannedTime time, bool hasTime) =>
        At(time, hasTime) with { Began = Began, Planned = Every.Length == 0 ? "" : Planned.Length > 0 ? Planned : WhenText.Carry(Time) };

    /// <summary>The same as somebody else's; what waited for the one before does not wait for them, and whom that one invites is not invited in their name.</summary>
    public FollowUp ForAnother(string assignee, Touch by) => this with { Assignee = assignee, Given = by, Covered = null, WaitsUntil = 0, TakenFrom = assignee == TakenFrom ? "" : TakenFrom, Online = false, Invited = "" };

    /// <summary>The same in other words.</summary>
    public FollowUp Reworded(string text, Touch by) => text == Text ? this : this with { Text = text, Worded = by };
}

/// <summary>Who closed a follow-up, when, and the interaction that was logged with it (its handle; empty where none was).</summary>
public sealed record Closed(string By, long At, string Interaction = "");

/// <summary>Who did something, and when (Unix milliseconds).</summary>
public sealed record Touch(string By, long At);
