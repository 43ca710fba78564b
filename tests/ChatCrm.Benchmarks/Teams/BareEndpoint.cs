using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChatCrm.Benchmarks.Speed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatCrm.Benchmarks.Teams;

/// <summary>The least that can answer a line in Teams: checks the token with keys that it knows, parses the activity, and posts as many bytes of JSON to the Connector as the product does.</summary>
internal sealed class BareEndpoint
{
    private const string Head = """{"type":"message","text":"found"}""";

    private static readonly AuthenticationHeaderValue Own = new("Bearer", new('t', 1200));

    private readonly HttpClient _http = new();
    private readonly JsonWebTokenHandler _tokens = new();
    private readonly TokenValidationParameters _wanted;
    private readonly Lengths _lengths;
    private readonly byte[] _answer;

    private BareEndpoint(string keys, Lengths lengths)
    {
        _wanted = new() { ValidIssuer = Issuer.Name, ValidAudience = Activities.App, IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(), ValidAlgorithms = [SecurityAlgorithms.RsaSha256] };
        _lengths = lengths;
        // Blanks behind the object are JSON still.
        _answer = Encoding.ASCII.GetBytes(Head.PadRight(Math.Max(Head.Length, lengths.Longest)));
    }

    /// <param name="names">The file of the <see cref="Lengths"/>.</param>
    /// <param name="keys">The issuer's keys.</param>
    public static async Task<int> Run(string address, string names, Uri keys)
    {
        using var http = new HttpClient();
        var endpoint = new BareEndpoint(await http.GetStringAsync(keys), Lengths.Read(names));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        app.MapPost("/teams/messages", endpoint.Answer);
        await app.RunAsync();
        return 0;
    }

    private async Task Answer(HttpContext http)
    {
        var checkedToken = await _tokens.ValidateTokenAsync(http.Request.Headers.Authorization.ToString()["Bearer ".Length..], _wanted);
        using var activity = await JsonDocument.ParseAsync(http.Request.Body);
        var (text, service) = (activity.RootElement.GetProperty("text").GetString()!, activity.RootElement.GetProperty("serviceUrl").GetString()!);
        if (!checkedToken.IsValid || (string)checkedToken.Claims["serviceurl"] != service)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var chat = activity.RootElement.GetProperty("conversation").GetProperty("id").GetString()!;
        await Post(new($"{service}v3/conversations/{Uri.EscapeDataString(chat)}/activities"), _lengths.Of(text["find ".Length..]) ?? Head.Length);
    }

    private async Task Post(Uri to, int length)
    {
        using var content = new ByteArrayContent(_answer, 0, length) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = content, Headers = { Authorization = Own } };
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
    }
}
