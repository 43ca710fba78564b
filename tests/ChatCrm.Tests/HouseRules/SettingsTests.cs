using System.Text.RegularExpressions;
using ChatCrm.Bot.BrowserChat;
using ChatCrm.Bot.Graph;
using ChatCrm.Bot.Operation;
using ChatCrm.Bot.Secrets;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Storage.Tables;
using ChatCrm.Bot.Teams;
using ChatCrm.Tests.Browser;
using ChatCrm.Tests.HouseRules.Reading;

namespace ChatCrm.Tests.HouseRules;

/// <summary>The README names every setting that there is, and none that there is not.</summary>
public class SettingsTests
{
    // Written with a colon, or as an environment variable is.
    private static readonly Regex Named = new(@"\b(Storage|Secrets|Health|Zones|Graph|Slack|Teams|BrowserChat|Holidays)((:|__)[A-Z][A-Za-z]+)+", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    private static IReadOnlySet<string> There { get; } = new HashSet<string>(
    [
        "Storage:Kind", "Storage:Path",
        .. Of<TableOptions>(TableOptions.Section), .. Of<SecretsOptions>(SecretsOptions.Section), .. Of<HealthOptions>(HealthOptions.Section), .. Of<ZonesOptions>(ZonesOptions.Section), .. Of<HolidaysOptions>(HolidaysOptions.Section), .. Of<SlackOptions>(SlackOptions.Section),
        .. Of<TeamsOptions>(TeamsOptions.Section), .. Of<GraphOptions>(GraphOptions.Section), .. Of<BrowserChatOptions>(BrowserChatOptions.Section),
    ], StringComparer.Ordinal);

    [Fact]
    public void What_the_README_names_is_there() =>
        Offenders.None(Named.Matches(Readme).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Where(name => name != TableOptions.Section && !There.Contains(name)));

    [Fact]
    public void What_is_there_is_in_the_README() => Offenders.None(There.Where(name => !Readme.Contains($"`{name}`", StringComparison.Ordinal)));

    private static IEnumerable<string> Of<T>(string section) => typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => $"{section}:{property.Name}");
}
