using System.Threading.Channels;
using ChatCrm.Tests.Slack.Client;
using NodaTime;

namespace ChatCrm.Tests.Teams.Connector;

/// <summary>Time that stands until it is moved, and tells of each wait that begins. The patience with an answer is none of them.</summary>
internal sealed class Waits : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HandTime time = new();
    private readonly Channel<TimeSpan> begun = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < Patience) begun.Writer.TryWrite(dueTime);
        return timer;
    }

    public void Move(Duration by) => time.Move(by);

    /// <summary>The wait that has begun and was not told of yet; null for none.</summary>
    public TimeSpan? Begun() => begun.Reader.TryRead(out var wait) ? wait : null;

    /// <summary>The next wait, once it has begun. An answer that comes before is a failure, not a test that never ends.</summary>
    public async ValueTask<TimeSpan> Next(Task? answer = null)
    {
        var wait = begun.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        if (answer is not null) Assert.Same(wait, await Task.WhenAny(wait, answer));
        return await wait;
    }

    /// <summary>What is answered without a wait: one that begins is a failure, not a test that never ends.</summary>
    public async Task<T> Spared<T>(ValueTask<T> answer)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var said = answer.AsTask();
        Assert.Same(said, await Task.WhenAny(said, begun.Reader.ReadAsync(over.Token).AsTask()));
        await over.CancelAsync();
        return await said;
    }

    /// <summary>Waits out the next wait.</summary>
    public async Task<TimeSpan> Pass(Task? answer = null)
    {
        var wait = await Next(answer);
        time.Move(Duration.FromTimeSpan(wait));
        return wait;
    }
}
