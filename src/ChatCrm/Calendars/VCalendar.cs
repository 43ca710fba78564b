using System.Text;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Calendars;

/// <summary>One entry of a calendar file.</summary>
/// <param name="Uid">The same for ever, unique in the world.</param>
/// <param name="Changed">When it was last changed.</param>
/// <param name="At">When it begins.</param>
/// <param name="AllDay">The date that it is for where it has no hour; null where it has one.</param>
public sealed record VEvent(string Uid, Instant Changed, Instant At, LocalDate? AllDay, string Summary, string Description);

/// <summary>
/// iCalendar as RFC 5545 has it (https://www.rfc-editor.org/rfc/rfc5545): moments in UTC, which needs no table of zones; lines of at most 75 octets that end
/// in CRLF; text escaped. The same entries always give the same bytes. Pure.
/// </summary>
public static class VCalendar
{
    /// <summary>Section 3.1.</summary>
    private const int LongestLine = 75;

    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    private static readonly LocalDatePattern Date = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    /// <param name="name">What programs call the calendar.</param>
    /// <param name="length">How long an entry with an hour takes.</param>
    public static string Of(string name, Duration length, IEnumerable<VEvent> events)
    {
        var text = new StringBuilder();
        // NAME and REFRESH-INTERVAL are RFC 7986; the others are what Outlook and older programs read in their place.
        foreach (var line in (string[])["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ChatCrm//Follow-ups//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            $"NAME:{Escaped(name)}", $"X-WR-CALNAME:{Escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]) Fold(text, line);
        foreach (var entry in events)
            foreach (var line in Lines(entry, length)) Fold(text, line);
        Fold(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static IEnumerable<string> Lines(VEvent entry, Duration length) =>
    [
        "BEGIN:VEVENT",
        $"UID:{Escaped(entry.Uid)}",
        $"DTSTAMP:{Utc.Format(entry.Changed)}",
        $"LAST-MODIFIED:{Utc.Format(entry.Changed)}",
        .. entry.AllDay is { } day
            ? new[] { $"DTSTART;VALUE=DATE:{Date.Format(day)}", $"DTEND;VALUE=DATE:{Date.Format(day.PlusDays(1))}" }
            : [$"DTSTART:{Utc.Format(entry.At)}", $"DTEND:{Utc.Format(entry.At + length)}"],
        $"SUMMARY:{Escaped(entry.Summary)}",
        .. entry.Description.Length > 0 ? new[] { $"DESCRIPTION:{Escaped(entry.Description)}" } : [],
        // A follow-up is a reminder: it does not keep others from inviting to a meeting.
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ];

    /// <summary>Section 3.3.11; of controls a file may hold tabs alone.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '\\' or ';' or ',' => $"\\{rune}",
                '\n' => "\\n",
                '\t' => "\t",
                < ' ' or 0x7F => "",
                _ => rune.ToString(),
            });
        return escaped.ToString();
    }

    /// <summary>A long line goes on in the next, behind a blank that belongs to neither; no character is cut in two.</summary>
    private static void Fold(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
