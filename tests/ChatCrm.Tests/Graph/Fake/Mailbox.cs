using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Graph.Fake;

/// <summary>An event as Outlook keeps it.</summary>
internal sealed class OutlookEvent(string id, string transaction, string tag)
{
    public string Id => id;

    public string Transaction => transaction;

    /// <summary>The value of our extended property.</summary>
    public string Tag => tag;

    public string Subject { get; set; } = "";
    public string Body { get; set; } = "";
    public string Start { get; set; } = "";
    public string End { get; set; } = "";
    public string Zone { get; set; } = "";
    public string ShowAs { get; set; } = "busy";
    public int Reminder { get; set; }
    public List<string> Attendees { get; set; } = [];
    public string Join { get; set; } = "";

    public Instant From => Wall(Start).InZoneLeniently(DateTimeZoneProviders.Tzdb[Zone == "UTC" ? "Etc/UTC" : Zone]).ToInstant();

    public Instant To => Wall(End).InZoneLeniently(DateTimeZoneProviders.Tzdb[Zone == "UTC" ? "Etc/UTC" : Zone]).ToInstant();

    /// <summary>As it is answered: its times in UTC, with seven digits of a second.</summary>
    public JsonObject Json() => new()
    {
        ["@odata.etag"] = $"W/\"{Subject.Length.ToString(CultureInfo.InvariantCulture)}\"",
        ["id"] = id,
        ["transactionId"] = transaction,
        ["subject"] = Subject,
        ["start"] = Utc(From),
        ["end"] = Utc(To),
        ["attendees"] = new JsonArray([.. Attendees.Select(address => new JsonObject { ["type"] = "required", ["emailAddress"] = new JsonObject { ["address"] = address, ["name"] = address } })]),
        ["isOnlineMeeting"] = Join.Length > 0,
        ["onlineMeeting"] = Join.Length > 0 ? new JsonObject { ["joinUrl"] = Join } : null,
    };

    public static JsonObject Utc(Instant at) => new() { ["dateTime"] = at.InUtc().LocalDateTime.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + ".0000000", ["timeZone"] = "UTC" };

    public static LocalDateTime Wall(string text) => LocalDateTimePattern.ExtendedIso.Parse(text).Value;
}

/// <summary>A mailbox: its events, the mails that Outlook sent about them.</summary>
internal sealed class Mailbox(string address)
{
    public string Address => address;

    public List<OutlookEvent> Events { get; } = [];

    /// <summary>To whom, and what: "invited", "updated", "cancelled".</summary>
    public List<(string To, string What)> Mails { get; } = [];

    /// <summary>How many events were ever made.</summary>
    public int Made { get; set; }

    /// <summary>False: the service may not use it.</summary>
    public bool Allows { get; set; } = true;

    /// <summary>Other busy times, as getSchedule tells them: status, from, to.</summary>
    public List<(string Status, Instant From, Instant To)> Other { get; } = [];
}
