using System.Globalization;
using System.Text.Json;
using ChatCrm.Tests.Browser;
using ChatCrm.Tests.HouseRules.Reading;

namespace ChatCrm.Tests.Operation;

/// <summary>What the lock files pin, against the list of versions that are refused.</summary>
public class RefusedPackagesTests
{
    [Fact]
    public void I3_no_refused_version_is_locked() => Offenders.None(
        from package in Locked
        from refused in List
        where refused.Refuses(package.Id, package.Version)
        select $"{package.Where}: {package.Id} {package.Version} ({refused.Why})");

    [Fact]
    public void I3_every_project_has_a_lock_file() =>
        Assert.Equal(["src/ChatCrm", "src/ChatCrm.Bot", "src/ChatCrm.Bot/BrowserChat", "tests/ChatCrm.Benchmarks", "tests/ChatCrm.Tests"], Locked.Select(package => package.Where).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("Newtonsoft.Json", "12.0.1", true)]
    [InlineData("newtonsoft.json", "13.0.0", true)]
    [InlineData("Newtonsoft.Json", "13.0.1", false)]
    [InlineData("System.Text.Json", "8.0.4", true)]
    [InlineData("System.Text.Json", "8.0.5-preview.1", true)]
    [InlineData("System.Text.Json", "8.0.5", false)]
    [InlineData("System.Text.Json", "10.0.14", false)]
    [InlineData("Azure.Identity", "1.11.3", true)]
    [InlineData("SourceGear.sqlite3", "3.50.4.5", false)]
    public void The_list_refuses_what_it_says(string id, string version, bool refused) => Assert.Equal(refused, List.Any(each => each.Refuses(id, version)));

    [Fact]
    public void Every_line_of_the_list_has_its_reason() => Assert.All(List, each => Assert.NotEmpty(each.Why));

    private static IReadOnlyList<Refused> List { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ChatCrm.Tests", "Operation", "refused-packages.txt")).Where(line => !line.StartsWith('#')).Select(Refused.Read)];

    private static IReadOnlyList<(string Where, string Id, string Version)> Locked { get; } =
    [
        .. from folder in new[] { "src", "tests" }
           from project in Directory.GetDirectories(Path.Combine(Repository.Root, folder))
           let file = Path.Combine(project, "packages.lock.json")
           where File.Exists(file)
           from target in JsonElement.Parse(File.ReadAllText(file)).GetProperty("dependencies").EnumerateObject()
           from package in target.Value.EnumerateObject()
           where package.Value.TryGetProperty("resolved", out _)
           select ($"{folder}/{Path.GetFileName(project)}", package.Name, package.Value.GetProperty("resolved").GetString()!),
        // Another registry's names: the list calls them npm:name.
        .. from package in JsonElement.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "ChatCrm.Bot", "BrowserChat", "package-lock.json"))).GetProperty("packages").EnumerateObject()
           where package.Name.Length > 0
           select ("src/ChatCrm.Bot/BrowserChat", $"npm:{package.Name.Split("node_modules/")[^1]}", package.Value.GetProperty("version").GetString()!),
    ];

    private sealed record Refused(string Id, Version From, Version Below, string Why)
    {
        public static Refused Read(string line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words switch
            {
                [var id, ">=", var from, "<", var below, .. var why] => new(id, Number(from), Number(below), string.Join(' ', why)),
                [var id, "<", var below, .. var why] => new(id, Number("0.0"), Number(below), string.Join(' ', why)),
                _ => throw new InvalidOperationException($"Not understood: {line}"),
            };
        }

        /// <summary>A preview of the first good version is not yet that version.</summary>
        public bool Refuses(string id, string version)
        {
            var number = Number(version.Split('-', '+')[0]);
            return id.Equals(Id, StringComparison.OrdinalIgnoreCase) && number >= From && (number < Below || (number == Below && version.Contains('-', StringComparison.Ordinal)));
        }

        private static Version Number(string version)
        {
            var parts = version.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).Concat([0, 0, 0]).Take(4).ToArray();
            return new(parts[0], parts[1], parts[2], parts[3]);
        }
    }
}
