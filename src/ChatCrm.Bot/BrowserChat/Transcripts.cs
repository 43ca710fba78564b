using System.Text.Json;
using NodaTime;

namespace ChatCrm.Bot.BrowserChat;

/// <summary>One message of a room.</summary>
/// <param name="From">The handle of whoever typed it; null where the product speaks.</param>
/// <param name="OnlyFor">The handle of the one person who sees it; null where the whole room does.</param>
/// <param name="Text">The typed line, or the card's plain twin.</param>
public sealed record Message(string Id, string Room, string? From, Instant At, string? OnlyFor, string Text, JsonElement? Card = null)
{
    public bool SeenBy(string handle) => OnlyFor is null || OnlyFor == handle;
}

/// <summary>What became of a message. <paramref name="Sequence"/> only rises; <paramref name="Order"/> is the message's own place.</summary>
public sealed record Change(long Sequence, long Order, ChangeKind Kind, Message Message);

public enum ChangeKind { Message, Update, Delete }

/// <summary>The rooms' messages, in memory: the last <see cref="Kept"/> of each room. A restart forgets them; the product's rows are elsewhere.</summary>
public sealed class Transcripts
{
    public const int Kept = 500;

    private const int TurnsRemembered = 5000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Change>> rooms = [];
    private readonly HashSet<string> turns = [];
    private readonly Queue<string> turnsByAge = [];
    private TaskCompletionSource changed = NewSignal();
    private long sequence;

    /// <summary>Tells one life of the process from the next: a page that comes back to another one starts over.</summary>
    public string Life { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Writes what a turn did to the transcripts, the first time that it is told for this turn and part.</summary>
    public void Once(string turn, Action write)
    {
        lock (gate)
        {
            if (!turns.Add(turn)) return;
            turnsByAge.Enqueue(turn);
            if (turnsByAge.Count > TurnsRemembered) turns.Remove(turnsByAge.Dequeue());
            write();
        }
    }

    public void Add(Message message)
    {
        lock (gate)
        {
            var room = RoomOf(message.Room);
            var next = ++sequence;
            room.Add(new(next, next, ChangeKind.Message, message));
            if (room.Count > Kept) room.RemoveAt(0);
            Tell();
        }
    }

    /// <summary>The message as it stands; null where there is none, or no longer.</summary>
    public Message? Find(string room, string id)
    {
        lock (gate) return Standing(room, id)?.Message;
    }

    /// <summary>Puts another text and card in a message's place; false where it does not stand.</summary>
    public bool Update(string room, string id, string text, JsonElement card) =>
        Alter(room, id, ChangeKind.Update, message => message with { Text = text, Card = card });

    /// <summary>Takes a message away; nothing of what it said is kept. False where it does not stand.</summary>
    public bool Delete(string room, string id) =>
        Alter(room, id, ChangeKind.Delete, message => message with { Text = "", Card = null });

    /// <summary>What changed after a sequence number, in order, and what completes at the next change.</summary>
    public (IReadOnlyList<Change> Changes, Task Next) After(long since, IReadOnlySet<string> inRooms, string handle)
    {
        lock (gate)
        {
            var changes = rooms.Where(room => inRooms.Contains(room.Key)).SelectMany(room => room.Value)
                .Where(change => change.Sequence > since && change.Message.SeenBy(handle))
                .OrderBy(change => change.Sequence);
            return ([.. changes], changed.Task);
        }
    }

    private bool Alter(string room, string id, ChangeKind kind, Func<Message, Message> alter)
    {
        lock (gate)
        {
            if (Standing(room, id) is not { } standing) return false;
            var messages = RoomOf(room);
            messages[messages.IndexOf(standing)] = standing with { Sequence = ++sequence, Kind = kind, Message = alter(standing.Message) };
            Tell();
            return true;
        }
    }

    private Change? Standing(string room, string id) =>
        RoomOf(room).Find(change => change.Message.Id == id && change.Kind != ChangeKind.Delete);

    private List<Change> RoomOf(string room) => rooms.TryGetValue(room, out var messages) ? messages : rooms[room] = [];

    private void Tell()
    {
        var told = changed;
        changed = NewSignal();
        told.SetResult();
    }

    // Readers go on elsewhere, not inside the lock of whoever wrote.
    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
