using System.Security.Cryptography;
using ChatCrm.Storage;
using ChatCrm.Turns;

namespace ChatCrm.Bot.Courier;

/// <summary>A notice that waits in line behind what was said before about its customer, and in its place.</summary>
/// <param name="Place">The room, the member or the address that it goes to; empty for what goes to no one place.</param>
internal sealed record Parcel(Row Row, string Place, IReadOnlyList<string> Lines)
{
    public static Parcel Of(Row row)
    {
        var notice = row.Read(TurnJson.Default.OutboxRow);
        var place = notice.Address ?? (notice.Room.Length > 0 ? notice.Room : notice.Member);
        string[] lines = [.. notice.Customer.Length > 0 ? ["about " + notice.Customer] : Array.Empty<string>(), .. place.Length > 0 ? ["at " + place] : Array.Empty<string>()];
        return new(row, place, lines);
    }
}

/// <summary>What is to be sent of a workspace, in lines: one for each customer, room, member and address. A parcel's turn comes when it is the first in all of its lines.</summary>
internal sealed class Waiting
{
    private readonly Dictionary<string, Queue<Parcel>> _lines = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Parcel, long> _resting = new();
    private readonly Queue<Parcel> _ready = [];

    /// <param name="underWay">Those that are being sent: the first of their lines until they <see cref="Leave"/>.</param>
    /// <param name="due">The others, in the order that their lines have.</param>
    /// <param name="many">More than so many whose turn it is come in any order, so that several processes seldom want the same ones.</param>
    public Waiting(IEnumerable<Parcel> underWay, IReadOnlyCollection<Parcel> due, int many)
    {
        foreach (var parcel in underWay) Join(parcel);
        foreach (var parcel in due) Join(parcel);
        Parcel[] first = [.. due.Where(IsFirst)];
        if (first.Length > many) RandomNumberGenerator.Shuffle<Parcel>(first);
        foreach (var parcel in first) _ready.Enqueue(parcel);
    }

    /// <summary>When the first of those that rest may go on; null where none rests. Asked after <see cref="Next"/> found nothing.</summary>
    public long? RestsUntil => _resting.TryPeek(out _, out var until) ? until : null;

    /// <summary>One whose turn it is; null where there is none now.</summary>
    /// <param name="restsUntil">Until when a place wants nothing.</param>
    public Parcel? Next(long now, Func<string, long> restsUntil)
    {
        while (_resting.TryPeek(out _, out var until) && until <= now) _ready.Enqueue(_resting.Dequeue());
        while (_ready.TryDequeue(out var parcel))
        {
            if (restsUntil(parcel.Place) is var until && until <= now) return parcel;
            _resting.Enqueue(parcel, until);
        }
        return null;
    }

    /// <summary>Its turn comes again later, before that of those behind it.</summary>
    public void Again(Parcel parcel) => _ready.Enqueue(parcel);

    /// <summary>It is gone: those right behind it come next.</summary>
    public void Leave(Parcel parcel)
    {
        foreach (var line in parcel.Lines) _lines[line].Dequeue();
        foreach (var next in parcel.Lines.Select(line => _lines[line].TryPeek(out var first) ? first : null).OfType<Parcel>().Distinct())
            if (IsFirst(next)) _ready.Enqueue(next);
    }

    private void Join(Parcel parcel)
    {
        foreach (var line in parcel.Lines)
        {
            if (!_lines.TryGetValue(line, out var queue)) _lines[line] = queue = [];
            queue.Enqueue(parcel);
        }
    }

    private bool IsFirst(Parcel parcel) => parcel.Lines.All(line => ReferenceEquals(_lines[line].Peek(), parcel));
}
