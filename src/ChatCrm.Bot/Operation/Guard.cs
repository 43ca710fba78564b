namespace ChatCrm.Bot.Operation;

/// <summary>Refuses to start with settings of the process that tell strangers what they should not know, or that cannot work; the message says what to do. Channels guard their own.</summary>
internal sealed class Guard(IConfiguration configuration, HealthOptions health, IHostEnvironment environment, ILoggerFactory logs) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancel) =>
        (Problem() ?? (environment.IsDevelopment() ? null : Misplaced())) is { } problem ? throw new InvalidOperationException(problem) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    private string? Problem()
    {
        if (health.OutboxLimit <= TimeSpan.Zero) return $"{HealthOptions.Section}:{nameof(health.OutboxLimit)} is a time such as 00:15:00.";
        return configuration[Telemetry.Endpoint] is { Length: > 0 } endpoint && !IsEndpoint(endpoint)
            ? $"{Telemetry.Endpoint} is the http or https address of an OpenTelemetry collector, without a user's name: http://localhost:4318. What it asks for belongs into OTEL_EXPORTER_OTLP_HEADERS."
            : null;
    }

    /// <summary>Settings that are for another environment than this.</summary>
    private string? Misplaced()
    {
        if (configuration[WebHostDefaults.DetailedErrorsKey] is { } shown && (shown == "1" || shown.Equals("true", StringComparison.OrdinalIgnoreCase)))
            return $"DetailedErrors shows failures to strangers: it is for the Development environment alone; this is {environment.EnvironmentName}. Remove it (ASPNETCORE_DETAILEDERRORS).";
        return Array.Find(Logs.ThatNameAddresses, category => logs.CreateLogger(category).IsEnabled(LogLevel.Critical)) is { } category
            ? $"Logging lets {category} write whole addresses, which hold codes, into the log: that is for the Development environment alone; this is {environment.EnvironmentName}. Remove that line."
            : null;
    }

    private static bool IsEndpoint(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length + address.Query.Length == 0;
}
