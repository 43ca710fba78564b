using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;
using ChatCrm.Bot;
using ChatCrm.Bot.Storage.Tables;

namespace ChatCrm.Tests.Storage.Tables;

/// <summary>Alone: the variables are those of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessVariables
{
    public const string Name = "Variables of the process";
}

/// <summary>Where the service signs in.</summary>
[Collection(ProcessVariables.Name)]
public sealed class AuthorityTests
{
    [Theory]
    [InlineData(null, null, "login.microsoftonline.com")]
    [InlineData(null, "https://login.microsoftonline.us/", "login.microsoftonline.us")]
    [InlineData("https://login.partner.microsoftonline.cn/", "https://login.microsoftonline.us/", "login.partner.microsoftonline.cn")]
    public async Task The_cloud_that_Kubernetes_names_counts_unless_a_setting_names_another(string? setting, string? variable, string host)
    {
        var options = new TableOptions { TenantId = "tenant", ClientId = "app", ClientSecret = "secret", Login = setting is null ? null : new(setting) };
        Assert.All(await Asked(options.Identity(), variable), asked => Assert.Equal(host, asked));
    }

    private static async Task<IReadOnlyCollection<string>> Asked(EntraIdentity identity, string? variable)
    {
        const string name = "AZURE_AUTHORITY_HOST";
        var (before, hosts) = (Environment.GetEnvironmentVariable(name), new HashSet<string>(StringComparer.Ordinal));
        using var wire = new Wire();
        wire.Always = (request, _) =>
        {
            hosts.Add(request.RequestUri!.IdnHost);
            return Task.FromResult(Wire.Answer(HttpStatusCode.BadRequest, """{"error":"invalid_request"}"""));
        };
        Environment.SetEnvironmentVariable(name, variable);
        try
        {
            var credential = identity.Credential(new HttpClientTransport(wire));
            await Assert.ThrowsAnyAsync<Exception>(async () => await credential.GetTokenAsync(new TokenRequestContext(["https://storage.azure.com/.default"]), TestContext.Current.CancellationToken));
        }
        finally
        {
            Environment.SetEnvironmentVariable(name, before);
        }
        Assert.NotEmpty(hosts);
        return hosts;
    }
}
