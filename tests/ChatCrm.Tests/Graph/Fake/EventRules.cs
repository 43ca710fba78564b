using System.Text.Json.Nodes;
using NodaTime;

namespace ChatCrm.Tests.Graph.Fake;

/// <summary>What may be sent of an event. A field that is not known here fails the test.</summary>
internal static class EventRules
{
    private static readonly HashSet<string> Known =
    [
        "@odata.type", "subject", "body", "start", "end", "showAs", "attendees", "isReminderOn", "reminderMinutesBeforeStart", "isOnlineMeeting", "onlineMeetingProvider", "transactionId", "singleValueExtendedProperties",
    ];

    /// <summary>Writes what was sent into an event.</summary>
    /// <param name="unknownZones">IANA zones that this Outlook does not know.</param>
    public static void Apply(OutlookEvent to, JsonObject sent, IReadOnlySet<string> unknownZones)
    {
        foreach (var (name, _) in sent)
            if (!Known.Contains(name)) throw GraphError.Fault($"an event has no {name} here");
        if (sent["subject"] is { } subject) to.Subject = subject.GetValue<string>();
        if (sent["body"] is JsonObject body) to.Body = Content(body);
        if (sent["start"] is JsonObject start) (to.Start, to.Zone) = Time(start, unknownZones);
        if (sent["end"] is JsonObject end)
        {
            (to.End, var zone) = Time(end, unknownZones);
            if (zone != to.Zone || to.To <= to.From) throw GraphError.Fault("an event ends behind its start, on the same clock");
        }
        if (sent["showAs"] is { } shown) to.ShowAs = shown.GetValue<string>();
        if (sent["reminderMinutesBeforeStart"] is { } minutes && sent["isReminderOn"]?.GetValue<bool>() == true) to.Reminder = minutes.GetValue<int>();
        if (sent["attendees"] is JsonArray attendees) to.Attendees = [.. attendees.Select(one => one!["emailAddress"]!["address"]!.GetValue<string>())];
        if (sent["isOnlineMeeting"]?.GetValue<bool>() == true && to.Join.Length == 0) to.Join = $"https://teams.microsoft.com/l/meetup-join/{to.Id}";
    }

    public static string TagOf(JsonObject sent)
    {
        var property = (sent["singleValueExtendedProperties"] as JsonArray)?.Single();
        var id = property?["id"]?.GetValue<string>() ?? "";
        if (!id.StartsWith("String {", StringComparison.Ordinal) || !id.Contains("} Name ", StringComparison.Ordinal)) throw GraphError.Fault($"no id of an extended property: {id}");
        return property!["value"]!.GetValue<string>();
    }

    private static string Content(JsonObject body) =>
        body["contentType"]?.GetValue<string>() is "text" ? body["content"]!.GetValue<string>() : throw GraphError.Fault("people's words go out as text");

    private static (string Wall, string Zone) Time(JsonObject time, IReadOnlySet<string> unknownZones)
    {
        var (wall, zone) = (time["dateTime"]!.GetValue<string>(), time["timeZone"]!.GetValue<string>());
        if (unknownZones.Contains(zone)) throw GraphError.World(400, "TimeZoneNotSupportedException");
        if (zone != "UTC" && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null) throw GraphError.Fault($"no zone: {zone}");
        if (DateTimeZoneProviders.Tzdb[zone == "UTC" ? "Etc/UTC" : zone].MapLocal(OutlookEvent.Wall(wall)).Count == 0) throw GraphError.Fault($"there is no {wall} in {zone}");
        return (wall, zone);
    }
}
