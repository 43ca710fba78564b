using ChatCrm.Bot.Slack.Web;

namespace ChatCrm.Bot.Slack.Sockets;

/// <summary>Keeps one connection open: opens it again when it is lost, and its successor before it ends.</summary>
internal sealed partial class Seat(Tickets tickets, Lines lines, Intake intake, SemaphoreSlim places, Pause pause, TimeProvider time, ILogger log)
{
    private readonly Backoff backoff = new();
    private readonly List<Session> open = [];
    private readonly List<Task> ending = [];

    /// <summary>Until the service stops: then all that is in flight is acknowledged.</summary>
    public async Task Keep(CancellationToken stop)
    {
        try
        {
            while (true) await pause(await Guarded(stop), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested) { }
        EndAllBut(null, takesMore: false);
        await Task.WhenAll(ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<TimeSpan> Guarded(CancellationToken stop)
    {
        try
        {
            return await Round(stop);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException && !(failure is OperationCanceledException && stop.IsCancellationRequested))
        {
            LogFailure(log, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
            return backoff.Next();
        }
    }

    /// <summary>One connection, from its ticket to its end.</summary>
    /// <returns>How long to wait before the next.</returns>
    private async Task<TimeSpan> Round(CancellationToken stop)
    {
        switch (await tickets.Next(stop))
        {
            case Ticket.At at when await lines.Open(at.Address, stop) is { } line:
                return await Stay(new Session(line, intake, places, time, log), stop);
            case Ticket.Later later:
                return later.After.ToTimeSpan();
            case Ticket.Refused refused:
                LogRefused(log, refused.Reason);
                return Tickets.Slowly.ToTimeSpan();
            case Ticket.None:
                LogNoTicket(log);
                return backoff.Next();
            default:
                return backoff.Next();
        }
    }

    private async Task<TimeSpan> Stay(Session session, CancellationToken stop)
    {
        open.Add(session);
        var began = time.GetTimestamp();
        if (await session.Greeted(stop))
        {
            LogConnected(log);
            EndAllBut(session, takesMore: true);
        }
        var why = await session.Leaving.WaitAsync(stop);
        LogLeaving(log, why.ToString());
        // One that is to be replaced goes on until its successor stands.
        if (why != Leave.Replace) End(session, takesMore: true);
        return WaitAfter(why, time.GetElapsedTime(began));
    }

    private TimeSpan WaitAfter(Leave why, TimeSpan lasted)
    {
        if (why == Leave.Off)
        {
            LogSwitchedOff(log);
            return Tickets.Slowly.ToTimeSpan();
        }
        var good = lasted >= Backoff.Lasting;
        if (good) backoff.Forget();
        return why == Leave.Replace && good ? TimeSpan.Zero : backoff.Next();
    }

    private void EndAllBut(Session? session, bool takesMore)
    {
        foreach (var other in open.Where(other => other != session).ToArray()) End(other, takesMore);
    }

    private void End(Session session, bool takesMore)
    {
        open.Remove(session);
        ending.RemoveAll(end => end.IsCompleted);
        ending.Add(session.Finish(takesMore));
    }

    [LoggerMessage(LogLevel.Information, "A Socket Mode connection stands")]
    private static partial void LogConnected(ILogger log);

    [LoggerMessage(LogLevel.Information, "A Socket Mode connection ends: {Reason}")]
    private static partial void LogLeaving(ILogger log, string reason);

    [LoggerMessage(LogLevel.Error, "Socket Mode is switched off in the app's settings: switch it on there, or remove Slack:AppToken. Trying again in five minutes")]
    private static partial void LogSwitchedOff(ILogger log);

    [LoggerMessage(LogLevel.Error, "Slack refused Slack:AppToken ({Reason}): make an app-level token with the scope connections:write on the app's Basic Information page and set it. Trying again every five minutes")]
    private static partial void LogRefused(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "Slack did not say where to connect for Socket Mode; it is asked again")]
    private static partial void LogNoTicket(ILogger log);

    [LoggerMessage(LogLevel.Error, "Socket Mode failed with {Failure} at {Where}; it connects again")]
    private static partial void LogFailure(ILogger log, string failure, string where);
}
