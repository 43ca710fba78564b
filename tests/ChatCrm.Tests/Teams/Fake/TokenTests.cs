using Azure.Core;
using Azure.Identity;
using ChatCrm.Tests.House;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace ChatCrm.Tests.Teams.Fake;

/// <summary>Both directions' tokens, read by Microsoft's own libraries.</summary>
public class TokenTests
{
    [Fact]
    public async Task A_token_is_signed_by_a_published_key_that_is_endorsed_for_Teams()
    {
        await using var stub = await StubService.Start();
        await stub.Teams.Write("mei", null, "due");

        var (configuration, result) = await Validated(stub, stub.Got.Single().Authorization);

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(["msteams", "webchat"], EndorsementsOf(configuration));
        var expires = Instant.FromUnixTimeSeconds((long)Tokens.Payload(stub.Got.Single().Authorization)["exp"]!);
        Assert.Equal(FakeClock.Beginning + Duration.FromHours(1), expires);
    }

    [Fact]
    public async Task After_a_rotation_another_key_signs_and_the_old_one_is_published_no_more()
    {
        await using var stub = await StubService.Start();
        await stub.Teams.Write("mei", null, "due");
        stub.Teams.Issuer.Rotate("webchat");
        await stub.Teams.Write("mei", null, "due");

        var (_, old) = await Validated(stub, stub.Got.First().Authorization);
        var (configuration, fresh) = await Validated(stub, stub.Got.Last().Authorization);

        Assert.False(old.IsValid);
        Assert.True(fresh.IsValid, fresh.Exception?.Message);
        Assert.Equal(["webchat"], EndorsementsOf(configuration));
        Assert.Equal(2, stub.Teams.Issuer.Asked["keys"]);
    }

    [Fact]
    public async Task A_token_is_as_wrong_as_a_test_wants()
    {
        await using var stub = await StubService.Start();
        stub.Teams.Claims = claims => claims with { Audience = "somebody else", ServiceUrl = null, Algorithm = "none", Signature = _ => [] };

        await stub.Teams.Write("mei", null, "due");

        var authorization = stub.Got.Single().Authorization;
        Assert.Equal(("somebody else", "none", false), ((string?)Tokens.Payload(authorization)["aud"], (string?)Tokens.Header(authorization)["alg"], Tokens.Payload(authorization).ContainsKey("serviceurl")));
        Assert.EndsWith(".", authorization, StringComparison.Ordinal);
        Assert.False((await Validated(stub, authorization)).Result.IsValid);
        Assert.True((await Validated(stub, stub.Teams.Bearer(stub.Teams.World.Room("lunch")))).Result.IsValid);
    }

    [Fact]
    public async Task Azure_s_credential_gets_a_bearer_that_the_Connector_takes()
    {
        await using var stub = await StubService.Start();

        var token = await Credential(stub, Login.Secret).GetTokenAsync(new([Login.Scope]), TestContext.Current.CancellationToken);

        Assert.Equal(201, (await stub.Call(HttpMethod.Post, stub.Teams.World.Room("lunch"), "activities", Samples.Text("x"), token: token.Token)).Status);
        stub.Teams.Login.Revoke();
        Assert.Equal(401, (await stub.Call(HttpMethod.Post, stub.Teams.World.Room("lunch"), "activities", Samples.Text("x"), token: token.Token)).Status);
        Assert.Single(stub.Teams.Faults);
    }

    [Theory]
    [InlineData("wrong", Login.Scope, World.AppId, Company.HomeTenant, "invalid_client")]
    [InlineData(Login.Secret, "https://graph.microsoft.com/.default", World.AppId, Company.HomeTenant, "invalid_scope")]
    [InlineData(Login.Secret, Login.Scope, "somebody-else", Company.HomeTenant, "unauthorized_client")]
    [InlineData(Login.Secret, Login.Scope, World.AppId, "c0a80000-1111-4000-8000-0000000c0a80", "not_found")]
    public async Task Who_is_not_the_app_gets_none(string secret, string scope, string app, string tenant, string error)
    {
        await using var stub = await StubService.Start();

        await Assert.ThrowsAsync<AuthenticationFailedException>(async () => await Credential(stub, secret, app, tenant).GetTokenAsync(new([scope]), TestContext.Current.CancellationToken));

        Assert.Contains(error, Assert.Single(stub.Teams.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_transport_trusts_no_other_certificate()
    {
        await using var stub = await StubService.Start();
        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(stub.Teams.Login.Address, TestContext.Current.CancellationToken));
    }

    private static ClientSecretCredential Credential(StubService stub, string secret, string app = World.AppId, string tenant = Company.HomeTenant) =>
        new(tenant, app, secret, new() { AuthorityHost = stub.Teams.Login.Address, DisableInstanceDiscovery = true, Transport = FakeTeams.Transport(), Retry = { MaxRetries = 0 } });

    private static async Task<(OpenIdConnectConfiguration Configuration, TokenValidationResult Result)> Validated(StubService stub, string authorization)
    {
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(new Uri(stub.Teams.Address, "v1/.well-known/openidconfiguration").AbsoluteUri, new HttpDocumentRetriever { RequireHttps = false }, TestContext.Current.CancellationToken);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(authorization["Bearer ".Length..], new()
        {
            ValidIssuer = Issuer.Name, ValidAudience = World.AppId, IssuerSigningKeys = configuration.SigningKeys, ValidateLifetime = false, ValidAlgorithms = ["RS256"],
        });
        return (configuration, result);
    }

    private static IEnumerable<string?> EndorsementsOf(OpenIdConnectConfiguration configuration) =>
        ((System.Text.Json.JsonElement)configuration.JsonWebKeySet.Keys.Single().AdditionalData["endorsements"]).EnumerateArray().Select(channel => channel.GetString());
}
