namespace ChatCrm.Bot;

/// <summary>One string for a short text that comes again and again, as ids do. Of all texts of one place the last is kept, so it never grows.</summary>
internal sealed class StringPool
{
    /// <summary>A power of two.</summary>
    private const int Places = 1024;

    private const int Longest = 100;

    private readonly string?[] _kept = new string?[Places];

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > Longest) return text.ToString();
        ref var place = ref _kept[string.GetHashCode(text) & (Places - 1)];
        return place is { } kept && text.SequenceEqual(kept) ? kept : place = text.ToString();
    }
}
