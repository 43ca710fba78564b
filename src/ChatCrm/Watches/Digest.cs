using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>A member's morning list: when the next one may go out. Kept beside the member, as each morning moves it on.</summary>
public sealed record Digest : Stored
{
    public required string Member { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>
    /// When to look next, on from a moment: at their hour, as their clock and hours now are, on the next day that they work by its weekday or by what is known
    /// of it. Null where they want none.
    /// </summary>
    public static Digest? Next(Member member, Roster roster, Instant now)
    {
        if (member.DigestTime is not { } time) return null;
        var schedule = MemberSchedule.Of(member, roster);
        for (var day = schedule.DateAt(now); ; day = (member.AwayOn(day)?.Last ?? day).PlusDays(1))
        {
            // Each absence ends, and of eight days one at least has hours, at a time that is still to come. Whether it is off is asked in its morning: by then
            // an admin may have entered or removed it.
            if (member.AwayOn(day) is not null || (!schedule.Hours.Days.Contains(day.DayOfWeek) && !schedule.WorksOn(day))) continue;
            if (new PlannedTime(day + time, schedule.Zone, "").ToInstant() is var at && at > now) return new() { Member = member.Id, At = at.ToUnixTimeMilliseconds() };
        }
    }

    /// <summary>Whether this is the morning that it was for, and a working one: what comes a day or more late, because nothing ran meanwhile, waits for the next.</summary>
    public bool IsFor(Member member, Roster roster, Instant now)
    {
        var schedule = MemberSchedule.Of(member, roster);
        var today = schedule.DateAt(now);
        return schedule.DateAt(Instant.FromUnixTimeMilliseconds(At)) == today && schedule.WorksOn(today);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Digest))]
internal sealed partial class DigestJson : JsonSerializerContext;
