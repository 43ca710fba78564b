using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.App;

/// <summary>What the console's page sends to one process, and what it reads there.</summary>
internal sealed class ConsoleLine : IDisposable
{
    private readonly HttpClient http;

    public ConsoleLine(Uri address)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Posts an act, and again while its answer takes longer, as the page does.</summary>
    public async Task<(HttpStatusCode Status, string Answer)> Post(string person, string room, string kind, JsonObject what, string id)
    {
        (what["id"], what["person"], what["room"], what["kind"]) = (id, person, room, kind);
        while (true)
        {
            using var response = await http.PostAsJsonAsync("/console/turns", what, Cancel);
            var answer = await response.Content.ReadAsStringAsync(Cancel);
            if (response.StatusCode != HttpStatusCode.Accepted) return (response.StatusCode, answer);
        }
    }

    /// <summary>A line typed in somebody's direct chat; its answer stands on their page.</summary>
    public async Task Say(string person, string line, string? id = null) =>
        Assert.Equal(HttpStatusCode.OK, (await Post(person, $"direct/{person}", "said", new() { ["line"] = line }, id ?? Guid.NewGuid().ToString("D"))).Status);

    /// <summary>Brings a page up to date, as one that comes back is.</summary>
    public async Task Read(ConsolePage page, string handle)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/console/events?person={handle}");
        if (page.Last.Length > 0) request.Headers.Add("Last-Event-ID", page.Last);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        await page.Read(lines);
    }

    public void Dispose() => http.Dispose();
}
