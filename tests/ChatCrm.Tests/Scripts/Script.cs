using System.Globalization;
using System.Text.RegularExpressions;
using ChatCrm.Tests.App;
using NodaTime;

namespace ChatCrm.Tests.Scripts;

/// <summary>One thing that happens in a conversation, and the lines that are to be shown then.</summary>
/// <param name="Written">The lines of the script that say it, with the remarks in front of them.</param>
internal sealed record Step(IReadOnlyList<string> Written, Deed Deed, IReadOnlyList<string> Expected);

/// <summary>What happens.</summary>
internal abstract record Deed
{
    public sealed record Says(Spot At, string Line) : Deed;

    public sealed record Presses(Spot At, string Label) : Deed;

    public sealed record Submits(Spot At, IReadOnlyDictionary<string, string> Answers) : Deed;

    public sealed record LooksUp(Spot At, string Field, string Query) : Deed;

    public sealed record Push(Spot At) : Deed;

    public sealed record Redrawn(Spot At) : Deed;

    public sealed record Clock(Duration By) : Deed;
}

/// <summary>A conversation as README.md describes it.</summary>
internal static partial class Script
{
    public static IReadOnlyList<Step> Read(IReadOnlyList<string> lines)
    {
        var steps = new List<Step>();
        List<string> between = [];
        foreach (var line in lines)
        {
            if (line.Length == 0 || line[0] == '#') between.Add(line);
            else if (line[0] == '<') steps[^1] = steps[^1] with { Expected = [.. steps[^1].Expected, line[1..].Trim()] };
            else if (line[0] == ' ') steps[^1] = Answered(steps[^1], line);
            else
            {
                steps.Add(new([.. between, line], DeedOf(line), []));
                between.Clear();
            }
        }
        return steps;
    }

    private static Step Answered(Step step, string line)
    {
        if (step.Deed is not Deed.Submits form || line.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var at)) throw new FormatException($"An answer without a form: {line}");
        return step with
        {
            Written = [.. step.Written, line],
            Deed = form with { Answers = new Dictionary<string, string>(form.Answers) { [line[..at].Trim()] = line[(at + 1)..].Trim() } },
        };
    }

    private static Deed DeedOf(string line) => Shape().Match(line) switch
    {
        { Success: false } => throw new FormatException($"No line of a conversation: {line}"),
        var match when Has(match, "by") => new Deed.Clock(Amount(match.Groups["by"].Value)),
        var match when Has(match, "says") => new Deed.Says(At(match), match.Groups["line"].Value),
        var match when Has(match, "label") => new Deed.Presses(At(match), match.Groups["label"].Value),
        var match when Has(match, "submits") => new Deed.Submits(At(match), new Dictionary<string, string>()),
        var match when Has(match, "field") => new Deed.LooksUp(At(match), match.Groups["field"].Value, match.Groups["query"].Value),
        var match when match.Groups["what"].Value == "push" => new Deed.Push(At(match)),
        var match => new Deed.Redrawn(At(match)),
    };

    private static bool Has(Match match, string group) => match.Groups[group].Success;

    private static Spot At(Match match) => new(match.Groups["who"].Value, Has(match, "room") ? match.Groups["room"].Value : null);

    private static Duration Amount(string text)
    {
        var number = int.Parse(text[..^1], CultureInfo.InvariantCulture);
        return text[^1] switch { 'd' => Duration.FromDays(number), 'h' => Duration.FromHours(number), _ => Duration.FromMinutes(number) };
    }

    [GeneratedRegex(@"^(?:clock \+(?<by>[0-9]+[mhd])|(?<what>push|redrawn) (?<who>[a-z]+)(?: in (?<room>[a-z]+))?|(?<who>[a-z]+)(?: in (?<room>[a-z]+))?(?:(?<says>>) ?(?<line>.*)| \[(?<label>.+)\]| (?<submits>submits)| looks up (?<field>[A-Za-z]+): ?(?<query>.*)))$",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
