using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatCrm.Bot.Graph;

/// <summary>Refuses to start with settings that could not work, or that lead to this computer where others can reach it; the message says what to do.</summary>
internal sealed class Guard(GraphOptions options, IHostEnvironment environment, IServer server) : IHostedLifecycleService
{
    private const string S = GraphOptions.Section;
    private const string Undo = $"Remove {S}:Endpoint and {S}:Login";

    /// <summary>Before the server listens.</summary>
    public Task StartingAsync(CancellationToken cancel) => (options.Problem() ?? Misplaced()) is { } problem ? throw new InvalidOperationException(problem) : Task.CompletedTask;

    /// <summary>When it listens: only the server knows its addresses.</summary>
    public Task StartedAsync(CancellationToken cancel)
    {
        var open = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).FirstOrDefault(address => !IsLocal(address));
        return open is not null && options.LoopbackHost() is { } host
            ? throw new InvalidOperationException($"{S} trusts {host}, which is this computer: that is for tests alone, and {open} can be reached by others. Use http://127.0.0.1:5080, or: {Undo}.")
            : Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancel) => Task.CompletedTask;

    private string? Misplaced() => environment.IsProduction() && options.LoopbackHost() is { } host
        ? $"{S} trusts {host}, which is this computer: that is for tests alone, and this is Production. {Undo}."
        : null;

    private static bool IsLocal(string address) =>
        BindingAddress.Parse(address) is var binding && (binding.IsUnixPipe || binding.IsNamedPipe || ThisComputer.Is(binding.Host));
}
