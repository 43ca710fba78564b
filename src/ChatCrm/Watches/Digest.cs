using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Time;
using ChatCrm.Workspaces;
using NodaTime;

namespace ChatCrm.Watches;

/// <summary>A member's morning list: when the next one goes out. Kept beside the member, as each morning moves it on.</summary>
public sealed record Digest : Stored
{
    public required string Member { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }

    /// <summary>The next one on from a moment: their next working day's, as their clock and hours now are. Null where they want none.</summary>
    public static Digest? Next(Member member, Instant now)
    {
        if (member.DigestTime is not { } time) return null;
        var days = (WorkingHours.Read(member.Hours) ?? WorkingHours.OfMember).Days;
        var today = now.InZone(Zones.Rules[member.Zone]).Date;
        for (var day = today; ; day = (member.AwayOn(day)?.Last ?? day).PlusDays(1))
        {
            // Each absence ends, and of eight days one at least is a working day whose time is still to come.
            if (!days.Contains(day.DayOfWeek) || member.AwayOn(day) is not null) continue;
            if (new PlannedTime(day + time, member.Zone, "").ToInstant() is var at && at > now) return new() { Member = member.Id, At = at.ToUnixTimeMilliseconds() };
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Digest))]
internal sealed partial class DigestJson : JsonSerializerContext;
