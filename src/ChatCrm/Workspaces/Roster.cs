using System.Collections.Concurrent;
using ChatCrm.Conversation;
using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>The members of a workspace and its own days, as they stand; a snapshot.</summary>
public sealed class Roster
{
    private readonly Dictionary<string, Member> _byId;
    private readonly Dictionary<string, Member> _byIdentity = new(StringComparer.Ordinal);

    private readonly ILookup<string, KnownDay> _days;

    /// <summary>Those who stand in texts: the same few again and again.</summary>
    private readonly ConcurrentDictionary<string, PersonRun> _persons = new(concurrencyLevel: 1, capacity: 7, StringComparer.Ordinal);

    /// <param name="now">When it was taken: tells who is away; without it nobody is.</param>
    /// <param name="days">The workspace's own days; none where they do not matter.</param>
    public Roster(IEnumerable<Member> members, Instant now = default, IEnumerable<OwnDay>? days = null)
        : this(members, now, (days ?? []).Select(day => day.Known).ToLookup(day => day.Country, StringComparer.OrdinalIgnoreCase)) { }

    private Roster(IEnumerable<Member> members, Instant now, ILookup<string, KnownDay> days)
    {
        (Now, _days) = (now, days);
        _byId = members.ToDictionary(member => member.Id, StringComparer.Ordinal);
        foreach (var member in _byId.Values)
            foreach (var identity in member.Identities) _byIdentity[identity] = member;
    }

    /// <summary>When it was taken.</summary>
    public Instant Now { get; }

    public IEnumerable<Member> Members => _byId.Values.OrderBy(member => member.Name, StringComparer.Ordinal);

    public Member? Find(string id) => _byId.GetValueOrDefault(id);

    public Member? WithIdentity(string identity) => _byIdentity.GetValueOrDefault(identity);

    /// <summary>The name to show for an id, also of somebody who has left.</summary>
    public string NameOf(string id) => Find(id)?.Name ?? "–";

    /// <summary>Somebody in a text, also somebody who has left.</summary>
    public PersonRun Person(string id) => _persons.GetOrAdd(id, static (id, roster) => new(id, roster.NameOf(id)), this);

    /// <summary>This roster with one member as just read.</summary>
    public Roster With(Member fresh) => new(_byId.Values.Where(member => member.Id != fresh.Id).Append(fresh), Now, _days);

    /// <summary>The days off in a country, as the workspace knows them; with our own company's days where <paramref name="ours"/> is true.</summary>
    public DaysOff DaysOff(string country, string region = "", bool ours = false) =>
        new(country, region, [.. ours ? _days[""] : [], .. country.Length > 0 ? _days[country] : []], Holidays.InUse);

    /// <summary>Those whom <c>@name</c> can mean: by handle, else by the beginning of a name's word.</summary>
    public IReadOnlyList<Member> Named(string typed)
    {
        var wanted = typed.Trim().ToLowerInvariant();
        if (wanted.Length == 0) return [];
        var exact = _byId.Values.Where(member => member.Handle == wanted || member.Name.ToLowerInvariant() == wanted).ToList();
        return exact.Count > 0 ? exact : [.. Members.Where(member => member.Name.ToLowerInvariant().Split(' ').Any(word => word.StartsWith(wanted, StringComparison.Ordinal)))];
    }

    /// <summary>True where <paramref name="cover"/> stands in for <paramref name="member"/>, who is away.</summary>
    public bool IsCovering(string cover, string member) => Find(member) is { Cover.Length: > 0 } away && away.Cover == cover && away.AwayAt(Now) is not null;

    /// <summary>True where <paramref name="manager"/> stands above <paramref name="member"/>, at whatever distance.</summary>
    public bool Leads(string manager, string member)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = Find(member); at is not null && at.Manager.Length > 0 && seen.Add(at.Id); at = Find(at.Manager))
            if (at.Manager == manager) return true;
        return false;
    }
}
