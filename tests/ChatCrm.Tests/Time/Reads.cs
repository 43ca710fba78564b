using System.Globalization;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Time;

/// <summary>Readings in words, as the tables in Dates have them. Mei types in Shanghai on Sunday 22 November 2026 at 16:05; the customer is in Berlin, where it is 09:05.</summary>
internal static class Reads
{
    private const string Shanghai = "Asia/Shanghai";

    public static readonly WhenContext Ahead = new(Instant.FromUtc(2026, 11, 22, 8, 5), Shanghai, "Europe/Berlin", "en", WhenDirection.Future);

    public static readonly WhenContext Back = Ahead with { Direction = WhenDirection.Past };

    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The reading on one line: "2026-11-24 15:00 Europe/Berlin +Nine"; the home zone, which goes without saying, is left out. "-" when nothing reads.</summary>
    public static string As(string phrase, WhenContext? context = null, string home = Shanghai) => Say(When.At(phrase, 0, context ?? Ahead), phrase, home);

    /// <summary>A match in a phrase on one line.</summary>
    public static string Say(WhenMatch? match, string phrase, string home = Shanghai)
    {
        if (match is null) return "-";
        var rest = match.Length < phrase.Length ? $" then '{phrase[match.Length..]}'" : "";
        return Say(match.Reading, home) + (match.HasTime ? "" : " day") + rest;
    }

    public static string Say(Reading reading, string home = Shanghai) => reading switch
    {
        Exact exact => Say(exact.Time, home),
        Assumed assumed => Say(assumed.Time, home) + Say(assumed.Assumptions, home),
        Ambiguous ambiguous => $"{ambiguous.Doubt}? " + string.Join(" | ", ambiguous.Choices.Select(choice => Say(choice.Time, home) + Say(choice.Assumptions, home))),
        Refused refused => $"{refused.Obstacle}!" + (refused.Nearest is { } nearest ? " " + Say(nearest, home) : ""),
        _ => throw new InvalidOperationException(),
    };

    private static string Say(IEnumerable<Assumption> assumptions, string home) => string.Concat(assumptions.Select(assumption =>
        $" +{assumption.What}" + (assumption.Other is { } other ? $"({Say(other, home)})" : "")));

    private static string Say(PlannedTime time, string home) => Wall.Format(time.Wall) + (time.Zone == home ? "" : " " + time.Zone);

    /// <summary>Runs under a culture and puts the old one back; skipped where the machine has no cultures.</summary>
    public static void Under(string culture, Action check)
    {
        var before = CultureInfo.CurrentCulture;
        try { CultureInfo.CurrentCulture = new(culture); }
        catch (CultureNotFoundException) { Assert.Skip("This machine runs without culture data."); }
        try { check(); }
        finally { CultureInfo.CurrentCulture = before; }
    }
}
