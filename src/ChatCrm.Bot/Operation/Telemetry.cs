using System.Diagnostics.Metrics;
using ChatCrm.Turns;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChatCrm.Bot.Operation;

/// <summary>
/// Traces and metrics over OTLP, to the address of OpenTelemetry's own setting <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; its other settings count as well
/// (https://opentelemetry.io/docs/languages/sdk-configuration/otlp-exporter). Starts before all that it is to hear of and ends after it, with the last of what it heard.
/// </summary>
internal sealed class Telemetry(IConfiguration configuration, OutboxAge outbox) : IHostedLifecycleService, IDisposable
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The meter of what the process itself measures; turns have their own.</summary>
    public const string MeterName = "ChatCrm.Bot";

    private const int ToEnd = 2_000;

    private readonly Meter meter = new(MeterName);
    private readonly List<IDisposable> open = [];
    private readonly Lock gate = new();
    private TracerProvider? tracer;
    private MeterProvider? metrics;
    private Task? end;

    public Task StartingAsync(CancellationToken cancel)
    {
        open.Add(meter);
        open.Add(new Throttled(meter));
        meter.CreateObservableGauge("chatcrm.outbox.age", outbox.LastKnown, "s", "How long the oldest notice that is due has waited, over all workspaces.");
        open.Add(tracer = Traces(configuration));
        open.Add(metrics = Metrics(configuration));
        return Task.CompletedTask;
    }

    /// <summary>What was heard last is sent; a receiver that does not answer is not waited for. Whoever stops the host a second time meanwhile waits for the same end.</summary>
    public Task StoppedAsync(CancellationToken cancel)
    {
        lock (gate) return end ??= Task.Run(End, CancellationToken.None);
    }

    public void Dispose() => open.ForEach(each => each.Dispose());

    public Task StartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancel) => Task.CompletedTask;

    private void End()
    {
        tracer?.Shutdown(ToEnd);
        metrics?.Shutdown(ToEnd);
    }

    // The packages that register these sources and meters cannot be had everywhere; the names are the framework's own, and the store's.
    private static TracerProvider Traces(IConfiguration configuration) => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(Named)
        .AddSource(TurnMeter.Name, "ChatCrm.Storage.Tables", "Microsoft.AspNetCore", "System.Net.Http", "Azure.*")
        .AddProcessor(new CleanSpans())
        .AddOtlpExporter()
        .Build();

    private static MeterProvider Metrics(IConfiguration configuration) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(Named)
        .AddMeter(TurnMeter.Name, MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Azure.*")
        .AddView(_ => new MetricStreamConfiguration { TagKeys = Tags.OfMetrics })
        // An exemplar carries the tags that a view has taken away.
        .SetExemplarFilter(ExemplarFilterType.AlwaysOff)
        .AddOtlpExporter()
        .Build();

    private static void Named(ResourceBuilder resource)
    {
        resource.Clear();
        resource.AddService("chatcrm", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)).AddTelemetrySdk().AddEnvironmentVariableDetector();
    }
}
