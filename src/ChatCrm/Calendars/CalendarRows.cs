using System.Text.Json.Serialization;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.Calendars;

/// <summary>What a member was told of their calendar last, so that they hear each reason once: until it works again, or another one stands in the way.</summary>
public sealed record ToldOfCalendar : Stored
{
    public required string Obstacle { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long At { get; init; }
}

/// <summary>The rows of calendars.</summary>
public static class CalendarRows
{
    public static readonly IReadOnlyList<RowKind> Kinds = [new("calendar|*", nameof(Calendars), RowRole.Book, Erasure.WithMember, [])];

    public static string ToldKey(string member) => Keys.Of("calendar", member);

    public static ToldOfCalendar Told(Row row) => row.Read(CalendarJson.Default.ToldOfCalendar);

    public static Change Tell(string member, Row? before, string obstacle, Instant now)
    {
        var value = new ToldOfCalendar { Obstacle = obstacle, At = now.ToUnixTimeMilliseconds() }.Write(CalendarJson.Default.ToldOfCalendar);
        return before is null ? new Change.Insert(ToldKey(member), value) : new Change.Replace(before.Key, value, before.ETag);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ToldOfCalendar))]
internal sealed partial class CalendarJson : JsonSerializerContext;
