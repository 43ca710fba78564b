using ChatCrm.Bot.Storage.Tables;

namespace ChatCrm.Bot.Storage;

/// <summary>Refuses to start in Production with a store that is for tests alone: a company's rows would be gone, or lie with an emulator. The message says what to do.</summary>
internal sealed class Guard(StorageOptions options, IHostEnvironment environment) : IHostedLifecycleService
{
    private const string S = StorageOptions.Section;

    public Task StartingAsync(CancellationToken cancel) => environment.IsProduction() && ForTests() is { } problem ? throw new InvalidOperationException(problem) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    private string? ForTests() => options.Kind switch
    {
        StorageOptions.Memory => $"{S}:{nameof(options.Kind)} is {StorageOptions.Memory}, which keeps nothing: that is for tests alone, and this is Production. Set it to {StorageOptions.Table} or {StorageOptions.Sqlite}.",
        StorageOptions.Table when ThisComputer.Is(new Uri(TableAccount.Of(options.Tables).Endpoint).IdnHost) =>
            $"{TableOptions.Section}:{nameof(TableOptions.ConnectionString)} leads to this computer, to an emulator: that is for tests alone, and this is Production. Set {TableOptions.Section}:{nameof(TableOptions.Endpoint)} to the account's address.",
        _ => null,
    };
}
