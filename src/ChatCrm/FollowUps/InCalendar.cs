using System.Text.Json.Serialization;
using ChatCrm.Storage;
using NodaTime;

namespace ChatCrm.FollowUps;

/// <summary>
/// What stands of a follow-up in its assignee's calendar, as far as is known. Fingerprints of what was put tell what is to be changed there: no words are kept.
/// An erased customer's is taken away by the errand that its follow-up's end asks for, which needs the row until then.
/// </summary>
public sealed record InCalendar : Stored
{
    /// <summary>Whose calendar: the member's verified address then. Empty where they had none.</summary>
    public required string Mailbox { get; init; }

    /// <summary>What the event was made under, for good. Empty where none was asked for.</summary>
    public required string Key { get; init; }

    /// <summary>The calendar's id of it; empty while its answer has not come: then it may stand there or not.</summary>
    public string Event { get; init; } = "";

    /// <summary>When it was last asked for, in Unix milliseconds, while that may be under way still; 0 where it was answered.</summary>
    public long Asked { get; init; }

    public string Subject { get; init; } = "";
    public string Body { get; init; } = "";
    public string Time { get; init; } = "";
    public string Attendees { get; init; } = "";
    public bool Online { get; init; }

    /// <summary>Where its online meeting is joined; empty where it has none.</summary>
    public string Join { get; init; } = "";

    /// <summary>Why it is not in the calendar as it should be: a literal word; empty where nothing is in the way.</summary>
    public string Obstacle { get; init; } = "";

    [JsonIgnore] public bool Stands => Event.Length > 0 && Obstacle.Length == 0;

    public static readonly RowKind Kind = new("event|*|*", nameof(FollowUps), RowRole.Book, Erasure.WithCustomer, ["mailbox", "join"]);

    public static string KeyOf(string customer, string followUp) => Keys.Of("event", customer, followUp);

    public static InCalendar Read(Row row) => row.Read(FollowUpJson.Default.InCalendar);

    public string Value() => this.Write(FollowUpJson.Default.InCalendar);
}
