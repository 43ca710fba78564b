using ChatCrm.Conversation;
using NodaTime;

namespace ChatCrm.Tests.Courier;

/// <summary>A channel that keeps what was posted. Its answers can be set; what is not set is sent.</summary>
public sealed class PostOffice(string channel = "console") : IMessenger
{
    private readonly Lock _gate = new();
    private readonly List<(string To, string Message, Card Card)> _posts = [];
    private readonly List<(string To, string Message, Card Card)> _updates = [];
    private int _asked;

    public string Channel => channel;

    /// <summary>What posting answers; null is sent. It may throw.</summary>
    public Func<Address, ValueTask<Delivery?>> Answers { get; set; } = _ => default;

    /// <summary>Asked before a direct chat is opened. It may throw.</summary>
    public Action Opens { get; set; } = () => { };

    public Func<Address, Audience?> Audiences { get; set; } = _ => Audience.Members;

    public IReadOnlyList<(string To, string Message, Card Card)> Posts { get { lock (_gate) return [.. _posts]; } }

    public IReadOnlyList<(string To, string Message, Card Card)> Updates { get { lock (_gate) return [.. _updates]; } }

    /// <summary>How often a post was tried.</summary>
    public int Asked => _asked;

    public ValueTask<Address?> OpenDirect(string identity, CancellationToken cancel)
    {
        Opens();
        return new(new Address($"{channel}:direct/{identity[(identity.IndexOf(':') + 1)..]}"));
    }

    public async ValueTask<Delivery> Post(Address to, Card card, CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        if (await Answers(to).AsTask().WaitAsync(cancel) is { } answer) return answer;
        lock (_gate)
        {
            _posts.Add((to.Value, $"{channel}-m{_posts.Count + 1}", card));
            return new Delivery.Sent(_posts[^1].Message);
        }
    }

    public async ValueTask<Delivery> Update(Address to, string message, Card card, CancellationToken cancel)
    {
        if (await Answers(to) is { } answer) return answer;
        lock (_gate) _updates.Add((to.Value, message, card));
        return new Delivery.Sent(message);
    }

    public ValueTask<Delivery> Delete(Address to, string message, CancellationToken cancel) => throw new NotSupportedException();

    public ValueTask<Audience?> AudienceOf(Address to, CancellationToken cancel) => new(Audiences(to));

    public static Delivery Later(int seconds) => new Delivery.Later(Duration.FromSeconds(seconds));
}
