namespace ChatCrm.Bot.Courier;

/// <summary>How long a claim holds, and how long one send may take. Measured by clocks that nobody sets: what the time of day is said to be is of no matter.</summary>
/// <param name="Length">Who has seen a claim unchanged for so long may take it over.</param>
/// <param name="Patience">A send that takes longer counts as perhaps made.</param>
public sealed record Lease(TimeSpan Length, TimeSpan Patience)
{
    public static readonly Lease Standard = new(TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(30));

    /// <summary>A send begins within so long of its claim or not at all: it is at its end well before anybody may take the claim over.</summary>
    public TimeSpan Begin => Length - Patience - (Length / 15);
}
