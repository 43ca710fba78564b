using System.Collections.Concurrent;

namespace ChatCrm.Bot;

/// <summary>What goes on behind an acknowledgement: brought to its end when the process stops, and told in the log where it fails.</summary>
internal sealed partial class UnderWay(TimeProvider time, ILogger<UnderWay> log) : IHostedService
{
    private readonly ConcurrentDictionary<Task, byte> _tasks = new();

    /// <summary>The same task, waited for at the end.</summary>
    public Task<T> Track<T>(Task<T> task)
    {
        if (task.IsCompletedSuccessfully || !_tasks.TryAdd(task, 0)) return task;
        // On the thread that ends it: another one would have to be woken for next to nothing.
        _ = task.ContinueWith(Ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    /// <summary>True where the task ended within a time; its failure is thrown to whoever awaits the task itself.</summary>
    public async ValueTask<bool> Within(Task task, TimeSpan limit)
    {
        if (task.IsCompleted) return true;
        if (limit <= TimeSpan.Zero) return false;
        try
        {
            await task.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (TimeoutException) { }
        return task.IsCompleted;
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancel)
    {
        while (!_tasks.IsEmpty && !cancel.IsCancellationRequested)
            await Task.WhenAll(_tasks.Keys).WaitAsync(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Ended(Task task)
    {
        _tasks.TryRemove(task, out _);
        if (task.Exception?.GetBaseException() is { } failure) LogFailure(log, failure.GetType().Name, (failure.StackTrace ?? "").ReplaceLineEndings(" "));
    }

    [LoggerMessage(LogLevel.Error, "What followed an acknowledgement failed with {Failure} at {Where}")]
    private static partial void LogFailure(ILogger log, string failure, string where);
}
