using NodaTime;

namespace ChatCrm.Tests.Slack.Fake;

/// <summary>Three seconds for an answer; an event that is not taken is sent again at once, after one minute and after five. Time passes when a test says so.</summary>
internal sealed class Deliveries(World world)
{
    private static readonly Duration Patience = Duration.FromSeconds(3);

    private static readonly Duration[] Pauses = [Duration.Zero, Duration.FromMinutes(1), Duration.FromMinutes(5)];

    /// <summary>Real time, so that a test of a service that never answers ends.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly List<(Instant At, CancellationTokenSource GiveUp, Task<Answer> Sent)> pending = [];
    private readonly List<(Instant Due, Delivery Delivery)> retries = [];

    /// <summary>What is to be sent again, and when.</summary>
    public IReadOnlyList<(Instant Due, Delivery Delivery)> Retries
    {
        get { lock (world.Gate) return [.. retries]; }
    }

    public async Task<Answer> Send(ILine line, Delivery delivery)
    {
        using var giveUp = new CancellationTokenSource(Longest);
        Task<Answer> sent;
        lock (world.Gate) pending.Add((world.Now, giveUp, sent = line.Deliver(delivery, giveUp.Token)));
        var answer = await sent;
        lock (world.Gate)
        {
            pending.RemoveAll(other => other.Sent == sent);
            if (delivery.Sort == Sort.Event && !answer.Ok && !answer.NoRetry && delivery.Retry < Pauses.Length)
                retries.Add((world.Now + Pauses[delivery.Retry], delivery with { Retry = delivery.Retry + 1, Reason = answer.Failure.Length > 0 ? answer.Failure : "http_error" }));
        }
        return answer;
    }

    /// <summary>Gives up on what is unanswered for three seconds, and sends again what is due.</summary>
    public async Task<IReadOnlyList<Answer>> Pass(ILine line)
    {
        foreach (var (giveUp, sent) in Overdue())
        {
            await giveUp.CancelAsync();
            await sent;
        }
        var answers = new List<Answer>();
        foreach (var delivery in TakeDue()) answers.Add(await Send(line, delivery));
        return answers;
    }

    private List<(CancellationTokenSource, Task<Answer>)> Overdue()
    {
        lock (world.Gate) return [.. pending.Where(one => world.Now - one.At >= Patience).Select(one => (one.GiveUp, one.Sent))];
    }

    private List<Delivery> TakeDue()
    {
        lock (world.Gate)
        {
            var due = retries.Where(retry => retry.Due <= world.Now).ToList();
            foreach (var retry in due) retries.Remove(retry);
            return [.. due.Select(retry => retry.Delivery)];
        }
    }
}
