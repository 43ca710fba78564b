using System.Net;
using System.Text;
using ChatCrm.Conversation;

namespace ChatCrm.Tests.BrowserChat;

public class GuardTests
{
    private const string Body = """{"id":"11111111-1111-4111-8111-111111111111","person":"mei","room":"sales","kind":"arrived"}""";

    [Theory]
    [InlineData("Production", "http://127.0.0.1:0")]
    [InlineData("Staging", "http://127.0.0.1:0")]
    [InlineData("", "http://127.0.0.1:0")]
    [InlineData("Development", "http://0.0.0.0:0")]
    [InlineData("Development", "http://[::]:0")]
    [InlineData("Development", "http://*:0")]
    [InlineData("Development", "http://127.0.0.1:0;http://+:0")]
    public async Task I2_the_service_does_not_start_with_the_console_where_others_reach_it(string environment, string urls)
    {
        await using var app = ConsoleHost.Build(environment: environment, urls: urls);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("The console (BrowserChat:Enabled)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task I2_an_address_that_only_the_server_knows_is_refused_too()
    {
        await using var app = ConsoleHost.Build(urls: "");
        app.Urls.Add("http://0.0.0.0:0");
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task I2_switched_off_it_starts_anywhere_and_is_not_there()
    {
        await using var app = ConsoleHost.Build(environment: "Production", urls: "http://0.0.0.0:0", enabled: false);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();
        var port = new Uri(app.Urls.Single().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/console"), TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>Header by header; a name alone takes the header away.</summary>
    public static TheoryData<int, string[]> Requests => new()
    {
        { 200, [] },
        { 200, ["Origin", "Sec-Fetch-Site: same-origin"] },
        { 200, ["Sec-Fetch-Site: same-origin"] },
        { 200, ["Content-Type: application/json; charset=utf-8"] },
        { 403, ["Origin"] },
        { 403, ["Origin: null"] },
        { 403, ["Origin: https://evil.example"] },
        { 403, ["Origin: http://127.0.0.1:1"] },
        { 403, ["Sec-Fetch-Site: cross-site"] },
        { 403, ["Sec-Fetch-Site: same-site"] },
        { 403, ["Origin: https://evil.example", "Sec-Fetch-Site: same-origin"] },
        { 403, ["Host: evil.example"] },
        { 403, ["Host: evil.example", "Origin: http://evil.example"] },
        { 403, ["Host: 127.0.0.1.evil.example", "Origin: http://127.0.0.1.evil.example"] },
        { 403, ["Host: 192.168.1.7", "Origin: http://192.168.1.7"] },
        { 200, ["Host: localhost:5080", "Origin: http://localhost:5080"] },
        { 200, ["Host: [::1]:5080", "Origin: http://[::1]:5080"] },
        { 415, ["Content-Type: text/plain"] },
        { 415, ["Content-Type"] },
        { 415, ["Content-Type: application/x-www-form-urlencoded"] },
    };

    [Theory, MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public async Task Only_the_console_s_own_page_on_this_computer_may_post(int expected, string[] headers)
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        var sent = new Dictionary<string, string> { ["Host"] = new Uri(host.Address).Authority, ["Origin"] = host.Address, ["Content-Type"] = "application/json" };
        foreach (var header in headers.Select(header => header.Split(": ")))
            if (header is [var name, var value]) sent[name] = value; else sent.Remove(header[0]);
        Assert.Equal(expected, await Raw(new(host.Address), $"POST /console/turns HTTP/1.1", sent, Body));
    }

    [Theory]
    [InlineData("/console")]
    [InlineData("/console/events?person=mei")]
    [InlineData("/console/start")]
    [InlineData("/console/page/chat.js")]
    public async Task A_foreign_name_for_this_computer_reads_nothing(string path)
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        Assert.Equal(403, await Raw(new(host.Address), $"GET {path} HTTP/1.1", new() { ["Host"] = "evil.example" }, ""));
    }

    [Fact]
    public async Task D1_a_body_over_64_KB_is_refused_whether_or_not_it_tells_its_length()
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        var padded = Body.Replace("}", ",\"line\":\"" + new string('a', 64 * 1024) + "\"}", StringComparison.Ordinal);
        Assert.Equal(413, (await host.Post(padded)).Status);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/console/turns") { Content = new StringContent(padded, Encoding.UTF8, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.Http.SendAsync(chunked, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("/console", "text/html; charset=utf-8")]
    [InlineData("/console/page/chat.css", "text/css; charset=utf-8")]
    [InlineData("/console/page/chat.js", "text/javascript; charset=utf-8")]
    [InlineData("/console/page/adaptivecards.min.js", "text/javascript; charset=utf-8")]
    public async Task The_page_comes_with_its_rules(string path, string type)
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        using var response = await host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.StartsWith("default-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("/console/page/package.json")]
    [InlineData("/console/page/..%2Fappsettings.json")]
    [InlineData("/console/page/nothing.js")]
    public async Task No_other_file_is_served(string path)
    {
        await using var host = await ConsoleHost.Start((_, _) => Task.FromResult<Reply>(new Reply.Quiet()));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>A request to the letter, without what an HTTP client adds or mends; gives the status.</summary>
    private static async Task<int> Raw(Uri address, string line, Dictionary<string, string> headers, string body)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancel);
        var head = string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n"));
        await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n{head}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"), cancel);
        using var reader = new StreamReader(socket.GetStream());
        return int.Parse((await reader.ReadLineAsync(cancel))!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
