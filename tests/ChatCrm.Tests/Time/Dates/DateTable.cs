using ChatCrm.Tests.Browser;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Time.Dates;

/// <summary>A table of phrases and what they mean; en.tsv says how a line is written.</summary>
internal static class DateTable
{
    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The rows of a file, each with the "@" line that stands above it.</summary>
    public static IReadOnlyList<(string On, string Phrase, string Expected)> Rows(string file)
    {
        var rows = new List<(string, string, string)>();
        var on = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "ChatCrm.Tests", "Time", "Dates", file)))
        {
            if (line.StartsWith('@')) on = line;
            else if (line.Split('\t') is [var phrase, var expected] && !line.StartsWith('#')) rows.Add((on, phrase, expected));
            else Assert.True(line.Length == 0 || line.StartsWith('#'), $"{file} has a line that is no row: {line}");
        }
        return rows;
    }

    /// <summary>What an "@" line says.</summary>
    public static WhenContext On(string line)
    {
        var parts = line[1..].Split('|', StringSplitOptions.TrimEntries);
        var (now, zone) = (parts[0][..16], parts[0][17..]);
        return new(new PlannedTime(Wall.Parse(now).Value, zone, "").ToInstant(), zone, parts[1] == "-" ? null : parts[1], parts[2],
            parts[3] == "ahead" ? WhenDirection.Future : WhenDirection.Past) { Workday = Workday(parts[4..]) };
    }

    private static Func<LocalDate, bool>? Workday(string[] parts)
    {
        if (parts.Length == 0) return null;
        var (closed, open) = (Dates(parts, "closed"), Dates(parts, "open"));
        return date => open.Contains(date) || (date.DayOfWeek < IsoDayOfWeek.Saturday && !closed.Contains(date));
    }

    private static HashSet<LocalDate> Dates(string[] parts, string word) =>
        [.. parts.Where(part => part.StartsWith(word + ' ', StringComparison.Ordinal)).SelectMany(part => part.Split(' ').Skip(1)).Select(date => LocalDatePattern.Iso.Parse(date).Value)];
}
