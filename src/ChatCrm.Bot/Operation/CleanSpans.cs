using System.Diagnostics;
using ChatCrm.Turns;
using OpenTelemetry;

namespace ChatCrm.Bot.Operation;

/// <summary>
/// Takes from each span, before it is exported, what <see cref="Tags"/> does not name: whole addresses, texts of failures, what a caller wrote into its trace
/// headers. A span that carries what cannot be taken away (events, links) is not exported at all, nor is one of the health endpoints: they are asked all the time.
/// </summary>
internal sealed class CleanSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity span)
    {
        if (span.Events.Any() || span.Links.Any() || span.GetTagItem(Tags.Route) is string route && route.StartsWith(Health.Path, StringComparison.Ordinal))
        {
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }
        var cameIn = span.Kind is ActivityKind.Server;
        foreach (var tag in span.TagObjects.Where(tag => !Tags.MaySpan(tag.Key, cameIn)).ToList()) span.SetTag(tag.Key, null);
        span.SetStatus(span.Status);
        span.TraceStateString = null;
        span.DisplayName = NameOf(span);
    }

    /// <summary>What it does, in the words of the source's code and of our routes.</summary>
    private static string NameOf(Activity span) =>
        span.GetTagItem(TurnMeter.Verb) is string verb ? $"turn {verb}"
        : span.GetTagItem("http.request.method") is string method ? span.GetTagItem(Tags.Route) is string route ? $"{method} {route}" : method
        : span.OperationName;
}
