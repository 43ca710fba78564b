using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime.Text;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>Server-sent events for one reader. An event's id is the life of the process and the change's sequence.</summary>
internal sealed class EventStream(HttpResponse response, Transcripts transcripts, BrowserChatOptions options, Person reader)
{
    private readonly HashSet<string> rooms = [.. options.RoomsOf(reader).Select(room => room.Key)];

    public TimeSpan Heartbeat => options.Heartbeat;

    /// <summary>Tells the page to forget what it shows: all of it comes again.</summary>
    public Task Restart(CancellationToken cancel) => Write("event: restart\ndata:\n\n", cancel);

    /// <summary>Tells the page that it has all there was; carries the life of the process.</summary>
    public Task Ready(CancellationToken cancel) => Write($"event: ready\ndata: \"{transcripts.Life}\"\n\n", cancel);

    /// <summary>A comment, so that both ends notice a broken line.</summary>
    public Task Beat(CancellationToken cancel) => Write(": here\n\n", cancel);

    /// <summary>Sends what changed since; gives the last sequence sent and what completes at the next change.</summary>
    public async Task<(long Seen, Task Next)> Send(long since, CancellationToken cancel)
    {
        var (changes, next) = transcripts.After(since, rooms, reader.Handle);
        var events = new StringBuilder();
        foreach (var change in changes)
            events.Append(CultureInfo.InvariantCulture, $"id: {transcripts.Life}.{change.Sequence}\nevent: {Name(change.Kind)}\ndata: {Data(change)}\n\n");
        if (events.Length > 0) await Write(events.ToString(), cancel);
        return (changes is [.., var last] ? last.Sequence : since, next);
    }

    private async Task Write(string text, CancellationToken cancel)
    {
        await response.WriteAsync(text, cancel);
        await response.Body.FlushAsync(cancel);
    }

    private static string Name(ChangeKind kind) => kind switch
    {
        ChangeKind.Message => "message",
        ChangeKind.Update => "update",
        _ => "delete",
    };

    private string Data(Change change)
    {
        var message = change.Message;
        var name = options.PersonOf(message.From)?.Name;
        return JsonSerializer.Serialize(new(message.Id, change.Order, message.Room, message.From, name,
            InstantPattern.ExtendedIso.Format(message.At), message.OnlyFor is not null, message.Text, message.Card), Wire.Strict.MessageEvent);
    }
}
