namespace ChatCrm.Bot.Slack;

/// <summary>One string for a short text that comes again and again, as ids do. Of all texts of one slot the last is kept, so it never grows. Safe from several threads.</summary>
internal sealed class StringPool
{
    /// <summary>A power of two: a part of the hash is the number of the slot.</summary>
    public const int Slots = 1024;

    public const int Longest = 100;

    private readonly string?[] _kept = new string?[Slots];

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest) return text.ToString();
        ref var slot = ref _kept[string.GetHashCode(text) & (Slots - 1)];
        // Read once: another thread may put another text there meanwhile.
        return slot is { } kept && text.SequenceEqual(kept) ? kept : slot = text.ToString();
    }
}
