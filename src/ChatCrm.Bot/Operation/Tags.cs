using System.Collections.Frozen;
using ChatCrm.Turns;

namespace ChatCrm.Bot.Operation;

/// <summary>
/// The names of tags that may leave the process in traces and metrics: each has few values, none of which a person or a platform can choose. Whatever else a
/// source says of itself stays here: addresses hold codes and keys, keys hold names.
/// </summary>
internal static class Tags
{
    public const string Host = "server.address", Route = "http.route", Status = "http.response.status_code";

    private static readonly FrozenSet<string> Allowed = new[]
    {
        TurnMeter.Verb, TurnMeter.Outcome, Route, Status,
        // https://opentelemetry.io/docs/specs/semconv/http: unknown methods are told as _OTHER, failures by their type's name.
        "http.request.method", "network.protocol.version", "url.scheme", "error.type",
        "az.namespace", "http.connection.state", "aspnetcore.request.is_unhandled",
        "gc.heap.generation", "dotnet.gc.heap.generation", "cpu.mode", "network.transport", "network.type", "tls.protocol.version", "kestrel.endpoint.type",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What may be told of a metric. The host is that of a call which this service made, from a list of its settings.</summary>
    public static string[] OfMetrics { get; } = [.. Allowed, Host];

    /// <summary>Whether a span may carry it; one of a request that came in names the host that its sender wrote there.</summary>
    public static bool MaySpan(string name, bool cameIn) => Allowed.Contains(name) || (name == Host && !cameIn);
}
