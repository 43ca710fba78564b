using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using ChatCrm.Tests.House;
using ChatCrm.Tests.Slack.Fake;

namespace ChatCrm.Tests.Slack.Edge;

/// <summary>What a request got.</summary>
internal sealed record Got(HttpStatusCode Status, string Body)
{
    public bool IsServersFault => (int)Status >= 500;
}

/// <summary>Posts anything, signed or not, at any time of the service's clock.</summary>
internal sealed class Attacker(Uri service, FakeClock clock) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(100) };

    public string Now => clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A post with these headers, each as often as it is named; nothing is signed.</summary>
    public async Task<Got> Post(string path, byte[] body, string mediaType, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service, path)) { Content = new ByteArrayContent(body) };
        if (mediaType.Length > 0) request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Send(request);
    }

    /// <summary>A post that is signed right, by the clock of the service.</summary>
    /// <param name="age">Seconds since it was signed.</param>
    public Task<Got> Signed(string path, byte[] body, string mediaType = "application/json", int age = 0)
    {
        var time = (clock.Now.ToUnixTimeSeconds() - age).ToString(CultureInfo.InvariantCulture);
        return Post(path, body, mediaType, ("X-Slack-Request-Timestamp", time), ("X-Slack-Signature", Signing.Of(FakeSlack.SigningSecret, time, body)));
    }

    public Task<Got> Signed(Recorded request) => Signed(request.Path, request.Body, request.MediaType);

    /// <summary>The very same bytes and headers.</summary>
    public Task<Got> Replay(Recorded request, params (string Name, string Value)[] more) =>
        Post(request.Path, request.Body, request.MediaType, [("X-Slack-Request-Timestamp", request.Timestamp), ("X-Slack-Signature", request.Signature), .. more]);

    public async Task<Got> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => http.Dispose();
}
