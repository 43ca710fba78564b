using System.Text.Json;

namespace ChatCrm.Tests.BrowserChat;

/// <summary>One event of the stream.</summary>
internal sealed record Event(string Name, string Id, string Data)
{
    public string this[string property] => Json.GetProperty(property).ToString();

    public JsonElement Json => JsonDocument.Parse(Data).RootElement;
}

/// <summary>Reads a person's stream of events as a browser does.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private EventReader(HttpResponseMessage response, Stream stream) => (this.response, lines) = (response, new(stream));

    public static async Task<EventReader> Open(ConsoleHost host, string person, string? last = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var request = new HttpRequestMessage(HttpMethod.Get, $"/console/events?person={person}");
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return new(response, await response.Content.ReadAsStreamAsync(cancel));
    }

    /// <summary>What had come before, up to "ready".</summary>
    public async Task<List<Event>> UntilReady()
    {
        List<Event> events = [];
        while (await Next() is { Name: not "ready" } next) events.Add(next);
        return events;
    }

    public async Task<Event> Next()
    {
        var (name, id, data) = ("message", "", "");
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0) return new(name, id, data);
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
        }
        throw new InvalidOperationException("The stream has ended.");
    }

    public ValueTask DisposeAsync()
    {
        lines.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
