using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ChatCrm.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCrm.Tests.Operation;

public class SbomTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src", "ChatCrm.Bot");

    [Fact]
    public async Task I3_the_bill_of_materials_names_what_is_locked_with_its_hash()
    {
        var bill = await Bill();
        var listed = bill.GetProperty("components").EnumerateArray().Where(part => IsOf(part, "nuget")).ToDictionary(part => part.GetProperty("name").GetString()!);
        var locked = JsonElement.Parse(File.ReadAllText(Path.Combine(Source, "packages.lock.json"))).GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(package => package.Value.TryGetProperty("contentHash", out _)).ToDictionary(package => package.Name, package => package.Value, StringComparer.OrdinalIgnoreCase);
        Assert.True(listed.Count >= 20);
        foreach (var (name, part) in listed)
        {
            Assert.Equal(locked[name].GetProperty("resolved").GetString(), part.GetProperty("version").GetString());
            Assert.Equal($"pkg:nuget/{name}@{part.GetProperty("version").GetString()}", part.GetProperty("purl").GetString());
            Assert.Equal(Convert.ToHexStringLower(Convert.FromBase64String(locked[name].GetProperty("contentHash").GetString()!)), part.GetProperty("hashes")[0].GetProperty("content").GetString());
        }
        // What only builds and what only names other packages is not shipped.
        foreach (var package in XDocument.Load(Path.Combine(Source, "ChatCrm.Bot.csproj")).Descendants("PackageReference"))
            Assert.Equal(package.Attribute("PrivateAssets") is null, listed.ContainsKey(package.Attribute("Include")!.Value));
    }

    [Fact]
    public async Task I3_and_what_lies_within_the_program_from_npm()
    {
        var bill = await Bill();
        var listed = bill.GetProperty("components").EnumerateArray().Where(part => IsOf(part, "npm")).ToList();
        var locked = JsonElement.Parse(File.ReadAllText(Path.Combine(Source, "BrowserChat", "package-lock.json"))).GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0);
        Assert.Equal(
            locked.Select(package => ($"pkg:npm/{package.Name["node_modules/".Length..]}@{package.Value.GetProperty("version")}", package.Value.GetProperty("integrity").GetString())),
            listed.Select(part => (part.GetProperty("purl").GetString()!, (string?)$"sha512-{Convert.ToBase64String(Convert.FromHexString(part.GetProperty("hashes")[0].GetProperty("content").GetString()!))}")));
        Assert.NotEmpty(listed);
        var own = bill.GetProperty("metadata").GetProperty("component").GetProperty("bom-ref").GetString();
        var needed = bill.GetProperty("dependencies").EnumerateArray().Single(part => part.GetProperty("ref").GetString() == own).GetProperty("dependsOn").EnumerateArray().Select(each => each.GetString());
        Assert.All(listed, part => Assert.Contains(part.GetProperty("bom-ref").GetString(), needed));
    }

    [Fact]
    public async Task Its_shape_is_CycloneDX()
    {
        var bill = await Bill();
        Assert.Equal(("CycloneDX", "1.5", 1), (bill.GetProperty("bomFormat").GetString(), bill.GetProperty("specVersion").GetString(), bill.GetProperty("version").GetInt32()));
        var parts = bill.GetProperty("components").EnumerateArray().Append(bill.GetProperty("metadata").GetProperty("component")).ToList();
        var refs = parts.Select(part => part.GetProperty("bom-ref").GetString()!).ToList();
        Assert.Equal(refs.Count, refs.Distinct(StringComparer.Ordinal).Count());
        Assert.All(parts, part => Assert.Contains(part.GetProperty("type").GetString(), new[] { "application", "library", "framework" }));
        Assert.All(parts, part => Assert.NotEmpty(part.GetProperty("name").GetString() + part.GetProperty("version").GetString()));
        foreach (var each in bill.GetProperty("dependencies").EnumerateArray())
            Assert.All(each.GetProperty("dependsOn").EnumerateArray().Select(on => on.GetString()!).Append(each.GetProperty("ref").GetString()!), one => Assert.Contains(one, refs));
    }

    [Fact]
    public void The_container_runs_as_nobody_special_and_has_the_worlds_languages()
    {
        var project = XDocument.Load(Path.Combine(Source, "ChatCrm.Bot.csproj"));
        // The other chiseled images have no ICU.
        string[] images = [.. project.Descendants("ContainerBaseImage").Select(image => image.Value)];
        Assert.NotEmpty(images);
        Assert.All(images, image => Assert.EndsWith("-chiseled-extra", image, StringComparison.Ordinal));
        Assert.Equal("app", project.Descendants("ContainerUser").Single().Value);
        var variables = project.Descendants("ContainerEnvironmentVariable").ToDictionary(variable => variable.Attribute("Include")!.Value, variable => variable.Attribute("Value")!.Value);
        Assert.Equal(project.Descendants("ContainerPort").Single().Attribute("Include")!.Value, variables["ASPNETCORE_HTTP_PORTS"]);
        Assert.Equal("false", variables["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"]);
    }

    private static bool IsOf(JsonElement part, string registry) => part.TryGetProperty("purl", out var address) && address.GetString()!.StartsWith($"pkg:{registry}/", StringComparison.Ordinal);

    private static async Task<JsonElement> Bill()
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        await using var nothing = new ServiceCollection().BuildServiceProvider();
        Assert.Equal(0, await ChatCrm.Bot.Commands.Commands.Run(["sbom"], nothing, output, TestContext.Current.CancellationToken));
        return JsonElement.Parse(output.ToString());
    }
}
