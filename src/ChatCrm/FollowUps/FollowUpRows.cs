using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Turns;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>What an index row says: which follow-up.</summary>
public sealed record FollowUpPointer : Stored
{
    public required string Customer { get; init; }
    public required string FollowUp { get; init; }

    [JsonIgnore] public string Handle => $"{Customer}/{FollowUp}";
}

/// <summary>A list that was sent instead of single reminders.</summary>
/// <param name="At">When; what it shows had fallen due by <paramref name="Until"/>. Unix milliseconds.</param>
public sealed record Listed(long At, long Until) : Stored;

/// <summary>The time of a follow-up of which somebody was told, in Unix milliseconds.</summary>
public sealed record Reminded(long Due) : Stored;

/// <summary>How far a look at what waits has come, where one commit did not hold it.</summary>
/// <param name="Continue">Null at the beginning.</param>
public sealed record Looked(string? Continue) : Stored;

/// <summary>The next step of a customer, as its card shows it.</summary>
public sealed record NextStep : Stored
{
    public required string Id { get; init; }
    public required long Number { get; init; }
    public string Text { get; init; } = "";
    public required string Assignee { get; init; }
    public required string Wall { get; init; }
    public required string Zone { get; init; }
    public bool HasTime { get; init; }

    [JsonIgnore] public Instant DueAt => new Time.PlannedTime(WhenText.ChosenWall(Wall) ?? default, Zone, "").ToInstant();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FollowUp))]
[JsonSerializable(typeof(FollowUpPointer))]
[JsonSerializable(typeof(NextStep))]
[JsonSerializable(typeof(InCalendar))]
[JsonSerializable(typeof(Listed))]
[JsonSerializable(typeof(Looked))]
[JsonSerializable(typeof(Reminded))]
internal sealed partial class FollowUpJson : JsonSerializerContext;
