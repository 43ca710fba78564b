using ChatCrm.Bot.Storage.Tables;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// Refuses to start outside Development with a store that is for tests alone, where a company's rows would be gone, or lie with an emulator; and with more
/// patience for one than a turn has. The message says what to do.
/// </summary>
internal sealed class Guard(StorageOptions options, IHostEnvironment environment) : IHostedLifecycleService
{
    private const string S = StorageOptions.Section;

    public Task StartingAsync(CancellationToken cancel) =>
        (environment.IsDevelopment() ? null : ForTests() ?? TooPatient()) is { } problem ? throw new InvalidOperationException(problem) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    private string? ForTests() => options.Kind switch
    {
        StorageOptions.Memory => $"{S}:{nameof(options.Kind)} is {StorageOptions.Memory}, which keeps nothing: that is for Development alone, and this is {environment.EnvironmentName}. Set it to {StorageOptions.Table} or {StorageOptions.Sqlite}.",
        StorageOptions.Table when ThisComputer.Is(new Uri(TableAccount.Of(options.Tables).Endpoint).IdnHost) =>
            $"{TableOptions.Section}:{nameof(TableOptions.ConnectionString)} leads to this computer, to an emulator: that is for Development alone, and this is {environment.EnvironmentName}. Set {TableOptions.Section}:{nameof(TableOptions.Endpoint)} to the account's address.",
        _ => null,
    };

    private string? TooPatient() => options.Kind == StorageOptions.Table && options.Tables.Patience > TableOptions.LongestInTurn
        ? $"{TableOptions.Section}:{nameof(TableOptions.Patience)} is at most 00:00:02.5 for the service, which must answer a turn within three seconds; copying has its own. Shorten it, or remove it."
        : null;
}
