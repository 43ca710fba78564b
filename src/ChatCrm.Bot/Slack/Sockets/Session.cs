using System.Collections.Concurrent;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>The life of one connection: what it says is heard until it ends, each envelope beside the others, as far as there are places.</summary>
internal sealed partial class Session
{
    private static readonly TimeSpan ToGreet = TimeSpan.FromSeconds(10), ToClose = TimeSpan.FromSeconds(2);

    private readonly Line line;
    private readonly Intake intake;
    private readonly SemaphoreSlim places;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<Task, byte> inFlight = new();
    private readonly TaskCompletionSource greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Leave> leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task listening;
    private volatile bool takesNoMore;

    public Session(Line line, Intake intake, SemaphoreSlim places, TimeProvider time, ILogger log)
    {
        (this.line, this.intake, this.places, this.time, this.log) = (line, intake, places, time, log);
        listening = Listen();
    }

    /// <summary>Ends when the connection has to be replaced, or is gone.</summary>
    public Task<Leave> Leaving => leaving.Task;

    /// <summary>True once Slack says hello; false where it ends the connection first, or says nothing.</summary>
    public async Task<bool> Greeted(CancellationToken cancel)
    {
        try
        {
            await Task.WhenAny(greeted.Task, leaving.Task).WaitAsync(ToGreet, time, cancel);
            return greeted.Task.IsCompleted;
        }
        catch (TimeoutException)
        {
            leaving.TrySetResult(Leave.Lost);
            return false;
        }
    }

    /// <summary>Acknowledges what is in flight, and closes. What comes in the meantime is taken all the same, but where the service stops: then Slack sends it elsewhere.</summary>
    public async Task Finish(bool takesMore)
    {
        takesNoMore = !takesMore;
        await Settled();
        // Slack may leave a closed connection standing, or not hear any more: neither is waited for.
        await Task.WhenAll(line.Close(), listening).WaitAsync(ToClose, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        line.Dispose();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Settled();
    }

    private async Task Listen()
    {
        try
        {
            while (await line.Read() is { } message) await Hear(Frame.Read(message.Span));
        }
        finally
        {
            leaving.TrySetResult(Leave.Lost);
        }
    }

    private async Task Hear(Frame? frame)
    {
        switch (frame)
        {
            case Frame.Hello: greeted.TrySetResult(); break;
            case Frame.Disconnect disconnect: leaving.TrySetResult(disconnect.Why); break;
            case Frame.Envelope envelope when !takesNoMore: await Begin(envelope); break;
            case null: LogOdd(log); break;
        }
    }

    private async Task Begin(Frame.Envelope envelope)
    {
        await places.WaitAsync();
        // Some of the work is done before its first await: it must not hold up the next envelope.
        var work = Task.Run(() => Handle(envelope));
        inFlight.TryAdd(work, 0);
        _ = work.ContinueWith(done => inFlight.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task Handle(Frame.Envelope envelope)
    {
        try
        {
            if (await intake.Take(envelope) is { } answer && !await line.Send(envelope.Acknowledged(answer))) await intake.Late(envelope, answer);
        }
        finally
        {
            places.Release();
        }
    }

    private Task Settled() => Task.WhenAll(inFlight.Keys);

    [LoggerMessage(LogLevel.Warning, "A message over Socket Mode was too long or not understood, and was left")]
    private static partial void LogOdd(ILogger log);
}
