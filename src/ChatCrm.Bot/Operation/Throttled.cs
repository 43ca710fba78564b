using System.Diagnostics.Metrics;

namespace ChatCrm.Bot.Operation;

/// <summary>Counts the answers of platforms that say "too many" (429), by host. It hears of each call where the framework measures it, so that no client has to tell.</summary>
internal sealed class Throttled : IDisposable
{
    private readonly MeterListener listener = new();

    public Throttled(Meter meter)
    {
        var throttled = meter.CreateCounter<long>("chatcrm.platform.throttled", "{call}", "Calls that a platform answered with 429.");
        // https://learn.microsoft.com/dotnet/core/diagnostics/built-in-metrics-system-net
        listener.InstrumentPublished = (instrument, hearing) =>
        {
            if (instrument is { Name: "http.client.request.duration", Meter.Name: "System.Net.Http" }) hearing.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (Tag(tags, Tags.Status) is 429) throttled.Add(1, new KeyValuePair<string, object?>(Tags.Host, Tag(tags, Tags.Host)));
        });
        listener.Start();
    }

    public void Dispose() => listener.Dispose();

    private static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
            if (key == name) return value;
        return null;
    }
}
