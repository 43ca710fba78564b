using System.Text.RegularExpressions;
using ChatCrm.Bot.Graph;
using ChatCrm.Bot.Slack;
using ChatCrm.Bot.Teams;
using ChatCrm.Tests.HouseRules.Reading;

namespace ChatCrm.Tests.Bicep;

/// <summary>What an admin must be able to rely on in the deployment.</summary>
public class DeploymentTests
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly Regex Secret = new("key|secret|password|token|credential|connectionstring|sas", Linear | RegexOptions.IgnoreCase);

    private static readonly Regex SecretSetting = new("(Secret|Token|Password)$", Linear);

    private static readonly Regex Listing = new(@"\blist\w*\(", Linear);

    private static readonly Regex Role = new("'([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})'", Linear);

    private static readonly Regex VersionInReadme = new(@"`(Microsoft\.[\w./]+@[\w-]+)`", Linear);

    /// <summary>Storage Table Data Contributor, Key Vault Secrets User, AcrPull; and for an admin Key Vault Secrets Officer.</summary>
    private static readonly string[] Rights =
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "4633458b-17de-408a-b874-0445c86b69e6", "7f951dda-4ed3-4680-a7ca-43fe172d538d", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7"];

    /// <summary>Settings that no class of options has.</summary>
    private static readonly string[] Plain =
        ["ASPNETCORE_HTTP_PORTS", "OTEL_SERVICE_NAME", "Storage__Kind", "Storage__Tables__Endpoint", "Storage__Tables__ManagedIdentity", "Secrets__KeyVault", "Secrets__ManagedIdentity"];

    [Fact]
    public async Task Nothing_secret_is_put_out() => Offenders.None(
        from template in await Template.All()
        from output in template.Outputs
        where Secret.IsMatch(output.Name) || output.Leaves.Any(leaf => Secret.IsMatch(leaf[1]))
        select $"{template.Path}: {output.Name}");

    [Fact]
    public async Task No_key_is_read() => Offenders.None(
        from template in await Template.All()
        where Listing.IsMatch(template.Text)
        select template.Path);

    [Fact]
    public async Task What_is_secret_is_hidden_from_the_log_of_a_deployment() => Offenders.None(
        from template in await Template.All()
        from parameter in template.Parameters
        where Secret.IsMatch(parameter.Name) != parameter.Secure
        select $"{template.Path}: {parameter.Name}");

    [Fact]
    public async Task Every_parameter_says_what_it_is() => Offenders.None(
        from template in await Template.All()
        from parameter in template.Parameters
        where parameter.Description.Length < 10 || !parameter.Description.EndsWith('.')
        select $"{template.Path}: {parameter.Name}");

    [Theory]
    [InlineData("modules/storage.bicep", "Microsoft.Storage/storageAccounts", "minimumTlsVersion", "'TLS1_2'")]
    [InlineData("modules/storage.bicep", "Microsoft.Storage/storageAccounts", "supportsHttpsTrafficOnly", "true")]
    [InlineData("modules/storage.bicep", "Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "false")]
    [InlineData("modules/storage.bicep", "Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", "false")]
    [InlineData("modules/storage.bicep", "Microsoft.Storage/storageAccounts", "networkAcls.defaultAction", "empty(subnetId) ? 'Allow' : 'Deny'")]
    [InlineData("modules/vault.bicep", "Microsoft.KeyVault/vaults", "enableRbacAuthorization", "true")]
    [InlineData("modules/vault.bicep", "Microsoft.KeyVault/vaults", "enablePurgeProtection", "true")]
    [InlineData("modules/vault.bicep", "Microsoft.KeyVault/vaults", "networkAcls.defaultAction", "empty(subnetId) ? 'Allow' : 'Deny'")]
    [InlineData("modules/registry.bicep", "Microsoft.ContainerRegistry/registries", "adminUserEnabled", "false")]
    [InlineData("modules/registration.bicep", "Microsoft.BotService/botServices", "msaAppType", "'UserAssignedMSI'")]
    [InlineData("bot.bicep", "Microsoft.App/containerApps", "configuration.ingress.allowInsecure", "false")]
    [InlineData("bot.bicep", "Microsoft.App/containerApps", "configuration.ingress.stickySessions.affinity", "'none'")]
    public async Task What_keeps_it_safe_is_set(string path, string type, string property, string expected)
    {
        var resource = (await Template.At(path)).Made.Single(resource => resource.Of.StartsWith(type + "@", StringComparison.Ordinal));

        Assert.Equal(expected, resource[$"properties.{property}"]);
    }

    /// <summary>All instances share the store: its outage must leave somebody to say so.</summary>
    [Theory]
    [InlineData("Startup", "/health/start")]
    [InlineData("Liveness", "/health/live")]
    [InlineData("Readiness", "/health/live")]
    public async Task An_outage_of_the_store_keeps_no_instance_away(string probe, string path)
    {
        var leaves = (await Template.At("bot.bicep")).Made.Single(resource => resource.Name == "app").Leaves.Select(leaf => (leaf[0], leaf[1].Trim('\''))).ToList();
        var at = leaves.FindIndex(leaf => leaf == ("properties.template.containers[].probes[].type", probe));

        Assert.Equal(("properties.template.containers[].probes[].httpGet.path", path), leaves[at + 1]);
    }

    [Fact]
    public async Task Rights_are_the_least_and_hang_on_one_resource()
    {
        var templates = await Template.All();
        Offenders.None(
            from template in templates
            from assignment in template.Made
            where assignment.Of.StartsWith("Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal)
                && template.Made.All(resource => resource.Name != assignment["scope"])
            select $"{template.Path}: {assignment.Name}");
        Assert.Equal(Rights, templates.SelectMany(template => Role.Matches(template.Text)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_version_of_an_interface_is_one_that_was_looked_up() => Assert.Equal(
        VersionInReadme.Matches(Readme).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal),
        (await Template.All()).SelectMany(template => template.Resources).Select(resource => resource.Of).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_parameter_of_a_deployment_stands_in_the_readme() => Offenders.None(
        from template in await Template.All()
        where !template.Path.Contains('/')
        from parameter in template.Parameters
        where !Readme.Contains($"`{parameter.Name}`", StringComparison.Ordinal)
        select $"{template.Path}: {parameter.Name}");

    [Fact]
    public async Task Every_setting_is_one_that_the_service_reads()
    {
        var settings = await Settings();

        Assert.NotEmpty(settings);
        Assert.Empty(settings.Except(Plain).Except(NamesOf<TeamsOptions>(TeamsOptions.Section)).Except(NamesOf<SlackOptions>(SlackOptions.Section)).Except(NamesOf<GraphOptions>(GraphOptions.Section)));
    }

    [Fact]
    public async Task No_secret_is_among_the_settings() => Assert.DoesNotContain(await Settings(), name => SecretSetting.IsMatch(name));

    [Fact]
    public async Task Messages_of_Teams_come_to_where_the_service_listens()
    {
        var bot = (await Template.At("modules/registration.bicep")).Made.Single(resource => resource.Name == "bot");

        Assert.Equal($"'https://${{host}}{ChatCrm.Bot.Teams.Endpoints.Path}'", bot["properties.endpoint"]);
    }

    private static async Task<IReadOnlyList<string>> Settings() =>
        [.. from leaf in (await Template.At("bot.bicep")).Declarations.Where(declaration => declaration.Name is "settings" or "calendarSettings").SelectMany(declaration => declaration.Leaves)
            where leaf[0] == "[].name"
            select leaf[1].Trim('\'')];

    private static string Readme => File.ReadAllText(Path.Combine(Template.Folder, "README.md"));

    private static IEnumerable<string> NamesOf<T>(string section) => typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => $"{section}__{property.Name}");
}
