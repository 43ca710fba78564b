using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ChatCrm.Tests.App;

/// <summary>Keeps what is logged as an error.</summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> told = [];

    public IReadOnlyCollection<string> Told => told;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) told.Enqueue(formatter(state, exception) + exception);
    }

    public void Dispose() { }
}
