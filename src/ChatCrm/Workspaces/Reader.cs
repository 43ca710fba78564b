using ChatCrm.Texts;
using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>Who will see a card: their language, zone and rights. A room's reader has no member.</summary>
public sealed record Reader(Member? Member, Wording Words, string Zone, Access Access)
{
    public DateTimeZone TimeZone => Zones.Rules.GetZoneOrNull(Zone) ?? DateTimeZone.Utc;

    public Dates Dates => new(Words);

    public bool Is(string member) => Member?.Id == member;
}
