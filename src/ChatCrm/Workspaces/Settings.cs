using ChatCrm.Conversation;
using ChatCrm.Texts;
using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>
/// What a member set for themselves, as typed: reading it says what is wrong with it. The keys of values and errors are the form's field ids.
/// </summary>
internal static class Settings
{
    public const string Language = "language", Zone = "zone", Hours = "hours", Digest = "digest", Away = "away", Cover = "cover", Calendar = "calendar";

    /// <summary>The values of <see cref="Calendar"/>.</summary>
    public const string On = "on", Off = "off";

    private const int Longest = 100;

    /// <summary>As the form shows them: who chose no language is shown the one they read.</summary>
    public static IReadOnlyDictionary<string, string> Of(Member member, Wording words, Roster roster) => new Dictionary<string, string>
    {
        [Language] = member.Language.Length > 0 ? member.Language : words.Language, [Zone] = member.Zone, [Hours] = member.Hours, [Digest] = member.Digest,
        [Away] = AbsenceReading.Write(member.Away), [Cover] = roster.Find(member.Cover) is { } cover ? "@" + cover.Handle : "", [Calendar] = member.Calendar ? On : Off,
    };

    public static string FieldOf(Said said) => said switch
    {
        Said.Language => Language, Said.Zone => Zone, Said.Digest => Digest, Said.Away => Away, Said.Cover => Cover, Said.Calendar => Calendar, _ => Hours,
    };

    /// <summary>The member with these values; a value that does not read is left as it was and named in the errors.</summary>
    public static (Member Member, IReadOnlyDictionary<string, string> Errors) Apply(Member member, IReadOnlyDictionary<string, string> typed, Wording words, Roster roster, Instant now)
    {
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, value) in typed)
        {
            var (after, error) = Apply(member, field, value.Trim(), words, roster, now);
            member = after ?? member;
            if (error is not null) errors[field] = error;
        }
        return (member, errors);
    }

    private static (Member?, string?) Apply(Member member, string field, string value, Wording words, Roster roster, Instant now)
    {
        if (value.Length > Longest) return (null, words.Plain("Workspaces.TooLong", ("most", Longest)));
        return field switch
        {
            Language when WorkspaceWords.Language(value) is { } language => (member with { Language = language }, null),
            Language => (null, words.Plain("Workspaces.BadLanguage")),
            Zone => ZoneOf(member, value, words),
            Hours when value.Length == 0 => (member with { Hours = "" }, null),
            Hours when WorkingHours.Read(value) is not null => (member with { Hours = value }, null),
            Hours => (null, words.Plain("Workspaces.BadHours")),
            Digest when value.Length == 0 || WorkspaceWords.Of(value) == Said.None => (member with { Digest = "" }, null),
            Digest when TimeOfDay.Read(value) is { } time => (member with { Digest = Member.Kept(time) }, null),
            Digest => (null, words.Plain("Workspaces.BadDigest")),
            Away => AwayOf(member, value, words, now),
            Cover => CoverOf(member, value, words, roster),
            Calendar when value == On || WorkspaceWords.Of(value) == Said.On => (member with { Calendar = true }, null),
            Calendar when value.Length == 0 || value == Off || WorkspaceWords.Of(value) == Said.None => (member with { Calendar = false }, null),
            Calendar => (null, words.Plain("Workspaces.BadCalendar")),
            _ => (null, null),
        };
    }

    private static (Member?, string?) AwayOf(Member member, string value, Wording words, Instant now)
    {
        if (value.Length == 0 || WorkspaceWords.Of(value) == Said.None) return (member with { Away = [] }, null);
        var (away, wrong) = AbsenceReading.Of(value, member, now);
        return wrong is null ? (member with { Away = away }, null) : (null, words.Plain(wrong));
    }

    private static (Member?, string?) CoverOf(Member member, string value, Wording words, Roster roster)
    {
        var name = value.TrimStart('@');
        if (name.Length == 0 || WorkspaceWords.Of(name) == Said.None) return (member with { Cover = "" }, null);
        return roster.Named(name) switch
        {
            [] => (null, words.Plain("Workspaces.NobodyCalled", ("name", name))),
            [var own] when own.Id == member.Id => (null, words.Plain("Workspaces.OwnCover")),
            [var cover] => (member with { Cover = cover.Id }, null),
            _ => (null, words.Plain("Workspaces.WhichPerson", ("name", name))),
        };
    }

    private static (Member?, string?) ZoneOf(Member member, string value, Wording words) => Zones.Search(value) switch
    {
        [] => (null, words.Plain("Workspaces.BadZone")),
        [var zone] => (member with { Zone = zone }, null),
        var several => (null, words.Plain("Workspaces.ManyZones", ("zones", Text.Ours(string.Join(", ", several.Take(8)))))),
    };
}
