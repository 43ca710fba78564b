using System.Text.Json.Serialization;
using ChatCrm.Storage;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Workspaces;

/// <summary>What a member may do, from least to most.</summary>
public enum Role { Rep, Manager, Admin }

/// <summary>A person of the company, whichever chat accounts they use.</summary>
public sealed record Member : Stored
{
    public required string Id { get; init; }

    /// <summary>As the platform or an admin gives it.</summary>
    public required string Name { get; init; }

    /// <summary>The short name for <c>@</c>, in lower case, unique in the workspace.</summary>
    public required string Handle { get; init; }

    public Role Role { get; init; }

    /// <summary>Members of one team see each other's customers; empty is no team.</summary>
    public string Team { get; init; } = "";

    /// <summary>The member who is told about this one's customers; empty is none.</summary>
    public string Manager { get; init; } = "";

    /// <summary>Their own choice; empty means the room's, else English.</summary>
    public string Language { get; init; } = "";

    /// <summary>An IANA zone id.</summary>
    public required string Zone { get; init; }

    /// <summary>Working hours as typed in <c>me hours</c>; empty is the default.</summary>
    public string Hours { get; init; } = "";

    /// <summary>When the day's list is sent to them, by their own clock: HH:mm; empty is never.</summary>
    public string Digest { get; init; } = "";

    /// <summary>When they last said what a day's list depends on, in Unix milliseconds; 0 where that was before it was kept.</summary>
    public long DigestSaidAt { get; init; }

    /// <summary><see cref="Digest"/> as a time; null for never.</summary>
    [JsonIgnore] public LocalTime? DigestTime => Wall.Parse(Digest) is { Success: true, Value: var time } ? time : null;

    private static readonly LocalTimePattern Wall = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>The days on which they are away, in order.</summary>
    public IReadOnlyList<Absence> Away { get; init => field = value ?? []; } = [];

    /// <summary>The colleague who stands in while they are away or asleep; empty is nobody.</summary>
    public string Cover { get; init => field = value ?? ""; } = "";

    /// <summary>The absence that a day of their calendar lies in; null where they are there.</summary>
    public Absence? AwayOn(LocalDate day) => Away.FirstOrDefault(absence => absence.Contains(day));

    /// <summary>The same at a moment, by their own clock.</summary>
    public Absence? AwayAt(Instant at) => Away.Count == 0 ? null : AwayOn(at.InZone(Time.Zones.Rules.GetZoneOrNull(Zone) ?? DateTimeZone.Utc).Date);

    /// <summary>True where they work at the same times as the other one, and the same colleague covers.</summary>
    public bool WorksAs(Member other) => (Zone, Hours, Cover) == (other.Zone, other.Hours, other.Cover) && Away.SequenceEqual(other.Away);

    /// <summary>How <see cref="Digest"/> keeps a time.</summary>
    public static string Kept(LocalTime time) => Wall.Format(time);

    /// <summary>True where their follow-ups are put into their own calendar without being asked each time.</summary>
    public bool Calendar { get; init; }

    /// <summary>What opens their calendar feed, see <see cref="CalendarFeed"/>; empty where they have none.</summary>
    public string Feed { get; init => field = value ?? ""; } = "";

    /// <summary>The chat accounts that are this person; each has an <c>identity|</c> row too.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>The verified address that they joined with, in lower case, which has an <c>identity|</c> row too; null where the platform told none, empty where it told another member's.</summary>
    public string? Email { get; init; }
}

/// <summary>A chat account's member.</summary>
public sealed record Identity : Stored
{
    public required string Member { get; init; }
}

/// <summary>A conversation that the service has seen.</summary>
public sealed record Room : Stored
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Address { get; init; }

    public Conversation.Audience Audience { get; init; }

    /// <summary>The customer that <c>.</c> means here; empty is none.</summary>
    public string Customer { get; init; } = "";

    /// <summary>The room's language; empty is English.</summary>
    public string Language { get; init; } = "";
}

/// <summary>
/// Stands for a rule over several records (one admin is left, no circle of managers): every change that could break it writes this row too. So of two
/// at once one runs again on fresh rows, and only the latest can be undone.
/// </summary>
public sealed record LastChange : Stored
{
    public required string Turn { get; init; }
}
