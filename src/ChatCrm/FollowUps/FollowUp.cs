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

    /// <summary>The words that asked for a repetition, which is kept and not done yet.</summary>
    public string Every { get; init; } = "";

    public required string Assignee { get; init; }

    public required string SetBy { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long SetAt { get; init; }

    /// <summary>The room that is reminded too; empty is none.</summary>
    public string Room { get; init; } = "";

    /// <summary>True where it is to stand in the assignee's calendar.</summary>
    public bool Calendar { get; init; }

    /// <summary>True where the event there is to have an online meeting.</summary>
    public bool Online { get; init; }

    /// <summary>Who is invited to it, see <see cref="Invitation"/>; empty is nobody.</summary>
    public string Invited { get; init; } = "";

    /// <summary>Who closed it; null while it is open.</summary>
    public Closed? Closed { get; init; }

    /// <summary>Who last moved it to another time; null where nobody did.</summary>
    public Touch? Moved { get; init; }

    /// <summary>Who last gave it to somebody else; null where nobody did.</summary>
    public Touch? Given { get; init; }

    /// <summary>The line as it was typed; empty where a form was filled in.</summary>
    public string Typed { get; init; } = "";

    [JsonIgnore] public bool IsOpen => Closed is null;

    [JsonIgnore] public PlannedTime Time => new(WhenText.ChosenWall(Wall) ?? default, Zone, Words);

    [JsonIgnore] public Instant DueAt => Time.ToInstant();

    /// <summary>What buttons and drawings carry to name it.</summary>
    [JsonIgnore] public string Handle => $"{Customer}/{Id}";

    /// <summary>True for those whose follow-up it is, whoever owns the customer.</summary>
    public bool Concerns(string member) => member == Assignee || member == SetBy;

    /// <summary>The same at another time.</summary>
    public FollowUp At(PlannedTime time, bool hasTime) => this with { Wall = WhenText.Carry(time.Wall), Zone = time.Zone, Words = time.Typed, HasTime = hasTime };
}

/// <summary>Who closed a follow-up, when, and the interaction that was logged with it (its handle; empty where none was).</summary>
public sealed record Closed(string By, long At, string Interaction = "");

/// <summary>Who did something, and when (Unix milliseconds).</summary>
public sealed record Touch(string By, long At);
