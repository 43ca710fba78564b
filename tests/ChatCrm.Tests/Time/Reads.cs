using System.Globalization;
using ChatCrm.Time;
using NodaTime;
using NodaTime.Text;

namespace ChatCrm.Tests.Time;

/// <summary>Mei types in Shanghai on Sunday 22 November 2026 at 16:05; the customer is in Berlin, where it is 09:05.</summary>
internal static class Reads
{
    public static readonly WhenContext Ahead = new(Instant.FromUtc(2026, 11, 22, 8, 5), "Asia/Shanghai", "Europe/Berlin", "en", WhenDirection.Future);

    public static readonly WhenContext Back = Ahead with { Direction = WhenDirection.Past };

    private static readonly LocalDateTimePattern Wall = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The reading on one line: "2026-11-24 15:00 Europe/Berlin +Nine"; Shanghai, which goes without saying, is left out. "-" when nothing reads.</summary>
    public static string As(string phrase, WhenContext? context = null)
    {
        var match = When.At(phrase, 0, context ?? Ahead);
        if (match is null) return "-";
        var rest = match.Length < phrase.Length ? $" then '{phrase[match.Length..]}'" : "";
        return Say(match.Reading) + (match.HasTime ? "" : " day") + rest;
    }

    public static string Say(Reading reading) => reading switch
    {
        Exact exact => Say(exact.Time),
        Assumed assumed => Say(assumed.Time) + Say(assumed.Assumptions),
        Ambiguous ambiguous => $"{ambiguous.Doubt}? " + string.Join(" | ", ambiguous.Choices.Select(choice => Say(choice.Time) + Say(choice.Assumptions))),
        Refused refused => $"{refused.Obstacle}!" + (refused.Nearest is { } nearest ? " " + Say(nearest) : ""),
        _ => throw new InvalidOperationException(),
    };

    private static string Say(IEnumerable<Assumption> assumptions) => string.Concat(assumptions.Select(assumption =>
        $" +{assumption.What}" + (assumption.Other is { } other ? $"({Say(other)})" : "")));

    private static string Say(PlannedTime time) => Wall.Format(time.Wall) + (time.Zone == "Asia/Shanghai" ? "" : " " + time.Zone);

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
