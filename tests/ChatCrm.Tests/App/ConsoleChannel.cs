using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCrm.Tests.App;

/// <summary>The console over real HTTP: posts as its page does, and reads each person's stream of events as a page that comes back does.</summary>
internal sealed class ConsoleChannel : IChannel
{
    private readonly Func<Task> settled;
    private readonly Func<IEnumerable<string>> errors;
    private readonly Dictionary<string, ConsolePage> pages = [];
    private ConsoleLine line;

    public ConsoleChannel(RunningApp app) : this(app.Address, () => app.Settled(), () => app.Errors) { }

    /// <param name="settled">Waited for before each look at a page.</param>
    public ConsoleChannel(Uri address, Func<Task> settled, Func<IEnumerable<string>> errors) => (line, this.settled, this.errors) = (new(address), settled, errors);

    /// <summary>The browser goes on at another process, with its pages as they stand.</summary>
    public void MoveTo(Uri address)
    {
        line.Dispose();
        line = new(address);
    }

    public Task<Shown> Say(Spot at, string line) => Act(at, "said", new() { ["line"] = line });

    public async Task<Shown> Press(Spot at, string label)
    {
        var (message, data) = (await Page(at)).Button(RoomOf(at), label);
        return await Act(at, "pressed", new() { ["message"] = message, ["data"] = JsonNode.Parse(data) }, message);
    }

    public async Task<Shown> Submit(Spot at, IReadOnlyDictionary<string, string> answers)
    {
        var form = (await Page(at)).Form ?? throw new InvalidOperationException($"{at.Who} has no form open.");
        var data = form.Data();
        foreach (var (field, answer) in answers) data[field] = form.Lookup(field) is { } lookup ? await Chosen(at, lookup, answer) : form.Chosen(field, answer);
        return await Act(at, "submitted", new() { ["message"] = form.Message, ["data"] = data }, form.Message);
    }

    public async Task<Shown> LookUp(Spot at, string field, string query)
    {
        var form = (await Page(at)).Form ?? throw new InvalidOperationException($"{at.Who} has no form open.");
        return new([.. (await Options(at, form.Lookup(field)!, query)).Select(choice => choice.Label)], []);
    }

    public async Task<Shown?> Pushed(Spot at) => (await Page(at)).TakePushed(RoomOf(at));

    public async Task<Shown?> Redrawn(Spot at) => (await Page(at)).TakeRedrawn(RoomOf(at));

    public async Task<IReadOnlyList<string>> Unseen()
    {
        var unseen = new List<string>();
        foreach (var handle in pages.Keys.ToList()) unseen.AddRange((await Page(new(handle, null))).Pushed.Select(shown => $"{handle}\n{shown}"));
        return unseen;
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string RoomOf(Spot at) => at.Room ?? $"direct/{at.Who}";

    private async Task<Shown> Act(Spot at, string kind, JsonObject what, string? message = null)
    {
        var page = await Page(at);
        var id = Guid.NewGuid().ToString("D");
        var answer = await Post(at, kind, what, id);
        await settled();
        await Read(page);
        return page.Answered(RoomOf(at), id, message, answer);
    }

    private async Task<JsonElement> Post(Spot at, string kind, JsonObject what, string id)
    {
        var (status, answer) = await line.Post(at.Who, RoomOf(at), kind, what, id);
        Assert.True(status == HttpStatusCode.OK, $"{(int)status} {answer}\n{string.Join('\n', errors())}");
        return JsonDocument.Parse(answer).RootElement;
    }

    /// <summary>A choice whose label begins with what was typed; a client that cannot search sends what was typed.</summary>
    private async Task<string> Chosen(Spot at, string lookup, string typed) =>
        (await Options(at, lookup, typed)).Where(choice => choice.Label.StartsWith(typed, StringComparison.Ordinal)).Select(choice => choice.Value).FirstOrDefault(typed);

    private async Task<IReadOnlyList<(string Label, string Value)>> Options(Spot at, string lookup, string query)
    {
        var answer = await Post(at, "lookedUp", new() { ["lookup"] = lookup, ["query"] = query }, Guid.NewGuid().ToString("D"));
        return [.. answer.GetProperty("options").EnumerateArray().Select(choice => (choice.GetProperty("label").GetString()!, choice.GetProperty("value").GetString()!))];
    }

    /// <summary>A person's page, with all that came until now.</summary>
    private async Task<ConsolePage> Page(Spot at)
    {
        if (!pages.TryGetValue(at.Who, out var page)) page = pages[at.Who] = new();
        await settled();
        await Read(page, at.Who);
        return page;
    }

    private Task Read(ConsolePage page) => Read(page, pages.First(pair => pair.Value == page).Key);

    private Task Read(ConsolePage page, string handle) => line.Read(page, handle);
}
