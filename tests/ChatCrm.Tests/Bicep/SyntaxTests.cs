using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCrm.Tests.HouseRules.Reading;

namespace ChatCrm.Tests.Bicep;

/// <summary>What a compiler of Bicep would say first. There is none here: a grammar, and checks of our own over what it reads.</summary>
public class SyntaxTests
{
    private static readonly Regex OutputOfModule = new(@"\b(\w+)\.outputs\.(\w+)", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private static readonly Regex Placeholder = new(@"\$\{(\w+)\}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>What azd knows by itself, and what an admin may set by `azd env set`.</summary>
    private static readonly string[] Given = ["AZURE_ENV_NAME", "AZURE_LOCATION", "AZURE_PRINCIPAL_ID", "SERVICE_BOT_IMAGE_NAME", "CHATCRM_CUSTOM_DOMAIN", "CHATCRM_SUBNET_ID", "CHATCRM_CERTIFICATE", "CHATCRM_ALERT_EMAIL"];

    [Fact]
    public async Task Every_template_follows_the_grammar() => Offenders.None(
        from template in await Template.All()
        from line in template.Broken
        select $"{template.Path}: {line}");

    [Theory]
    [InlineData("kind: 'StorageV2'", "kind:")]
    [InlineData("kind: 'StorageV2'", "kind: 'StorageV2")]
    [InlineData("properties: {", "properties: ")]
    [InlineData("param location string", "param location")]
    [InlineData("@2025-06-01' = {", "@2025-06-01' {")]
    public async Task A_planted_error_is_found(string right, string wrong)
    {
        var text = Template.TextOf("modules/storage.bicep");
        Assert.Contains(right, text, StringComparison.Ordinal);

        Assert.NotEmpty((await Template.Of(text.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken)).Broken);
    }

    [Fact]
    public async Task Every_name_that_is_used_is_declared() => Offenders.None(
        from template in await Template.All()
        from name in template.Uses.Except(template.Declarations.Select(declaration => declaration.Name)).Except(template.Loops).Except(["az"])
        select $"{template.Path}: {name}");

    [Fact]
    public async Task Every_name_that_is_declared_is_used() => Offenders.None(
        from template in await Template.All()
        from declaration in template.Declarations
        where declaration.Kind is "parameter" or "variable" && !template.Uses.Contains(declaration.Name)
        select $"{template.Path}: {declaration.Name}");

    [Fact]
    public async Task A_module_is_given_what_it_asks_for_and_no_more()
    {
        var templates = await Template.All();
        Offenders.None(
            from template in templates
            from module in template.Modules
            let parameters = templates.Single(other => other.Path == module.Of).Parameters
            let given = module.Leaves.Where(leaf => leaf[0].StartsWith("params.", StringComparison.Ordinal)).Select(leaf => leaf[0].Split('.')[1]).ToList()
            from name in given.Except(parameters.Select(parameter => parameter.Name)).Concat(parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name).Except(given))
            select $"{template.Path}: {module.Name}: {name}");
    }

    [Fact]
    public async Task What_a_module_is_asked_for_it_puts_out()
    {
        var templates = await Template.All();
        Offenders.None(
            from template in templates
            from Match match in OutputOfModule.Matches(template.Text)
            let module = template.Modules.Single(module => module.Name == match.Groups[1].Value)
            where templates.Single(other => other.Path == module.Of).Outputs.All(output => output.Name != match.Groups[2].Value)
            select $"{template.Path}: {match.Value}");
    }

    /// <summary>main.bicep and bot.bicep are deployed themselves; azd finds the second by the service's name.</summary>
    [Fact]
    public async Task Every_file_belongs_to_a_deployment()
    {
        Assert.Contains("\n  bot:\n", File.ReadAllText(Path.Combine(Template.Folder, "azure.yaml")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(
            (await Template.All()).SelectMany(template => template.Modules).Select(module => module.Of).Concat(["main.bicep", "bot.bicep"]).Order(StringComparer.Ordinal),
            Template.Paths);
    }

    [Theory]
    [InlineData("main")]
    [InlineData("bot")]
    public async Task A_file_of_parameters_names_its_templates_own(string name)
    {
        var template = await Template.At($"{name}.bicep");
        var file = JsonNode.Parse(Template.TextOf($"{name}.parameters.json"))!["parameters"]!.AsObject();
        var given = file.Select(pair => pair.Key).ToList();

        Assert.Empty(given.Except(template.Parameters.Select(parameter => parameter.Name)));
        Assert.Empty(template.Parameters.Where(parameter => parameter.Required).Select(parameter => parameter.Name).Except(given));
        Assert.Empty(Placeholder.Matches(file.ToJsonString()).Select(match => match.Groups[1].Value)
            .Except((await Template.At("main.bicep")).Outputs.Select(output => output.Name)).Except(Given));
    }
}
