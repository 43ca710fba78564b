using System.Collections.Concurrent;
using NodaTime;

namespace ChatCrm.Bot.Courier;

/// <summary>Until when the places of all workspaces want nothing more: a channel has its pace, or says "later". Kept by this process alone.</summary>
public sealed class Rests(TimeProvider time)
{
    private const int Many = 10_000;

    /// <summary>Who is told to wait longer than this is asked again sooner: somebody may have said it of another room.</summary>
    private static readonly Duration Longest = Duration.FromMinutes(1);

    /// <summary>What a claim and a drawing take: a turn that comes a little early waits for the rest in the channel.</summary>
    private static readonly Duration Ahead = Duration.FromMilliseconds(20);

    private readonly ConcurrentDictionary<(string Workspace, string Place), long> _until = new();

    public void Rest(string workspace, string place, Duration length)
    {
        if (place.Length == 0 || length <= Ahead) return;
        if (_until.Count >= Many) Forget();
        _until[(workspace, place)] = time.GetTimestamp() + (long)((Duration.Min(length, Longest) - Ahead).TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>A timestamp; of the past where it may go on.</summary>
    public long Until(string workspace, string place) => _until.TryGetValue((workspace, place), out var until) ? until : long.MinValue;

    private void Forget()
    {
        var now = time.GetTimestamp();
        foreach (var (place, until) in _until)
            if (until <= now) _until.TryRemove(place, out _);
    }
}
