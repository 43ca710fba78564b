using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatCrm.Benchmarks.Speed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Benchmarks.Slack;

/// <summary>
/// The least that can answer a slash command: checks the signature, looks the name up in a sorted array and writes as many bytes of JSON as the product does.
/// </summary>
internal static class BareEndpoint
{
    private const string Head = """{"response_type":"ephemeral","text":"found"}""";

    /// <param name="names">The file of the <see cref="Lengths"/>.</param>
    public static async Task<int> Run(string address, string names)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var lengths = Lengths.Read(names);
        // Blanks behind the object are JSON still.
        var answer = Encoding.ASCII.GetBytes(Head.PadRight(Math.Max(Head.Length, lengths.Longest)));
        var app = builder.Build();
        app.MapPost("/slack/commands", (HttpContext http) => Answer(http, lengths, answer));
        await app.RunAsync();
        return 0;
    }

    private static async Task Answer(HttpContext http, Lengths lengths, byte[] answer)
    {
        var body = new byte[(int)http.Request.ContentLength!.Value];
        await http.Request.Body.ReadExactlyAsync(body);
        if (!IsSigned(http.Request.Headers, body))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        using var form = new FormReader(Encoding.UTF8.GetString(body));
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = lengths.Of(form.ReadForm()["text"].ToString()["find ".Length..]) ?? Head.Length;
        await http.Response.Body.WriteAsync(answer.AsMemory(0, (int)http.Response.ContentLength));
    }

    private static bool IsSigned(IHeaderDictionary headers, byte[] body)
    {
        var time = headers[Signing.TimeHeader].ToString();
        var age = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(time, NumberStyles.None, CultureInfo.InvariantCulture);
        if (Math.Abs(age) > 300) return false;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Signing.Secret);
        hash.AppendData(Encoding.ASCII.GetBytes($"v0:{time}:"));
        hash.AppendData(body);
        return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(headers[Signing.Header].ToString().AsSpan(3)), hash.GetHashAndReset());
    }
}
