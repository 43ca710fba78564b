using NodaTime;

namespace ChatCrm.Bot.Teams.Connector;

/// <summary>
/// Keeps the Connector's limits, and waits where it says so (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). A thread there is a
/// chat or a whole channel.
/// </summary>
/// <param name="paced">Whether we keep the limits of our own accord; what the Connector says is always kept.</param>
internal sealed class Rates(bool paced, TimeProvider time)
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(2);

    private static readonly Limit[] Sends = [new(7, TimeSpan.FromSeconds(1)), new(8, TimeSpan.FromSeconds(2)), new(60, TimeSpan.FromSeconds(30))];
    private static readonly Limit[] Reads = [new(14, TimeSpan.FromSeconds(1)), new(120, TimeSpan.FromSeconds(30))];
    private static readonly Limit[] All = [new(30, TimeSpan.FromSeconds(1))];

    private readonly Throttle throttle = new(time);
    private readonly Pace pace = new(time);

    /// <summary>Waits for the errand's turn; where that is too long, gives how long it would be, at once.</summary>
    public async ValueTask<Duration?> Turn(Errand errand, CancellationToken cancel)
    {
        if (await Calm(errand, cancel) is { } told) return told;
        if (!paced) return null;
        // Others may have been told to wait meanwhile.
        return await Paced(errand, cancel) is { } full ? full : await Calm(errand, cancel);
    }

    /// <summary>Keeps that the Connector wants no more of a thread's errands before that time.</summary>
    public void Wait(Errand errand, Duration after) => throttle.Wait(errand.Tenant, KindOf(errand), after);

    private async ValueTask<Duration?> Calm(Errand errand, CancellationToken cancel)
    {
        if (throttle.Left(errand.Tenant, KindOf(errand)) is not { } left) return null;
        if (left.ToTimeSpan() > (errand.Repeatable ? Backoff.Longest : Shortly)) return left;
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancel);
        return null;
    }

    private static string KindOf(Errand errand) => $"{(errand.Reads ? "reads" : "sends")} {errand.Thread}";

    private ValueTask<Duration?> Paced(Errand errand, CancellationToken cancel)
    {
        var tenant = new Lane($"all {errand.Tenant}", All);
        if (errand.Thread.Length == 0) return pace.Turn(cancel, tenant);
        return pace.Turn(cancel, tenant, errand.Reads ? new($"reads {errand.Tenant} {errand.Thread}", Reads) : new($"sends {errand.Tenant} {errand.Thread}", Sends));
    }
}
