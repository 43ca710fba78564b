using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCrm.Tests.Native;

/// <summary>The identity that a machine of Azure's gives at an address of its own (https://learn.microsoft.com/azure/app-service/overview-managed-identity).</summary>
internal sealed class MachineIdentity : IAsyncDisposable
{
    private const string Header = "header-of-the-tests";

    private readonly WebApplication server;

    private MachineIdentity(WebApplication server) => this.server = server;

    /// <summary>How a program on the machine finds it.</summary>
    public (string Name, string Value)[] Variables => [("IDENTITY_ENDPOINT", $"{server.Urls.Single()}/msi/token"), ("IDENTITY_HEADER", Header)];

    public static async Task<MachineIdentity> Start(string token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.MapGet("/msi/token", (HttpRequest request, string resource) => request.Headers["X-IDENTITY-HEADER"] == Header
            ? Results.Json(new { access_token = token, expires_on = "4070908800", resource, token_type = "Bearer" })
            : Results.Unauthorized());
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
