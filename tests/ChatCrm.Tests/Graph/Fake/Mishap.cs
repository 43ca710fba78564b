namespace ChatCrm.Tests.Graph.Fake;

/// <summary>What goes wrong with a call.</summary>
internal abstract record Mishap
{
    /// <summary>Nothing is done, and it says so.</summary>
    public sealed record Refused(int Status, string Code) : Mishap;

    /// <summary>Too many calls: nothing is done. Null seconds: it does not say when to come again.</summary>
    public sealed record Throttled(int? Seconds) : Mishap;

    /// <summary>An outage: nothing is done. Null seconds: it does not say when to come again.</summary>
    public sealed record Away(int? Seconds) : Mishap;

    /// <summary>It is done, and the answer comes when that has.</summary>
    public sealed record Slow(Task Until) : Mishap;

    /// <summary>It is done, and the connection ends instead of the answer.</summary>
    public sealed record Dropped : Mishap;

    /// <summary>Nothing is done, and nothing ever comes.</summary>
    public sealed record Hanging : Mishap;
}
