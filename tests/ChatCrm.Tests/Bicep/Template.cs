using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ChatCrm.Tests.Approved;
using ChatCrm.Tests.Browser;

namespace ChatCrm.Tests.Bicep;

/// <summary>A Bicep file as a parser from npm reads it.</summary>
/// <param name="Path">Below <c>bicep/infra</c>; empty for a text that is no file.</param>
/// <param name="Broken">Where the syntax is broken, line by line.</param>
/// <param name="Uses">The names that its expressions use.</param>
/// <param name="Loops">The names that loops give.</param>
internal sealed record Template(string Path, IReadOnlyList<string> Broken, IReadOnlyList<string> Uses, IReadOnlyList<string> Loops, IReadOnlyList<Declaration> Declarations)
{
    public static readonly string Folder = System.IO.Path.Combine(Repository.Root, "bicep");

    private static readonly string Infra = System.IO.Path.Combine(Folder, "infra");

    private static readonly string Judges = System.IO.Path.Combine(Approval.Folder, "..", "Judges");

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static IReadOnlyList<string> Paths { get; } =
        [.. Directory.EnumerateFiles(Infra, "*.bicep", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Infra, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public string Text => TextOf(Path);

    public IEnumerable<Declaration> Parameters => Of("parameter");

    public IEnumerable<Declaration> Outputs => Of("output");

    public IEnumerable<Declaration> Modules => Of("module");

    public IEnumerable<Declaration> Resources => Of("resource");

    public IEnumerable<Declaration> Made => Resources.Where(resource => !resource.Existing);

    public static string TextOf(string path) => File.ReadAllText(System.IO.Path.Combine(Infra, path));

    public static async Task<IReadOnlyList<Template>> All() =>
        [.. from template in await Read("", [.. Paths.Select(path => System.IO.Path.Combine(Infra, path))])
            select template with { Path = System.IO.Path.GetRelativePath(Infra, template.Path).Replace('\\', '/') }];

    public static async Task<Template> At(string path) => (await All()).Single(template => template.Path == path);

    public static async Task<Template> Of(string text, CancellationToken cancel) => (await Read(text, []).WaitAsync(cancel)).Single();

    private IEnumerable<Declaration> Of(string kind) => Declarations.Where(declaration => declaration.Kind == kind);

    private static async Task<Template[]> Read(string text, string[] files)
    {
        Assert.SkipUnless(Directory.Exists(System.IO.Path.Combine(Judges, "node_modules", "tree-sitter-bicep")), "The judges are not installed: npm ci --prefix tests/ChatCrm.Tests/Judges");
        using var node = Process.Start(new ProcessStartInfo("node", [System.IO.Path.Combine(Judges, "bicep.cjs"), .. files])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = Utf8, StandardOutputEncoding = Utf8,
        })!;
        await node.StandardInput.WriteAsync(text);
        node.StandardInput.Close();
        var complaint = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await complaint);
        return JsonSerializer.Deserialize<Template[]>(said, JsonSerializerOptions.Web)!;
    }
}

/// <summary>A parameter, variable, resource, module or output.</summary>
/// <param name="Of">A resource's type and API version, or a module's path.</param>
/// <param name="Required">Whether it is a parameter without a default.</param>
/// <param name="Leaves">What it holds, as pairs of a path (<c>properties.minimumTlsVersion</c>, <c>[].name</c>) and an expression.</param>
internal sealed record Declaration(string Kind, string Name, string Of, bool Existing, string Description, bool Secure, bool Required, IReadOnlyList<string[]> Leaves)
{
    public string? this[string path] => Leaves.FirstOrDefault(leaf => leaf[0] == path)?[1];
}
