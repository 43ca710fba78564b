using System.Collections.Frozen;
using System.Text.Json.Serialization;
using ChatCrm.Storage;
using ChatCrm.Texts;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Workspaces;

/// <summary>A day that a workspace's admin entered: the company's own, or a correction of a country's holidays.</summary>
public sealed record OwnDay : Stored
{
    /// <summary>ISO: 2026-12-24.</summary>
    public required string Date { get; init; }

    public DayOffKind Kind { get; init; }

    /// <summary>As typed; empty where nobody gave one.</summary>
    public string Name { get; init; } = "";

    /// <summary>ISO code of the country whose people it is off for; empty for our own.</summary>
    public string Country { get; init; } = "";

    private static readonly FrozenDictionary<string, DayOffKind> Kinds = (
        from language in Wording.Known
        from kind in Enum.GetValues<DayOffKind>()
        from word in Wording.In(language).Plain($"Workspaces.DayWord{kind}").Split([',', '、'], StringSplitOptions.TrimEntries)
        select (word, kind)).ToFrozenDictionary(pair => pair.word, pair => pair.kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a word says that a day is, in any language ("closed", "half", "补班"); null for any other word.</summary>
    public static DayOffKind? KindOf(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;

    [JsonIgnore] public LocalDate On => LocalDatePattern.Iso.Parse(Date) is { Success: true, Value: var date } ? date : default;

    /// <summary>As schedules know it.</summary>
    [JsonIgnore] public KnownDay Known => new(new(On, Name, Kind, Certainty.Sure), Country);
}

/// <summary>The keys and rows of own days.</summary>
public static class OwnDayRows
{
    /// <summary>The most that one workspace keeps at a time.</summary>
    public const int Most = RowLimits.RowsPerPage;

    /// <summary>The most that can be entered at once, undone, and then done after all: that one's turn, audit and undo, the undo rows of the two before, the four rows that wake for it, and a late answer, stand in its commit.</summary>
    public const int MostAtOnce = RowLimits.RowsPerCommit - 11;

    public static readonly IReadOnlyList<RowKind> Kinds = [new("day|*|*", nameof(Workspaces), RowRole.Record, Erasure.Nothing, []) { Wakes = (_, _) => [new(MemberSchedule.WakeAll, "-"), new(MemberSchedule.WakeLists, "-")] }];

    public const string Prefix = "day|";

    /// <summary>All of them, by date.</summary>
    public static KeyRange All { get; } = KeyRange.Prefix(Prefix, Most);

    /// <summary>One row for each date and country; "-" stands for our own people.</summary>
    public static string Key(LocalDate date, string country) => Keys.Of("day", LocalDatePattern.Iso.Format(date), country.Length > 0 ? country : "-");

    /// <summary>The days that differ from those that are there, each with the row that it replaces.</summary>
    /// <param name="there">By key.</param>
    public static IReadOnlyList<(OwnDay Day, Row? Before)> Changed(IEnumerable<OwnDay> days, IReadOnlyDictionary<string, Row> there) =>
        [.. days.Select(day => (Day: day, Before: there.GetValueOrDefault(Key(day.On, day.Country)))).Where(each => each.Before?.Value != Value(each.Day))];

    public static bool IsOne(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    public static OwnDay Read(Row row) => row.Read(WorkspaceJson.Default.OwnDay);

    public static string Value(OwnDay day) => day.Write(WorkspaceJson.Default.OwnDay);
}
