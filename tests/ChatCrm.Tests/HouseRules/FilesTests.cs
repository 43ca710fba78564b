using System.Text.RegularExpressions;
using ChatCrm.Tests.Browser;
using ChatCrm.Tests.HouseRules.Reading;

namespace ChatCrm.Tests.HouseRules;

/// <summary>What the sources look like from outside.</summary>
public class FilesTests
{
    private const int LongestFile = 300;

    /// <summary>Files over the length, each with its reason.</summary>
    private static readonly string[] Long = [];

    private static readonly string[] TopLevel = [".ci", ".editorconfig", ".gitignore", "ChatCrm.sln", "README.md", "bicep", "global.json", "manifests", "src", "tests"];

    // What a checkout, an editor or a run leaves there; .gitignore keeps it out.
    private static readonly string[] LeftThere = [".git", ".vs", ".idea", ".vscode", "TestResults", "data", "bin", "obj"];

    private static readonly Regex Unfinished = new(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Namespace = new(@"^namespace ([\w.]+)(;?)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);

    private static readonly string[] Vague = ["Manager", "Helper", "Helpers", "Service", "Processor", "Base", "Util", "Utils"];

    private static IEnumerable<(string Path, string Text)> Sources =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/node_modules/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    [Fact]
    public void The_sources_are_found() => Assert.Contains(Sources, file => file.Path == "src/ChatCrm/Turns/Dispatcher.cs");

    [Fact]
    public void Files_are_short() => Offenders.None(
        from file in Sources
        let lines = file.Text.AsSpan().TrimEnd().Count('\n') + 1
        where lines > LongestFile && !Long.Contains(file.Path)
        select $"{file.Path}: {lines} lines");

    [Fact]
    public void Nothing_is_left_unfinished() => Offenders.None(Sources.Where(file => Unfinished.IsMatch(file.Text)).Select(file => file.Path));

    [Fact]
    public void A_files_namespace_is_its_folder() => Offenders.None(
        from file in Sources
        from Match match in Namespace.Matches(file.Text)
        where match.Groups[2].Value != ";" || match.Groups[1].Value != Path.GetDirectoryName(file.Path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
        select $"{file.Path}: {match.Value}");

    [Fact]
    public void Names_say_what_a_thing_is() => Offenders.None(
        from module in Compiled.Both
        from type in module.GetTypes()
        let name = type.Name.Split('`')[0]
        where type.Outermost().Namespace.StartsWith("ChatCrm", StringComparison.Ordinal) && Vague.Any(end => name.EndsWith(end, StringComparison.Ordinal))
        select type.FullName);

    [Fact]
    public void The_top_level_is_fixed() => Offenders.None(
        Directory.EnumerateFileSystemEntries(Repository.Root).Select(entry => Path.GetFileName(entry)!).Except(TopLevel).Except(LeftThere));

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/README.md")]
    public void There_is_a_page_to_begin_with(string page) => Assert.True(File.Exists(Path.Combine(Repository.Root, page)));
}
