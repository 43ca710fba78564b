using System.Text.Json.Serialization;
using ChatCrm.Storage;

namespace ChatCrm.Calendars;

/// <summary>What a member was told of their calendar last, so that they hear each reason once: until it works again, or another one stands in the way.</summary>
public sealed record ToldOfCalendar : Stored
{
    /// <summary>Why what was to stand there does not; empty where they were told of none.</summary>
    public string Obstacle { get; init; } = "";

    /// <summary>Why what was to go from there may still stand; empty where they were told of none.</summary>
    public string Left { get; init => field = value ?? ""; } = "";

    /// <summary>The errands that told each of them, by their notices.</summary>
    public string By { get; init => field = value ?? ""; } = "";

    public string LeftBy { get; init => field = value ?? ""; } = "";

    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }
}

/// <summary>The rows of calendars.</summary>
public static class CalendarRows
{
    public static readonly IReadOnlyList<RowKind> Kinds = [new("calendar|*", nameof(Calendars), RowRole.Book, Erasure.WithMember, [])];

    public static string ToldKey(string member) => Keys.Of("calendar", member);

    public static ToldOfCalendar Told(Row row) => row.Read(CalendarJson.Default.ToldOfCalendar);

    public static Change Tell(string member, Row? before, ToldOfCalendar told) =>
        before is null ? new Change.Insert(ToldKey(member), Value(told)) : new Change.Replace(before.Key, Value(told), before.ETag);

    private static string Value(ToldOfCalendar told) => told.Write(CalendarJson.Default.ToldOfCalendar);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ToldOfCalendar))]
internal sealed partial class CalendarJson : JsonSerializerContext;
