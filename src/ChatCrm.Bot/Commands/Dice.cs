namespace ChatCrm.Bot.Commands;

/// <summary>Chance that falls the same way for the same seed, on every machine and version: SplitMix64 (Steele, Lea, Flood 2014, public domain).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>From 0 to <paramref name="count"/> - 1.</summary>
    public int Upto(int count) => (int)(Next() % (ulong)count);

    public T Of<T>(IReadOnlyList<T> choices) => choices[Upto(choices.Count)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
