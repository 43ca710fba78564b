using System.Text.Json;

namespace ChatCrm.Tests.App;

/// <summary>What stands on one person's page of the console: messages by room, the open form, and what came by itself.</summary>
internal sealed class ConsolePage
{
    private readonly Dictionary<string, ConsoleMessage> messages = [];
    private readonly List<ConsoleMessage> pushed = [];
    private readonly List<ConsoleMessage> redrawn = [];
    private long places;

    /// <summary>The id of the last event.</summary>
    public string Last { get; private set; } = "";

    public ConsoleForm? Form { get; private set; }

    public IReadOnlyList<Shown> Pushed => [.. pushed.Select(message => message.Shown)];

    /// <summary>Reads the events until the stream says that this was all.</summary>
    public async Task Read(StreamReader lines)
    {
        var (name, data) = ("", "");
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            if (line.StartsWith("id: ", StringComparison.Ordinal)) Last = line[4..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            if (line.Length > 0) continue;
            if (name == "ready") return;
            // Another process counts from one again, and what it tells stands below what stood there.
            if (name == "restart") places = messages.Values.Select(message => message.Place).DefaultIfEmpty().Max();
            if (name is "message" or "update" or "delete") Happened(name, JsonDocument.Parse(data).RootElement);
            (name, data) = ("", "");
        }
    }

    /// <summary>The answer to an act: a form or a sentence for the asker alone, else the card of that id or the one in the pressed card's place.</summary>
    public Shown Answered(string room, string act, string? message, JsonElement answer)
    {
        if (answer.TryGetProperty("kept", out var kept)) return new([$"! {kept.GetString()}"], []);
        if (answer.TryGetProperty("form", out var form)) return (Form = new(form, message)).Shown;
        Form = null;
        var card = messages.GetValueOrDefault($"m-{act}") ?? redrawn.LastOrDefault(again => again.Id == message);
        pushed.RemoveAll(pushed => pushed.Id == card?.Id);
        redrawn.RemoveAll(redrawn => redrawn.Id == card?.Id);
        Assert.True(card is null || card.Room == room, "The answer stands in another room.");
        return card?.Shown ?? Shown.Nothing;
    }

    /// <summary>The message and the data of a button, on the lowest card that has one.</summary>
    public (string Message, string Data) Button(string room, string label)
    {
        foreach (var message in messages.Values.Where(message => message.Room == room).OrderByDescending(message => message.Place))
            if (message.Button(label) is { } data) return (message.Id, data);
        var there = messages.Values.Where(message => message.Room == room).MaxBy(message => message.Place);
        throw new InvalidOperationException($"Nothing in {room} has a button '{label}'. The last card:\n{there?.Shown}");
    }

    public Shown? TakePushed(string room) => Take(pushed, pushed.FirstOrDefault(message => message.Room == room));

    public Shown? TakeRedrawn(string room) => Take(redrawn, redrawn.LastOrDefault(message => message.Room == room));

    private void Happened(string name, JsonElement data)
    {
        var message = new ConsoleMessage(data, places);
        var known = messages.Remove(message.Id);
        redrawn.RemoveAll(earlier => earlier.Id == message.Id);
        if (name == "delete") return;
        messages[message.Id] = message;
        if (!message.IsTyped) (known ? redrawn : pushed).Add(message);
    }

    private static Shown? Take(List<ConsoleMessage> from, ConsoleMessage? message)
    {
        if (message is not null) from.Remove(message);
        return message?.Shown;
    }
}

/// <summary>One message of the console, as its page gets it.</summary>
/// <param name="above">The place of the last message above those of its process.</param>
internal sealed class ConsoleMessage(JsonElement data, long above)
{
    public string Id { get; } = data.GetProperty("id").GetString()!;

    public string Room { get; } = data.GetProperty("room").GetString()!;

    /// <summary>Where it stands in its room: lower ones have more.</summary>
    public long Place { get; } = above + data.GetProperty("order").GetInt64();

    /// <summary>A person's line, not a card of ours.</summary>
    public bool IsTyped { get; } = data.TryGetProperty("from", out _);

    public Shown Shown => new(data.GetProperty("text").GetString()!.Split('\n'), [.. Actions.Select(CardJson.Title)]);

    /// <summary>What the button sends whose label begins so; null where there is none.</summary>
    public string? Button(string label) =>
        Actions.Where(action => CardJson.Title(action).StartsWith(label, StringComparison.Ordinal)).Select(action => action.GetProperty("data").GetRawText()).FirstOrDefault();

    private IEnumerable<JsonElement> Actions => data.TryGetProperty("card", out var card) ? CardJson.Of(card, "Action.Execute") : [];
}
