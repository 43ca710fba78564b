using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatCrm.Benchmarks;

/// <summary>The service itself, as its program starts it, with some of its parts replaced. As WebApplicationFactory does it: the host tells when it is built.</summary>
internal static class HostedProgram
{
    /// <param name="replace">What is added last counts.</param>
    public static int Run(Action<IServiceCollection> replace, string[] settings)
    {
        DiagnosticListener.AllListeners.Subscribe(new Told<DiagnosticListener>(listener =>
        {
            if (listener.Name == "Microsoft.Extensions.Hosting") listener.Subscribe(new Told<KeyValuePair<string, object?>>(told => Replace(told, replace)));
        }));
        typeof(Program).Assembly.EntryPoint!.Invoke(null, [settings]);
        return 0;
    }

    private static void Replace(KeyValuePair<string, object?> told, Action<IServiceCollection> replace)
    {
        if (told is { Key: "HostBuilding", Value: IHostBuilder host }) host.ConfigureServices(replace);
    }

    private sealed class Told<T>(Action<T> tell) : IObserver<T>
    {
        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void OnNext(T value) => tell(value);
    }
}
