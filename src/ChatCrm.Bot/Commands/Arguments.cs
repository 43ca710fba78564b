using System.Globalization;
using ChatCrm.Workspaces;

namespace ChatCrm.Bot.Commands;

/// <summary>What stands behind a command. Settings of the host (<c>--key=value</c>) may stand among it and are passed over.</summary>
/// <param name="Wrong">A sentence about the first thing that was not understood; empty where all was.</param>
internal sealed record Arguments(int? Count, string? Workspace, string Wrong)
{
    /// <summary>The stores that <c>copy</c> names; null where one is missing.</summary>
    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>The file that <c>holidays import</c> names, and the country that its days are of; null for our own people.</summary>
    public string File { get; init; } = "";

    public string? Country { get; init; }

    /// <summary>Whose change it is to be; null for nobody's.</summary>
    public string? By { get; init; }

    private const int MostCustomers = 1_000_000, LongestName = 64;

    /// <summary>What stands behind <c>copy</c>: <c>--from store --to store</c>.</summary>
    public static Arguments ReadStores(string[] words)
    {
        var given = new Arguments(null, null, "");
        for (var i = 0; i < words.Length && given.Wrong.Length == 0; i++)
        {
            given = words[i] switch
            {
                "--from" when i + 1 < words.Length => given with { From = words[++i] },
                "--to" when i + 1 < words.Length => given with { To = words[++i] },
                ['-', '-', ..] setting when setting.Contains('=') => given,
                var word => given with { Wrong = $"'{word}' was not understood." },
            };
        }
        return given.Wrong.Length > 0 || given is { From: not null, To: not null } ? given : given with { Wrong = "Say both stores: --from Sqlite --to Tables" };
    }

    /// <summary>What stands behind <c>holidays import</c>: a file, <c>--workspace name</c>, perhaps <c>--country QA</c> and <c>--by sam</c>.</summary>
    public static Arguments ReadFile(string[] words)
    {
        var given = new Arguments(null, null, "");
        for (var i = 0; i < words.Length && given.Wrong.Length == 0; i++)
        {
            given = words[i] switch
            {
                "--workspace" when i + 1 < words.Length => given.Named(words[++i]),
                "--country" when i + 1 < words.Length => given with { Country = words[++i] },
                "--by" when i + 1 < words.Length => given with { By = words[++i] },
                ['-', '-', ..] setting when setting.Contains('=') => given,
                var word when given.File.Length == 0 && word[0] != '-' => given with { File = word },
                var word => given with { Wrong = $"'{word}' was not understood." },
            };
        }
        return given.Wrong.Length > 0 || given is { File.Length: > 0, Workspace: not null } ? given : given with { Wrong = "Say the file and the workspace: holidays import days.ics --workspace name" };
    }

    public static Arguments Read(string[] words, bool takesCount)
    {
        var given = new Arguments(null, null, "");
        for (var i = 0; i < words.Length && given.Wrong.Length == 0; i++)
        {
            given = words[i] switch
            {
                "--workspace" when i + 1 < words.Length => given.Named(words[++i]),
                ['-', '-', ..] option when option.StartsWith("--workspace=", StringComparison.Ordinal) => given.Named(option["--workspace=".Length..]),
                ['-', '-', ..] setting when setting.Contains('=') => given,
                var word when takesCount && given.Count is null => given.Counted(word),
                var word => given with { Wrong = $"'{word}' was not understood." },
            };
        }
        return given;
    }

    private Arguments Counted(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= MostCustomers
            ? this with { Count = count }
            : this with { Wrong = FormattableString.Invariant($"'{word}' is no count from 1 to {MostCustomers:N0}.") };

    private Arguments Named(string name) =>
        name.Length is > 0 and <= LongestName && name != DirectoryRows.Partition && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? this with { Workspace = name }
            : this with { Wrong = $"'{name}' is no name of a workspace: letters, digits and - are." };
}
