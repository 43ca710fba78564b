using System.Globalization;
using System.Text;
using ChatCrm.Texts;
using ChatCrm.Time;
using NodaTime;

namespace ChatCrm.Workspaces;

/// <summary>Reads the all-day events of a calendar file (.ics): https://www.rfc-editor.org/rfc/rfc5545. Whatever else stands in it is passed over.</summary>
public static class CalendarDays
{
    private const int LongestEvent = 31;

    /// <param name="country">ISO code of the country that the days are of; empty for our own people.</param>
    /// <param name="words">Of whoever hears what does not read.</param>
    public static ReadDays Read(string text, string country, Wording words)
    {
        var (read, open) = (new ReadDays(words), (Event?)null);
        foreach (var (number, name, parameters, value) in Lines(text))
        {
            switch (name, value.ToUpperInvariant())
            {
                case ("BEGIN", "VEVENT"): open = new(number); break;
                case ("END", "VEVENT"): open?.AddTo(read, country); open = null; break;
                default: open = open?.With(number, name, parameters, value); break;
            }
        }
        return read;
    }

    /// <summary>Each line of content with the number of its first line in the file; folded ones are one.</summary>
    private static IEnumerable<(int Number, string Name, string Parameters, string Value)> Lines(string text)
    {
        var (begun, content) = (0, new StringBuilder());
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Append("END"))
        {
            number++;
            if (line is [' ' or '\t', ..]) { content.Append(line, 1, line.Length - 1); continue; }
            if (Property(content.ToString()) is var (name, parameters, value)) yield return (begun, name, parameters, value);
            begun = number;
            content.Clear().Append(line);
        }
    }

    // A colon in a quoted parameter is none.
    private static (string Name, string Parameters, string Value)? Property(string content)
    {
        var (quoted, colon) = (false, -1);
        for (var i = 0; i < content.Length && colon < 0; i++)
        {
            if (content[i] == '"') quoted = !quoted;
            else if (content[i] == ':' && !quoted) colon = i;
        }
        if (colon < 0) return null;
        var name = content[..colon].Split(';', 2);
        return (name[0].ToUpperInvariant(), name.Length > 1 ? name[1].ToUpperInvariant() : "", content[(colon + 1)..].Trim());
    }

    /// <summary>An event as far as it was read.</summary>
    private sealed record Event(int Line)
    {
        private LocalDate? From { get; init; }
        private LocalDate? Until { get; init; }
        private int Days { get; init; } = 1;
        private string Name { get; init; } = "";
        private bool IsCancelled { get; init; }
        private (int Line, string Key)? Wrong { get; init; }

        public Event With(int line, string name, string parameters, string value) => name switch
        {
            "DTSTART" when ReadDays.Date(value) is { } date => this with { From = date },
            "DTSTART" => this with { Wrong = (line, "Workspaces.DayLineHours") },
            "DTEND" when ReadDays.Date(value) is { } date => this with { Until = date },
            "DTEND" => this with { Wrong = Wrong ?? (line, "Workspaces.DayLineHours") },
            "DURATION" when Length(value) is { } days => this with { Days = days },
            "DURATION" => this with { Wrong = Wrong ?? (line, "Workspaces.DayLineHours") },
            "SUMMARY" => this with { Name = Unescaped(value) },
            "STATUS" => this with { IsCancelled = value.Equals("CANCELLED", StringComparison.OrdinalIgnoreCase) },
            "RRULE" or "RDATE" or "EXDATE" => this with { Wrong = Wrong ?? (line, "Workspaces.DayLineRepeats") },
            _ => this,
        };

        public void AddTo(ReadDays read, string country)
        {
            if (IsCancelled) return;
            // An end is outside; without one an event has one day.
            var days = From is { } begins && Until is { } until ? Period.DaysBetween(begins, until) : Days;
            if (Wrong is var (line, key)) read.IsWrong(line, key);
            else if (From is null) read.IsWrong(Line, "Workspaces.DayLineStart");
            else if (days is < 1 or > LongestEvent) read.IsWrong(Line, "Workspaces.DayLineLong", ("days", days), ("most", LongestEvent));
            else if (Name.Length > ReadDays.LongestName) read.IsWrong(Line, "Workspaces.TooLong", ("most", ReadDays.LongestName));
            else for (var i = 0; i < days; i++) read.Add(From.Value.PlusDays(i), Name, country, DayOffKind.Closed);
        }

        // P1D, P2W
        private static int? Length(string value) =>
            value.TrimStart('+') is ['P', .. var count, 'D' or 'W'] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1000 ? number * (value[^1] == 'W' ? 7 : 1) : null;

        private static string Unescaped(string value) =>
            value.Replace("\\n", " ", StringComparison.OrdinalIgnoreCase).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\;", ";", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal).Trim();
    }
}
